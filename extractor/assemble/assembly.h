// What the steps from annotations to an extraction share while one document is assembled.
#ifndef CASPIAN_EXTRACTOR_ASSEMBLE_ASSEMBLY_H_
#define CASPIAN_EXTRACTOR_ASSEMBLE_ASSEMBLY_H_

#include <array>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "caspian/v1/document.pb.h"
#include "caspian/v1/extraction.pb.h"
#include "extractor/match/annotation.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

inline constexpr int kNone = -1;

// Something by where it stands, so that many are sorted without a look at each: what begins first, then what ends last.
struct PlacedIndex {
  PlacedIndex(const ByteRange& range, int of)
      : place(uint64_t{range.begin} << 32 | (0xFFFFFFFF - range.end)), index(of) {}

  uint64_t place;
  int index;
};

struct Assembly {
  Assembly(const Program& of_program, const Analysis& of_analysis, const v1::Document& of_document,
           v1::Extraction* extraction);

  const Program& program;
  const Analysis& analysis;
  const v1::Document& document;
  v1::Extraction* out;
  std::pmr::vector<int> entity_of;                                // by annotation: index into the extraction's entities
  std::pmr::vector<int> mention_of;                               // by annotation: index into the extraction's mentions
  std::array<absl::Span<int>, v1::LabelKind_ARRAYSIZE> of_kinds;  // see OfKind

  const Annotation& annotation(int index) const { return analysis.annotations[static_cast<size_t>(index)]; }
  v1::LabelKind KindOf(const Annotation& a) const { return program.alphabet.label(a.label).kind(); }
  // An event's type, a statement's manner; the label's name where the rule gives none, and of all else.
  absl::string_view KindName(const Annotation& a) const;
  // Indexes of the annotations of a kind that are told, by begin, end descending, KindName, rule id; none of
  // auxiliaries and regions.
  absl::Span<const int> OfKind(v1::LabelKind kind) const { return of_kinds[static_cast<size_t>(kind)]; }
  // The words of [begin, end) with white space collapsed.
  absl::string_view TextOf(uint32_t begin, uint32_t end) const { return analysis.CollapsedTextOf(begin, end); }
  // The entity's name where annotation `index` or its head has an entity, else its text. Stands until the name changes.
  absl::string_view NameOf(const Fill& fill) const;
  std::pmr::memory_resource* memory() const { return analysis.memory.get(); }
  // Entity of what fills `fill`; kNone where there is none.
  int EntityOf(const Fill& fill) const;

 private:
  void Sort(absl::Span<int> indexes) const;
  // Of two that begin and end together.
  bool StandsBefore(int i, int k) const;

  std::pmr::vector<int> told_;  // by kind
};

// The fill of that name that was taken, a numeric suffix apart ("party_2" is a party); null where there is none.
const Fill* FindFill(const Annotation& annotation, absl::string_view name);
// `name` without a suffix "_2".
absl::string_view BaseName(absl::string_view name);

void SetSpan(uint32_t begin, uint32_t end, v1::Span* span);
inline void SetTo(absl::string_view text, std::string* field) { field->assign(text.data(), text.size()); }

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ASSEMBLE_ASSEMBLY_H_
