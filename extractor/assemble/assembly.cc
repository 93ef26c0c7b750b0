#include "extractor/assemble/assembly.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "absl/strings/ascii.h"
#include "extractor/document/characters.h"

namespace caspian::extractor {

Assembly::Assembly(const Program& of_program, const Analysis& of_analysis, const v1::Document& of_document,
                   v1::Extraction* extraction)
    : program(of_program),
      analysis(of_analysis),
      document(of_document),
      out(extraction),
      entity_of(of_analysis.annotations.size(), kNone),
      mention_of(of_analysis.annotations.size(), kNone) {
  const auto is_told = [this](const Annotation& a) {
    const v1::LabelKind kind = KindOf(a);
    return kind != v1::LABEL_KIND_AUXILIARY && kind != v1::LABEL_KIND_REGION && !a.dropped && !a.no_mention;
  };
  std::array<size_t, v1::LabelKind_ARRAYSIZE> counts = {};
  for (const Annotation& a : analysis.annotations) counts[static_cast<size_t>(KindOf(a))] += is_told(a) ? 1 : 0;
  for (size_t kind = 0; kind < counts.size(); ++kind) of_kinds[kind].reserve(counts[kind]);
  for (size_t i = 0; i < analysis.annotations.size(); ++i) {
    const Annotation& a = analysis.annotations[i];
    if (is_told(a)) of_kinds[static_cast<size_t>(KindOf(a))].push_back(static_cast<int>(i));
  }
  for (std::vector<int>& indexes : of_kinds) {
    std::stable_sort(indexes.begin(), indexes.end(),
                     [this](int i, int k) { return StandsBefore(annotation(i), annotation(k)); });
  }
}

bool Assembly::StandsBefore(const Annotation& a, const Annotation& b) const {
  if (a.begin != b.begin || a.end != b.end) return std::tie(a.begin, b.end) < std::tie(b.begin, a.end);
  const absl::string_view na = KindName(a), nb = KindName(b);
  return std::tie(na, a.rule_id) < std::tie(nb, b.rule_id);
}

absl::string_view Assembly::KindName(const Annotation& a) const {
  const absl::string_view manner = KindOf(a) == v1::LABEL_KIND_STATEMENT ? FeatureOf(a.features, "manner") : "";
  if (!manner.empty()) return manner;
  return a.type.empty() ? absl::string_view(program.alphabet.label(a.label).name()) : a.type;
}

std::string Assembly::TextOf(uint32_t begin, uint32_t end) const { return Collapsed(analysis.TextOf(begin, end)); }

int Assembly::EntityOf(const Fill& fill) const {
  if (fill.annotation == kNoAnnotation) return kNone;
  return entity_of[static_cast<size_t>(HeadOf(analysis, fill.annotation))];
}

std::string Assembly::NameOf(const Fill& fill) const {
  const int entity = EntityOf(fill);
  return entity == kNone ? TextOf(fill.begin, fill.end) : out->entities(entity).name();
}

absl::string_view BaseName(absl::string_view name) {
  const size_t suffix = name.rfind('_');
  if (suffix == absl::string_view::npos || suffix + 1 == name.size()) return name;
  const absl::string_view digits = name.substr(suffix + 1);
  const bool number = std::all_of(digits.begin(), digits.end(),
                                  [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
  return number ? name.substr(0, suffix) : name;
}

const Fill* FindFill(const Annotation& annotation, absl::string_view name) {
  for (const Fill& fill : annotation.fills) {
    if (BaseName(fill.name) == name && !fill.alternative) return &fill;
  }
  return nullptr;
}

void SetSpan(uint32_t begin, uint32_t end, v1::Span* span) {
  span->set_begin(begin);
  span->set_end(end);
}

}  // namespace caspian::extractor
