// Stage files: what a stage sees and decides, and its rules.
#ifndef CASPIAN_EXTRACTOR_RULES_STAGE_YAML_H_
#define CASPIAN_EXTRACTOR_RULES_STAGE_YAML_H_

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/yaml_fields.h"
#include "extractor/rules/yaml_tree.h"

namespace caspian::extractor {

// Whether a rule with `id` of the file that is being read is kept; `at` is its node.
using KeepRule = std::function<bool(const std::string& id, const YamlNode& at)>;

// Adds the rules of a stage file that `keep` wants to `stage`, and what the file says of the stage where nothing was
// said before; `path` leads to the stage. The file's own macros count in it.
void ReadStage(const YamlNode& root, const std::string& path, const KeepRule& keep, YamlFile* file, v1::Stage* stage);

// The `stage`, `before` and `after` of a file, read without telling any fault; empty where it has none.
struct StageHead {
  std::string name;
  std::string before;
  std::string after;
};
StageHead ReadStageHead(const YamlNode& root);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_STAGE_YAML_H_
