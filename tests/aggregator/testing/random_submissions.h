// Documents with extractions at random, made of few names, days and sources, so that much of it meets in a merge.
#ifndef CASPIAN_TESTS_AGGREGATOR_TESTING_RANDOM_SUBMISSIONS_H_
#define CASPIAN_TESTS_AGGREGATOR_TESTING_RANDOM_SUBMISSIONS_H_

#include <random>
#include <string>

#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {

// A pure function of the engine's state: the same seed gives the same submission with any standard library.
Submission RandomSubmission(const std::string& id, uint32_t revision, std::mt19937* random);

// 0 to `bound` - 1.
uint32_t Pick(uint32_t bound, std::mt19937* random);

}  // namespace caspian::aggregator

#endif  // CASPIAN_TESTS_AGGREGATOR_TESTING_RANDOM_SUBMISSIONS_H_
