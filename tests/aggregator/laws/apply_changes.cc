#include "tests/aggregator/laws/apply_changes.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/synchronization/blocking_counter.h"
#include "aggregator/merge/facts/document_judgements.h"
#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/judgements/judgement_log.h"
#include "aggregator/merge/submissions/live.h"
#include "common/base/document.h"
#include "common/base/sha256.h"
#include "tests/aggregator/testing/random_submissions.h"

namespace caspian::aggregator {
namespace {

constexpr char kCollection[] = "news";

void Delete(const Change& change, Aggregator* aggregator) {
  v1::DeleteDocumentRequest request;
  request.set_collection(kCollection);
  request.set_document_id(change.id);
  request.set_revision(change.revision);
  EXPECT_TRUE(aggregator->DeleteDocument(request).ok());
}

void Judge(const v1::JudgementEntry& judged, Aggregator* aggregator) {
  if (judged.has_undo()) {
    v1::UndoJudgementRequest request;
    request.set_collection(kCollection);
    request.set_judgement_id(judged.judgement().id());
    *request.mutable_undo() = judged.undo();
    EXPECT_TRUE(aggregator->UndoJudgement(request).ok());
    return;
  }
  v1::JudgeRequest request;
  request.set_collection(kCollection);
  *request.mutable_judgement() = judged.judgement();
  const auto response = aggregator->Judge(request);
  EXPECT_TRUE(response.ok()) << response.status();
}

// What is no submission.
void ApplyOther(const Change& change, Aggregator* aggregator) {
  IsJudged(change) ? Judge(change.judged, aggregator) : Delete(change, aggregator);
}

void Submit(const Submission& submission, Aggregator* aggregator, Aggregator::SubmitDone done) {
  while (!aggregator->TrySubmit(kCollection, submission.document, submission.extraction, done)) {
    absl::BlockingCounter room(1);
    aggregator->WhenRoom([&room] { room.DecrementCount(); });
    room.Wait();
  }
}

// The same document read by other rules, which see less of it.
Submission Reextracted(Submission submission, std::mt19937* random) {
  v1::Extraction& extraction = submission.extraction;
  const uint32_t version = 1 + Pick(3, random);
  extraction.mutable_rule_set()->set_version(version);
  extraction.mutable_rule_set()->set_digest(Sha256Hex(absl::StrCat("test-pack ", version, " ", Pick(2, random))));
  extraction.set_engine_version(1 + Pick(2, random));
  if (Pick(2, random) == 0) extraction.mutable_events()->RemoveLast();
  if (Pick(3, random) == 0) extraction.clear_statements();
  return submission;
}

std::string Time(uint32_t second) {
  return absl::StrFormat("2012-01-01T%02d:%02d:%02dZ", second / 3600, second / 60 % 60, second % 60);
}

// That two entities of the collection are one, or are not. Empty where they have one key.
v1::Judgement OfEntities(const Submission& one, const Submission& other, std::mt19937* random) {
  const auto key_of = [random](const Submission& submission) {
    const auto& entities = submission.extraction.entities();
    return EntityKey(entities[static_cast<int>(Pick(entities.size(), random))], submission.document.id());
  };
  v1::Judgement judgement;
  if (one.extraction.entities().empty() || other.extraction.entities().empty()) return judgement;
  *judgement.add_keys() = key_of(one);
  *judgement.add_keys() = key_of(other);
  if (judgement.keys(0) == judgement.keys(1)) return {};
  judgement.set_kind(Pick(2, random) == 0 ? v1::JUDGEMENT_KIND_SAME : v1::JUDGEMENT_KIND_NOT_SAME);
  return judgement;
}

// That what a document tells is no event, or its author's view.
v1::Judgement OfEvent(const Submission& one, std::mt19937* random) {
  v1::Judgement judgement;
  const auto facts = ReadFacts(*MakeLiveDocument(one.document, one.extraction));
  if (facts->events.empty()) return judgement;
  const EventFact& event = facts->events[Pick(static_cast<uint32_t>(facts->events.size()), random)];
  judgement.set_kind(Pick(2, random) == 0 ? v1::JUDGEMENT_KIND_NOT_AN_EVENT : v1::JUDGEMENT_KIND_AUTHORS_VIEW);
  judgement.set_type(event.type);
  *judgement.add_places() = JudgedPlaceOf(event.place, ContentOf(one.document));
  return judgement;
}

// A judgement of what some of the changes tell, or an undoing; later ones replace earlier ones of their id.
Change RandomJudgement(const std::vector<Submission>& submissions, uint32_t second, std::mt19937* random) {
  const auto pick = [&]() -> const Submission& {
    return submissions[Pick(static_cast<uint32_t>(submissions.size()), random)];
  };
  Change change;
  v1::Judgement judgement = Pick(3, random) == 0 ? OfEvent(pick(), random) : OfEntities(pick(), pick(), random);
  const bool undoes = judgement.kind() == v1::JUDGEMENT_KIND_UNSPECIFIED || Pick(4, random) == 0;
  if (undoes) {
    judgement = {};
    change.judged.mutable_undo()->set_author("bo");
    change.judged.mutable_undo()->set_undone_time(Time(second));
  } else {
    judgement.set_author("ada");
    judgement.set_judged_time(Time(second));
  }
  judgement.set_id(absl::StrCat("j", Pick(12, random)));
  *change.judged.mutable_judgement() = Ordered(judgement);
  return change;
}

}  // namespace

std::vector<v1::StoreOutcome> ApplyOneByOne(const std::vector<Change>& changes, Aggregator* aggregator) {
  std::vector<v1::StoreOutcome> outcomes;
  for (const Change& change : changes) {
    if (!IsSubmission(change)) {
      ApplyOther(change, aggregator);
      continue;
    }
    absl::BlockingCounter one(1);
    Submit(change.submission, aggregator, [&one, &outcomes](const absl::StatusOr<v1::StoreOutcome>& outcome) {
      EXPECT_TRUE(outcome.ok()) << outcome.status();
      outcomes.push_back(outcome.value_or(v1::STORE_OUTCOME_UNSPECIFIED));
      one.DecrementCount();
    });
    one.Wait();
  }
  return outcomes;
}

void ApplyTogether(const std::vector<Change>& changes, Aggregator* aggregator) {
  int submissions = 0;
  for (const Change& change : changes) submissions += IsSubmission(change) ? 1 : 0;
  absl::BlockingCounter all(submissions);
  for (const Change& change : changes) {
    if (!IsSubmission(change)) {
      ApplyOther(change, aggregator);
      continue;
    }
    Submit(change.submission, aggregator, [&all](const absl::StatusOr<v1::StoreOutcome>& outcome) {
      EXPECT_TRUE(outcome.ok()) << outcome.status();
      all.DecrementCount();
    });
  }
  all.Wait();
}

std::string BriefingBytes(Aggregator* aggregator) {
  v1::GetBriefingRequest request;
  request.set_collection(kCollection);
  const auto briefing = aggregator->GetBriefing(request);
  EXPECT_TRUE(briefing.ok()) << briefing.status();
  return briefing.ok() ? SerializeDeterministically(*briefing) : "";
}

void Shuffle(std::vector<Change>* changes, std::mt19937* random) {
  for (size_t i = changes->size(); i > 1; --i)
    std::swap((*changes)[i - 1], (*changes)[Pick(static_cast<uint32_t>(i), random)]);
}

std::vector<Change> RandomCollection(int documents, std::mt19937* random) {
  std::vector<Change> changes;
  for (int i = 0; i < documents; ++i) {
    const std::string id = absl::StrCat("doc-", i);
    changes.push_back({RandomSubmission(id, 1 + Pick(3, random), random), id, 0});
    if (Pick(5, random) == 0) changes.push_back({RandomSubmission(id, 1 + Pick(3, random), random), id, 0});
    const Submission& last = changes.back().submission;
    if (Pick(5, random) == 0) changes.push_back({Reextracted(last, random), id, 0});
    if (Pick(8, random) == 0) changes.push_back({{}, id, 1 + Pick(3, random)});
  }
  std::vector<Submission> submissions;
  for (const Change& change : changes) {
    if (IsSubmission(change)) submissions.push_back(change.submission);
  }
  for (int i = 0; i < documents / 8; ++i)
    changes.push_back(RandomJudgement(submissions, static_cast<uint32_t>(i), random));
  return changes;
}

}  // namespace caspian::aggregator
