#include "extractor/program/sentence_marks.h"

#include <algorithm>
#include <utility>

namespace caspian::extractor {

MarkSet MarkSets::Add(std::vector<uint32_t> bits) {
  std::sort(bits.begin(), bits.end());
  bits.erase(std::unique(bits.begin(), bits.end()), bits.end());
  const auto [known, is_new] = known_.try_emplace(std::move(bits), static_cast<MarkSet>(known_.size()));
  if (!is_new) return known->second;
  for (uint32_t bit : known->first) {
    const uint32_t word = bit / SentenceLayout::kWordBits;
    if (marks_.size() == begins_.back() || marks_.back().word != word) marks_.push_back({word, 0});
    marks_.back().bits |= uint64_t{1} << (bit % SentenceLayout::kWordBits);
  }
  begins_.push_back(marks_.size());
  return known->second;
}

}  // namespace caspian::extractor
