// The briefing of what a store holds, merged whole: the oracle of an aggregator that keeps its views up.
#ifndef CASPIAN_TESTS_AGGREGATOR_TESTING_WHOLE_BRIEFING_H_
#define CASPIAN_TESTS_AGGREGATOR_TESTING_WHOLE_BRIEFING_H_

#include <string>

#include "aggregator/merge/judgements/judgements.h"
#include "aggregator/merge/views/briefing.h"
#include "aggregator/store/store.h"
#include "common/base/sha256.h"

namespace caspian::aggregator {

// Serialized.
inline std::string WholeBriefing(Store* store, const std::string& collection) {
  const auto snapshot = *store->Read();
  const Judgements judgements(*snapshot->Judgements(collection));
  DocumentList documents;
  const absl::Status read = snapshot->ForEach(collection, [&](const LiveDocument& live) {
    documents.push_back(ReadFacts(live, judgements.Of(live.document.id())));
  });
  if (!read.ok()) return std::string(read.message());
  const CollectionView view(std::move(documents), judgements.verdicts());
  return SerializeDeterministically(view.Brief(collection, Filter(v1::BriefingFilter()), 3));
}

}  // namespace caspian::aggregator

#endif  // CASPIAN_TESTS_AGGREGATOR_TESTING_WHOLE_BRIEFING_H_
