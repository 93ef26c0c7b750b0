// The laws of a briefing, on random submissions and deletions: any order, grouping and repetition gives the same bytes,
// and a document that was deleted was never there.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "aggregator/merge/aggregator.h"
#include "common/base/document.h"
#include "common/base/sha256.h"
#include "tests/aggregator/testing/random_submissions.h"
#include "tests/aggregator/testing/temporary_folder.h"

namespace caspian::aggregator {
namespace {

constexpr uint32_t kDocuments = 6;

// A submission, or where `revision` is above 0 the deletion of a document up to it.
struct Change {
  Submission submission;
  std::string id;
  uint32_t revision = 0;
};

std::vector<Change> RandomChanges(int count, int deletions, std::mt19937* random) {
  std::vector<Change> changes;
  for (int i = 0; i < count; ++i) {
    const std::string id = absl::StrCat("doc-", Pick(kDocuments, random));
    changes.push_back({RandomSubmission(id, 1 + Pick(3, random), random), id, 0});
  }
  for (int i = 0; i < deletions; ++i)
    changes.push_back({{}, absl::StrCat("doc-", Pick(kDocuments, random)), 1 + Pick(3, random)});
  return changes;
}

void Shuffle(std::vector<Change>* changes, std::mt19937* random) {
  for (size_t i = changes->size(); i > 1; --i)
    std::swap((*changes)[i - 1], (*changes)[Pick(static_cast<uint32_t>(i), random)]);
}

// Applies all, without waiting for one before the next where `grouped`.
void Apply(const std::vector<Change>& changes, bool grouped, Aggregator* aggregator) {
  int submissions = 0;
  for (const Change& change : changes) submissions += change.revision == 0;
  absl::BlockingCounter all(submissions);
  for (const Change& change : changes) {
    if (change.revision > 0) {
      v1::DeleteDocumentRequest request;
      request.set_collection("news");
      request.set_document_id(change.id);
      request.set_revision(change.revision);
      EXPECT_TRUE(aggregator->DeleteDocument(request).ok());
      continue;
    }
    absl::BlockingCounter one(1);
    EXPECT_TRUE(aggregator->TrySubmit("news", change.submission.document, change.submission.extraction,
                                      [&all, &one, grouped](const absl::StatusOr<v1::StoreOutcome>& outcome) {
                                        EXPECT_TRUE(outcome.ok()) << outcome.status();
                                        if (!grouped) one.DecrementCount();
                                        all.DecrementCount();
                                      }));
    if (grouped) one.DecrementCount();
    one.Wait();
  }
  all.Wait();
}

std::string BytesOf(Aggregator* aggregator) {
  v1::GetBriefingRequest request;
  request.set_collection("news");
  const auto briefing = aggregator->GetBriefing(request);
  EXPECT_TRUE(briefing.ok()) << briefing.status();
  return briefing.ok() ? SerializeDeterministically(*briefing) : "";
}

std::string BriefInMemory(const std::vector<Change>& changes, bool grouped) {
  auto aggregator = *Aggregator::Create({}, MakeMemoryStore());
  Apply(changes, grouped, aggregator.get());
  return BytesOf(aggregator.get());
}

std::string BriefInSqlite(const std::vector<Change>& changes, int commit_documents) {
  TemporaryFolder folder;
  auto aggregator = *Aggregator::Create({.commit_documents = commit_documents}, *OpenSqliteStore(folder.path()));
  Apply(changes, true, aggregator.get());
  return BytesOf(aggregator.get());
}

TEST(BriefingLawsTest, AnyOrderGroupingAndRepetitionGivesTheSameBytes) {
  for (uint32_t seed = 0; seed < 25; ++seed) {
    std::mt19937 random(seed);
    std::vector<Change> changes = RandomChanges(12, 3, &random);
    const std::string expected = BriefInMemory(changes, false);
    for (int order = 0; order < 8; ++order) {
      std::vector<Change> again = changes;
      for (uint32_t i = Pick(10, &random); i > 0; --i)
        again.push_back(changes[Pick(static_cast<uint32_t>(changes.size()), &random)]);
      Shuffle(&again, &random);

      ASSERT_EQ(BriefInMemory(again, order % 2 == 0), expected) << "seed " << seed << ", order " << order;
    }
  }
}

TEST(BriefingLawsTest, BothStoresGiveTheSameBytes) {
  for (uint32_t seed = 100; seed < 106; ++seed) {
    std::mt19937 random(seed);
    std::vector<Change> changes = RandomChanges(12, 3, &random);
    const std::string expected = BriefInMemory(changes, true);
    Shuffle(&changes, &random);

    ASSERT_EQ(BriefInSqlite(changes, 1 + static_cast<int>(seed % 3) * 4), expected) << "seed " << seed;
  }
}

// Without the document: its submissions and deletions, all of them.
std::vector<Change> Without(const std::string& id, std::vector<Change> changes) {
  changes.erase(std::remove_if(changes.begin(), changes.end(), [&id](const Change& change) { return change.id == id; }),
                changes.end());
  return changes;
}

TEST(BriefingLawsTest, ADeletedDocumentWasNeverThere) {
  for (uint32_t seed = 200; seed < 225; ++seed) {
    std::mt19937 random(seed);
    std::vector<Change> changes = RandomChanges(14, 1, &random);
    // At least one more document stays, so that there is a collection either way.
    changes.push_back({RandomSubmission("other", 1, &random), "other", 0});
    const std::string expected = BriefInMemory(Without("doc-1", changes), true);
    changes.push_back({{}, "doc-1", 9});
    Shuffle(&changes, &random);

    ASSERT_EQ(BriefInMemory(changes, true), expected) << "seed " << seed;
  }
}

TEST(BriefingLawsTest, ARedeliveryAfterADeletionStaysDeleted) {
  std::mt19937 random(300);
  std::vector<Change> changes = RandomChanges(10, 0, &random);
  auto aggregator = *Aggregator::Create({}, MakeMemoryStore());
  Apply(changes, true, aggregator.get());
  for (uint32_t i = 0; i < kDocuments; ++i) Apply({{{}, absl::StrCat("doc-", i), 3}}, true, aggregator.get());
  const std::string empty = BytesOf(aggregator.get());

  Apply(changes, true, aggregator.get());

  EXPECT_EQ(BytesOf(aggregator.get()), empty);
  v1::Briefing briefing;
  ASSERT_TRUE(briefing.ParseFromString(empty));
  EXPECT_EQ(briefing.records_size(), 0);
}

TEST(BriefingLawsTest, NoTextOfADeletedDocumentIsLeftOnDisk) {
  TemporaryFolder folder;
  std::mt19937 random(400);
  auto aggregator = *Aggregator::Create({}, *OpenSqliteStore(folder.path()));
  Apply(RandomChanges(10, 0, &random), true, aggregator.get());
  ASSERT_TRUE(absl::StrContains(folder.AllBytes(), "Lake Water Accord"));

  for (uint32_t i = 0; i < kDocuments; ++i) Apply({{{}, absl::StrCat("doc-", i), 3}}, true, aggregator.get());

  EXPECT_FALSE(absl::StrContains(folder.AllBytes(), "Lake Water Accord"));
}

// Every support of a message, wherever it lies.
void ForEachSupport(const google::protobuf::Message& message, const std::function<void(const v1::Support&)>& visit) {
  if (message.GetDescriptor() == v1::Support::descriptor()) return visit(static_cast<const v1::Support&>(message));
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  const auto* reflection = message.GetReflection();
  reflection->ListFields(message, &fields);
  for (const auto* field : fields) {
    if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      ForEachSupport(reflection->GetMessage(message, field), visit);
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(message, field); ++i)
      ForEachSupport(reflection->GetRepeatedMessage(message, field, i), visit);
  }
}

TEST(BriefingLawsTest, EverySupportHasEvidenceThatSlicesToItsWords) {
  for (uint32_t seed = 500; seed < 510; ++seed) {
    std::mt19937 random(seed);
    auto aggregator = *Aggregator::Create({}, MakeMemoryStore());
    Apply(RandomChanges(10, 1, &random), true, aggregator.get());
    v1::GetBriefingRequest request;
    request.set_collection("news");
    const v1::Briefing briefing = *aggregator->GetBriefing(request);
    std::set<std::string> ids;
    for (const v1::BriefingRecord& record : briefing.records()) {
      EXPECT_TRUE(ids.insert(record.id()).second) << record.id();
      const bool publication = record.source().kind() == v1::SOURCE_KIND_PUBLICATION;
      ForEachSupport(record, [&record, publication](const v1::Support& support) {
        EXPECT_EQ(support.evidence_count() == 0, publication);
        EXPECT_GE(support.evidence_count(), support.document_count());
        EXPECT_GE(support.document_count(), support.publisher_count());
        EXPECT_EQ(static_cast<uint32_t>(support.evidence_size()), std::min<uint32_t>(3, support.evidence_count()));
        EXPECT_TRUE(std::is_sorted(support.evidence().begin(), support.evidence().end()));
        for (const uint32_t index : support.evidence()) EXPECT_LT(static_cast<int>(index), record.evidence_size());
      });
      for (const v1::Evidence& evidence : record.evidence()) {
        v1::GetDocumentRequest get;
        get.set_collection("news");
        get.set_document_id(record.documents(static_cast<int>(evidence.document())).id());
        const std::string text = aggregator->GetDocument(get)->document().text();
        const v1::Span& sentence = evidence.sentence();
        EXPECT_EQ(evidence.quote(),
                  text.substr(sentence.begin(), std::min<size_t>(400, sentence.end() - sentence.begin())));
        EXPECT_LE(sentence.begin(), evidence.span().begin());
        EXPECT_GE(sentence.end(), evidence.span().end());
      }
    }
  }
}

TEST(BriefingLawsTest, AllPagesOfEvidenceHoldWhatTheSupportCounts) {
  std::mt19937 random(600);
  auto aggregator = *Aggregator::Create({}, MakeMemoryStore());
  Apply(RandomChanges(10, 0, &random), true, aggregator.get());
  v1::GetBriefingRequest request;
  request.set_collection("news");
  const v1::Briefing briefing = *aggregator->GetBriefing(request);
  for (const v1::BriefingRecord& record : briefing.records()) {
    if (!record.has_event()) continue;
    v1::GetEvidenceRequest evidence;
    evidence.set_collection("news");
    evidence.set_record_id(record.id());

    EXPECT_EQ(aggregator->GetEvidence(evidence)->evidence_count(), record.event().support().evidence_count());
  }
}

}  // namespace
}  // namespace caspian::aggregator
