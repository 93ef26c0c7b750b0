// What a valid rule set holds that does nothing, or not what it seems to. Silent where that can't be told for sure.
//
// Told are
// - labels that no rule makes; auxiliary labels, regions, and names and values without a mention that no later stage
//   names in a pattern, guard, attachment, elide, covers, verb group, senses or input: of a rule, where only earlier
//   stages read its label (warn_unread.cc);
// - rules that can't match: a pattern, or one of its alternatives or forms, that must begin or end with a blank, or
//   that must hold a tab, a line's end or two blanks in a row, which no lifted text has; a list without rows or with an
//   empty column of phrases; a label that only such rules make; a guard that such a pattern is, or that forbids what
//   another demands (warn_unmatched.cc);
// - rules that say the same as another of their stage, and rules that can't win: another one of the stage that contends
//   with it has the same pattern, or the same alternatives and more behind them, or the same list; the same guards, or
//   some of them; and goes first by priority, then by id (warn_rivals.cc). Longer patterns that hold shorter ones are
//   not compared, nor is what three rules do together. Where matches of a pattern can overlap each other, the one with
//   fewer guards or more alternatives may have passed over what the other one takes: that is told all the same;
// - captures that nothing reads: neither span, mention, set, a role or part of the label's kind, `head`, drop, relabel,
//   nor a test. Those of names and values are in the mention, and those that a macro brings are left alone
//   (warn_captures.cc);
// - match rules and repairs that are searched in every sentence from each word on, since no word, mark or label tells
//   where they match (warn_searched.cc);
// - phrases of a list that stand in two rows of which a rule would set different values: the first counts
//   (warn_rows.cc).
#ifndef CASPIAN_EXTRACTOR_RULES_WARNINGS_H_
#define CASPIAN_EXTRACTOR_RULES_WARNINGS_H_

#include <vector>

#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/list_file.h"
#include "extractor/rules/pack_reader.h"
#include "extractor/rules/source_map.h"

namespace caspian::extractor {

// The warnings of `rule_set`, which ValidateRuleSet (validate.h) finds nothing wrong with, by file and line. Pure; time
// is linear in the rule set and its lists but for sorting.
std::vector<v1::RuleSetProblem> WarningsOf(const v1::RuleSet& rule_set, const std::vector<List>& lists,
                                           const SourceMap& places = {});

// The warnings of a pack that has no problems: those above, and what only its files show, namely lists and macros that
// nothing uses and rows that stand twice. What stands in the files of an included pack is that pack's business.
std::vector<v1::RuleSetProblem> WarningsOf(const Pack& pack);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_WARNINGS_H_
