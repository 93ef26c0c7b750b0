#include "aggregator/merge/views/briefing_stream.h"

#include <utility>

namespace caspian::aggregator {

absl::StatusOr<bool> BriefingStream::Next(v1::StreamBriefingResponse* response) {
  while (parts_.empty()) {
    if (stretch_ == Stretch::kEnd) return false;
    if (absl::Status status = MakePage(); !status.ok()) return status;
  }
  response->Swap(&parts_.front());
  parts_.pop_front();
  return true;
}

absl::Status BriefingStream::MakePage() {
  const absl::StatusOr<ViewCache::Lease> lease = views_.Read(collection_);
  if (!lease.ok()) return lease.status();
  if (!state_) state_ = lease->state();
  changed_ |= *state_ != lease->state();
  switch (stretch_) {
    case Stretch::kHead:
      MakeHead(lease->view());
      break;
    case Stretch::kDocuments:
      MakeDocuments(lease->view());
      break;
    case Stretch::kRecords:
      MakeRecords(lease->view());
      break;
    default:
      MakeListed(lease->view());
  }
  return absl::OkStatus();
}

v1::Briefing* BriefingStream::AddPart() {
  parts_.emplace_back().set_changed(changed_);
  return parts_.back().mutable_briefing();
}

// The head, and all behind it that fits into its page: so a small briefing is of one state.
void BriefingStream::MakeHead(const GrowingView& view) {
  v1::Briefing* head = AddPart();
  head->set_collection(collection_);
  *head->mutable_counts() = view.Counts(filter_);
  stretch_ = Stretch::kRecords;
  if (filter_.folded_names().empty()) {
    for (v1::EvidenceDocument& document : view.DocumentsAfter(filter_, "", options_.page_bytes))
      *head->add_documents() = std::move(document);
    if (!head->documents().empty() && head->ByteSizeLong() >= options_.page_bytes) {
      after_ = head->documents().rbegin()->id();
      stretch_ = Stretch::kDocuments;
      return;
    }
  }
  MakeRecords(view);
  if (stretch_ == Stretch::kListed) MakeListed(view);
}

void BriefingStream::MakeDocuments(const GrowingView& view) {
  std::vector<v1::EvidenceDocument> documents = view.DocumentsAfter(filter_, after_, options_.page_bytes);
  if (documents.empty()) {
    after_.clear();
    stretch_ = Stretch::kRecords;
    return;
  }
  after_ = documents.back().id();
  v1::Briefing* part = AddPart();
  for (v1::EvidenceDocument& document : documents) *part->add_documents() = std::move(document);
}

void BriefingStream::MakeRecords(const GrowingView& view) {
  BriefingPage page;
  page.after = after_;
  page.most_bytes = filter_.BoundsDocuments() ? options_.narrowed_page_bytes : options_.page_bytes;
  v1::Briefing made = view.Brief(collection_, filter_, evidence_limit_, page, &after_);
  for (v1::BriefingRecord& record : *made.mutable_records()) AddPart()->add_records()->Swap(&record);
  if (!filter_.folded_names().empty()) {
    for (const v1::EvidenceDocument& document : made.documents()) listed_.insert(document.id());
  }
  if (after_.empty()) stretch_ = listed_.empty() ? Stretch::kEnd : Stretch::kListed;
}

void BriefingStream::MakeListed(const GrowingView& view) {
  v1::Briefing* part = AddPart();
  for (size_t bytes = 0; !listed_.empty() && bytes < options_.page_bytes; listed_.erase(listed_.begin())) {
    const v1::EvidenceDocument* document = view.FindDocument(*listed_.begin());
    if (document == nullptr) continue;
    *part->add_documents() = *document;
    bytes += document->ByteSizeLong();
  }
  if (listed_.empty()) stretch_ = Stretch::kEnd;
}

}  // namespace caspian::aggregator
