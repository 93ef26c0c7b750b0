// The system refuses one write or one fsync, whichever it is: what was acknowledged is there when the store is opened
// again, nothing is acknowledged after the failure, and the store says that it can't go on.
#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "aggregator/merge/aggregator.h"
#include "common/base/error.h"
#include "tests/aggregator/testing/small_submissions.h"
#include "tests/aggregator/testing/temporary_folder.h"
#include "tests/fault/failing_calls.h"

namespace caspian::aggregator {
namespace {

constexpr int kCalls = 500;

// What a run of work on a store came to.
struct Work {
  absl::Status opened;
  std::set<std::string> acknowledged, deleted;
  // Documents whose deletion was asked for: they may be there or not where it was not acknowledged.
  std::set<std::string> asked_to_delete;
  int acknowledged_after_failure = 0;
  bool told = false;
};

void Delete(const std::string& id, Aggregator* aggregator, Work* work) {
  v1::DeleteDocumentRequest request;
  request.set_collection("news");
  request.set_document_id(id);
  work->asked_to_delete.insert(id);
  if (aggregator->DeleteDocument(request).ok()) work->deleted.insert(id);
}

// Some sixty commits with deletions among them, and texts large enough that the log is moved to the database on the
// way.
Work RunOn(const std::string& folder) {
  Work work;
  auto store = OpenSqliteStore(folder);
  work.opened = store.status();
  if (!store.ok()) return work;
  auto aggregator =
      *Aggregator::Create({.store_failed = [&work](const absl::Status&) { work.told = true; }}, *std::move(store));
  for (int i = 0; i < 60; ++i) {
    const std::string id = absl::StrCat("d", i);
    SubmissionBuilder builder(id);
    builder.Sentence(absl::StrCat("Omar Haddad spoke. ", std::string(90000, 'x')));
    builder.Name("PERSON", "Omar Haddad");
    const Submission submission = builder.Build();
    absl::BlockingCounter done(1);
    aggregator->TrySubmit("news", submission.document, submission.extraction,
                          [&](const absl::StatusOr<v1::StoreOutcome>& outcome) {
                            const bool after = work.told;
                            if (outcome.ok()) work.acknowledged.insert(id), work.acknowledged_after_failure += after;
                            done.DecrementCount();
                          });
    done.Wait();
    if (i % 5 == 4) Delete(absl::StrCat("d", i - 3), aggregator.get(), &work);
  }
  aggregator.reset();
  return work;
}

// Opens again without faults and compares with the test's own record.
void CheckRecord(const std::string& folder, const Work& work) {
  auto store = OpenSqliteStore(folder);
  ASSERT_TRUE(store.ok()) << store.status();
  std::set<std::string> there;
  ASSERT_TRUE((*(*store)->Read())
                  ->ForEach("news", [&there](const LiveDocument& live) { there.insert(live.document.id()); })
                  .ok());
  for (const std::string& id : work.acknowledged) {
    if (work.asked_to_delete.count(id) == 0) EXPECT_EQ(there.count(id), 1u) << id;
  }
  for (const std::string& id : work.deleted) EXPECT_EQ(there.count(id), 0u) << id;
}

// Fails the n-th call of a kind; false where the work made fewer.
bool FailOne(fault::Call call, int nth) {
  const TemporaryFolder folder;
  fault::SetPlan({call, nth, EIO, folder.path()});
  const Work work = RunOn(folder.path());
  const bool failed = fault::HasFailed();
  if (failed) {
    EXPECT_TRUE(!work.opened.ok() || work.told || fault::WasHarmless()) << "nobody was told";
    EXPECT_EQ(work.acknowledged_after_failure, 0);
  } else {
    EXPECT_EQ(work.acknowledged.size(), 60u);
  }
  fault::SetPlan({});
  CheckRecord(folder.path(), work);
  return failed;
}

// The calls that are refused: the first forty, where a store is made, and every ninth of the others. CASPIAN_EVERY_CALL
// in the environment: each.
int NextCall(int nth) { return nth < 40 || std::getenv("CASPIAN_EVERY_CALL") != nullptr ? nth + 1 : nth + 9; }

class InjectedErrorsTest : public testing::Test {
 protected:
  // `least`: calls that the work makes at least.
  static void FailEach(fault::Call call, int least) {
    int nth = 1;
    while (nth <= kCalls && FailOne(call, nth)) {
      ASSERT_FALSE(HasFailure()) << "call " << nth;
      nth = NextCall(nth);
    }
    EXPECT_GT(nth, least);
  }
};

TEST_F(InjectedErrorsTest, ARefusedWriteLosesNothingThatWasAcknowledged) { FailEach(fault::Call::kWrite, kCalls); }

TEST_F(InjectedErrorsTest, ARefusedFsyncLosesNothingThatWasAcknowledged) { FailEach(fault::Call::kSync, 60); }

}  // namespace
}  // namespace caspian::aggregator
