// Warns of rules, alternatives and guards that no text can meet.
//
// In lifted text (extractor/match/lifted_text.h) white space is always one blank, and a match begins and ends with
// something else. Stages are walked in order: a label can be made where a rule of an earlier stage that makes it can
// match, so a rule that needs what only dead rules make is dead as well.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/optional.h"
#include "extractor/rules/pattern_tree.h"
#include "extractor/rules/warning_checks.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

using Kind = PatternItem::Kind;

// Why nothing matches, and where that stands in the pattern.
struct Reason {
  size_t offset;
  std::string message;
  std::string hint;
};

bool IsBlank(const PatternItem& item) { return item.kind == Kind::kCharacter && item.character == ' '; }

bool IsOtherSpace(const PatternItem& item) {
  return item.kind == Kind::kCharacter && item.character >= '\t' && item.character <= '\r';
}

// Where a pattern must begin or end.
enum class Edge { kBegin, kEnd };

class PatternReasons {
 public:
  PatternReasons(absl::string_view pattern, const std::set<std::string>& makeable)
      : pattern_(pattern), makeable_(makeable) {}

  // Why the sequence can't stand in a lifted text.
  absl::optional<Reason> OfSequence(const PatternSequence& sequence) const {
    bool after_blank = false;
    for (const PatternItem& item : sequence.items) {
      if (item.least > 0) {
        if (auto reason = OfItem(item, after_blank)) return reason;
      }
      after_blank = IsBlank(item) && item.least > 0;
    }
    return absl::nullopt;
  }

  // Why the sequence can't be a whole match.
  absl::optional<Reason> OfMatch(const PatternSequence& sequence) const {
    if (BlankAt(sequence, Edge::kBegin))
      return Reason{sequence.begin, "begins with a blank, and a match begins with a word or a mark",
                    "take the blank out, or look for it with preceded_by:"};
    if (BlankAt(sequence, Edge::kEnd))
      return Reason{sequence.begin, "ends with a blank, and a match ends with a word or a mark",
                    "take the blank out, or look for it with followed_by:"};
    return OfSequence(sequence);
  }

 private:
  absl::optional<Reason> OfItem(const PatternItem& item, bool after_blank) const {
    if (IsOtherSpace(item))
      return Reason{item.begin, "needs a tab or a line's end, and all white space is read as one blank",
                    "write a blank"};
    if (IsBlank(item) && (after_blank || item.least > 1))
      return Reason{item.begin, "needs two blanks in a row, and all white space is read as one",
                    "write one blank; it matches any white space"};
    if (item.kind == Kind::kReference) return OfReference(item);
    return item.kind == Kind::kGroup ? OfAll(item.alternatives) : absl::nullopt;
  }

  absl::optional<Reason> OfReference(const PatternItem& item) const {
    const std::vector<LabelUse> uses = LabelsIn(pattern_.substr(item.begin, item.end - item.begin));
    if (uses.empty()) return absl::nullopt;
    const std::vector<std::string>& labels = uses[0].labels;
    if (std::any_of(labels.begin(), labels.end(), [&](const auto& label) { return makeable_.count(label) > 0; }))
      return absl::nullopt;
    return Reason{item.begin, absl::StrCat("needs <", absl::StrJoin(labels, "|"), ">, which no rule can make"),
                  "mend the rules that should make it"};
  }

  // Of a group: why none of its alternatives can stand there; the first one's reason.
  absl::optional<Reason> OfAll(const std::vector<PatternSequence>& alternatives) const {
    absl::optional<Reason> first;
    for (const PatternSequence& sequence : alternatives) {
      const auto reason = OfSequence(sequence);
      if (!reason.has_value()) return absl::nullopt;
      if (!first.has_value()) first = reason;
    }
    return first;
  }

