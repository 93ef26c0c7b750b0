// What the checks of a rule set look up and where they report: inside of the validator (validate.h).
#ifndef CASPIAN_EXTRACTOR_RULES_RULE_SET_FACTS_H_
#define CASPIAN_EXTRACTOR_RULES_RULE_SET_FACTS_H_

#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/label_fields.h"
#include "extractor/rules/list_file.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/rule_parts.h"
#include "extractor/rules/source_map.h"

namespace caspian::extractor {

// The version of the language that this program reads.
inline constexpr uint32_t kPackFormat = 1;

// An index of a rule set. All that it is made from outlives it. Of what stands twice, the first counts.
class RuleSetFacts {
 public:
  RuleSetFacts(const v1::RuleSet& rule_set, const std::vector<List>& lists);

  const v1::RuleSet& rule_set() const { return rule_set_; }
  const Alphabet& alphabet() const { return alphabet_; }

  // nullptr where there is none.
  const v1::Label* FindLabel(absl::string_view name) const;
  const List* FindList(absl::string_view name) const;
  std::vector<std::string> LabelNames() const;
  std::vector<std::string> ListNames() const;

  // Index of the first stage whose rules make `label`; -1 where none does.
  int FirstStageOf(absl::string_view label) const;
  // True where a rule of a stage before `stage` has no body or a label that the set lacks: what it was to make is not
  // known.
  bool HasUnknownMaker(int stage) const { return first_unknown_maker_ < stage; }
  // Whether an annotation of `label` may stand for the one that fills its capture `head`, and so have that one's
  // features.
  bool StandsForItsHead(absl::string_view label) const;
  // Whether `label` declares `feature`, or all names have it (name, id).
  bool HasFeature(const v1::Label& label, absl::string_view feature) const;

 private:
  bool IsUnknownMaker(const v1::Rule& rule) const;
  void AddStage(const v1::Stage& stage, int index);

  const v1::RuleSet& rule_set_;
  Alphabet alphabet_;
  std::map<std::string, const v1::Label*, std::less<>> labels_;
  std::map<std::string, const List*, std::less<>> lists_;
  std::map<std::string, int, std::less<>> first_stage_;
  int first_unknown_maker_ = std::numeric_limits<int>::max();  // its stage
  std::set<std::string, std::less<>> headed_;
};

// Where the checks report. Problems with a path are placed by the source map, or else where the rule stands.
class ProblemSink {
 public:
  explicit ProblemSink(const SourceMap& places, v1::ProblemSeverity severity = v1::PROBLEM_SEVERITY_FAULT)
      : places_(places), severity_(severity) {}

  // `rule` is null outside of rules; `offset` counts bytes into the text at `path`.
  void Report(absl::string_view path, const v1::Rule* rule, absl::string_view message, absl::string_view hint,
              size_t offset = 0);
  void ReportAt(const v1::SourcePosition& position, absl::string_view message, absl::string_view hint);

  std::vector<v1::RuleSetProblem> TakeSorted();

 private:
  void Add(v1::RuleSetProblem problem);

  const SourceMap& places_;
  const v1::ProblemSeverity severity_;
  std::vector<v1::RuleSetProblem> problems_;
};

// A rule with its place in the set.
struct PlacedRule {
  const v1::Rule& rule;
  int stage;
  std::string path;
};

// Parts of ValidateRuleSet, each on its own file.
void CheckSet(const RuleSetFacts& facts, ProblemSink* sink);
void CheckLists(const RuleSetFacts& facts, const std::vector<List>& lists, ProblemSink* sink);
void CheckNameStages(const RuleSetFacts& facts, ProblemSink* sink);
void CheckRule(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink);
void CheckPatterns(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink);
void CheckCaptures(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink);
void CheckSettings(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink);
void CheckTests(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink);
void CheckMatchParts(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink);
void CheckVerbGroup(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink);
void CheckRepair(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink);
void CheckStageViews(const RuleSetFacts& facts, ProblemSink* sink);
void CheckSenses(const RuleSetFacts& facts, ProblemSink* sink);
void CheckFeatureValues(const RuleSetFacts& facts, ProblemSink* sink);

// Tells a label that the set lacks, or that no stage before `stage` makes, but for what a rule that is told of itself
// may have made; true where it is fine.
bool CheckEarlierLabel(const RuleSetFacts& facts, const std::string& label, int stage, const std::string& path,
                       const v1::Rule* rule, ProblemSink* sink, size_t offset = 0);

// Words parted by single '.', '_' or '-': a-z and 0-9 only, 1 to `limit` bytes.
bool IsDottedName(absl::string_view name, size_t limit);
// A letter and then letters, digits, '_', all small or all capital, 1 to 64 bytes.
bool IsSmallName(absl::string_view name);
bool IsCapitalName(absl::string_view name);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_RULE_SET_FACTS_H_
