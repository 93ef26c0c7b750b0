// The manifest of a pack and the heads of its stage files.
#ifndef CASPIAN_EXTRACTOR_RULES_PACK_YAML_H_
#define CASPIAN_EXTRACTOR_RULES_PACK_YAML_H_

#include <string>
#include <vector>

#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/yaml_fields.h"
#include "extractor/rules/yaml_tree.h"

namespace caspian::extractor {

// A stage file that a manifest names, with the node that names it.
struct StageFile {
  std::string name;
  const YamlNode* node;
};

// Reads pack.yaml: all of `rule_set` but stages and lists, labels by name. Returns the stage files in order; the nodes
// are `root`'s.
std::vector<StageFile> ReadManifest(const YamlNode& root, YamlFile* file, v1::RuleSet* rule_set);

// Reads a stage file; `path` leads to the stage.
v1::Stage ReadStage(const YamlNode& root, const std::string& path, YamlFile* file);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PACK_YAML_H_