  bool BlankAt(const PatternSequence& sequence, Edge edge) const {
    if (sequence.items.empty()) return false;
    const PatternItem& item = edge == Edge::kBegin ? sequence.items.front() : sequence.items.back();
    if (item.least == 0) return false;
    if (item.kind != Kind::kGroup) return IsBlank(item);
    return std::all_of(item.alternatives.begin(), item.alternatives.end(),
                       [&](const PatternSequence& inner) { return BlankAt(inner, edge); });
  }

  const absl::string_view pattern_;
  const std::set<std::string>& makeable_;
};

class Walk {
 public:
  Walk(const RuleSetFacts& facts, ProblemSink* sink) : facts_(facts), sink_(sink) {}

  void Run() {
    for (int s = 0; s < facts_.rule_set().stages_size(); ++s) {
      const pb::Stage& stage = facts_.rule_set().stages(s);
      std::set<std::string> made = {stage.names().unknown_label()};
      if (stage.has_senses()) made.insert(stage.senses().label());
      for (int i = 0; i < stage.rules_size(); ++i) {
        if (CanMatch({stage.rules(i), s, absl::StrCat("stages/", s, "/rules/", i)})) AddLabels(stage.rules(i), &made);
      }
      makeable_.insert(made.begin(), made.end());
    }
  }

 private:
  static void AddLabels(const pb::Rule& rule, std::set<std::string>* made) {
    made->insert(LabelOf(rule));
    for (const pb::LabelWeight& weight : rule.evidence().weights()) made->insert(weight.label());
    for (const pb::Relabeling& relabel : rule.repair().relabel()) made->insert(relabel.label());
  }

  // Tells what in the rule can't match; false where that is all of it.
  bool CanMatch(const PlacedRule& placed) {
    bool can = SearchesCanMatch(placed);
    can = GuardsCanHold(placed) && can;
    can = ListsHaveWords(placed) && can;
    return VerbCanStand(placed) && can;
  }

  void Report(const PlacedRule& placed, const std::string& path, absl::string_view what, const Reason& reason) {
    sink_->Report(absl::StrCat(placed.path, "/", path), &placed.rule, absl::StrCat(what, " ", reason.message),
                  reason.hint, reason.offset);
  }

  // What stands before "it" in a report: of the whole pattern, or of one of its alternatives.
  struct Words {
    absl::string_view whole;
    absl::string_view part;
  };

  // Tells the alternatives of `pattern` for which `reason_of` has a reason; false where that is all of them.
  template <typename ReasonOf>
  bool AnyIsSound(const PlacedRule& placed, const RulePattern& pattern, const Words& words, const ReasonOf& reason_of) {
    const std::vector<PatternSequence> alternatives = AlternativesOf(pattern.text);
    bool any = false;
    for (const PatternSequence& alternative : alternatives) {
      const absl::optional<Reason> reason = reason_of(alternative);
      any = any || !reason.has_value();
      if (reason.has_value()) Report(placed, pattern.path, alternatives.size() > 1 ? words.part : words.whole, *reason);
    }
    return any;
  }

  bool SearchesCanMatch(const PlacedRule& placed) {
    if (!placed.rule.has_match() && !placed.rule.has_repair()) return true;
    bool can = false;
    for (const RulePattern& pattern : SearchedPatterns(placed.rule)) {
      const PatternReasons reasons(pattern.text, makeable_);
      can = AnyIsSound(placed, pattern, {"the pattern never matches: it", "an alternative never matches: it"},
                       [&](const PatternSequence& alternative) { return reasons.OfMatch(alternative); }) ||
            can;
    }
    return can;
  }

