// Warns of rules of one stage that say the same, and of rules that always lose to another.
//
// A rule loses for sure where another that contends with it (extractor/match/conflict.h) makes an annotation with the
// same span whenever it does, and goes first: whatever beats the other one overlaps both. Same spans come from the same
// pattern, from alternatives to which the other adds more behind, and, where all alternatives are plain words, from any
// order of them in which none hides another.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/sha256.h"
#include "extractor/rules/digest.h"
#include "extractor/rules/pattern_tree.h"
#include "extractor/rules/warning_checks.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

// Rivals that a rule is compared with at most; more than that have one alternative in common only in sets that no one
// has written by hand.
constexpr size_t kMostRivals = 100;
// Alternatives that are compared whatever their order.
constexpr size_t kMostAlternatives = 200;

using Words = std::vector<std::string>;

bool IsLongest(const pb::Label& label) {
  return label.conflict() == pb::CONFLICT_POLICY_UNSPECIFIED || label.conflict() == pb::CONFLICT_POLICY_LONGEST;
}

// What contends with one another; empty for what contends with itself alone.
std::string DomainOf(const pb::Rule& rule, const pb::Label& label) {
  if (label.conflict() == pb::CONFLICT_POLICY_ALL || rule.list().nested()) return "";
  if (IsLiftedKind(label.kind())) return "lifted";
  switch (label.kind()) {
    case pb::LABEL_KIND_EVENT:
    case pb::LABEL_KIND_STATEMENT:
    case pb::LABEL_KIND_CITATION:
    case pb::LABEL_KIND_REGION:
      return absl::StrCat(label.name(), " ", rule.match().type());
    default:
      return "";
  }
}

// A rule of a stage as its rivals see it.
struct Rival {
  const pb::Rule* rule;
  std::string path;
  const pb::Label* label;
  int32_t priority;
  std::string frame;      // all that must be alike
  std::string documents;  // empty: all
  std::set<std::string> guards;
  Words alternatives;  // of a list rule: what it reads
};

Words WordsOf(const pb::Rule& rule) {
  if (rule.has_list()) {
    const pb::ListRule& list = rule.list();
    return {absl::StrCat(list.list(), "\t", list.column(), "\t", list.aliases_column(), "\t",
                         SerializeDeterministically(list.where()))};
  }
  std::vector<RulePattern> patterns = SearchedPatterns(rule);
  std::sort(patterns.begin(), patterns.end(), [](const auto& a, const auto& b) { return a.form < b.form; });
  Words words;
  for (const RulePattern& pattern : patterns) {
    for (const PatternSequence& alternative : AlternativesOf(pattern.text))
      words.push_back(pattern.text.substr(alternative.begin, alternative.end - alternative.begin));
  }
  return words;
}

std::string FrameOf(const pb::Rule& rule, const pb::Label& label) {
  std::vector<std::string> elide(rule.match().elide().begin(), rule.match().elide().end());
  std::sort(elide.begin(), elide.end());
  return absl::StrCat(DomainOf(rule, label), "\t", rule.body_case(), "\t", IgnoresCase(rule), "\t",
                      absl::StrJoin(elide, "|"), "\t", rule.match().span_capture());
}

bool GoesFirst(const Rival& a, const Rival& b) {
  return a.priority != b.priority ? a.priority > b.priority : a.rule->id() < b.rule->id();
}

bool IsPlain(absl::string_view alternative) {
  return std::all_of(alternative.begin(), alternative.end(),
                     [](unsigned char c) { return absl::ascii_isalnum(c) || c == ' ' || c >= 0x80; });
}

bool HidesOther(absl::string_view a, absl::string_view b, bool ignore_case) {
  if (!IsPlain(a)) return true;
  if (ignore_case) return absl::StartsWithIgnoreCase(a, b) || absl::StartsWithIgnoreCase(b, a);
  return absl::StartsWith(a, b) || absl::StartsWith(b, a);
}

// Whether `all` takes the same at each start where `some` takes something.
bool TakesSame(const Words& all, const Words& some, bool ignore_case) {
  if (some.size() <= all.size() && std::equal(some.begin(), some.end(), all.begin())) return true;
  if (all.size() > kMostAlternatives) return false;
  return std::all_of(some.begin(), some.end(), [&](const std::string& word) {
    const auto found = std::find(all.begin(), all.end(), word);
    return found != all.end() && IsPlain(word) &&
           std::none_of(all.begin(), found, [&](const auto& other) { return HidesOther(other, word, ignore_case); });
  });
}

