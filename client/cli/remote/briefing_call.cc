#include "client/cli/remote/briefing_call.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include "caspian/v1/aggregator_service.grpc.pb.h"
#include "client/cli/remote/call_error.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

absl::StatusOr<pb::Briefing> FetchBriefing(const std::shared_ptr<grpc::Channel>& channel, const std::string& address,
                                           const pb::StreamBriefingRequest& request, bool* changed) {
  const auto stub = pb::AggregatorService::NewStub(channel);
  grpc::ClientContext context;
  const auto stream = stub->StreamBriefing(&context, request);
  pb::Briefing briefing;
  pb::StreamBriefingResponse part;
  *changed = false;
  while (stream->Read(&part)) {
    *changed |= part.changed();
    briefing.MergeFrom(part.briefing());
  }
  const absl::Status status = ExplainCall(stream->Finish(), address);
  if (!status.ok()) return status;
  return briefing;
}

}  // namespace caspian::cli
