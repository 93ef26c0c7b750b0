// What stands on both sides of a stream's flow (stream_flow.h): a connection and a service's handler.
#ifndef CASPIAN_COMMON_RPC_STREAM_ROLES_H_
#define CASPIAN_COMMON_RPC_STREAM_ROLES_H_

#include <cstddef>

#include "absl/status/status.h"

namespace caspian::rpc {

// What one stream may have in flight; it reads on below both, so that it can go above `bytes` by one message.
struct FlowLimits {
  size_t places = 64;
  size_t bytes = size_t{32} << 20;
};

// What StreamFlow needs of a connection. Each start is answered once, from any thread, possibly from within the call.
template <class Response>
class StreamTransport {
 public:
  virtual ~StreamTransport() = default;
  virtual void StartRead() = 0;                           // → OnRead or OnReadEnd
  virtual void StartWrite(const Response& response) = 0;  // → OnWritten; the response lives until then
  virtual void Finish(const absl::Status& status) = 0;    // the last call
};

// What a service does with a stream's messages.
template <class Request>
class StreamHandler {
 public:
  virtual ~StreamHandler() = default;
  // One message at a time, on a thread of the transport: hand over and return.
  virtual void OnMessage(Request message) = 0;
  // The client sends no more. Not called after an end.
  virtual void OnHalfClose() = 0;
  // The stream is cancelled or finished: answers go nowhere. Called once; the last call.
  virtual void OnOver() = 0;
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_STREAM_ROLES_H_
