#include "aggregator/merge/aggregator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/base/error.h"
#include "tests/aggregator/testing/aggregator_fixture.h"
#include "tests/aggregator/testing/temporary_folder.h"

namespace caspian::aggregator {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class AggregatorTest : public AggregatorFixture {};

TEST_F(AggregatorTest, TellsWhatBecameOfASubmission) {
  EXPECT_EQ(*Submit(Naming("a", 2)), v1::STORE_OUTCOME_STORED);
  EXPECT_EQ(*Submit(Naming("a", 2)), v1::STORE_OUTCOME_DUPLICATE);
  EXPECT_EQ(*Submit(Naming("a", 1)), v1::STORE_OUTCOME_SUPERSEDED);
  EXPECT_EQ(*Submit(Naming("a", 3)), v1::STORE_OUTCOME_STORED);
}

TEST_F(AggregatorTest, RanksByRevisionThenRuleSetThenEngine) {
  Submission low = Naming("a");
  Submission engine = low, rules = low;
  engine.extraction.set_engine_version(9);
  rules.extraction.mutable_rule_set()->set_version(2);

  EXPECT_EQ(*Submit(low), v1::STORE_OUTCOME_STORED);
  EXPECT_EQ(*Submit(engine), v1::STORE_OUTCOME_STORED);
  EXPECT_EQ(*Submit(rules), v1::STORE_OUTCOME_STORED);
  EXPECT_EQ(*Submit(engine), v1::STORE_OUTCOME_SUPERSEDED);
  EXPECT_EQ(*Submit(Naming("a", 2)), v1::STORE_OUTCOME_STORED);
}

TEST_F(AggregatorTest, ReadsItsOwnWrites) {
  for (int i = 1; i <= 3; ++i) {
    EXPECT_TRUE(Submit(Naming(absl::StrCat("d", i))).ok());
    EXPECT_EQ(Brief()->counts().document_count(), static_cast<uint32_t>(i));
  }
}

TEST_F(AggregatorTest, KeepsCollectionsApart) {
  EXPECT_TRUE(Submit(Naming("a"), "one").ok());
  EXPECT_TRUE(Submit(Naming("b"), "two").ok());

  EXPECT_EQ(Brief("one")->documents(0).id(), "a");
  EXPECT_EQ(Brief("two")->documents(0).id(), "b");
}

TEST_F(AggregatorTest, NamesKnownCollectionsWhereOneIsNotThere) {
  EXPECT_TRUE(Submit(Naming("a"), "archive").ok());

  const absl::Status status = Brief("archiv").status();

  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_COLLECTION_NOT_FOUND);
  EXPECT_THAT(std::string(status.message()), HasSubstr("known are archive"));
}

TEST_F(AggregatorTest, DeletesForGood) {
  EXPECT_TRUE(Submit(Naming("a", 4)).ok());

  const v1::DeleteDocumentResponse response = Delete("a");

  EXPECT_TRUE(response.deleted());
  EXPECT_EQ(response.tombstone_revision(), 4u);
  EXPECT_EQ(Brief()->records_size(), 0);
  EXPECT_EQ(*Submit(Naming("a", 4)), v1::STORE_OUTCOME_SUPERSEDED);
  EXPECT_EQ(Brief()->records_size(), 0);
  EXPECT_EQ(*Submit(Naming("a", 5)), v1::STORE_OUTCOME_STORED);
}

TEST_F(AggregatorTest, DeletingWhatIsNotThereLeavesATombstone) {
  EXPECT_FALSE(Delete("a").deleted());
  EXPECT_EQ(Delete("a").tombstone_revision(), 1u);
  EXPECT_EQ(*Submit(Naming("a")), v1::STORE_OUTCOME_SUPERSEDED);
  EXPECT_EQ(*Submit(Naming("a", 2)), v1::STORE_OUTCOME_STORED);
}

TEST_F(AggregatorTest, ADeletionBelowTheLiveRevisionLeavesItLive) {
  EXPECT_TRUE(Submit(Naming("a", 4)).ok());

  EXPECT_FALSE(Delete("a", 3).deleted());

  EXPECT_EQ(Brief()->counts().document_count(), 1u);
}

TEST_F(AggregatorTest, ALowerDeletionNeverLowersTheTombstone) {
  Delete("a", 9);

  EXPECT_EQ(Delete("a", 2).tombstone_revision(), 9u);
}

