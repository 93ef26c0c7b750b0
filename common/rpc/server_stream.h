// A StreamFlow as one of gRPC's callback reactors. Messages cross as bytes and are parsed here: gRPC itself reports a
// message that can't be parsed like the client's half-close, and a stream would end as if all were well.
#ifndef CASPIAN_COMMON_RPC_SERVER_STREAM_H_
#define CASPIAN_COMMON_RPC_SERVER_STREAM_H_

#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/error.h"
#include "common/rpc/status.h"
#include "common/rpc/stream_flow.h"
#include "common/rpc/stream_registry.h"

namespace caspian::rpc {

using RawReactor = grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>;

// What the streams of a server share. Outlives its calls.
struct StreamContext {
  FlowLimits limits;
  std::shared_ptr<MemoryBudget> budget;
  std::shared_ptr<StreamRegistry> registry;
};

// Owns itself until OnDone. Made by StartServerStream.
template <class Request, class Response>
class ServerStream final : public RawReactor, private StreamTransport<Response> {
 public:
  using Flow = StreamFlow<Request, Response>;

  ServerStream(std::shared_ptr<StreamRegistry> registry, std::shared_ptr<Flow> flow)
      : registry_(std::move(registry)), flow_(std::move(flow)) {}

  void Start(std::shared_ptr<StreamHandler<Request>> handler) {
    const auto flow = flow_;
    const auto registry = registry_;
    flow->Start(this, std::move(handler));
    registry->Add(flow);
  }

 private:
  void StartRead() override { RawReactor::StartRead(&read_); }
  void StartWrite(const Response& response) override {
    bool own = false;
    written_.Clear();
    grpc::SerializationTraits<Response>::Serialize(response, &written_, &own);
    RawReactor::StartWrite(&written_);
  }
  void Finish(const absl::Status& status) override { RawReactor::Finish(ToGrpcStatus(status)); }

  void OnReadDone(bool ok) override {
    if (!ok) return flow_->OnReadEnd();
    ++read_count_;
    Request message;
    if (grpc::SerializationTraits<Request>::Deserialize(&read_, &message).ok())
      return flow_->OnRead(std::move(message));
    flow_->OnUnreadable(
        MakeError(v1::ERROR_REASON_REQUEST_INVALID,
                  absl::StrCat("message ", read_count_, " of the stream is not a valid ", message.GetTypeName(),
                               ": is a string not UTF-8? Send text of unknown encoding in the field utf8")));
  }
  void OnWriteDone(bool ok) override { flow_->OnWritten(ok); }
  void OnCancel() override { flow_->OnCancel(); }
  void OnDone() override {
    registry_->Remove(flow_.get());
    flow_->OnDone();
    delete this;
  }

  const std::shared_ptr<StreamRegistry> registry_;
  const std::shared_ptr<Flow> flow_;
  grpc::ByteBuffer read_;
  grpc::ByteBuffer written_;
  uint64_t read_count_ = 0;
};

// Serves one call: `make` gives the handler for the call's flow.
template <class Request, class Response>
RawReactor* StartServerStream(
    const StreamContext& context,
    const std::function<std::shared_ptr<StreamHandler<Request>>(std::shared_ptr<StreamFlow<Request, Response>>)>&
        make) {
  auto flow = std::make_shared<StreamFlow<Request, Response>>(context.limits, context.budget);
  auto* reactor = new ServerStream<Request, Response>(context.registry, flow);
  reactor->Start(make(flow));
  return reactor;
}

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_SERVER_STREAM_H_
