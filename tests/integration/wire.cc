#include "tests/integration/wire.h"

#include <arpa/inet.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <utility>

#include "common/rpc/address.h"

namespace caspian::testing {
namespace {

grpc::ByteBuffer ToBuffer(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

std::string ToBytes(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  buffer.Dump(&slices);
  std::string bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

// Waits for the one operation under way.
bool Wait(grpc::CompletionQueue* queue) {
  void* tag = nullptr;
  bool ok = false;
  return queue->Next(&tag, &ok) && ok;
}

}  // namespace

void SetDeadline(grpc::ClientContext* context) {
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
}

WireResult CallRaw(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                   const std::vector<std::string>& requests, grpc_compression_algorithm compression) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  SetDeadline(&context);
  context.set_compression_algorithm(compression);
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareCall(&context, method, &queue);
  WireResult result;
  call->StartCall(nullptr);
  bool open = Wait(&queue);
  for (size_t i = 0; open && i < requests.size(); ++i) {
    call->Write(ToBuffer(requests[i]), nullptr);
    open = Wait(&queue);
  }
  if (open) {
    call->WritesDone(nullptr);
    open = Wait(&queue);
  }
  for (grpc::ByteBuffer response; open;) {
    call->Read(&response, nullptr);
    open = Wait(&queue);
    if (open) result.responses.push_back(ToBytes(response));
  }
  call->Finish(&result.status, nullptr);
  Wait(&queue);
  return result;
}

std::string AskHealth(const std::shared_ptr<grpc::Channel>& channel, const std::string& service) {
  std::string request;  // HealthCheckRequest: 1 = service
  if (!service.empty()) request = std::string("\x0a") + static_cast<char>(service.size()) + service;
  const WireResult result = CallRaw(channel, "/grpc.health.v1.Health/Check", {request});
  if (!result.status.ok())
    return result.status.error_code() == grpc::StatusCode::NOT_FOUND ? "NOT_FOUND" : result.status.error_message();
  if (result.responses.size() != 1 || result.responses[0].size() != 2) return "no answer";
  return result.responses[0][1] == 1 ? "SERVING" : "NOT_SERVING";
}

std::string HttpGet(const std::string& address, const std::string& path) {
  const auto parsed = rpc::ParseAddress(address);
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in where = {};
  where.sin_family = AF_INET;
  where.sin_port = htons(static_cast<uint16_t>(parsed->port));
  inet_pton(AF_INET, parsed->host.c_str(), &where.sin_addr);
  std::string page;
  if (connect(fd, reinterpret_cast<sockaddr*>(&where), sizeof(where)) == 0) {
    const std::string request = "GET " + path + " HTTP/1.0\r\n\r\n";
    send(fd, request.data(), request.size(), 0);
    char buffer[4096];
    for (ssize_t n; (n = recv(fd, buffer, sizeof(buffer), 0)) > 0;) page.append(buffer, static_cast<size_t>(n));
  }
  close(fd);
  return page;
}

}  // namespace caspian::testing
