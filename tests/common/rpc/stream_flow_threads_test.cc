// The flow under a connection that calls back from within, and under threads.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/rpc/stream_flow.h"
#include "common/rpc/worker_pool.h"

namespace caspian::rpc {
namespace {

using Flow = StreamFlow<int, std::string>;

// A connection that completes each operation from within the call, as gRPC may on a thread that is not its own.
class InlineTransport final : public StreamTransport<std::string> {
 public:
  explicit InlineTransport(int messages) : left_(messages) {}

  void StartRead() override {
    if (left_ == 0) return flow->OnReadEnd();
    const int message = left_--;
    flow->OnRead(message);
  }
  void StartWrite(const std::string& response) override {
    written.push_back(response);
    flow->OnWritten(true);
  }
  void Finish(const absl::Status& status) override {
    ++finishes;
    end = status;
  }

  Flow* flow = nullptr;
  std::vector<std::string> written;
  int finishes = 0;
  absl::Status end = absl::UnknownError("not finished");

 private:
  int left_;
};

// Answers each message at once.
class EchoHandler : public StreamHandler<int> {
 public:
  explicit EchoHandler(Flow* flow) : flow_(flow) {}
  void OnMessage(int message) override { flow_->Answer(flow_->Reserve(1), std::to_string(message)); }
  void OnHalfClose() override { flow_->End(absl::OkStatus()); }
  void OnOver() override {}

 protected:
  Flow* const flow_;
};

TEST(StreamFlowInlineTest, ServesManyMessagesWithoutGrowingTheStack) {
  InlineTransport transport(200000);
  const auto flow = std::make_shared<Flow>(FlowLimits{4, 1000});
  transport.flow = flow.get();

  flow->Start(&transport, std::make_shared<EchoHandler>(flow.get()));

  EXPECT_EQ(transport.written.size(), 200000u);
  EXPECT_EQ(transport.finishes, 1);
  EXPECT_TRUE(transport.end.ok());
}

// Answers each message from the threads of a pool.
class PoolHandler final : public EchoHandler {
 public:
  PoolHandler(Flow* flow, WorkerPool* pool) : EchoHandler(flow), pool_(pool) {}
  void OnMessage(int message) override {
    const auto place = flow_->Reserve(1);
    pool_->Schedule(
        [flow = flow_->shared_from_this(), place, message] { flow->Answer(place, std::to_string(message)); });
  }

 private:
  WorkerPool* const pool_;
};

TEST(StreamFlowThreadsTest, KeepsTheOrderWhenThreadsAnswer) {
  constexpr int kMessages = 20000;
  InlineTransport transport(kMessages);
  const auto flow = std::make_shared<Flow>(FlowLimits{16, 1000}, std::make_shared<MemoryBudget>(8));
  transport.flow = flow.get();

  {
    WorkerPool pool(4);
    flow->Start(&transport, std::make_shared<PoolHandler>(flow.get(), &pool));
    while (!flow->over()) std::this_thread::yield();
  }

  ASSERT_EQ(transport.written.size(), static_cast<size_t>(kMessages));
  for (int i = 0; i < kMessages; ++i) ASSERT_EQ(transport.written[i], std::to_string(kMessages - i));
  EXPECT_EQ(transport.finishes, 1);
}

TEST(StreamFlowThreadsTest, FinishesOnceWhenAnswersEndsAndCancelsRace) {
  for (int round = 0; round < 300; ++round) {
    InlineTransport transport(100);
    const auto flow = std::make_shared<Flow>(FlowLimits{8, 1000});
    transport.flow = flow.get();
    {
      WorkerPool pool(3);
      flow->Start(&transport, std::make_shared<PoolHandler>(flow.get(), &pool));
      std::thread drain([&] { flow->Drain(); });
      std::thread cancel([&] { flow->OnCancel(); });
      drain.join();
      cancel.join();
    }
    ASSERT_EQ(transport.finishes, 1);
  }
}

}  // namespace
}  // namespace caspian::rpc
