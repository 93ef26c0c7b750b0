// Names by enumeration: in "Ada, Bruno and Qvist" what is clear of the members holds for one that nothing decides.
#ifndef CASPIAN_EXTRACTOR_NAMES_ENUMERATIONS_H_
#define CASPIAN_EXTRACTOR_NAMES_ENUMERATIONS_H_

#include <vector>

#include "extractor/match/annotation.h"
#include "extractor/names/tally.h"
#include "extractor/names/vote.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// Gives the undecided members of an enumeration the label of the decided ones, where these agree, are at least half of
// its members, and the members are as many as the pack asks for. `decisions` are of `candidates`, in their order. The
// rule of such a decision is "names.enumerated", its score the threshold. Linear in the candidates.
void DecideByEnumeration(const CompiledNames& names, const Analysis& analysis,
                         absl::Span<const CandidateEvidence> candidates, absl::Span<NameDecision> decisions);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_ENUMERATIONS_H_
