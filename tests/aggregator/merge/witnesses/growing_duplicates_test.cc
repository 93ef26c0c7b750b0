#include "aggregator/merge/witnesses/growing_duplicates.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/submissions/live.h"
#include "tests/aggregator/testing/random_submissions.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {
namespace {

// A document of words w`first` to w`first + count - 1`.
std::shared_ptr<const DocumentFacts> Words(const std::string& id, int first, int count) {
  SubmissionBuilder builder(id);
  std::string text;
  for (int i = first; i < first + count; ++i) absl::StrAppend(&text, "w", i, " ");
  builder.Sentence(text);
  const Submission submission = builder.Build();
  return ReadFacts(*MakeLiveDocument(submission.document, submission.extraction));
}

// Says at each step what a look at all documents says. Returns how many copies it found in all.
class Following {
 public:
  explicit Following(uint32_t seed) : random_(seed) {}

  void Change(const std::string& id, std::shared_ptr<const DocumentFacts> document) {
    if (const auto found = here_.find(id); found != here_.end()) {
      growing_.Remove(found->second.get());
      here_.erase(found);
    }
    if (document == nullptr) return;
    growing_.Add(document.get());
    here_[id] = std::move(document);
  }

  void Check() {
    DocumentList documents;
    for (const auto& [name, document] : here_) documents.push_back(document);
    const NearDuplicates whole(documents);
    for (const auto& document : documents) {
      const DocumentFacts* original = whole.OriginalOf(document.get());
      ASSERT_EQ(growing_.OriginalOf(document.get()), original) << document->head.id();
      copies_ += original == document.get() ? 0 : 1;
    }
    ASSERT_EQ(growing_.empty(), whole.empty());
  }

  std::mt19937* random() { return &random_; }
  int copies() const { return copies_; }

 private:
  std::mt19937 random_;
  GrowingDuplicates growing_;
  std::map<std::string, std::shared_ptr<const DocumentFacts>> here_;
  int copies_ = 0;
};

// Copies of copies, texts in between, short ones.
TEST(GrowingDuplicatesTest, SaysAtEachStepWhatALookAtAllDocumentsSays) {
  for (uint32_t seed = 0; seed < 20; ++seed) {
    Following following(seed);
    std::mt19937* random = following.random();
    for (int step = 0; step < 120; ++step) {
      const std::string id = absl::StrCat("d", 100 + Pick(40, random));
      const bool comes = Pick(3, random) != 0;
      const int first = static_cast<int>(Pick(12, random)) * 30;
      following.Change(id, comes ? Words(id, first, Pick(9, random) == 0 ? 10 : 200) : nullptr);

      SCOPED_TRACE(absl::StrCat("seed ", seed, ", step ", step));
      ASSERT_NO_FATAL_FAILURE(following.Check());
    }
  }
}

// A form of 50 words that is filled in with 12 of `matter`, copies of which may have more words, or one other.
std::shared_ptr<const DocumentFacts> Notice(const std::string& id, int matter, std::mt19937* random) {
  std::string text;
  for (int i = 0; i < 50; ++i) absl::StrAppend(&text, "form", i, " ");
  for (int i = 0; i < 12; ++i) absl::StrAppend(&text, "w", matter * 100 + i + (i == 11 ? Pick(3, random) : 0), " ");
  if (Pick(4, random) == 0) absl::StrAppend(&text, "seen at noon");
  SubmissionBuilder builder(id);
  builder.Sentence(text);
  const Submission submission = builder.Build();
  return ReadFacts(*MakeLiveDocument(submission.document, submission.extraction));
}

// Buckets that hold more originals than are compared, as documents come and go on both sides of their bound.
TEST(GrowingDuplicatesTest, FollowsBucketsAcrossTheirBound) {
  for (uint32_t seed = 0; seed < 4; ++seed) {
    Following following(seed);
    std::mt19937* random = following.random();
    for (int step = 0; step < 400; ++step) {
      const std::string id = absl::StrCat("d", 100 + Pick(150, random));
      const bool comes = step < 150 || Pick(2, random) != 0;
      following.Change(id, comes ? Notice(id, static_cast<int>(Pick(90, random)), random) : nullptr);
      if (step % 4 != 0) continue;

      SCOPED_TRACE(absl::StrCat("seed ", seed, ", step ", step));
      ASSERT_NO_FATAL_FAILURE(following.Check());
    }
    EXPECT_GT(following.copies(), 500);
  }
}

}  // namespace
}  // namespace caspian::aggregator
