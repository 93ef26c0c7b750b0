// Entities that may be one and were not merged, for people to judge.
//
// Offered are names that the comparison takes for one without being sure (common/names), edges that were ambiguous or
// would have joined what contradicts, and a bare surname beside the only full name of the collection that has it. Not
// offered is what judgements keep apart, and what differs in country.
#ifndef CASPIAN_AGGREGATOR_MERGE_RESOLUTION_POSSIBLE_MATCHES_H_
#define CASPIAN_AGGREGATOR_MERGE_RESOLUTION_POSSIBLE_MATCHES_H_

#include <string>
#include <vector>

#include "aggregator/merge/resolution/name_edges.h"
#include "aggregator/merge/resolution/resolution.h"
#include "caspian/v1/resolution.pb.h"

namespace caspian::aggregator {

// For each two clusters that may be one the strongest edge between keys of theirs, the highest score first, then by
// keys. A pure function of the resolution. Only names that share the first four consonants of a word are compared (all
// sounds of one that has no two): of each word at most kMostNamesOfAWord keys with one another.
std::vector<v1::MergeEdge> FindPossibleMatches(const Resolution& resolution);

// True where two names that were compared are offered by that alone.
bool MayBeOne(const NamedKey& a, const NamedKey& b, const NameComparison& comparison);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RESOLUTION_POSSIBLE_MATCHES_H_