bool Beats(const Rival& a, const Rival& b) {
  return a.frame == b.frame && GoesFirst(a, b) && (a.label == b.label || IsLongest(*a.label)) &&
         (a.documents.empty() || a.documents == b.documents) &&
         std::includes(b.guards.begin(), b.guards.end(), a.guards.begin(), a.guards.end()) &&
         TakesSame(a.alternatives, b.alternatives, IgnoresCase(*b.rule));
}

class StageRivals {
 public:
  StageRivals(const RuleSetFacts& facts, const std::set<std::string>& told, ProblemSink* sink)
      : facts_(facts), told_(told), sink_(sink) {}

  void Add(const PlacedRule& placed) {
    const pb::Rule& rule = placed.rule;
    const pb::Label* label = facts_.FindLabel(LabelOf(rule));
    const bool contends = (rule.has_match() || rule.has_list()) && label != nullptr && !DomainOf(rule, *label).empty();
    if (!contends || told_.count(rule.id()) > 0) return;
    Rival rival{&rule,
                placed.path,
                label,
                rule.has_list() ? rule.list().priority() : rule.match().priority(),
                FrameOf(rule, *label),
                SerializeDeterministically(rule.documents()),
                {},
                WordsOf(rule)};
    for (const pb::Guard& guard : GuardsOf(rule)) rival.guards.insert(absl::StrCat(guard.kind(), guard.pattern()));
    rivals_.push_back(std::move(rival));
  }

  void Run() {
    std::sort(rivals_.begin(), rivals_.end(), GoesFirst);
    std::map<std::string, std::vector<const Rival*>> by_alternative;
    for (const Rival& rival : rivals_) {
      const std::vector<const Rival*>& others = by_alternative[absl::StrCat(rival.frame, "\t", rival.alternatives[0])];
      const auto end = others.begin() + static_cast<std::ptrdiff_t>(std::min(others.size(), kMostRivals));
      const auto winner = std::find_if(others.begin(), end, [&](const Rival* other) { return Beats(*other, rival); });
      if (winner != end) Tell(**winner, rival);
      for (const std::string& alternative : rival.alternatives)
        by_alternative[absl::StrCat(rival.frame, "\t", alternative)].push_back(&rival);
    }
  }

 private:
  void Tell(const Rival& winner, const Rival& loser) {
    const std::string id = winner.rule->id();
    const bool same = winner.guards == loser.guards && winner.alternatives == loser.alternatives;
    const std::string ground = winner.priority == loser.priority
                                   ? "by its id, at the same priority"
                                   : absl::StrCat("by priority, ", winner.priority, " over ", loser.priority);
    sink_->Report(
        loser.path, loser.rule,
        absl::StrCat("the rule never wins: rule ", id,
                     same ? " matches the same and goes first " : " matches wherever it does and goes first ", ground),
        same ? "remove one of the two, or tell them apart by a guard"
             : absl::StrCat("give it a higher priority than ", id, " has, or remove it"));
  }

  const RuleSetFacts& facts_;
  const std::set<std::string>& told_;
  ProblemSink* const sink_;
  std::vector<Rival> rivals_;
};

// Tells rules that are alike but for their ids, and returns the ids of the later ones.
std::set<std::string> WarnOfCopies(const RuleSetFacts& facts, ProblemSink* sink) {
  std::map<std::string, std::string> bodies;  // by id: what the rule says, and where
  const pb::RuleSet canonical = CanonicalRuleSet(facts.rule_set());
  ForEachRule(canonical, [&](const PlacedRule& placed) {
    pb::Rule body = placed.rule;
    body.clear_id();
    bodies[placed.rule.id()] = Sha256Hex(absl::StrCat(placed.stage, "\t", SerializeDeterministically(body)));
  });
  std::map<std::string, std::string> first;  // by body: the id
  std::set<std::string> copies;
  ForEachRule(facts.rule_set(), [&](const PlacedRule& placed) {
    const auto [found, added] = first.emplace(bodies[placed.rule.id()], placed.rule.id());
    if (added) return;
    copies.insert(placed.rule.id());
    sink->Report(placed.path, &placed.rule, absl::StrCat("the rule says the same as rule ", found->second),
                 placed.rule.has_evidence() ? "remove one of them: their weights are added up" : "remove one of them");
  });
  return copies;
}

}  // namespace

void WarnOfRivals(const RuleSetFacts& facts, ProblemSink* sink) {
  const std::set<std::string> copies = WarnOfCopies(facts, sink);
  const pb::RuleSet& set = facts.rule_set();
  for (int s = 0; s < set.stages_size(); ++s) {
    StageRivals rivals(facts, copies, sink);
    for (int i = 0; i < set.stages(s).rules_size(); ++i)
      rivals.Add({set.stages(s).rules(i), s, absl::StrCat("stages/", s, "/rules/", i)});
    rivals.Run();
  }
}

}  // namespace caspian::extractor
