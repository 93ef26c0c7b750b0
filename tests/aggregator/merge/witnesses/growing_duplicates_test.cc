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

// Copies of copies, texts in between, short ones.
TEST(GrowingDuplicatesTest, SaysAtEachStepWhatALookAtAllDocumentsSays) {
  for (uint32_t seed = 0; seed < 20; ++seed) {
    std::mt19937 random(seed);
    GrowingDuplicates growing;
    std::map<std::string, std::shared_ptr<const DocumentFacts>> here;
    for (int step = 0; step < 120; ++step) {
      const std::string id = absl::StrCat("d", 100 + Pick(40, &random));
      if (const auto found = here.find(id); found != here.end()) {
        growing.Remove(found->second.get());
        here.erase(found);
      }
      if (Pick(3, &random) != 0) {
        const auto document = Words(id, static_cast<int>(Pick(12, &random)) * 30, Pick(9, &random) == 0 ? 10 : 200);
        growing.Add(document.get());
        here[id] = document;
      }

      DocumentList documents;
      for (const auto& [name, document] : here) documents.push_back(document);
      const NearDuplicates whole(documents);
      for (const auto& document : documents) {
        ASSERT_EQ(growing.OriginalOf(document.get()), whole.OriginalOf(document.get()))
            << "seed " << seed << ", step " << step << ", " << document->head.id();
      }
      ASSERT_EQ(growing.empty(), whole.empty());
    }
  }
}

}  // namespace
}  // namespace caspian::aggregator
