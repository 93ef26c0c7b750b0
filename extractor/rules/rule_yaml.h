// Rules as stage files write them.
#ifndef CASPIAN_EXTRACTOR_RULES_RULE_YAML_H_
#define CASPIAN_EXTRACTOR_RULES_RULE_YAML_H_

#include <string>

#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/yaml_fields.h"
#include "extractor/rules/yaml_tree.h"

namespace caspian::extractor {

// Reads one rule with its tests and all positions; `path` leads to it. Faults are told with the rule's id; what could
// be read is returned all the same.
v1::Rule ReadRule(const YamlNode& node, const std::string& path, YamlFile* file);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_RULE_YAML_H_
