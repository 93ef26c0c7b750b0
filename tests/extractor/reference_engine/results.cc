#include "tests/extractor/reference_engine/results.h"

#include <algorithm>
#include <tuple>

namespace caspian::extractor::reference {

std::string Results::TypeOf(const Annotation& a) const {
  if (reading.KindOf(a) == v1::LABEL_KIND_STATEMENT && !Feature(a, "manner").empty()) return Feature(a, "manner");
  return a.type.empty() ? a.label : a.type;
}

std::vector<int> Results::Told(v1::LabelKind kind) const {
  std::vector<int> told;
  for (size_t i = 0; i < reading.annotations.size(); ++i) {
    const Annotation& a = reading.annotations[i];
    if (reading.KindOf(a) == kind && a.dropped_by < 0 && !a.no_mention) told.push_back(static_cast<int>(i));
  }
  const auto rank = [this](int i) {
    return std::make_tuple(At(i).begin, -static_cast<int64_t>(At(i).end), TypeOf(At(i)), At(i).rule_id);
  };
  std::stable_sort(told.begin(), told.end(), [&](int a, int b) { return rank(a) < rank(b); });
  return told;
}

int Results::EntityOf(const Fill& fill) const {
  return fill.annotation < 0 ? -1 : entity_of[static_cast<size_t>(reading.HeadOf(fill.annotation))];
}

int Results::MentionOf(const Fill& fill) const {
  return fill.annotation < 0 ? -1 : mention_of[static_cast<size_t>(reading.HeadOf(fill.annotation))];
}

std::string Results::NameOf(const Fill& fill) const {
  const int entity = EntityOf(fill);
  return entity < 0 ? reading.Words(fill.begin, fill.end) : out->entities(entity).name();
}

std::string RoleName(const std::string& capture) {
  const size_t at = capture.rfind('_');
  const bool numbered = at != std::string::npos && at + 1 < capture.size() &&
                        capture.find_first_not_of("0123456789", at + 1) == std::string::npos;
  return numbered ? capture.substr(0, at) : capture;
}

const Fill* FillNamed(const Annotation& a, const std::string& role) {
  for (const Fill& fill : a.fills) {
    if (RoleName(fill.name) == role && !fill.alternative) return &fill;
  }
  return nullptr;
}

std::string Feature(const Annotation& a, const std::string& name) {
  const auto found = a.features.find(name);
  return found == a.features.end() ? "" : found->second;
}

}  // namespace caspian::extractor::reference
