// Typed access to the keys of a YAML map: wrong types, numbers out of range, keys that nobody asked for are told with
// their places.
#ifndef CASPIAN_EXTRACTOR_RULES_YAML_FIELDS_H_
#define CASPIAN_EXTRACTOR_RULES_YAML_FIELDS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/source_map.h"
#include "extractor/rules/yaml_tree.h"

namespace caspian::extractor {

// What the readers of one file share. What it points to outlives it.
struct YamlFile {
  std::string name;
  std::vector<v1::RuleSetProblem>* problems;
  SourceMap* places;
  const MacroTable* macros;
  // Of the rule that is being read; empty outside.
  std::string rule_id;

  void Report(const YamlNode& at, absl::string_view message, absl::string_view hint) const;
};

// Reads one map. Each reader returns the empty value (0, false, "") where the key is absent or its value told as a
// fault. Keys that were asked for are the known ones; Finish tells the others.
class YamlFields {
 public:
  // `node` and `file` outlive this. `path` leads to the map (source_map.h). A node that is no map is told; then no key
  // is there.
  YamlFields(const YamlNode& node, absl::string_view path, YamlFile* file);

  // The value of `key`, of any kind; nullptr where absent.
  const YamlNode* Find(absl::string_view key);
  // Same; where it is absent, Finish or TellMissing says so.
  const YamlNode* Require(absl::string_view key);

  // Any scalar, as it is written.
  std::string Text(absl::string_view key);
  std::string RequiredText(absl::string_view key);
  // true or false.
  bool Flag(absl::string_view key);
  // A whole number from `low` to `high`.
  int64_t Integer(absl::string_view key, int64_t low, int64_t high);
  // A decimal of at most three places, in thousandths from `low` to `high`.
  int64_t Thousandths(absl::string_view key, int64_t low, int64_t high);
  // A scalar, or a list of scalars.
  std::vector<std::string> Texts(absl::string_view key);
  // The items of a list, each with its path.
  void Items(absl::string_view key, const std::function<void(const YamlNode& item, const std::string& path)>& visit);
  // The entries of a map whose keys are names, each with its path.
  void Entries(absl::string_view key,
               const std::function<void(const YamlNode& name, const YamlNode& value, const std::string& path)>& visit);

  // Tells the keys that nobody asked for, with the nearest known one, then those that are required and missing, but for
  // one that was mistyped. Either this or TellMissing ends the reading of a map.
  void Finish();
  // Tells the keys that are required and missing.
  void TellMissing();

  std::string PathOf(absl::string_view key) const;
  const YamlNode& node() const { return node_; }

 private:
  const YamlNode& node_;
  std::string path_;
  YamlFile* file_;
  std::vector<std::string> known_, missing_;
};

// The scalar's text; a fault told and empty where the node is none.
std::string ScalarText(const YamlNode& node, absl::string_view what, YamlFile* file);

// A decimal of at most three places in thousandths from `low` to `high`; a fault told and 0 where the node is none.
int64_t ScalarThousandths(const YamlNode& node, absl::string_view what, int64_t low, int64_t high, YamlFile* file);

// "1.5" for 1500.
std::string FormatThousandths(int64_t thousandths);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_YAML_FIELDS_H_