TEST_F(AggregatorTest, RefusesToDeleteUnderBadNames) {
  v1::DeleteDocumentRequest request;
  request.set_collection("news");
  EXPECT_EQ(ReasonOf(aggregator_->DeleteDocument(request).status()), v1::ERROR_REASON_DOCUMENT_ID_INVALID);
  request.set_collection("");
  EXPECT_EQ(ReasonOf(aggregator_->DeleteDocument(request).status()), v1::ERROR_REASON_COLLECTION_NAME_INVALID);
}

TEST_F(AggregatorTest, GivesDocumentsWithTheirExtraction) {
  EXPECT_TRUE(Submit(Naming("a")).ok());
  v1::GetDocumentRequest request;
  request.set_collection("news");
  request.set_document_id("a");

  EXPECT_FALSE(aggregator_->GetDocument(request)->has_extraction());
  request.set_include_extraction(true);
  const auto response = aggregator_->GetDocument(request);

  EXPECT_EQ(response->document().text(), "Omar Haddad spoke.");
  EXPECT_EQ(response->extraction().mentions_size(), 1);
  request.set_document_id("b");
  EXPECT_EQ(ReasonOf(aggregator_->GetDocument(request).status()), v1::ERROR_REASON_DOCUMENT_NOT_FOUND);
  request.set_collection("b");
  EXPECT_EQ(ReasonOf(aggregator_->GetDocument(request).status()), v1::ERROR_REASON_COLLECTION_NOT_FOUND);
}

TEST_F(AggregatorTest, ListsDocumentsInPages) {
  for (const char* id : {"c", "a", "b"}) EXPECT_TRUE(Submit(Naming(id, 2)).ok());
  v1::ListDocumentsRequest request;
  request.set_collection("news");
  request.set_page_size(2);

  const auto first = *aggregator_->ListDocuments(request);
  request.set_page_token(first.next_page_token());
  const auto last = *aggregator_->ListDocuments(request);

  ASSERT_EQ(first.documents_size(), 2);
  ASSERT_EQ(last.documents_size(), 1);
  EXPECT_EQ(first.documents(0).id(), "a");
  EXPECT_EQ(first.documents(1).id(), "b");
  EXPECT_EQ(last.documents(0).id(), "c");
  EXPECT_EQ(last.documents(0).revision(), 2u);
  EXPECT_EQ(last.next_page_token(), "");
}

TEST_F(AggregatorTest, ADocumentIsListedWithTheRuleSetOfItsLiveExtraction) {
  Submission later = Naming("a");
  later.extraction.mutable_rule_set()->set_version(7);
  EXPECT_TRUE(Submit(Naming("a")).ok());
  EXPECT_TRUE(Submit(later).ok());
  v1::ListDocumentsRequest request;
  request.set_collection("news");

  EXPECT_EQ(aggregator_->ListDocuments(request)->documents(0).rule_set().version(), 7u);
}

TEST_F(AggregatorTest, RefusesToListWhatIsNotThere) {
  EXPECT_TRUE(Submit(Naming("a")).ok());
  v1::ListDocumentsRequest request;
  request.set_collection("newz");
  EXPECT_EQ(ReasonOf(aggregator_->ListDocuments(request).status()), v1::ERROR_REASON_COLLECTION_NOT_FOUND);
  request.set_collection("news");
  request.set_page_token("x");
  EXPECT_EQ(ReasonOf(aggregator_->ListDocuments(request).status()), v1::ERROR_REASON_PAGE_TOKEN_INVALID);
}

TEST_F(AggregatorTest, ListsCollectionsInPages) {
  for (const char* name : {"c", "a", "b", "e", "d"}) EXPECT_TRUE(Submit(Naming("x"), name).ok());
  v1::ListCollectionsRequest request;
  request.set_page_size(2);
  std::string names;
  for (int page = 0; page < 3; ++page) {
    const auto response = *aggregator_->ListCollections(request);
    for (const auto& collection : response.collections())
      absl::StrAppend(&names, collection.name(), collection.document_count());
    request.set_page_token(response.next_page_token());
    EXPECT_EQ(response.next_page_token().empty(), page == 2);
  }

  EXPECT_EQ(names, "a1b1c1d1e1");
}

