// Checks of repair rules: what they take back or rename is an annotation that stands alone in its capture.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

void CheckCapture(const PlacedRule& placed, const std::string& path, const std::string& capture, ProblemSink* sink) {
  const std::vector<std::string> captures = CapturesOf(placed.rule);
  if (std::find(captures.begin(), captures.end(), capture) == captures.end()) {
    return sink->Report(path, &placed.rule, absl::StrCat("the pattern has no capture ", capture),
                        SuggestionFor(capture, captures));
  }
  if (LabelsInCapture(placed.rule.repair().pattern(), capture).empty())
    sink->Report(path, &placed.rule, absl::StrCat("capture ", capture, " holds no annotation"),
                 absl::StrCat("write (?P<", capture, "><LABEL>)"));
}

void CheckLabel(const RuleSetFacts& facts, const PlacedRule& placed, const pb::Relabeling& relabel, ProblemSink* sink) {
  const std::string path = absl::StrCat(placed.path, "/relabel/", relabel.capture());
  const pb::Label* label = facts.FindLabel(relabel.label());
  if (label == nullptr) {
    return sink->Report(path, &placed.rule, absl::StrCat("no label ", relabel.label()),
                        SuggestionFor(relabel.label(), facts.LabelNames()));
  }
  if (label->kind() != pb::LABEL_KIND_NAME && label->kind() != pb::LABEL_KIND_AUXILIARY)
    sink->Report(path, &placed.rule, absl::StrCat("label ", label->name(), " is neither name nor auxiliary"),
                 "a new label can't give an annotation what its kind needs: write a match rule");
}

}  // namespace

void CheckRepair(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink) {
  const pb::RepairRule& rule = placed.rule.repair();
  if (rule.drop().empty() && rule.relabel().empty())
    sink->Report(placed.path, &placed.rule, "the rule repairs nothing", "add drop: or relabel:");
  for (const std::string& capture : rule.drop()) CheckCapture(placed, placed.path + "/drop", capture, sink);
  for (const pb::Relabeling& relabel : rule.relabel()) {
    CheckCapture(placed, absl::StrCat(placed.path, "/relabel/", relabel.capture()), relabel.capture(), sink);
    CheckLabel(facts, placed, relabel, sink);
    if (std::count(rule.drop().begin(), rule.drop().end(), relabel.capture()) > 0)
      sink->Report(placed.path + "/drop", &placed.rule,
                   absl::StrCat("capture ", relabel.capture(), " is dropped and renamed"), "keep one of them");
  }
}

}  // namespace caspian::extractor
