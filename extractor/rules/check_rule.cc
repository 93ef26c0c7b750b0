// Checks of one rule: its body, label and numbers; what the sorts have of their own is in check_match_parts.cc,
// check_verb_group.cc and check_repair.cc, what they share in check_patterns.cc, check_captures.cc, check_settings.cc
// and check_tests.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "extractor/rules/enum_words.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr uint32_t kFullConfidence = 1000;

void CheckLabel(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink) {
  const std::string& name = LabelOf(placed.rule);
  if (name.empty()) {
    sink->Report(placed.path + "/label", &placed.rule, "the rule makes no label", "add label:");
  } else if (facts.FindLabel(name) == nullptr) {
    const std::string suggestion = SuggestionFor(name, facts.LabelNames());
    sink->Report(placed.path + "/label", &placed.rule, absl::StrCat("no label ", name),
                 suggestion.empty() ? "declare it under labels: in pack.yaml" : suggestion);
  }
}

void CheckConfidence(const PlacedRule& placed, uint32_t confidence, ProblemSink* sink) {
  if (confidence > kFullConfidence)
    sink->Report(placed.path + "/confidence", &placed.rule, "the confidence is above 1", "choose 0.001 to 1");
}

// Kinds whose annotations need captures that a list can't give.
bool NeedsCaptures(pb::LabelKind kind) {
  return kind != pb::LABEL_KIND_NAME && kind != pb::LABEL_KIND_VALUE && kind != pb::LABEL_KIND_AUXILIARY &&
         kind != pb::LABEL_KIND_AUTHOR_VOICE && kind != pb::LABEL_KIND_REGION && kind != pb::LABEL_KIND_UNSPECIFIED;
}

void CheckListRule(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink) {
  const pb::ListRule& rule = placed.rule.list();
  CheckConfidence(placed, rule.confidence(), sink);
  if (rule.list().empty()) sink->Report(placed.path + "/list", &placed.rule, "the rule names no list", "add list:");
  const pb::Label* label = facts.FindLabel(rule.label());
  if (label != nullptr && NeedsCaptures(label->kind())) {
    sink->Report(placed.path + "/label", &placed.rule,
                 absl::StrCat("a list can't make label ", label->name(), ": its kind needs captures"),
                 "make an auxiliary label from the list, and use it in a pattern");
  }
  if (rule.nested() && label != nullptr && label->kind() != pb::LABEL_KIND_NAME) {
    sink->Report(placed.path + "/nested", &placed.rule,
                 absl::StrCat("label ", label->name(), " is no name and can't be nested"), "remove nested:");
  }
}

bool SetsManner(const pb::MatchRule& rule) {
  return std::any_of(rule.settings().begin(), rule.settings().end(),
                     [](const pb::Setting& setting) { return setting.name() == "manner"; });
}

void CheckType(const PlacedRule& placed, const pb::Label& label, ProblemSink* sink) {
  const pb::MatchRule& rule = placed.rule.match();
  const bool has_type = label.kind() == pb::LABEL_KIND_EVENT || label.kind() == pb::LABEL_KIND_STATEMENT;
  const std::string path = placed.path + "/type";
  if (!has_type && !rule.type().empty()) {
    sink->Report(path, &placed.rule,
                 absl::StrCat("label ", label.name(), " is neither event nor statement and has no type"),
                 "remove type:");
  } else if (!rule.type().empty() && !IsCapitalName(rule.type())) {
    sink->Report(path, &placed.rule, absl::StrCat("'", rule.type(), "' is no type"),
                 "use A-Z, 0-9 and '_', such as RATIFY");
  } else if (has_type && rule.type().empty() && !(label.kind() == pb::LABEL_KIND_STATEMENT && SetsManner(rule))) {
    sink->Report(path, &placed.rule, absl::StrCat("rules of label ", label.name(), " need a type"),
                 absl::StrCat("add type:, such as type: ", label.name()));
  }
}

void CheckMatchRule(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink) {
  CheckConfidence(placed, placed.rule.match().confidence(), sink);
  CheckMatchParts(facts, placed, sink);
  if (const pb::Label* label = facts.FindLabel(placed.rule.match().label())) CheckType(placed, *label, sink);
}

void CheckConditions(const PlacedRule& placed, ProblemSink* sink) {
  const pb::EvidenceRule& rule = placed.rule.evidence();
  for (int i = 0; i < rule.lists_size(); ++i) {
    const std::string path = absl::StrCat(placed.path, "/lists/", i);
    if (EnumWord(*pb::CandidatePart_descriptor(), rule.lists(i).part()).empty())
      sink->Report(path, &placed.rule, "the condition names no part of the candidate",
                   "add part: whole, first, last, any, before or after");
    if (rule.lists(i).list().empty()) sink->Report(path, &placed.rule, "the condition names no list", "add list:");
  }
}

void CheckEvidenceRule(const PlacedRule& placed, ProblemSink* sink) {
  const pb::EvidenceRule& rule = placed.rule.evidence();
  if (rule.weights().empty())
    sink->Report(placed.path + "/evidence", &placed.rule, "the rule adds no weight", "write evidence: {LABEL: weight}");
  if (rule.max_words() > 0 && rule.min_words() > rule.max_words()) {
    sink->Report(placed.path + "/words", &placed.rule,
                 absl::StrCat("at least ", rule.min_words(), " and at most ", rule.max_words(), " words can't be"),
                 "swap the bounds");
  }
  CheckConditions(placed, sink);
}

}  // namespace

void CheckRule(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink) {
  switch (placed.rule.body_case()) {
    case pb::Rule::kMatch:
      CheckLabel(facts, placed, sink);
      CheckMatchRule(facts, placed, sink);
      break;
    case pb::Rule::kList:
      CheckLabel(facts, placed, sink);
      CheckListRule(facts, placed, sink);
      break;
    case pb::Rule::kEvidence:
      CheckEvidenceRule(placed, sink);
      break;
    case pb::Rule::kVerbGroup:
      CheckLabel(facts, placed, sink);
      CheckConfidence(placed, placed.rule.verb_group().confidence(), sink);
      CheckVerbGroup(facts, placed, sink);
      break;
    case pb::Rule::kRepair:
      CheckRepair(facts, placed, sink);
      break;
    case pb::Rule::BODY_NOT_SET:
      return sink->Report(placed.path, &placed.rule, "the rule has no body",
                          "make it a match, list, evidence, verb group or repair rule");
  }
  CheckPatterns(facts, placed, sink);
  CheckCaptures(facts, placed, sink);
  CheckSettings(facts, placed, sink);
  CheckTests(facts, placed, sink);
}

}  // namespace caspian::extractor
