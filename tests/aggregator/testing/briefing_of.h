// Briefings of submissions, without store or thread.
#ifndef CASPIAN_TESTS_AGGREGATOR_TESTING_BRIEFING_OF_H_
#define CASPIAN_TESTS_AGGREGATOR_TESTING_BRIEFING_OF_H_

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "aggregator/merge/submissions/live.h"
#include "aggregator/merge/views/briefing.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {

inline CollectionView ViewOf(const std::vector<Submission>& submissions) {
  DocumentList documents;
  for (const Submission& one : submissions)
    documents.push_back(ReadFacts(*MakeLiveDocument(one.document, one.extraction)));
  std::sort(documents.begin(), documents.end(),
            [](const auto& a, const auto& b) { return a->head.id() < b->head.id(); });
  return CollectionView(std::move(documents));
}

inline v1::Briefing BriefingOf(const std::vector<Submission>& submissions, const v1::BriefingFilter& filter = {},
                               size_t limit = 3) {
  return ViewOf(submissions).Brief("news", Filter(filter), limit);
}

// The records of a kind, in their order.
inline std::vector<v1::BriefingRecord> RecordsOf(const v1::Briefing& briefing, v1::BriefingRecord::BodyCase kind) {
  std::vector<v1::BriefingRecord> records;
  for (const v1::BriefingRecord& record : briefing.records()) {
    if (record.body_case() == kind) records.push_back(record);
  }
  return records;
}

}  // namespace caspian::aggregator

#endif  // CASPIAN_TESTS_AGGREGATOR_TESTING_BRIEFING_OF_H_
