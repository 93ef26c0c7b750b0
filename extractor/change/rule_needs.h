// What a text must hold for a rule to do anything in it: told from the rule set alone, before a text is read.
#ifndef CASPIAN_EXTRACTOR_CHANGE_RULE_NEEDS_H_
#define CASPIAN_EXTRACTOR_CHANGE_RULE_NEEDS_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "caspian/v1/rule_set.pb.h"
#include "extractor/program/program.h"
#include "extractor/rules/pattern_needs.h"

namespace caspian::extractor {

// One of these stands in the text: a token whose folded form (extractor/program/folded_words.h) is one of the words, or
// one of digits.
struct TextNeed {
  std::set<std::string> words;
  bool digit = false;

  auto operator<=>(const TextNeed&) const = default;
};

// All of them; none: it may be any text.
using TextNeeds = std::vector<TextNeed>;

// The words that a phrase of a list needs, mark by mark.
TextNeeds NeedsOfPhrase(absl::string_view phrase);

// Of one program, which outlives it. What a rule needs of annotations is what the rules need that make them, back to
// words. Not thread-safe: it remembers.
class RuleNeeds {
 public:
  explicit RuleNeeds(const Program& program) : program_(program) {}

  // For each way in which the rule can do something (a form, a pattern) what that needs. `rule` is one of stage `stage`
  // of the program's rule set.
  std::vector<TextNeeds> Of(const v1::Rule& rule, int stage);

 private:
  // Empty: nothing is sure.
  using MaybeNeed = std::optional<TextNeed>;
  using LabelKey = std::tuple<std::string, std::string, std::vector<std::string>, int>;

  TextNeeds InWords(const std::vector<PatternNeed>& needs, int stage);
  MaybeNeed InWords(const PatternNeed& need, int stage);
  // An annotation that a stage before `stage` has made.
  MaybeNeed OfLabel(const NeededLabel& label, int stage);
  MaybeNeed OfMakers(const NeededLabel& label, int stage);
  // Of what the rule makes of `label`; a need without words where it makes nothing of the kind.
  MaybeNeed OfMaker(const v1::Rule& rule, const NeededLabel& label, int stage);
  MaybeNeed OfVerbGroup(const v1::VerbGroupRule& group, const NeededLabel& label, int stage);
  MaybeNeed OfRepair(const v1::Rule& rule, const NeededLabel& label, int stage);
  MaybeNeed OfRows(const v1::Rule& rule, const NeededLabel& label);
  // The words that rows begin with, of those that `takes` lets through.
  template <typename Use, typename Takes>
  MaybeNeed OfFirstWords(const Use& use, absl::string_view aliases, const Takes& takes) const;
  bool HasColumn(const v1::ListUse& use, absl::string_view column) const;

  const Program& program_;
  std::map<LabelKey, MaybeNeed> known_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_CHANGE_RULE_NEEDS_H_
