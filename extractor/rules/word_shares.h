// How common words are.
#ifndef CASPIAN_EXTRACTOR_RULES_WORD_SHARES_H_
#define CASPIAN_EXTRACTOR_RULES_WORD_SHARES_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace caspian::extractor {

// Shares of sentences are in millionths: whole numbers, so that every machine compiles a pack alike.
inline constexpr uint64_t kAllSentences = 1'000'000;

// The guessed share of sentences that hold the word, in small letters, or the mark: of what is common rounded from
// English news; other words are guessed rare, long ones more so.
uint64_t ShareOfWord(absl::string_view word);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_WORD_SHARES_H_
