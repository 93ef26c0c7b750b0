// Gives changes to an aggregator and reads its briefing.
#ifndef CASPIAN_TESTS_AGGREGATOR_LAWS_APPLY_CHANGES_H_
#define CASPIAN_TESTS_AGGREGATOR_LAWS_APPLY_CHANGES_H_

#include <random>
#include <string>
#include <vector>

#include "aggregator/merge/aggregator.h"
#include "tests/aggregator/laws/reference_model.h"

namespace caspian::aggregator {

// Each waits for the one before; the outcomes of the submissions, in order.
std::vector<v1::StoreOutcome> ApplyOneByOne(const std::vector<Change>& changes, Aggregator* aggregator);

// Submissions between two deletions go in together, so that commits take as many as they may.
void ApplyTogether(const std::vector<Change>& changes, Aggregator* aggregator);

// The whole briefing of the collection, serialized.
std::string BriefingBytes(Aggregator* aggregator);

void Shuffle(std::vector<Change>* changes, std::mt19937* random);

// `documents` documents with revisions, re-extractions under other rule sets and deletions, and judgements and undoings
// of what they tell, as a pure function of the engine's state: about three changes for each two documents.
std::vector<Change> RandomCollection(int documents, std::mt19937* random);

}  // namespace caspian::aggregator

#endif  // CASPIAN_TESTS_AGGREGATOR_LAWS_APPLY_CHANGES_H_
