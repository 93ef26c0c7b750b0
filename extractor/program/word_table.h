#ifndef CASPIAN_EXTRACTOR_PROGRAM_WORD_TABLE_H_
#define CASPIAN_EXTRACTOR_PROGRAM_WORD_TABLE_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "extractor/program/vocabulary.h"

namespace caspian::extractor {

// A value of each word, of few that there are: a word has the number of its value. Values can be compared by <.
// Immutable; thread-safe.
template <typename Value>
class WordTable {
 public:
  // All words have Value().
  WordTable() = default;

  // Words that are not in `values` have Value(), as has kNoWord.
  explicit WordTable(const absl::flat_hash_map<WordId, Value>& values) {
    std::map<Value, uint32_t> numbers = {{Value(), 0}};
    for (const auto& [word, value] : values) {
      const auto [known, is_new] = numbers.try_emplace(value, static_cast<uint32_t>(values_.size()));
      if (is_new) values_.push_back(value);
      if (word >= numbers_.size()) numbers_.resize(std::max<size_t>(word + 1, 2 * numbers_.size()));
      numbers_[word] = known->second;
    }
  }

  const Value& Of(WordId word) const { return values_[word < numbers_.size() ? numbers_[word] : 0]; }

 private:
  std::vector<uint32_t> numbers_;  // by word
  std::vector<Value> values_ = {Value()};
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_WORD_TABLE_H_
