#include "extractor/service/parts.h"

#include <utility>

#include "common/base/limits.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

// Tag and length of an element on the wire, at most.
constexpr size_t kElementOverhead = 6;

// Fills one part after the other.
class PartWriter {
 public:
  PartWriter(pb::Extraction head, size_t part_bytes) : part_bytes_(part_bytes), bytes_(head.ByteSizeLong()) {
    parts_.push_back(std::move(head));
  }

  // Moves all elements of a repeated field; `add` gives a new element of a part.
  template <class Field, class Add>
  void Move(Field* field, Add add) {
    for (auto& element : *field) {
      const size_t size = element.ByteSizeLong() + kElementOverhead;
      if (bytes_ > 0 && bytes_ + size > part_bytes_) NextPart();
      add(&parts_.back())->Swap(&element);
      bytes_ += size;
    }
    field->Clear();
  }

  std::vector<pb::Extraction> Take() { return std::move(parts_); }

 private:
  void NextPart() {
    parts_.emplace_back();
    bytes_ = 0;
  }

  const size_t part_bytes_;
  size_t bytes_;
  std::vector<pb::Extraction> parts_;
};

pb::Extraction HeadOf(const pb::Extraction& extraction) {
  pb::Extraction head;
  head.set_document_id(extraction.document_id());
  head.set_document_revision(extraction.document_revision());
  head.set_text_sha256(extraction.text_sha256());
  head.set_text_bytes(extraction.text_bytes());
  if (extraction.has_rule_set()) *head.mutable_rule_set() = extraction.rule_set();
  head.set_engine_version(extraction.engine_version());
  return head;
}

}  // namespace

std::vector<pb::Extraction> SplitExtraction(pb::Extraction extraction, size_t part_bytes) {
  PartWriter writer(HeadOf(extraction), part_bytes);
  writer.Move(extraction.mutable_mentions(), [](pb::Extraction* part) { return part->add_mentions(); });
  writer.Move(extraction.mutable_entities(), [](pb::Extraction* part) { return part->add_entities(); });
  writer.Move(extraction.mutable_events(), [](pb::Extraction* part) { return part->add_events(); });
  writer.Move(extraction.mutable_statements(), [](pb::Extraction* part) { return part->add_statements(); });
  writer.Move(extraction.mutable_citations(), [](pb::Extraction* part) { return part->add_citations(); });
  writer.Move(extraction.mutable_sentences(), [](pb::Extraction* part) { return part->add_sentences(); });
  return writer.Take();
}

std::vector<pb::SubmitRequest> SubmitRequestsOf(uint32_t sequence, pb::Document document, pb::Extraction extraction) {
  std::vector<pb::Extraction> parts = SplitExtraction(std::move(extraction), kExtractionPartBytes);
  std::vector<pb::SubmitRequest> requests(1 + parts.size());
  requests[0].mutable_document()->set_sequence(sequence);
  requests[0].mutable_document()->mutable_document()->Swap(&document);
  for (size_t i = 0; i < parts.size(); ++i) {
    pb::SubmitPart* part = requests[1 + i].mutable_part();
    part->set_sequence(sequence);
    part->mutable_extraction()->Swap(&parts[i]);
    part->set_last(i + 1 == parts.size());
  }
  return requests;
}

}  // namespace caspian::extractor
