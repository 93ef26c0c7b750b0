#include "client/local/local_server.h"

#include <grpcpp/channel.h>

#include "absl/strings/str_cat.h"
#include "aggregator/service/aggregator_server.h"
#include "common/base/limits.h"
#include "extractor/engine/warm_up.h"
#include "extractor/service/extractor_server.h"

namespace caspian::local {
namespace {

// The streams of one part of a server, as one thing to drain. It leaves the whole's registry then, which is empty as
// soon as all parts were told; the server's shutdown waits for their streams.
class RegistryDrain final : public rpc::Drainable {
 public:
  RegistryDrain(std::shared_ptr<rpc::StreamRegistry> part, std::shared_ptr<rpc::StreamRegistry> whole)
      : part_(std::move(part)), whole_(std::move(whole)) {}
  void Drain() override {
    part_->Drain();
    whole_->Remove(this);
  }

 private:
  const std::shared_ptr<rpc::StreamRegistry> part_;
  const std::shared_ptr<rpc::StreamRegistry> whole_;
};

aggregator::AggregatorServicesOptions Merging(const LocalServerOptions& options) {
  aggregator::AggregatorServicesOptions merging;
  merging.threads = options.threads;
  return merging;
}

}  // namespace

absl::StatusOr<std::unique_ptr<LocalServer>> LocalServer::Start(const LocalServerOptions& options) {
  std::unique_ptr<LocalServer> server(new LocalServer());
  const absl::Status status = server->Open(options);
  if (!status.ok()) return status;
  return server;
}

absl::Status LocalServer::Open(const LocalServerOptions& options) {
  absl::Status status = OpenRules(options);
  if (status.ok()) status = OpenStore(options);
  if (status.ok()) status = StartBack(options);
  return status.ok() ? StartFront(options) : status;
}

absl::Status LocalServer::OpenRules(const LocalServerOptions& options) {
  auto library = extractor::LoadLibrary(options.packs);
  if (!library.ok()) return library.status();
  library_ = *std::move(library);
  for (const auto& loaded : library_->rule_sets()) {
    if (options.warm_up) extractor::WarmUp(*loaded);
  }
  return absl::OkStatus();
}

absl::Status LocalServer::OpenStore(const LocalServerOptions& options) {
  store_ = options.store;
  auto store = aggregator::OpenStore(options.store);
  if (!store.ok()) return store.status();
  aggregator::AggregatorOptions keeping;
  keeping.store_failed = options.store_failed;
  keeping.view_bytes = options.view_bytes;
  auto opened = aggregator::Aggregator::Create(keeping, *std::move(store));
  if (!opened.ok()) return opened.status();
  aggregator_ = *std::move(opened);
  return options.rebuild ? aggregator_->Rebuild() : absl::OkStatus();
}

absl::Status LocalServer::StartBack(const LocalServerOptions& options) {
  back_services_ = std::make_unique<aggregator::AggregatorServices>(Merging(options), aggregator_.get());
  auto back = rpc::Server::Start({}, back_services_->services(), back_services_->registry());
  if (!back.ok()) return back.status();
  back_ = *std::move(back);
  return absl::OkStatus();
}

absl::Status LocalServer::StartFront(const LocalServerOptions& options) {
  front_aggregator_ = std::make_unique<aggregator::AggregatorServices>(Merging(options), aggregator_.get());
  extractor::ExtractorServicesOptions extracting;
  extracting.threads = options.threads;
  extracting.aggregator = back_->InProcessChannel();
  extracting.aggregator_address = "in this process";
  front_extractor_ = std::make_unique<extractor::ExtractorServices>(std::move(extracting), library_);
  auto registry = std::make_shared<rpc::StreamRegistry>();
  for (auto& part : {front_extractor_->registry(), front_aggregator_->registry()}) {
    drains_.push_back(std::make_shared<RegistryDrain>(part, registry));
    registry->Add(drains_.back());
  }
  std::vector<rpc::NamedService> services = front_extractor_->services();
  for (const rpc::NamedService& service : front_aggregator_->services()) services.push_back(service);
  auto front = rpc::Server::Start(options.server, services, registry);
  if (!front.ok()) return front.status();
  front_ = *std::move(front);
  return absl::OkStatus();
}

std::string LocalServer::Describe() const {
  std::string line = absl::StrCat("caspian serve ", kVersion, " listens on ", front_->address());
  for (const auto& loaded : library_->rule_sets()) {
    absl::StrAppend(&line, ", rule set ", loaded->ref.name(), " ", loaded->ref.version(), " digest ",
                    loaded->ref.digest());
  }
  absl::StrAppend(&line, ", store ", store_);
  if (!front_->metrics_address().empty())
    absl::StrAppend(&line, ", metrics on http://", front_->metrics_address(), "/metrics");
  return line;
}

void LocalServer::Stop() {
  if (front_) front_->Stop();
  if (back_) back_->Stop();
  if (aggregator_) aggregator_->Drain();
}

}  // namespace caspian::local
