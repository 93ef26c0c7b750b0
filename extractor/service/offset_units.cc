#include "extractor/service/offset_units.h"

#include <algorithm>
#include <vector>

#include "common/base/utf8.h"
#include "google/protobuf/message.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

// All spans below `message`, found by the contract itself, so that none of a later version is missed.
void CollectSpans(google::protobuf::Message* message, std::vector<pb::Span*>* spans) {
  if (message->GetDescriptor() == pb::Span::descriptor()) {
    spans->push_back(static_cast<pb::Span*>(message));
    return;
  }
  const google::protobuf::Reflection* reflection = message->GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection->ListFields(*message, &fields);
  for (const auto* field : fields) {
    if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      CollectSpans(reflection->MutableMessage(message, field), spans);
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(*message, field); ++i) {
      CollectSpans(reflection->MutableRepeatedMessage(message, field, i), spans);
    }
  }
}

}  // namespace

void FillOffsets(absl::string_view text, OffsetUnits units, pb::Extraction* extraction) {
  if (!units.any()) return;
  std::vector<pb::Span*> spans;
  CollectSpans(extraction, &spans);
  // Ascending, so that each end goes through the text once.
  std::sort(spans.begin(), spans.end(), [](const pb::Span* a, const pb::Span* b) { return a->begin() < b->begin(); });
  Utf8OffsetCursor begins(text);
  for (pb::Span* span : spans) {
    if (units.code_points) span->set_begin_code_point(begins.CodePoints(span->begin()));
    if (units.utf16) span->set_begin_utf16(begins.Utf16Units(span->begin()));
  }
  std::sort(spans.begin(), spans.end(), [](const pb::Span* a, const pb::Span* b) { return a->end() < b->end(); });
  Utf8OffsetCursor ends(text);
  for (pb::Span* span : spans) {
    if (units.code_points) span->set_end_code_point(ends.CodePoints(span->end()));
    if (units.utf16) span->set_end_utf16(ends.Utf16Units(span->end()));
  }
}

}  // namespace caspian::extractor
