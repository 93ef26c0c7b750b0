// Readers of the bodies of rules, one for each sort: inside of rule_yaml.cc.
#ifndef CASPIAN_EXTRACTOR_RULES_RULE_BODIES_H_
#define CASPIAN_EXTRACTOR_RULES_RULE_BODIES_H_

#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/rule_fields.h"
#include "extractor/rules/yaml_fields.h"

namespace caspian::extractor {

// Bounds of what an author may write, wide enough for any sense.
inline constexpr int64_t kPriorityLimit = 1000000;

void ReadMatchRule(YamlFields* fields, YamlFile* file, v1::MatchRule* rule);
void ReadListRule(YamlFields* fields, YamlFile* file, v1::ListRule* rule);
void ReadEvidenceRule(YamlFields* fields, YamlFile* file, v1::EvidenceRule* rule);
void ReadVerbGroupRule(YamlFields* fields, YamlFile* file, v1::VerbGroupRule* rule);
void ReadRepairRule(YamlFields* fields, YamlFile* file, v1::RepairRule* rule);

// What match and list rules share.
template <typename Body>
void ReadAnnotationFields(YamlFields* fields, YamlFile* file, Body* body) {
  body->set_label(fields->RequiredText("label"));
  body->set_priority(static_cast<int32_t>(fields->Integer("priority", -kPriorityLimit, kPriorityLimit)));
  body->set_confidence(static_cast<uint32_t>(fields->Thousandths("confidence", 1, 1000)));
  body->set_ignore_case(fields->Flag("ignore_case"));
  ReadGuards(fields, file, body->mutable_guards());
}

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_RULE_BODIES_H_
