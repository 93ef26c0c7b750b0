#include "common/rpc/stream_flow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace caspian::rpc {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Flow = StreamFlow<int, std::string>;

// A connection whose operations the test completes by hand.
class ManualTransport final : public StreamTransport<std::string> {
 public:
  void StartRead() override {
    EXPECT_FALSE(reading) << "two reads at a time";
    EXPECT_FALSE(finished) << "a read after the end";
    reading = true;
  }
  void StartWrite(const std::string& response) override {
    EXPECT_FALSE(writing) << "two writes at a time";
    EXPECT_FALSE(finished) << "a write after the end";
    writing = true;
    written.push_back(response);
  }
  void Finish(const absl::Status& status) override {
    EXPECT_FALSE(finished) << "finished twice";
    EXPECT_FALSE(writing) << "finished while a write is under way";
    finished = true;
    end = status;
  }

  bool reading = false;
  bool writing = false;
  bool finished = false;
  absl::Status end;
  std::vector<std::string> written;
};

class RecordingHandler final : public StreamHandler<int> {
 public:
  void OnMessage(int message) override { messages.push_back(message); }
  void OnHalfClose() override { ++half_closes; }
  void OnOver() override { ++overs; }

  std::vector<int> messages;
  int half_closes = 0;
  int overs = 0;
};

class StreamFlowTest : public ::testing::Test {
 protected:
  void StartFlow(FlowLimits limits = {}, std::shared_ptr<MemoryBudget> budget = nullptr) {
    flow_ = std::make_shared<Flow>(limits, std::move(budget));
    flow_->Start(&transport_, handler_);
  }
  void Receive(int message) {
    ASSERT_TRUE(transport_.reading);
    transport_.reading = false;
    flow_->OnRead(message);
  }
  void ReceiveEnd() {
    ASSERT_TRUE(transport_.reading);
    transport_.reading = false;
    flow_->OnReadEnd();
  }
  void CompleteWrite(bool ok = true) {
    ASSERT_TRUE(transport_.writing);
    transport_.writing = false;
    flow_->OnWritten(ok);
  }
  void CompleteWrites() {
    while (transport_.writing) CompleteWrite();
  }

  ManualTransport transport_;
  std::shared_ptr<RecordingHandler> handler_ = std::make_shared<RecordingHandler>();
  std::shared_ptr<Flow> flow_;
};

TEST_F(StreamFlowTest, GivesMessagesToTheHandlerOneByOne) {
  StartFlow();

  Receive(1);
  Receive(2);

  EXPECT_THAT(handler_->messages, ElementsAre(1, 2));
  EXPECT_TRUE(transport_.reading);
}

TEST_F(StreamFlowTest, WritesAnswersInTheOrderOfPlaces) {
  StartFlow();
  const auto first = flow_->Reserve(1);
  const auto second = flow_->Reserve(1);

  flow_->Answer(second, std::string("second"));
  EXPECT_THAT(transport_.written, IsEmpty());
  flow_->Answer(first, std::vector<std::string>{"first", "first, too"});
  CompleteWrites();

  EXPECT_THAT(transport_.written, ElementsAre("first", "first, too", "second"));
}

TEST_F(StreamFlowTest, WritesOneAtATime) {
  StartFlow();

  flow_->Answer(flow_->Reserve(1), std::vector<std::string>{"a", "b"});
  EXPECT_THAT(transport_.written, ElementsAre("a"));
  CompleteWrite();

  EXPECT_THAT(transport_.written, ElementsAre("a", "b"));
}

TEST_F(StreamFlowTest, StopsReadingWhileItsPlacesAreTaken) {
  StartFlow({2, 1000});
  const auto first = flow_->Reserve(1);
  flow_->Reserve(1);
  Receive(1);

  EXPECT_FALSE(transport_.reading);
  flow_->Answer(first, std::string("done"));
  EXPECT_FALSE(transport_.reading) << "the answer is not written yet";
  CompleteWrite();

  EXPECT_TRUE(transport_.reading);
}

TEST_F(StreamFlowTest, StopsReadingWhileItsBytesAreTaken) {
  StartFlow({100, 10});
  const auto place = flow_->Reserve(6);
  Receive(1);
  EXPECT_TRUE(transport_.reading);
  flow_->Charge(place, 4);
  Receive(2);
  EXPECT_FALSE(transport_.reading);

  flow_->Answer(place, std::vector<std::string>{});

  EXPECT_TRUE(transport_.reading) << "an answer without responses frees its place, too";
}

TEST_F(StreamFlowTest, EndsOnceBehindAllAnswers) {
  StartFlow();
  const auto place = flow_->Reserve(1);
  ReceiveEnd();
  flow_->End(absl::OkStatus());
  EXPECT_FALSE(transport_.finished);

  flow_->Answer(place, std::string("last"));
  EXPECT_FALSE(transport_.finished) << "the write is still under way";
  CompleteWrite();
  flow_->End(absl::InternalError("too late"));

  EXPECT_TRUE(transport_.finished);
  EXPECT_TRUE(transport_.end.ok());
  EXPECT_EQ(handler_->half_closes, 1);
}

