#include "extractor/assemble/assembly.h"

#include <algorithm>
#include <array>
#include <numeric>
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
      entity_of(of_analysis.annotations.size(), kNone, of_analysis.memory.get()),
      mention_of(of_analysis.annotations.size(), kNone, of_analysis.memory.get()),
      told_(of_analysis.memory.get()) {
  const auto is_told = [this](const Annotation& a) {
    const v1::LabelKind kind = KindOf(a);
    return kind != v1::LABEL_KIND_AUXILIARY && kind != v1::LABEL_KIND_REGION && !a.dropped && !a.no_mention;
  };
  std::array<size_t, v1::LabelKind_ARRAYSIZE> counts = {};
  for (const Annotation& a : analysis.annotations) counts[static_cast<size_t>(KindOf(a))] += is_told(a) ? 1 : 0;
  told_.resize(std::accumulate(counts.begin(), counts.end(), size_t{0}));
  size_t first = 0;
  for (size_t kind = 0; kind < counts.size(); ++kind) {
    of_kinds[kind] = absl::MakeSpan(told_).subspan(first, 0);
    first += counts[kind];
  }
  for (size_t i = 0; i < analysis.annotations.size(); ++i) {
    absl::Span<int>& of_kind = of_kinds[static_cast<size_t>(KindOf(analysis.annotations[i]))];
    if (!is_told(analysis.annotations[i])) continue;
    of_kind = absl::MakeSpan(of_kind.data(), of_kind.size() + 1);
    of_kind.back() = static_cast<int>(i);
  }
  for (absl::Span<int> indexes : of_kinds) Sort(indexes);
}

void Assembly::Sort(absl::Span<int> indexes) const {
  std::pmr::vector<PlacedIndex> placed(memory());
  placed.reserve(indexes.size());
  for (int i : indexes) placed.emplace_back(ByteRange{annotation(i).begin, annotation(i).end}, i);
  std::sort(placed.begin(), placed.end(), [this](const PlacedIndex& a, const PlacedIndex& b) {
    return a.place != b.place ? a.place < b.place : StandsBefore(a.index, b.index);
  });
  std::transform(placed.begin(), placed.end(), indexes.begin(), [](const PlacedIndex& of) { return of.index; });
}

// By KindName, then rule id; of equals what was made first.
bool Assembly::StandsBefore(int i, int k) const {
  const Annotation &a = annotation(i), &b = annotation(k);
  const absl::string_view na = KindName(a), nb = KindName(b);
  return std::tie(na, a.rule_id, i) < std::tie(nb, b.rule_id, k);
}

absl::string_view Assembly::KindName(const Annotation& a) const {
  const absl::string_view manner = KindOf(a) == v1::LABEL_KIND_STATEMENT ? FeatureOf(a.features, "manner") : "";
  if (!manner.empty()) return manner;
  return a.type.empty() ? absl::string_view(program.alphabet.label(a.label).name()) : a.type;
}

int Assembly::EntityOf(const Fill& fill) const {
  if (fill.annotation == kNoAnnotation) return kNone;
  return entity_of[static_cast<size_t>(HeadOf(analysis, fill.annotation))];
}

absl::string_view Assembly::NameOf(const Fill& fill) const {
  const int entity = EntityOf(fill);
  return entity == kNone ? TextOf(fill.begin, fill.end) : absl::string_view(out->entities(entity).name());
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
