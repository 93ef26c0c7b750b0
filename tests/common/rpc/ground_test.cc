// The small parts that servers stand on: addresses, statuses, budget, pool, registry.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "common/base/error.h"
#include "common/rpc/address.h"
#include "common/rpc/memory_budget.h"
#include "common/rpc/status.h"
#include "common/rpc/stream_registry.h"
#include "common/rpc/worker_pool.h"
#include "google/rpc/error_details.pb.h"

namespace caspian::rpc {
namespace {

TEST(AddressTest, ReadsWhatItWrites) {
  for (const char* text :
       {"127.0.0.1:7401", "[::1]:0", "localhost:65535", "unix:/run/caspian.sock", "example.org:443"}) {
    const auto address = ParseAddress(text);
    ASSERT_TRUE(address.ok()) << text << ": " << address.status();
    EXPECT_EQ(address->ToString(), text);
  }
}

TEST(AddressTest, RefusesWhatIsNoAddress) {
  for (const char* text : {"", "7401", ":7401", "host", "host:", "host:x", "host:65536", "host:-1", "::1:80", "[::1:80",
                           "[host]:80", "unix:", "a b:1", "http://h:1"}) {
    const auto address = ParseAddress(text);
    EXPECT_TRUE(absl::IsInvalidArgument(address.status())) << text;
    EXPECT_THAT(std::string(address.status().message()), ::testing::HasSubstr("127.0.0.1:7401"));
  }
}

TEST(AddressTest, KnowsWhatOnlyThisMachineReaches) {
  for (const char* text : {"127.0.0.1:1", "127.9.8.7:1", "[::1]:1", "localhost:1", "unix:/tmp/x"})
    EXPECT_TRUE(ParseAddress(text)->is_loopback()) << text;
  for (const char* text : {"0.0.0.0:1", "[::]:1", "10.0.0.1:1", "example.org:1"})
    EXPECT_FALSE(ParseAddress(text)->is_loopback()) << text;
}

TEST(StatusTest, CarriesTheReasonThroughGrpcAndBack) {
  const absl::Status status =
      MakeError(v1::ERROR_REASON_DOCUMENT_HAS_NUL, "document x: NUL", {{"document_id", "x"}, {"offset", "17"}});

  const absl::Status back = FromGrpcStatus(ToGrpcStatus(status));

  EXPECT_EQ(back.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(back.message(), "document x: NUL");
  EXPECT_EQ(ReasonOf(back), v1::ERROR_REASON_DOCUMENT_HAS_NUL);
  EXPECT_EQ(ErrorMetadataOf(back, "offset"), "17");
}

TEST(StatusTest, PutsAStandardErrorInfoIntoTheDetails) {
  const grpc::Status status = ToGrpcStatus(MakeError(v1::ERROR_REASON_STORE_FULL, "no room"));

  google::rpc::Status wire;
  ASSERT_TRUE(wire.ParseFromString(status.error_details()));
  google::rpc::ErrorInfo info;
  ASSERT_EQ(wire.details_size(), 1);
  ASSERT_TRUE(wire.details(0).UnpackTo(&info));
  EXPECT_EQ(wire.code(), 8);
  EXPECT_EQ(info.reason(), "STORE_FULL");
  EXPECT_EQ(info.domain(), "caspian.v1");
}

TEST(StatusTest, GivesEveryErrorAReason) {
  EXPECT_EQ(ReasonOf(FromGrpcStatus(ToGrpcStatus(absl::InternalError("oops")))), v1::ERROR_REASON_INTERNAL);
}

TEST(StatusTest, SurvivesDetailsThatAreBroken) {
  const absl::Status status = FromGrpcStatus(grpc::Status(grpc::StatusCode::UNAVAILABLE, "gone", "\xff\xff\xff"));

  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status.message(), "gone");
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_UNSPECIFIED);
}

TEST(StatusTest, KeepsOkOk) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_TRUE(FromGrpcStatus(grpc::Status::OK).ok());
}

TEST(StatusTest, ChangesTheCodeAlone) {
  const absl::Status status =
      WithCode(absl::StatusCode::kResourceExhausted, MakeError(v1::ERROR_REASON_REQUEST_INVALID, "too large"));

  EXPECT_TRUE(absl::IsResourceExhausted(status));
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_REQUEST_INVALID);
  EXPECT_EQ(status.message(), "too large");
}

TEST(MemoryBudgetTest, CallsWhoWaitsOnceThereIsRoom) {
  MemoryBudget budget(10);
  int calls = 0;
  EXPECT_TRUE(budget.HasRoomOrWait([&] { ++calls; }));
  budget.Add(15);
  EXPECT_FALSE(budget.HasRoomOrWait([&] { ++calls; }));
  budget.Remove(5);
  EXPECT_EQ(calls, 0) << "ten of ten are still held";

  budget.Remove(1);
  budget.Remove(9);

  EXPECT_EQ(calls, 1);
  EXPECT_EQ(budget.held_bytes(), 0u);
}

TEST(WorkerPoolTest, DoesAllItsWorkBeforeItEnds) {
  std::atomic<int> done = 0;
  {
    WorkerPool pool(3);
    for (int i = 0; i < 1000; ++i) pool.Schedule([&] { ++done; });
  }
  EXPECT_EQ(done, 1000);
}

TEST(WorkerPoolTest, BeginsWorkInOrder) {
  std::vector<int> order;
  {
    WorkerPool pool(1);
    for (int i = 0; i < 100; ++i) pool.Schedule([&order, i] { order.push_back(i); });
  }
  ASSERT_EQ(order.size(), 100u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(WorkerPoolTest, HasAThreadForEachProcessorUnlessTold) {
  EXPECT_GE(WorkerPool(0).threads(), 1);
  EXPECT_EQ(WorkerPool(5).threads(), 5);
}

class CountingStream final : public Drainable {
 public:
  void Drain() override { ++drains; }
  int drains = 0;
};

TEST(StreamRegistryTest, DrainsWhatIsOpenAndWhatComesLater) {
  StreamRegistry registry;
  const auto open = std::make_shared<CountingStream>();
  const auto closed = std::make_shared<CountingStream>();
  const auto late = std::make_shared<CountingStream>();
  registry.Add(open);
  registry.Add(closed);
  registry.Remove(closed.get());

  registry.Drain();
  registry.Add(late);

  EXPECT_EQ(open->drains, 1);
  EXPECT_EQ(closed->drains, 0);
  EXPECT_EQ(late->drains, 1);
  EXPECT_EQ(registry.size(), 2u);
}

}  // namespace
}  // namespace caspian::rpc
