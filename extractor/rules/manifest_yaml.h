// The manifest of a pack: pack.yaml.
#ifndef CASPIAN_EXTRACTOR_RULES_MANIFEST_YAML_H_
#define CASPIAN_EXTRACTOR_RULES_MANIFEST_YAML_H_

#include <string>
#include <vector>

#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/desk_lists.h"
#include "extractor/rules/macros.h"
#include "extractor/rules/yaml_fields.h"
#include "extractor/rules/yaml_tree.h"

namespace caspian::extractor {

// Something that the manifest names, with the node that names it: a file, a folder, a rule.
struct NamedNode {
  std::string name;
  const YamlNode* node;
};

// What a manifest says beside the head of the rule set. The nodes are the manifest's.
struct Manifest {
  std::vector<NamedNode> stages;    // files, in order
  std::vector<NamedNode> includes;  // folders of packs
  std::vector<NamedNode> off;       // ids of rules
  std::vector<DeskList> desk_lists;
};

// Reads pack.yaml: all of `rule_set` but stages and lists, labels by name; macros are added to `macros`, where the
// first of a name counts.
Manifest ReadManifest(const YamlNode& root, YamlFile* file, v1::RuleSet* rule_set, MacroTable* macros);

// Reads key macros of a map; tells names that are none.
void ReadMacros(YamlFields* fields, YamlFile* file, MacroTable* macros);

// True where `macros` can be expanded; else a fault is told at `at`.
bool CheckMacros(const YamlNode& at, const YamlFile& file, const MacroTable& macros);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_MANIFEST_YAML_H_
