#ifndef CASPIAN_AGGREGATOR_SERVICE_BRIEFING_QUERIES_H_
#define CASPIAN_AGGREGATOR_SERVICE_BRIEFING_QUERIES_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/merge/aggregator.h"
#include "caspian/v1/aggregator_service.pb.h"
#include "common/rpc/unary_call.h"

namespace caspian::aggregator {

// Largest GetBriefing response, bytes: what stock clients receive at most.
inline constexpr size_t kBriefingLimitBytes = size_t{4} << 20;

// A briefing in one message; RESOURCE_EXHAUSTED (REQUEST_INVALID) above `limit_bytes`. Otherwise fails as the
// aggregator does.
absl::StatusOr<v1::GetBriefingResponse> GetBriefing(Aggregator* aggregator, const v1::GetBriefingRequest& request,
                                                    size_t limit_bytes = kBriefingLimitBytes);

// A briefing as a stream (BriefingReader): `source` fills in the next message and is false behind the last. Fails as
// the aggregator does.
absl::Status StreamBriefing(Aggregator* aggregator, const v1::StreamBriefingRequest& request,
                            rpc::ResponseSource<v1::StreamBriefingResponse>* source);

v1::AggregatorServiceGetCapabilitiesResponse Capabilities(const Aggregator& aggregator);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_SERVICE_BRIEFING_QUERIES_H_
