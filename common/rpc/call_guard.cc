#include "common/rpc/call_guard.h"

#include <grpc/grpc_security_constants.h>

#include <string>

namespace caspian::rpc {
namespace {

CallFacts FactsOf(const grpc::AuthMetadataProcessor::InputMetadata& metadata, const grpc::AuthContext& context) {
  CallFacts call;
  call.authenticated = context.IsPeerAuthenticated();
  for (const char* property : {GRPC_PEER_URI_PROPERTY_NAME, GRPC_PEER_DNS_PROPERTY_NAME, GRPC_X509_SAN_PROPERTY_NAME,
                               GRPC_X509_SUBJECT_PROPERTY_NAME}) {
    for (const grpc::string_ref& value : context.FindPropertyValues(property))
      call.principals.emplace_back(value.data(), value.size());
  }
  for (const auto& [name, value] : metadata) {
    std::string key(name.data(), name.size());
    std::string text(value.data(), value.size());
    if (key == ":path") call.path = text;
    call.headers.emplace_back(std::move(key), std::move(text));
  }
  return call;
}

}  // namespace

grpc::Status CallGuard::Process(const InputMetadata& metadata, grpc::AuthContext* context, OutputMetadata*,
                                OutputMetadata*) {
  const CallFacts call = FactsOf(metadata, *context);
  if (policy_->Allows(call)) return grpc::Status::OK;
  return grpc::Status(grpc::StatusCode::PERMISSION_DENIED,
                      call.path + " is not allowed to this caller by the server's authorization policy");
}

}  // namespace caspian::rpc