  bool GuardsCanHold(const PlacedRule& placed) {
    bool can = true;
    const Guards& guards = GuardsOf(placed.rule);
    const std::vector<RulePattern> patterns = GuardPatterns(placed.rule);  // the rule's own come first
    for (int g = 0; g < guards.size(); ++g) {
      const RulePattern& pattern = patterns[static_cast<size_t>(g)];
      const PatternReasons reasons(pattern.text, makeable_);
      const bool any = AnyIsSound(placed, pattern, {"nothing meets the guard: it", "nothing meets an alternative: it"},
                                  [&](const PatternSequence& alternative) { return reasons.OfSequence(alternative); });
      if (!Demands(guards[g])) continue;
      can = can && any;
      if (!IsForbidden(guards, guards[g])) continue;
      Report(placed, pattern.path, "the rule never matches: it",
             {0, "demands here what another guard forbids", "remove one of the two"});
      can = false;
    }
    return can;
  }

  static bool Demands(const pb::Guard& guard) {
    return guard.kind() == pb::GUARD_KIND_PRECEDED_BY || guard.kind() == pb::GUARD_KIND_FOLLOWED_BY;
  }

  static bool IsForbidden(const Guards& guards, const pb::Guard& demand) {
    const pb::GuardKind opposite =
        demand.kind() == pb::GUARD_KIND_PRECEDED_BY ? pb::GUARD_KIND_NOT_PRECEDED_BY : pb::GUARD_KIND_NOT_FOLLOWED_BY;
    return std::any_of(guards.begin(), guards.end(), [&](const pb::Guard& guard) {
      return guard.kind() == opposite && guard.pattern() == demand.pattern();
    });
  }

  // Whether a row of the list that the use lets through has a phrase.
  template <typename Use>
  bool HasWords(const Use& use, absl::string_view aliases) const {
    const List* list = facts_.FindList(use.list());
    if (list == nullptr) return true;
    const int column = ColumnIndex(*list, use.column());
    const int alias = aliases.empty() ? -1 : ColumnIndex(*list, aliases);
    return std::any_of(list->rows.begin(), list->rows.end(), [&](const ListRow& row) {
      const bool has = (column >= 0 && !row[static_cast<size_t>(column)].empty()) ||
                       (alias >= 0 && !row[static_cast<size_t>(alias)].empty());
      return has && PassesFilter(*list, use.where(), row);
    });
  }

  template <typename Use>
  bool CheckWords(const PlacedRule& placed, const Use& use, const std::string& path, absl::string_view aliases) {
    if (HasWords(use, aliases)) return true;
    sink_->Report(absl::StrCat(placed.path, path), &placed.rule,
                  absl::StrCat("the rule never matches: list ", use.list(), " has no word in the rows that it takes"),
                  "add rows, or name another column");
    return false;
  }

  bool ListsHaveWords(const PlacedRule& placed) {
    bool can = true;
    const pb::Rule& rule = placed.rule;
    if (rule.has_list()) can = CheckWords(placed, rule.list(), "/list", rule.list().aliases_column());
    for (int i = 0; i < rule.evidence().lists_size(); ++i) {
      const pb::ListCondition& condition = rule.evidence().lists(i);
      const absl::string_view aliases = condition.column().empty() ? "aliases" : "";
      if (!condition.negated() && !CheckWords(placed, condition, absl::StrCat("/lists/", i), aliases)) can = false;
    }
    if (rule.has_verb_group()) can = CheckWords(placed, rule.verb_group().forms(), "/verb_group/forms", "") && can;
    return can;
  }

  bool VerbCanStand(const PlacedRule& placed) {
    if (!placed.rule.has_verb_group() || makeable_.count(placed.rule.verb_group().verb()) > 0) return true;
    Report(placed, "verb_group/verb", "the rule never matches: it",
           {0, absl::StrCat("needs <", placed.rule.verb_group().verb(), ">, which no rule can make"),
            "mend the rules that should make it"});
    return false;
  }

  const RuleSetFacts& facts_;
  ProblemSink* const sink_;
  std::set<std::string> makeable_;
};

}  // namespace

void WarnOfUnmatched(const RuleSetFacts& facts, ProblemSink* sink) { Walk(facts, sink).Run(); }

}  // namespace caspian::extractor
