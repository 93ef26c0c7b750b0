#include "extractor/match/visible_to.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace caspian::extractor {
namespace {

const Annotation& At(const Analysis& analysis, int index) { return analysis.annotations[static_cast<size_t>(index)]; }

// What is seen of the annotations of a sentence. What a dropped one covers stays covered; what is made of its words
// later is not.
class SeenAnnotations {
 public:
  explicit SeenAnnotations(const Analysis& analysis) : analysis_(analysis) {}

  // Indexes ascend.
  void Add(int index) {
    DropBefore(index);
    MakeVisible(analysis_.annotations, index, &visible_);
    NoteDrop(index);
  }

  AnnotationIndexes Take() {
    DropBefore(static_cast<int>(analysis_.annotations.size()));
    return std::move(visible_);
  }

 private:
  static constexpr int kNever = std::numeric_limits<int>::max();

  void NoteDrop(int index) {
    if (At(analysis_, index).dropped) next_drop_ = std::min(next_drop_, At(analysis_, index).dropped_before);
  }

  void DropBefore(int index) {
    if (index < next_drop_) return;
    const auto gone = [&](int i) { return At(analysis_, i).dropped && At(analysis_, i).dropped_before <= index; };
    visible_.erase(std::remove_if(visible_.begin(), visible_.end(), gone), visible_.end());
    next_drop_ = kNever;
    for (int i : visible_) NoteDrop(i);
  }

  const Analysis& analysis_;
  AnnotationIndexes visible_;
  int next_drop_ = kNever;  // the least that one of them is dropped before
};

}  // namespace

AnnotationIndexes VisibleTo(const Analysis& analysis, uint32_t sentence, const LabelSet* sees) {
  if (sees == nullptr || sees->empty()) return analysis.visible[sentence];
  SeenAnnotations visible(analysis);
  for (int index : analysis.lifted[sentence]) {
    if ((*sees)[static_cast<size_t>(At(analysis, index).label)]) visible.Add(index);
  }
  return visible.Take();
}

}  // namespace caspian::extractor
