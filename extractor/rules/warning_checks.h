// Parts of WarningsOf (warnings.h), each in its own file.
#ifndef CASPIAN_EXTRACTOR_RULES_WARNING_CHECKS_H_
#define CASPIAN_EXTRACTOR_RULES_WARNING_CHECKS_H_

#include <functional>

#include "extractor/rules/rule_set_facts.h"

namespace caspian::extractor {

void WarnOfUnread(const RuleSetFacts& facts, ProblemSink* sink);
void WarnOfUnmatched(const RuleSetFacts& facts, ProblemSink* sink);
void WarnOfRivals(const RuleSetFacts& facts, ProblemSink* sink);
void WarnOfCaptures(const RuleSetFacts& facts, const SourceMap& places, ProblemSink* sink);
void WarnOfSearched(const RuleSetFacts& facts, ProblemSink* sink);
void WarnOfRows(const RuleSetFacts& facts, ProblemSink* sink);

// Calls `visit` with each rule of the set, stage by stage.
void ForEachRule(const v1::RuleSet& rule_set, const std::function<void(const PlacedRule&)>& visit);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_WARNING_CHECKS_H_