TEST_F(StreamFlowTest, EndsAtAPlaceAndDropsWhatIsBehind) {
  StartFlow();
  const auto first = flow_->Reserve(1);
  const auto second = flow_->Reserve(1);
  const auto third = flow_->Reserve(1);

  flow_->Answer(third, std::string("third"));
  flow_->End(second, absl::InvalidArgumentError("second"));
  flow_->Answer(first, std::string("first"));
  CompleteWrites();

  EXPECT_THAT(transport_.written, ElementsAre("first"));
  EXPECT_EQ(transport_.end, absl::InvalidArgumentError("second"));
}

TEST_F(StreamFlowTest, TakesTheFirstEndInOrder) {
  StartFlow();
  const auto first = flow_->Reserve(1);
  const auto second = flow_->Reserve(1);

  flow_->End(absl::OkStatus());
  flow_->End(second, absl::InternalError("second"));
  flow_->End(first, absl::InternalError("first"));

  EXPECT_EQ(transport_.end, absl::InternalError("first"));
}

TEST_F(StreamFlowTest, ReadsNothingBehindAnEnd) {
  StartFlow();
  flow_->Reserve(1);
  flow_->End(absl::OkStatus());

  Receive(7);

  EXPECT_THAT(handler_->messages, IsEmpty());
  EXPECT_FALSE(transport_.reading);
}

TEST_F(StreamFlowTest, EndsBehindWhatCanNotBeRead) {
  StartFlow();
  const auto place = flow_->Reserve(1);
  transport_.reading = false;
  flow_->OnUnreadable(absl::InvalidArgumentError("broken"));
  EXPECT_FALSE(transport_.finished);

  flow_->Answer(place, std::string("before"));
  CompleteWrites();

  EXPECT_THAT(transport_.written, ElementsAre("before"));
  EXPECT_EQ(transport_.end, absl::InvalidArgumentError("broken"));
  EXPECT_EQ(handler_->half_closes, 0);
}

TEST_F(StreamFlowTest, DrainsByAnsweringWhatItTook) {
  StartFlow();
  const auto place = flow_->Reserve(1);

  flow_->Drain();
  EXPECT_FALSE(transport_.finished);
  flow_->Answer(place, std::string("taken"));
  CompleteWrites();

  EXPECT_THAT(transport_.written, ElementsAre("taken"));
  EXPECT_EQ(ReasonOf(transport_.end), v1::ERROR_REASON_SERVER_DRAINING);
}

TEST_F(StreamFlowTest, FinishesACancelledStreamAtOnce) {
  StartFlow();
  const auto place = flow_->Reserve(1);

  flow_->OnCancel();
  flow_->OnCancel();
  flow_->Answer(place, std::string("nobody reads this"));

  EXPECT_TRUE(transport_.finished);
  EXPECT_THAT(transport_.written, IsEmpty());
  EXPECT_TRUE(flow_->over());
  EXPECT_EQ(handler_->overs, 1);
}

TEST_F(StreamFlowTest, WaitsForTheWriteUnderWayBeforeItFinishesACancelledStream) {
  StartFlow();
  flow_->Answer(flow_->Reserve(1), std::vector<std::string>{"a", "b"});

  flow_->OnCancel();
  EXPECT_FALSE(transport_.finished);
  CompleteWrite(false);

  EXPECT_TRUE(transport_.finished);
  EXPECT_THAT(transport_.written, ElementsAre("a"));
}

TEST_F(StreamFlowTest, TakesAFailedWriteForACancelledStream) {
  StartFlow();
  flow_->Answer(flow_->Reserve(1), std::vector<std::string>{"a", "b"});

  CompleteWrite(false);

  EXPECT_TRUE(transport_.finished);
  EXPECT_TRUE(flow_->over());
}

TEST_F(StreamFlowTest, SaysThatItIsOverOnce) {
  StartFlow();
  flow_->OnCancel();

  flow_->OnDone();

  EXPECT_EQ(handler_->overs, 1);
  EXPECT_EQ(handler_.use_count(), 1) << "the handler is let go";
}

TEST_F(StreamFlowTest, GivesItsBytesBackToTheBudget) {
  const auto budget = std::make_shared<MemoryBudget>(100);
  StartFlow({}, budget);
  const auto place = flow_->Reserve(30);
  flow_->Charge(place, 12);
  flow_->Reserve(5);
  EXPECT_EQ(budget->held_bytes(), 47u);

  flow_->Answer(place, std::string("a"));
  CompleteWrites();
  EXPECT_EQ(budget->held_bytes(), 5u);
  flow_->OnCancel();

  EXPECT_EQ(budget->held_bytes(), 0u);
}

TEST_F(StreamFlowTest, WaitsForRoomInTheBudgetOfAllStreams) {
  const auto budget = std::make_shared<MemoryBudget>(10);
  budget->Add(10);
  StartFlow({}, budget);
  EXPECT_TRUE(transport_.reading) << "who holds nothing may read";
  flow_->Reserve(1);
  Receive(1);
  EXPECT_FALSE(transport_.reading);

  budget->Remove(10);

  EXPECT_TRUE(transport_.reading);
}

}  // namespace
}  // namespace caspian::rpc
