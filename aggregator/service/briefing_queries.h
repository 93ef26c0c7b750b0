#ifndef CASPIAN_AGGREGATOR_SERVICE_BRIEFING_QUERIES_H_
#define CASPIAN_AGGREGATOR_SERVICE_BRIEFING_QUERIES_H_

#include <cstddef>
#include <functional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/merge/aggregator.h"
#include "caspian/v1/aggregator_service.pb.h"

namespace caspian::aggregator {

// Largest GetBriefing response, bytes: what stock clients receive at most.
inline constexpr size_t kBriefingLimitBytes = size_t{4} << 20;

// A briefing in one message; RESOURCE_EXHAUSTED (REQUEST_INVALID) above `limit_bytes`. Otherwise fails as the
// aggregator does.
absl::StatusOr<v1::GetBriefingResponse> GetBriefing(Aggregator* aggregator, const v1::GetBriefingRequest& request,
                                                    size_t limit_bytes = kBriefingLimitBytes);

// A briefing as a stream: the head with counts and documents (further messages where those are many), then one record
// each. Returns what fills in the next message and is false behind the last.
absl::StatusOr<std::function<bool(v1::StreamBriefingResponse*)>> StreamBriefing(
    Aggregator* aggregator, const v1::StreamBriefingRequest& request);

v1::AggregatorServiceGetCapabilitiesResponse Capabilities(const Aggregator& aggregator);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_SERVICE_BRIEFING_QUERIES_H_
