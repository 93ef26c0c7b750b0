// Runs the rules of one stage over one sentence: all of them, the plain reading of the language, or those alone that a
// choice lets through, with the same result.
//
// A match rule is searched leftmost-first at each token-aligned start, ascending, its forms by name. A match that does
// not end at a token, or whose guard fails, rejects that start alone; accepted matches of one rule do not overlap
// (pattern_search.h). A list rule takes the longest phrase at each token, ascending, without overlap (phrase_search.h).
// What a stage makes is settled by SettleConflicts (conflict.h).
//
// An annotation's span is the whole match or the capture that the rule names, widened to whole tokens; where that
// capture holds no word, the whole match. A capture is exact: it may hold a part of a token, but never a part of an
// annotation; of an enumeration it holds each member.
#ifndef CASPIAN_EXTRACTOR_MATCH_STAGE_MATCHER_H_
#define CASPIAN_EXTRACTOR_MATCH_STAGE_MATCHER_H_

#include <cstdint>
#include <vector>

#include "extractor/match/annotation.h"
#include "extractor/match/match_observer.h"
#include "extractor/match/repairs.h"
#include "extractor/match/triggered_rules.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// Which rules of a stage are searched in a sentence: those that what stands there may match.
struct RuleChoice {
  const TriggeredRules& triggered;
  const StageTriggers& triggers;          // of the stage
  const std::vector<uint32_t>& searches;  // of the sentence: all that may have a match, ascending
  LiftedCopies& copies;                   // of the document
};

// What rules make, unsettled, in the order of rules and starts; and the repairs that they ask for.
struct StageMatches {
  std::vector<Annotation> made;
  std::vector<Repair> repairs;
};

// Adds what the rules of `stage` make in `sentence`. Rules that are not for the document are left out. `choice` leaves
// out those that have no match in the sentence; null: all are searched. `observer` may be null.
void MatchStage(const Program& program, const CompiledStage& stage, const RuleChoice* choice, const Analysis& analysis,
                uint32_t sentence, MatchObserver* observer, StageMatches* matches);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_STAGE_MATCHER_H_
