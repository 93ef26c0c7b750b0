#include "extractor/match/annotation.h"

#include <algorithm>

#include "extractor/document/characters.h"

namespace caspian::extractor {

Analysis::Analysis(std::shared_ptr<std::pmr::memory_resource> memory_of_document)
    : memory(std::move(memory_of_document)), visible(memory.get()), lifted(memory.get()), regions(memory.get()) {}

Analysis& Analysis::operator=(Analysis&& other) {
  if (this == &other) return *this;
  std::destroy_at(this);
  return *std::construct_at(this, std::move(other));
}

absl::string_view Analysis::CollapsedTextOf(uint32_t begin, uint32_t end) const {
  const absl::string_view written = TextOf(begin, end);
  return IsPlainlyCollapsed(written) ? written : Keep(Collapsed(written));
}

absl::string_view FeatureOf(const Features& features, absl::string_view name) {
  for (const auto& [key, value] : features) {
    if (key == name) return value;
  }
  return "";
}

// They ascend and do not overlap, so that those that overlap the new one stand together.
void MakeVisible(const std::vector<Annotation>& annotations, int index, AnnotationIndexes* visible) {
  const auto at = [&annotations](int i) -> const Annotation& { return annotations[static_cast<size_t>(i)]; };
  const Annotation& made = at(index);
  if (visible->empty() || at(visible->back()).end <= made.begin) return visible->push_back(index);
  const auto first =
      std::partition_point(visible->begin(), visible->end(), [&](int i) { return at(i).end <= made.begin; });
  const auto last = std::partition_point(first, visible->end(), [&](int i) { return at(i).begin < made.end; });
  if (first == last) return void(visible->insert(first, index));
  const Annotation& other = at(*first);
  const bool covered = other.begin <= made.begin && made.end <= other.end;
  if (covered && other.end - other.begin > made.end - made.begin) return;
  *first = index;
  visible->erase(first + 1, last);
}

int HeadOf(const Analysis& analysis, int index) {
  for (;;) {
    int next = kNoAnnotation;
    for (const Fill& fill : analysis.annotations[static_cast<size_t>(index)].fills) {
      if (fill.name == "head" && next == kNoAnnotation) next = fill.annotation;
    }
    if (next == kNoAnnotation) return index;
    index = next;
  }
}

absl::string_view FeatureOf(const Analysis& analysis, int index, absl::string_view name) {
  const absl::string_view own = FeatureOf(analysis.annotations[static_cast<size_t>(index)].features, name);
  if (!own.empty()) return own;
  return FeatureOf(analysis.annotations[static_cast<size_t>(HeadOf(analysis, index))].features, name);
}

}  // namespace caspian::extractor
