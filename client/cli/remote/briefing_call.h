#ifndef CASPIAN_CLIENT_CLI_REMOTE_BRIEFING_CALL_H_
#define CASPIAN_CLIENT_CLI_REMOTE_BRIEFING_CALL_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "caspian/v1/aggregator_service.pb.h"
#include "caspian/v1/briefing.pb.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace caspian::cli {

// The whole briefing, by StreamBriefing, so that no message is too large. Fails as the call does; `address` is for the
// message. `changed`: the collection changed while it was read, so that it is of no one moment.
absl::StatusOr<v1::Briefing> FetchBriefing(const std::shared_ptr<grpc::Channel>& channel, const std::string& address,
                                           const v1::StreamBriefingRequest& request, bool* changed);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_REMOTE_BRIEFING_CALL_H_