TEST_F(AggregatorTest, RefusesBadPages) {
  v1::ListCollectionsRequest request;
  request.set_page_size(-3);
  EXPECT_EQ(ReasonOf(aggregator_->ListCollections(request).status()), v1::ERROR_REASON_REQUEST_INVALID);
  request.set_page_size(1001);
  EXPECT_EQ(ReasonOf(aggregator_->ListCollections(request).status()), v1::ERROR_REASON_REQUEST_INVALID);
  request.set_page_size(1);
  for (const char* token : {"x", "====", "bm90IGEgdG9rZW4gb2YgdGhpcw"}) {
    request.set_page_token(token);
    EXPECT_EQ(ReasonOf(aggregator_->ListCollections(request).status()), v1::ERROR_REASON_PAGE_TOKEN_INVALID) << token;
  }
}

TEST_F(AggregatorTest, PagesOfEvidenceAreTheWholeEvidence) {
  for (int i = 0; i < 25; ++i) EXPECT_TRUE(Submit(Naming(absl::StrCat("d", i))).ok());
  v1::GetEvidenceRequest request;
  request.set_collection("news");
  request.set_record_id(Brief()->records(0).id());
  request.set_page_size(10);
  std::vector<std::string> ids;
  for (int page = 0; page < 3; ++page) {
    const auto response = *aggregator_->GetEvidence(request);
    EXPECT_EQ(response.evidence_count(), 25u);
    for (const auto& evidence : response.evidence())
      ids.push_back(response.documents(static_cast<int>(evidence.document())).id());
    request.set_page_token(response.next_page_token());
  }

  EXPECT_THAT(ids, SizeIs(25));
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_TRUE(request.page_token().empty());
}

TEST_F(AggregatorTest, APageTokenBelongsToItsRequest) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(Submit(Naming(absl::StrCat("d", i))).ok());
  v1::GetEvidenceRequest request;
  request.set_collection("news");
  request.set_record_id(Brief()->records(0).id());
  request.set_page_size(1);
  request.set_page_token(aggregator_->GetEvidence(request)->next_page_token());
  EXPECT_TRUE(aggregator_->GetEvidence(request).ok());

  request.mutable_filter()->add_document_ids("d1");

  EXPECT_EQ(ReasonOf(aggregator_->GetEvidence(request).status()), v1::ERROR_REASON_PAGE_TOKEN_INVALID);
}

TEST_F(AggregatorTest, RefusesBadRequestsForBriefingsAndEvidence) {
  EXPECT_TRUE(Submit(Naming("a")).ok());
  v1::GetBriefingRequest request;
  request.set_collection("news");
  request.set_evidence_limit(101);
  EXPECT_EQ(ReasonOf(aggregator_->GetBriefing(request).status()), v1::ERROR_REASON_REQUEST_INVALID);
  v1::GetEvidenceRequest evidence;
  evidence.set_collection("news");
  evidence.set_record_id("0123");
  EXPECT_EQ(ReasonOf(aggregator_->GetEvidence(evidence).status()), v1::ERROR_REASON_RECORD_NOT_FOUND);
  evidence.set_collection("none");
  EXPECT_EQ(ReasonOf(aggregator_->GetEvidence(evidence).status()), v1::ERROR_REASON_COLLECTION_NOT_FOUND);
}

TEST(SqliteAggregatorTest, KeepsDocumentsAndDeletionsOverARestart) {
  TemporaryFolder folder;
  std::string before;
  v1::GetBriefingRequest request;
  request.set_collection("news");
  for (const bool first : {true, false}) {
    auto aggregator = *Aggregator::Create({}, *OpenSqliteStore(folder.path()));
    EXPECT_EQ(aggregator->StoreKind(), "sqlite");
    for (const char* id : {"a", "b"}) {
      const Submission one = Naming(id);
      absl::Notification done;
      EXPECT_TRUE(aggregator->TrySubmit("news", one.document, one.extraction,
                                        [&](absl::StatusOr<v1::StoreOutcome>) { done.Notify(); }));
      done.WaitForNotification();
    }
    v1::DeleteDocumentRequest deletion;
    deletion.set_collection("news");
    deletion.set_document_id("b");
    EXPECT_EQ(aggregator->DeleteDocument(deletion)->deleted(), first);
    const std::string briefing = aggregator->GetBriefing(request)->SerializeAsString();
    EXPECT_EQ(briefing, first ? briefing : before);
    before = briefing;
  }
}

}  // namespace
}  // namespace caspian::aggregator
