#include "common/rpc/metrics.h"

#include <grpcpp/support/server_interceptor.h>
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <chrono>
#include <exception>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/rpc/address.h"

namespace caspian::rpc {

using grpc::experimental::InterceptionHookPoints;
using prometheus::Counter;
using prometheus::Family;
using prometheus::Histogram;

struct Metrics::State {
  prometheus::Registry& registry() { return *shared_registry; }

  std::shared_ptr<prometheus::Registry> shared_registry = std::make_shared<prometheus::Registry>();
  Family<Counter>& started =
      prometheus::BuildCounter().Name("grpc_server_started_total").Help("Calls that began").Register(registry());
  Family<Counter>& handled = prometheus::BuildCounter()
                                 .Name("grpc_server_handled_total")
                                 .Help("Calls that ended, by code")
                                 .Register(registry());
  Family<Counter>& received =
      prometheus::BuildCounter().Name("grpc_server_msg_received_total").Help("Messages received").Register(registry());
  Family<Counter>& sent =
      prometheus::BuildCounter().Name("grpc_server_msg_sent_total").Help("Messages sent").Register(registry());
  Family<Histogram>& seconds = prometheus::BuildHistogram()
                                   .Name("grpc_server_handling_seconds")
                                   .Help("Time from a call's begin to its end")
                                   .Register(registry());
  std::unique_ptr<prometheus::Exposer> exposer;
};

namespace {

const Histogram::BucketBoundaries kSeconds = {0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 600};

const char* CodeName(grpc::StatusCode code) {
  static constexpr const char* kNames[] = {
      "OK",       "Canceled",       "Unknown",          "InvalidArgument",   "DeadlineExceeded",
      "NotFound", "AlreadyExists",  "PermissionDenied", "ResourceExhausted", "FailedPrecondition",
      "Aborted",  "OutOfRange",     "Unimplemented",    "Internal",          "Unavailable",
      "DataLoss", "Unauthenticated"};
  return code >= 0 && code <= 16 ? kNames[code] : "Unknown";
}

const char* TypeName(grpc::experimental::ServerRpcInfo::Type type) {
  using Type = grpc::experimental::ServerRpcInfo::Type;
  switch (type) {
    case Type::UNARY:
      return "unary";
    case Type::CLIENT_STREAMING:
      return "client_stream";
    case Type::SERVER_STREAMING:
      return "server_stream";
    default:
      return "bidi_stream";
  }
}

// "/package.Service/Method" as labels. Names come from the services registered, never from clients: their number is
// bounded.
prometheus::Labels LabelsOf(const grpc::experimental::ServerRpcInfo& info) {
  absl::string_view path = info.method() == nullptr ? "/unknown/unknown" : info.method();
  path = absl::StripPrefix(path, "/");
  const size_t slash = path.rfind('/');
  const absl::string_view service = path.substr(0, slash);
  const absl::string_view method = slash == absl::string_view::npos ? absl::string_view() : path.substr(slash + 1);
  return {{"grpc_type", TypeName(info.type())},
          {"grpc_service", std::string(service)},
          {"grpc_method", std::string(method)}};
}

// One call.
class CallMeter final : public grpc::experimental::Interceptor {
 public:
  CallMeter(std::shared_ptr<Metrics::State> state, prometheus::Labels labels)
      : state_(std::move(state)),
        labels_(std::move(labels)),
        received_(state_->received.Add(labels_)),
        sent_(state_->sent.Add(labels_)) {
    state_->started.Add(labels_).Increment();
  }
  ~CallMeter() override {
    labels_["grpc_code"] = CodeName(code_);
    state_->handled.Add(labels_).Increment();
    labels_.erase("grpc_code");
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin_;
    state_->seconds.Add(labels_, kSeconds).Observe(elapsed.count());
  }

  void Intercept(grpc::experimental::InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_MESSAGE) &&
        methods->GetRecvMessage() != nullptr)
      received_.Increment();
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_MESSAGE)) sent_.Increment();
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS))
      code_ = methods->GetSendStatus().error_code();
    methods->Proceed();
  }

 private:
  const std::shared_ptr<Metrics::State> state_;
  prometheus::Labels labels_;
  Counter& received_;
  Counter& sent_;
  grpc::StatusCode code_ = grpc::StatusCode::CANCELLED;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

class CallMeterFactory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit CallMeterFactory(std::shared_ptr<Metrics::State> state) : state_(std::move(state)) {}
  grpc::experimental::Interceptor* CreateServerInterceptor(grpc::experimental::ServerRpcInfo* info) override {
    return new CallMeter(state_, LabelsOf(*info));
  }

 private:
  const std::shared_ptr<Metrics::State> state_;
};

}  // namespace

Metrics::Metrics() : state_(std::make_shared<State>()) {}
Metrics::~Metrics() { state_->exposer.reset(); }

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> Metrics::MakeInterceptorFactory() const {
  return std::make_unique<CallMeterFactory>(state_);
}

absl::StatusOr<std::string> Metrics::Expose(const std::string& address) {
  auto parsed = ParseAddress(address);
  if (!parsed.ok()) return parsed.status();
  if (!parsed->is_loopback() || parsed->host.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("metrics address ", address, " is not loopback: choose 127.0.0.1 and put a proxy in front"));
  }
  if (absl::Status status = CheckBindable(*parsed); !status.ok()) return status;
  try {
    state_->exposer = std::make_unique<prometheus::Exposer>(parsed->ToString(), 1);
    state_->exposer->RegisterCollectable(state_->shared_registry);
    parsed->port = state_->exposer->GetListeningPorts().front();
  } catch (const std::exception& error) {
    return absl::UnavailableError(absl::StrCat("can't serve metrics on ", address, ": ", error.what()));
  }
  return parsed->ToString();
}

std::string Metrics::Page() const { return prometheus::TextSerializer().Serialize(state_->shared_registry->Collect()); }

}  // namespace caspian::rpc
