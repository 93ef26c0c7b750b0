// Collections of documents that come, change and go, with names that are spelled in many ways, and judgements of them.
#ifndef CASPIAN_TESTS_AGGREGATOR_TESTING_RANDOM_COLLECTION_H_
#define CASPIAN_TESTS_AGGREGATOR_TESTING_RANDOM_COLLECTION_H_

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "aggregator/merge/facts/facts.h"
#include "aggregator/merge/judgements/judgements.h"
#include "aggregator/merge/views/growing_view.h"
#include "tests/aggregator/testing/random_submissions.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {

Submission RandomDocument(const std::string& id, std::mt19937* random);
std::shared_ptr<const DocumentFacts> FactsOf(Submission submission);
// At least one change, and at most so many, of fourteen documents.
std::vector<DocumentChange> RandomChanges(uint32_t most, std::mt19937* random);
// Verdicts on keys that documents have, the later first.
std::vector<Verdict> RandomVerdicts(const DocumentList& documents, std::mt19937* random);

}  // namespace caspian::aggregator

#endif  // CASPIAN_TESTS_AGGREGATOR_TESTING_RANDOM_COLLECTION_H_
