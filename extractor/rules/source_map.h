// Where the parts of a rule set stand in a pack's files, so that the one validator can tell line and column of what it
// finds.
#ifndef CASPIAN_EXTRACTOR_RULES_SOURCE_MAP_H_
#define CASPIAN_EXTRACTOR_RULES_SOURCE_MAP_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/macros.h"
#include "extractor/rules/yaml_tree.h"

namespace caspian::extractor {

// Paths are the YAML keys that lead to a part, joined by '/', with labels by name and all else by index:
// "labels/PERSON/kind", "stages/2", "stages/2/rules/14/pattern", "stages/3/names/threshold". Empty for a rule set that
// came as a message. The path of the pack itself is empty.
class SourceMap {
 public:
  // The first place that is told of a path counts.
  void Add(absl::string_view path, absl::string_view file, const YamlNode& node);

  // The text at `path` is `expanded`, not what stands in the file.
  void AddExpansions(absl::string_view path, const ExpandedPattern& expanded);

  // Whether byte `offset` of the text at `path` comes from a macro.
  bool IsExpanded(absl::string_view path, size_t offset) const;

  // Place of `path`, or of its nearest parent that has one; empty where none has. `offset` counts bytes into the text
  // that stands there; it moves the column where the text stands in its line byte for byte.
  v1::SourcePosition Find(absl::string_view path, size_t offset = 0) const;

 private:
  struct Place {
    v1::SourcePosition position;
    uint32_t verbatim_column;
  };
  std::map<std::string, Place, std::less<>> places_;
  std::map<std::string, ExpandedPattern, std::less<>> expanded_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_SOURCE_MAP_H_
