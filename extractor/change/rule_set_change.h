// What one rule set changes of another, and which texts that can touch: re-extraction reads those alone.
//
// A rule does something where what it can't do without stands in the text, and a row of a list where its phrase does.
// Of two rule sets that differ in rules and rows alone, a text that lacks what the differing ones need has the same
// extraction by both, but for the reference to its rule set. What differs beyond that (stages, labels, settings, rules
// that need no word) may touch any text.
#ifndef CASPIAN_EXTRACTOR_CHANGE_RULE_SET_CHANGE_H_
#define CASPIAN_EXTRACTOR_CHANGE_RULE_SET_CHANGE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "extractor/change/rule_needs.h"
#include "extractor/program/program.h"
#include "extractor/rules/list_uses.h"

namespace caspian::extractor {

// Immutable; thread-safe. Keeps nothing of the programs.
class RuleSetChange {
 public:
  RuleSetChange(const Program& before, const Program& after);

  // What may touch any text ("rule visit.plain, which needs no word", "settings of stage names"), in English; empty:
  // nothing.
  const std::vector<std::string>& unbounded() const { return unbounded_; }

  // False only where both find the same in each document with this content. `text` is well-formed UTF-8. Linear.
  bool Touches(absl::string_view text) const;

 private:
  void CompareSettings(const v1::RuleSet& before, const v1::RuleSet& after);
  void CompareStages(const v1::RuleSet& before, const v1::RuleSet& after);
  // The rules of `one` that `other` lacks or has otherwise.
  void AddRules(const Program& one, const v1::RuleSet& canonical, const v1::RuleSet& other);
  void AddRows(const List& list, const List& other, const v1::RuleSet& rule_set);
  void AddRow(const List& list, const ListRow& row, const ListPlace& place);
  void Add(const TextNeeds& needs);
  uint32_t NumberOf(const TextNeed& need);

  std::vector<std::string> unbounded_;
  std::map<TextNeed, uint32_t> numbers_;
  absl::flat_hash_map<std::string, std::vector<uint32_t>> words_;  // by folded form: the needs that it meets
  std::vector<uint32_t> digits_;                                   // likewise
  std::vector<std::vector<uint32_t>> touches_;                     // of each the needs, all of which must be met
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_CHANGE_RULE_SET_CHANGE_H_
