// What is known of a sentence, in words of 64 bits: the edges of searches that stand there (edge_table.h), then needs
// that searches have beside their rarest, searches whose rarest need is there, and the stages of these (see
// trigger_index.h).
#ifndef CASPIAN_EXTRACTOR_PROGRAM_SENTENCE_MARKS_H_
#define CASPIAN_EXTRACTOR_PROGRAM_SENTENCE_MARKS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "absl/types/span.h"

namespace caspian::extractor {

// Bits that something which stands in a sentence sets in one of its words.
struct SentenceMark {
  uint32_t word = 0;
  uint64_t bits = 0;
};
using SentenceMarks = absl::Span<const SentenceMark>;

// A set of bits, by number; 0 is the empty one.
using MarkSet = uint32_t;

inline void SetMarks(SentenceMarks marks, uint64_t* sentence) {
  for (const SentenceMark& mark : marks) sentence[mark.word] |= mark.bits;
}

// Where each sort of bits begins, in words.
struct SentenceLayout {
  static constexpr uint32_t kWordBits = 64;

  uint32_t needs = 0;
  uint32_t searches = 0;
  uint32_t stages = 0;  // the last word: of more stages than bits some share one

  // Behind the edges.
  void Place(size_t need_count, size_t search_count) {
    const auto words = [](size_t bits) { return static_cast<uint32_t>((bits + kWordBits - 1) / kWordBits); };
    searches = needs + words(need_count);
    stages = searches + words(search_count);
  }
  uint32_t words() const { return stages + 1; }
  uint32_t BitOfNeed(uint32_t need) const { return needs * kWordBits + need; }
  uint32_t BitOfSearch(uint32_t search) const { return searches * kWordBits + search; }
  uint32_t BitOfStage(size_t stage) const { return stages * kWordBits + static_cast<uint32_t>(stage % kWordBits); }
};

// Sets of bits, equal ones once. Filled, then immutable and thread-safe.
class MarkSets {
 public:
  MarkSets() { Add({}); }

  // Of bits in any order.
  MarkSet Add(std::vector<uint32_t> bits);

  // Stays where it is until a set is added.
  SentenceMarks Of(MarkSet set) const {
    return absl::MakeConstSpan(marks_).subspan(begins_[set], begins_[set + 1] - begins_[set]);
  }

 private:
  std::vector<SentenceMark> marks_;   // by set
  std::vector<size_t> begins_ = {0};  // by set; and where the last ends
  std::map<std::vector<uint32_t>, MarkSet> known_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_SENTENCE_MARKS_H_
