// Why two records are one, or are not.
#ifndef CASPIAN_AGGREGATOR_MERGE_QUESTIONS_MERGE_EXPLANATION_H_
#define CASPIAN_AGGREGATOR_MERGE_QUESTIONS_MERGE_EXPLANATION_H_

#include <string>

#include "absl/status/statusor.h"
#include "aggregator/merge/views/briefing.h"
#include "aggregator/merge/views/growing_view.h"
#include "caspian/v1/aggregator_service.pb.h"

namespace caspian::aggregator {

// As AggregatorService.ExplainMerge says. Fails as FindRecord does; INVALID_ARGUMENT (REQUEST_INVALID) for records that
// are not both entities or both events.
absl::StatusOr<v1::ExplainMergeResponse> ExplainMerge(const CollectionView& view, const std::string& first,
                                                      const std::string& second);
// The same, at the cost of the two records and of what their names are compared with.
absl::StatusOr<v1::ExplainMergeResponse> ExplainMerge(const GrowingView& view, const std::string& first,
                                                      const std::string& second);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_QUESTIONS_MERGE_EXPLANATION_H_
