#include "client/local/reextraction.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "aggregator/store/store.h"
#include "common/base/document.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

// Most places that a request may ask for.
constexpr uint32_t kEvidenceLimit = 100;

absl::StatusOr<pb::StoreOutcome> SubmitAndWait(aggregator::Aggregator* aggregator, const std::string& collection,
                                               pb::Document document, pb::Extraction extraction) {
  absl::StatusOr<pb::StoreOutcome> result;
  absl::Notification done;
  // One at a time: there is always room.
  aggregator->TrySubmit(collection, std::move(document), std::move(extraction),
                        [&](absl::StatusOr<pb::StoreOutcome> outcome) {
                          result = std::move(outcome);
                          done.Notify();
                        });
  done.WaitForNotification();
  return result;
}

bool FindTheSame(pb::Extraction one, pb::Extraction other) {
  for (pb::Extraction* extraction : {&one, &other}) {
    extraction->clear_rule_set();
    extraction->clear_engine_version();
  }
  return one.SerializeAsString() == other.SerializeAsString();
}

bool AreSame(const pb::RuleSetRef& one, const pb::RuleSetRef& other) {
  return one.SerializeAsString() == other.SerializeAsString();
}

bool AreOfOneMake(const pb::Extraction& one, const pb::Extraction& other) {
  return AreSame(one.rule_set(), other.rule_set()) && one.engine_version() == other.engine_version();
}

}  // namespace

Reextraction::Reextraction(std::string collection, const extractor::Engine* engine, std::optional<RuleSetBefore> before,
                           std::unique_ptr<aggregator::Aggregator> aggregator)
    : collection_(std::move(collection)),
      engine_(engine),
      before_(std::move(before)),
      aggregator_(std::move(aggregator)) {}

absl::StatusOr<std::unique_ptr<Reextraction>> Reextraction::Create(const std::string& collection,
                                                                   const extractor::Engine* engine,
                                                                   std::optional<RuleSetBefore> before) {
  auto aggregator = aggregator::Aggregator::Create({}, aggregator::MakeMemoryStore());
  if (!aggregator.ok()) return aggregator.status();
  return std::unique_ptr<Reextraction>(new Reextraction(collection, engine, std::move(before), *std::move(aggregator)));
}

absl::Status Reextraction::Add(pb::GetDocumentResponse stored) {
  ids_.push_back(stored.document().id());
  return SubmitAndWait(aggregator_.get(), collection_, std::move(*stored.mutable_document()),
                       std::move(*stored.mutable_extraction()))
      .status();
}

absl::Status Reextraction::Add(const pb::JudgementEntry& entry) {
  pb::JudgeRequest request;
  request.set_collection(collection_);
  *request.mutable_judgement() = entry.judgement();
  // Of an undoing that came before its judgement there is none yet.
  if (entry.judgement().kind() != pb::JUDGEMENT_KIND_UNSPECIFIED) {
    if (absl::Status judged = aggregator_->Judge(request).status(); !judged.ok()) return judged;
  }
  if (!entry.has_undo()) return absl::OkStatus();
  pb::UndoJudgementRequest undo;
  undo.set_collection(collection_);
  undo.set_judgement_id(entry.judgement().id());
  *undo.mutable_undo() = entry.undo();
  return aggregator_->UndoJudgement(undo).status();
}

absl::Status Reextraction::Run(const std::function<void(const std::string&)>& fail) {
  for (const std::string& id : ids_) {
    if (absl::Status status = RunOne(id, fail); !status.ok()) return status;
  }
  return absl::OkStatus();
}

bool Reextraction::IsUntouched(const pb::GetDocumentResponse& live) {
  if (!before_.has_value() || !AreSame(live.extraction().rule_set(), before_->ref)) return false;
  ++counts_.comparable;
  return live.extraction().engine_version() == extractor::kEngineVersion &&
         !before_->change.Touches(ContentOf(live.document()));
}

absl::StatusOr<pb::Extraction> Reextraction::Extract(const pb::GetDocumentResponse& live) {
  if (!IsUntouched(live)) return engine_->Extract(live.document());
  ++counts_.untouched;
  pb::Extraction same = live.extraction();
  *same.mutable_rule_set() = engine_->rule_set();
  return same;
}

absl::Status Reextraction::RunOne(const std::string& id, const std::function<void(const std::string&)>& fail) {
  auto live = Live(id);
  if (!live.ok()) return live.status();
  auto made = Extract(*live);
  if (!made.ok()) {
    fail(std::string(made.status().message()));
    ++counts_.failed;
    return absl::OkStatus();
  }
  if (AreOfOneMake(*made, live->extraction())) {
    ++counts_.current;
    return absl::OkStatus();
  }
  const bool same = FindTheSame(*made, live->extraction());
  const auto outcome = SubmitAndWait(aggregator_.get(), collection_, live->document(), *std::move(made));
  if (!outcome.ok()) return outcome.status();
  if (*outcome == pb::STORE_OUTCOME_SUPERSEDED) {
    ++counts_.outranked;
    return absl::OkStatus();
  }
  ++(same ? counts_.same : counts_.different);
  replaced_.push_back(id);
  return absl::OkStatus();
}

absl::StatusOr<pb::Briefing> Reextraction::Briefing() const {
  pb::GetBriefingRequest request;
  request.set_collection(collection_);
  request.set_evidence_limit(kEvidenceLimit);
  return aggregator_->GetBriefing(request);
}

absl::StatusOr<pb::GetDocumentResponse> Reextraction::Live(const std::string& id) const {
  pb::GetDocumentRequest request;
  request.set_collection(collection_);
  request.set_document_id(id);
  request.set_include_extraction(true);
  return aggregator_->GetDocument(request);
}

}  // namespace caspian::local
