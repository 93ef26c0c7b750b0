// A YAML file as a tree whose every node knows its place, and nothing more than a pack needs: maps with scalar keys,
// sequences, scalars. Anchors, aliases, tags, duplicate keys, several documents and control characters are faults.
#ifndef CASPIAN_EXTRACTOR_RULES_YAML_TREE_H_
#define CASPIAN_EXTRACTOR_RULES_YAML_TREE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"

namespace caspian::extractor {

enum class YamlKind { kNull, kScalar, kSequence, kMap };

struct YamlNode {
  YamlKind kind = YamlKind::kNull;
  // Of scalars: the value; whether it stands without quotes, so that it may be a number or true or false.
  std::string text;
  bool is_plain = false;
  // Where the node begins, from 1; column in bytes. Of a quoted scalar, the quote.
  uint32_t line = 0;
  uint32_t column = 0;
  // Of scalars: column of the value's first byte where the value stands in that line byte for byte; 0 where it does not
  // (escapes, doubled quotes, several lines).
  uint32_t verbatim_column = 0;
  // Of sequences the items, of maps the values.
  std::vector<std::unique_ptr<YamlNode>> children;
  // Of maps the keys, all scalars, no two alike, one for each child.
  std::vector<std::unique_ptr<YamlNode>> keys;

  // The value of `key` in a map; nullptr where there is none.
  const YamlNode* Find(absl::string_view key) const;
};

// "a map", "a list", "text", "nothing": for messages.
absl::string_view YamlKindName(YamlKind kind);

// The tree of `text`, or nullptr where its syntax is wrong. Adds all faults to `problems` with `file`, line and column;
// of a file whose syntax is wrong only the first fault of syntax, as the parser stops there. Other faults leave the
// tree usable.
std::unique_ptr<YamlNode> ParseYaml(absl::string_view file, absl::string_view text,
                                    std::vector<v1::RuleSetProblem>* problems);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_YAML_TREE_H_
