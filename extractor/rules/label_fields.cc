#include "extractor/rules/label_fields.h"

#include "absl/strings/ascii.h"
#include "caspian/v1/event.pb.h"
#include "extractor/rules/enum_words.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

const std::vector<std::string>& RoleNames() {
  static const auto* const kNames = new std::vector<std::string>{
      "agent", "partner", "recipient", "object", "part",    "result",    "topic",   "place",   "when",
      "value", "terms",   "post",      "holder", "channel", "addressee", "content", "trigger", "source",
      "date",  "person",  "title",     "of",     "at",      "agreement", "party",   "name"};
  return *kNames;
}

absl::string_view RoleOf(absl::string_view capture) {
  const size_t last = capture.find_last_not_of("0123456789");
  const bool has_suffix =
      last != absl::string_view::npos && last > 0 && last + 1 < capture.size() && capture[last] == '_';
  return has_suffix ? capture.substr(0, last) : capture;
}

bool IsLiftedKind(pb::LabelKind kind) {
  return kind == pb::LABEL_KIND_NAME || kind == pb::LABEL_KIND_VALUE || kind == pb::LABEL_KIND_AUXILIARY;
}

bool IsFeatureOfAllNames(absl::string_view feature) {
  return feature == "name" || feature == "id" || feature == "scope" || feature == "short_form";
}

std::vector<std::string> RequiredParts(pb::LabelKind kind) {
  switch (kind) {
    case pb::LABEL_KIND_OFFICE:
      return {"person", "title"};
    case pb::LABEL_KIND_PARTY:
      return {"agreement", "party"};
    case pb::LABEL_KIND_CITATION:
      return {"source"};
    case pb::LABEL_KIND_SENSE:
      return {"name"};
    default:
      return {};
  }
}

std::vector<std::string> SettingNames(pb::LabelKind kind) {
  switch (kind) {
    case pb::LABEL_KIND_NAME:
      return {"name", "id", "country", "kind", "scope", "short_form", "entity_label"};
    case pb::LABEL_KIND_EVENT:
      return {"polarity", "actuality", "voice", "step"};
    case pb::LABEL_KIND_STATEMENT:
      return {"manner", "voice"};
    case pb::LABEL_KIND_OFFICE:
      return {"person", "title", "of", "at"};
    case pb::LABEL_KIND_PARTY:
      return {"agreement", "party"};
    case pb::LABEL_KIND_CITATION:
      return {"source", "date"};
    case pb::LABEL_KIND_SENSE:
      return {"entity_label", "entity_name", "entity_id"};
    default:
      return {};
  }
}

std::vector<std::string> SettingValues(pb::LabelKind kind, absl::string_view name) {
  if (kind == pb::LABEL_KIND_NAME && name == "scope") return {"document"};
  if (kind != pb::LABEL_KIND_EVENT && kind != pb::LABEL_KIND_STATEMENT) return {};
  if (name == "polarity") return EnumWords(*pb::Polarity_descriptor());
  if (name == "actuality") return EnumWords(*pb::Actuality_descriptor());
  if (name == "voice") return EnumWords(*pb::Voice_descriptor());
  return {};
}

}  // namespace caspian::extractor
