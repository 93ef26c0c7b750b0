// Why two records are one, or are not; and which may be.
#ifndef CASPIAN_AGGREGATOR_MERGE_QUESTIONS_MERGE_EXPLANATION_H_
#define CASPIAN_AGGREGATOR_MERGE_QUESTIONS_MERGE_EXPLANATION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "aggregator/merge/views/briefing.h"
#include "caspian/v1/aggregator_service.pb.h"

namespace caspian::aggregator {

// As AggregatorService.ExplainMerge says. Fails as FindRecord does; INVALID_ARGUMENT (REQUEST_INVALID) for records that
// are not both entities or both events.
absl::StatusOr<v1::ExplainMergeResponse> ExplainMerge(const CollectionView& view, const std::string& first,
                                                      const std::string& second);

// The possible matches of entities and of events, the highest score first, then by keys.
std::vector<v1::PossibleMatch> PossibleMatchesOf(const CollectionView& view);

// The page of `matches` after `position`, with the token of the next one for `question` (page_token.h).
v1::ListPossibleMatchesResponse PossibleMatchesPage(std::vector<v1::PossibleMatch> matches, const std::string& question,
                                                    const std::string& position, size_t page_size);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_QUESTIONS_MERGE_EXPLANATION_H_
