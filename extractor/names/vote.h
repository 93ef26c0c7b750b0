// Decides the names of a document: occurrences of a string vote together (tally.h), short forms and acronyms inherit
// from their full form, candidates of several words that nothing knows may get a label, a threshold decides.
//
// The highest score wins where it reaches the threshold; a tie goes to the label that the stage names first. Strings of
// several words are decided before those of one, so that these can inherit. Linear in the candidates but for sorting
// the strings; the order of the rules does not count. Tested in tests/extractor/names.
#ifndef CASPIAN_EXTRACTOR_NAMES_VOTE_H_
#define CASPIAN_EXTRACTOR_NAMES_VOTE_H_

#include <memory_resource>
#include <vector>

#include "extractor/match/annotation.h"
#include "extractor/names/candidates.h"
#include "extractor/names/tally.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

struct NameDecision {
  explicit NameDecision(std::pmr::memory_resource* memory = std::pmr::get_default_resource()) : features(memory) {}

  int label = -1;  // index into the stage's labels; -1: no name
  int64_t score = 0;
  absl::string_view rule_id;  // of the heaviest evidence for the label, or "names.unknown", "names.inherited"
  Features features;          // of the evidence for the label, the heaviest of each, by name
};

// One decision a candidate, in their order; what they hold is in `memory`. `scores` gets those of
// each candidate, by label of the stage; it may be null.
std::pmr::vector<NameDecision> DecideNames(const CompiledNames& names, absl::Span<const CandidateEvidence> candidates,
                                           std::pmr::memory_resource* memory, std::vector<Scores>* scores);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_VOTE_H_
