#include "extractor/names/taken_ranges.h"

namespace caspian::extractor {
namespace {

// Behind all words.
constexpr ByteRange kNothing = {0xFFFFFFFF, 0xFFFFFFFF};

}  // namespace

TakenRanges::TakenRanges(const Program& program, const Analysis& analysis, uint32_t sentence)
    : alphabet_(program.alphabet), analysis_(analysis), visible_(analysis.visible[sentence]) {
  Next();
}

void TakenRanges::Next() {
  while (next_ < visible_.size()) {
    const Annotation& annotation = analysis_.annotations[static_cast<size_t>(visible_[next_++])];
    const v1::LabelKind kind = alphabet_.label(annotation.label).kind();
    if (kind != v1::LABEL_KIND_VALUE && kind != v1::LABEL_KIND_NAME) continue;
    range_ = {annotation.begin, annotation.end};
    return;
  }
  range_ = kNothing;
}

}  // namespace caspian::extractor
