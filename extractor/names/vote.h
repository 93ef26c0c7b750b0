// Decides the names of a document: occurrences of a string vote together (tally.h), short forms and acronyms inherit
// from their full form, candidates of several words that nothing knows may get a label, a threshold decides.
//
// The highest score wins where it reaches the threshold; a tie goes to the label that the stage names first. Strings of
// several words are decided before those of one, so that these can inherit. Linear in the candidates but for sorting
// the strings; the order of the rules does not count. Tested in tests/extractor/names.
#ifndef CASPIAN_EXTRACTOR_NAMES_VOTE_H_
#define CASPIAN_EXTRACTOR_NAMES_VOTE_H_

#include <vector>

#include "extractor/match/annotation.h"
#include "extractor/names/candidates.h"
#include "extractor/names/tally.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

struct NameDecision {
  int label = -1;  // index into the stage's labels; -1: no name
  int64_t score = 0;
  absl::string_view rule_id;  // of the heaviest evidence for the label, or "names.unknown", "names.inherited"
  Features features;          // of the evidence for the label, the heaviest of each, by name
};

// One decision a candidate, in their order. Features that are put together are kept in `pool`. `scores` gets those of
// each candidate, by label of the stage; it may be null.
std::vector<NameDecision> DecideNames(const CompiledNames& names, const std::vector<CandidateEvidence>& candidates,
                                      StringPool* pool, std::vector<std::vector<Score>>* scores);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_VOTE_H_
