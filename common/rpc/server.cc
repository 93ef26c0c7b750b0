#include "common/rpc/server.h"

#include <grpcpp/channel.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/impl/server_builder_option.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/base/limits.h"
#include "common/rpc/address.h"
#include "common/rpc/auth_policy.h"
#include "common/rpc/call_guard.h"
#include "common/rpc/metrics.h"

namespace caspian::rpc {
namespace {

constexpr absl::Duration kPolicyInterval = absl::Seconds(1);

// Gives reflection to servers that only this machine reaches. Linking gRPC's library of it may add it to every server,
// or not, as the linker likes: so it is taken away first.
class Reflection final : public grpc::ServerBuilderOption {
 public:
  explicit Reflection(bool wanted) : wanted_(wanted) {}
  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override {
    const auto is_reflection = [](const auto& plugin) { return plugin->name() == "proto_server_reflection"; };
    plugins->erase(std::remove_if(plugins->begin(), plugins->end(), is_reflection), plugins->end());
    if (wanted_) plugins->push_back(std::make_unique<grpc::reflection::ProtoServerReflectionPlugin>());
  }

 private:
  const bool wanted_;
};

absl::Status CheckPublic(const ServerOptions& options, const Address& address) {
  if (address.is_loopback() || options.tls.enabled() || options.allow_public_without_tls) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("address ", address.ToString(),
                   " can be reached by other machines and TLS is off: give --tls-cert and --tls-key, or bind ",
                   "127.0.0.1, or, behind a proxy that encrypts, give --allow-public-without-tls"));
}

void SetLimits(const ServerOptions& options, grpc::ServerBuilder* builder) {
  builder->SetMaxReceiveMessageSize(static_cast<int>(kMessageLimitBytes));
  builder->AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, options.concurrent_streams);
  builder->AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  // gRPC inflates a message before it looks at the limit.
  builder->SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder->SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  grpc::ResourceQuota quota("caspian");
  quota.Resize(options.transport_bytes);
  builder->SetResourceQuota(quota);
}

absl::Status SetPolicy(const ServerOptions& options, grpc::ServerCredentials* credentials) {
  const std::string& file = options.auth_policy_file;
  if (file.empty()) return absl::OkStatus();
  if (options.tls.client_ca_file.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        file,
        ": an authorization policy needs callers that are known: give --tls-cert, --tls-key and --tls-client-ca, too"));
  }
  auto policy = WatchedAuthPolicy::Open(file, kPolicyInterval);
  if (!policy.ok()) return policy.status();
  credentials->SetAuthMetadataProcessor(std::make_shared<CallGuard>(*std::move(policy)));
  return absl::OkStatus();
}

absl::Status AddPort(const ServerOptions& options, grpc::ServerBuilder* builder, int* port) {
  const auto address = ParseAddress(options.address);
  if (!address.ok()) return address.status();
  if (absl::Status status = CheckPublic(options, *address); !status.ok()) return status;
  const auto credentials = MakeServerCredentials(options.tls);
  if (!credentials.ok()) return credentials.status();
  if (absl::Status status = SetPolicy(options, credentials->get()); !status.ok()) return status;
  if (absl::Status status = CheckBindable(*address); !status.ok()) return status;
  builder->SetOption(std::make_unique<Reflection>(address->is_loopback()));
  builder->AddListeningPort(address->ToString(), *credentials, port);
  return absl::OkStatus();
}

std::string WithPort(const std::string& text, int port) {
  auto address = ParseAddress(text);
  if (!address.ok()) return text;
  address->port = port;
  return address->ToString();
}

void EnableHealthOnce() {
  static const bool enabled = (grpc::EnableDefaultHealthCheckService(true), true);
  static_cast<void>(enabled);
}

}  // namespace

Server::Server(ServerOptions options, std::shared_ptr<StreamRegistry> registry)
    : options_(std::move(options)), registry_(std::move(registry)), metrics_(std::make_unique<Metrics>()) {}

Server::~Server() { Stop(); }

absl::StatusOr<std::unique_ptr<Server>> Server::Start(ServerOptions options, const std::vector<NamedService>& services,
                                                      std::shared_ptr<StreamRegistry> registry) {
  EnableHealthOnce();
  std::unique_ptr<Server> server(new Server(std::move(options), std::move(registry)));
  const ServerOptions& own = server->options_;
  grpc::ServerBuilder builder;
  int port = 0;
  SetLimits(own, &builder);
  if (!own.address.empty()) {
    if (absl::Status status = AddPort(own, &builder, &port); !status.ok()) return status;
  }
  if (!own.metrics_address.empty()) {
    auto bound = server->metrics_->Expose(own.metrics_address);
    if (!bound.ok()) return bound.status();
    server->metrics_address_ = *std::move(bound);
  }
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> interceptors;
  interceptors.push_back(server->metrics_->MakeInterceptorFactory());
  builder.experimental().SetInterceptorCreators(std::move(interceptors));
  for (const NamedService& named : services) builder.RegisterService(named.service);
  server->server_ = builder.BuildAndStart();
  if (!server->server_)
    return absl::UnavailableError(absl::StrCat("can't listen on ", own.address, ": is the port taken?"));
  for (const NamedService& named : services)
    server->server_->GetHealthCheckService()->SetServingStatus(named.name, true);
  if (!own.address.empty()) server->address_ = WithPort(own.address, port);
  return server;
}

std::shared_ptr<grpc::Channel> Server::InProcessChannel() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  return server_->InProcessChannel(arguments);
}

void Server::Stop() {
  if (!server_) return;
  if (auto* health = server_->GetHealthCheckService()) health->Shutdown();
  const absl::Time deadline = absl::Now() + options_.drain_timeout;
  registry_->Drain();
  registry_->AwaitEmpty(deadline);  // an in-process channel closes with the server's shutdown, whatever is under way
  server_->Shutdown(absl::ToChronoTime(deadline));
  server_->Wait();
}

}  // namespace caspian::rpc
