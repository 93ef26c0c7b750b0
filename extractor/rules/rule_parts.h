// The parts of a rule whatever its sort: its patterns, guards, captures, settings, lists.
#ifndef CASPIAN_EXTRACTOR_RULES_RULE_PARTS_H_
#define CASPIAN_EXTRACTOR_RULES_RULE_PARTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"

namespace caspian::extractor {

using Guards = google::protobuf::RepeatedPtrField<v1::Guard>;

// A pattern of a rule, with the path that leads to it from the rule ("pattern", "forms/passive", "followed_by/1").
struct RulePattern {
  std::string path;
  std::string form;  // of forms: the name
  std::string text;
};

// What the rule searches for: `pattern`, or its forms by name. Empty for sorts without patterns.
std::vector<RulePattern> SearchedPatterns(const v1::Rule& rule);
// The patterns of its guards, in their order.
std::vector<RulePattern> GuardPatterns(const v1::Rule& rule);
// References of its attachments and of what it refers to, its adverb pattern: all else that may name labels.
std::vector<RulePattern> OtherPatterns(const v1::Rule& rule);
// All of the above.
std::vector<RulePattern> AllPatterns(const v1::Rule& rule);

const Guards& GuardsOf(const v1::Rule& rule);
bool IgnoresCase(const v1::Rule& rule);

// "<DATE|TIME>" for what stands inside of a reference.
std::string ReferenceOf(absl::string_view inside);

// Names of the captures of all searched patterns, each once, in order.
std::vector<std::string> CapturesOf(const v1::Rule& rule);

// The label that a match, list or verb-group rule makes; empty for evidence and repair rules.
const std::string& LabelOf(const v1::Rule& rule);

// The settings of a rule of any sort.
const google::protobuf::RepeatedPtrField<v1::Setting>& SettingsOf(const v1::Rule& rule);

// The constants and templates that a setting may come to: its value and those by form, empty ones left out.
std::vector<std::string> ValuesOf(const v1::Setting& setting);

// The words that change a confidence nearby.
const google::protobuf::RepeatedPtrField<v1::ContextUse>& ContextOf(const v1::Rule& rule);

// The labels that stand in capture `name` of `pattern`.
std::vector<std::string> LabelsInCapture(absl::string_view pattern, absl::string_view name);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_RULE_PARTS_H_
