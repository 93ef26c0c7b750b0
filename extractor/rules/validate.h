// The one validator of rule sets, be they read from a pack or sent as a message.
#ifndef CASPIAN_EXTRACTOR_RULES_VALIDATE_H_
#define CASPIAN_EXTRACTOR_RULES_VALIDATE_H_

#include <vector>

#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/list_file.h"
#include "extractor/rules/source_map.h"

namespace caspian::extractor {

// All that is wrong with `rule_set` whose lists hold the rows of `lists`, by file and line; empty where it may be
// compiled.
//
// Checked are: names, ids and counts; labels with kinds and features; patterns and guards (they compile, can't be
// empty, use nothing that RE2 or the engine lacks, name labels that an earlier stage makes and features that those
// declare); captures, types and settings that fit the label's kind; lists with their hashes, columns and filters; names
// stages; tests.
//
// `places` gives line and column; without it a fault stands where the rule's own position says. Pure; time is linear in
// the rule set and its lists, but for RE2's compilation of patterns.
std::vector<v1::RuleSetProblem> ValidateRuleSet(const v1::RuleSet& rule_set, const std::vector<List>& lists,
                                                const SourceMap& places = {});

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_VALIDATE_H_
