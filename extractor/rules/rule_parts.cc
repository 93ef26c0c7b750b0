#include "extractor/rules/rule_parts.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "extractor/rules/enum_words.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

// A pack writes one guard of a kind as text and several as a list.
void AddGuards(const Guards& guards, const std::string& path, std::vector<RulePattern>* patterns) {
  std::map<int, int> count, seen;
  for (const pb::Guard& guard : guards) ++count[guard.kind()];
  for (const pb::Guard& guard : guards) {
    std::string place = absl::StrCat(path, EnumWord(*pb::GuardKind_descriptor(), guard.kind()));
    if (count[guard.kind()] > 1) absl::StrAppend(&place, "/", seen[guard.kind()]++);
    patterns->push_back({std::move(place), "", guard.pattern()});
  }
}

// Where the group that begins at `begin` ends, both brackets included.
size_t GroupEnd(absl::string_view pattern, size_t begin) {
  int depth = 0;
  bool in_class = false;
  for (size_t i = begin; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (in_class) {
      in_class = pattern[i] != ']';
    } else if (pattern[i] == '[') {
      in_class = true;
    } else if (pattern[i] == '(') {
      ++depth;
    } else if (pattern[i] == ')' && --depth == 0) {
      return i + 1;
    }
  }
  return pattern.size();
}

}  // namespace

std::vector<RulePattern> SearchedPatterns(const pb::Rule& rule) {
  std::vector<RulePattern> patterns;
  if (rule.has_match() && rule.match().forms().empty()) patterns.push_back({"pattern", "", rule.match().pattern()});
  for (const pb::PatternForm& form : rule.match().forms())
    patterns.push_back({absl::StrCat("forms/", form.name()), form.name(), form.pattern()});
  if (!rule.evidence().pattern().empty()) patterns.push_back({"pattern", "", rule.evidence().pattern()});
  if (rule.has_repair()) patterns.push_back({"pattern", "", rule.repair().pattern()});
  return patterns;
}

std::vector<RulePattern> GuardPatterns(const pb::Rule& rule) {
  std::vector<RulePattern> patterns;
  AddGuards(GuardsOf(rule), "", &patterns);
  for (const pb::Attachment& attachment : rule.match().attachments())
    AddGuards(attachment.guards(), absl::StrCat("attach/", attachment.role(), "/"), &patterns);
  return patterns;
}

std::vector<RulePattern> OtherPatterns(const pb::Rule& rule) {
  std::vector<RulePattern> patterns;
  for (const pb::Attachment& attachment : rule.match().attachments())
    patterns.push_back({absl::StrCat("attach/", attachment.role(), "/label"), "", ReferenceOf(attachment.label())});
  if (rule.match().has_refers_to())
    patterns.push_back({"refers_to/name", "", ReferenceOf(rule.match().refers_to().name())});
  if (!rule.verb_group().adverb_pattern().empty())
    patterns.push_back({"verb_group/adverb_pattern", "", rule.verb_group().adverb_pattern()});
  return patterns;
}

std::vector<RulePattern> AllPatterns(const pb::Rule& rule) {
  std::vector<RulePattern> all = SearchedPatterns(rule);
  for (auto* part : {&GuardPatterns, &OtherPatterns}) {
    std::vector<RulePattern> more = part(rule);
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

const Guards& GuardsOf(const pb::Rule& rule) {
  switch (rule.body_case()) {
    case pb::Rule::kList:
      return rule.list().guards();
    case pb::Rule::kEvidence:
      return rule.evidence().guards();
    case pb::Rule::kVerbGroup:
      return rule.verb_group().guards();
    case pb::Rule::kRepair:
      return rule.repair().guards();
    default:
      return rule.match().guards();
  }
}

bool IgnoresCase(const pb::Rule& rule) {
  return rule.match().ignore_case() || rule.list().ignore_case() || rule.repair().ignore_case();
}

std::string ReferenceOf(absl::string_view inside) { return absl::StrCat("<", inside, ">"); }

std::vector<std::string> CapturesOf(const pb::Rule& rule) {
  std::vector<std::string> captures;
  if (rule.has_evidence()) return captures;
  for (const RulePattern& pattern : SearchedPatterns(rule)) {
    for (std::string& name : CaptureNamesIn(pattern.text)) {
      if (std::count(captures.begin(), captures.end(), name) == 0) captures.push_back(std::move(name));
    }
  }
  return captures;
}

const std::string& LabelOf(const pb::Rule& rule) {
  if (rule.has_verb_group()) return rule.verb_group().label();
  return rule.has_list() ? rule.list().label() : rule.match().label();
}

const google::protobuf::RepeatedPtrField<pb::Setting>& SettingsOf(const pb::Rule& rule) {
  if (rule.has_list()) return rule.list().settings();
  if (rule.has_repair()) return rule.repair().settings();
  return rule.has_evidence() ? rule.evidence().settings() : rule.match().settings();
}

std::vector<std::string> ValuesOf(const pb::Setting& setting) {
  std::vector<std::string> values;
  if (!setting.value().empty()) values.push_back(setting.value());
  for (const pb::FormValue& form : setting.by_form()) {
    if (!form.value().empty()) values.push_back(form.value());
  }
  return values;
}

const google::protobuf::RepeatedPtrField<pb::ContextUse>& ContextOf(const pb::Rule& rule) {
  return rule.has_list() ? rule.list().context() : rule.match().context();
}

std::vector<std::string> LabelsInCapture(absl::string_view pattern, absl::string_view name) {
  const size_t begin = pattern.find(absl::StrCat("(?P<", name, ">"));
  if (begin == absl::string_view::npos) return {};
  const size_t end = GroupEnd(pattern, begin);
  std::vector<std::string> labels;
  for (const LabelUse& use : LabelsIn(pattern)) {
    if (use.offset > begin && use.offset < end) labels.insert(labels.end(), use.labels.begin(), use.labels.end());
  }
  return labels;
}

}  // namespace caspian::extractor
