// Checks of captures: their names, the rule's span, and that they fit the kind of the label.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "extractor/rules/label_fields.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

bool IsIn(const std::vector<std::string>& words, absl::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void CheckRoles(const PlacedRule& placed, const std::vector<std::string>& captures, ProblemSink* sink) {
  for (const std::string& capture : captures) {
    const std::string role(RoleOf(capture));
    if (IsIn(RoleNames(), role)) continue;
    sink->Report(placed.path + "/pattern", &placed.rule, absl::StrCat("events and statements have no role ", role),
                 absl::StrCat(SuggestionFor(role, RoleNames()), "; name what only settings read trigger"));
  }
}

void CheckRequired(const PlacedRule& placed, const pb::Label& label, const std::vector<std::string>& captures,
                   ProblemSink* sink) {
  std::set<std::string> given;
  for (const std::string& capture : captures) given.emplace(RoleOf(capture));
  for (const pb::Setting& setting : placed.rule.match().settings()) given.insert(setting.name());
  for (const pb::Attachment& attachment : placed.rule.match().attachments()) given.insert(attachment.role());
  for (const std::string& part : RequiredParts(label.kind())) {
    if (given.count(part) > 0) continue;
    const std::string nearest = NearestWord(part, captures);
    sink->Report(placed.path + "/pattern", &placed.rule,
                 absl::StrCat("rules of label ", label.name(), " need a capture ", part),
                 nearest.empty() ? absl::StrCat("add (?P<", part, ">…) to the pattern, or set: {", part, ": …}")
                                 : absl::StrCat("did you mean ", part, " by ", nearest, "?"));
  }
}

// A name may stand once in a pattern; of a rule's forms, once in each.
void CheckNames(const PlacedRule& placed, ProblemSink* sink) {
  for (const RulePattern& pattern : SearchedPatterns(placed.rule)) {
    const std::string path = absl::StrCat(placed.path, "/", pattern.path);
    std::set<std::string> seen;
    for (const std::string& capture : CaptureNamesIn(pattern.text)) {
      if (!IsSmallName(capture)) {
        sink->Report(path, &placed.rule, absl::StrCat("'", capture, "' is no name of a capture"),
                     "use a-z, 0-9 and '_', beginning with a letter");
      }
      if (!seen.insert(capture).second) {
        sink->Report(path, &placed.rule, absl::StrCat("capture ", capture, " stands twice"),
                     absl::StrCat("call the second ", capture, "_2, or write two forms"));
      }
    }
  }
}

// A capture that a key of the rule names.
void CheckNamed(const PlacedRule& placed, absl::string_view key, const std::string& name,
                const std::vector<std::string>& captures, ProblemSink* sink) {
  if (name.empty() || IsIn(captures, name)) return;
  sink->Report(absl::StrCat(placed.path, "/", key), &placed.rule, absl::StrCat("the pattern has no capture ", name),
               SuggestionFor(name, captures));
}

}  // namespace

void CheckCaptures(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink) {
  if (!placed.rule.has_match() && !placed.rule.has_repair()) return;
  CheckNames(placed, sink);
  if (!placed.rule.has_match()) return;
  const std::vector<std::string> captures = CapturesOf(placed.rule);
  CheckNamed(placed, "span", placed.rule.match().span_capture(), captures, sink);
  CheckNamed(placed, "mention", placed.rule.match().mention_capture(), captures, sink);
  CheckNamed(placed, "refers_to/called", placed.rule.match().refers_to().called(), captures, sink);
  const pb::Label* label = facts.FindLabel(placed.rule.match().label());
  if (label == nullptr) return;
  if (label->kind() == pb::LABEL_KIND_EVENT || label->kind() == pb::LABEL_KIND_STATEMENT)
    CheckRoles(placed, captures, sink);
  CheckRequired(placed, *label, captures, sink);
}

}  // namespace caspian::extractor
