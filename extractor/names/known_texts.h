// What patterns of evidence rules said of the texts of candidates: names come again, in a document and in the next.
#ifndef CASPIAN_EXTRACTOR_NAMES_KNOWN_TEXTS_H_
#define CASPIAN_EXTRACTOR_NAMES_KNOWN_TEXTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/rules/regex.h"

namespace caspian::extractor {

// Of one program. Texts have places by their hash, where the last of those that share it is kept: memory grows with the
// number of patterns, not with that of texts. Not thread-safe.
class KnownTexts {
 public:
  // `patterns`: how many different ones the program's evidence rules have, by whose numbers they are told apart.
  explicit KnownTexts(size_t patterns);

  // Says which text is asked about; it outlives the answers.
  void LookAt(absl::string_view text);
  // Whether the pattern of that number, which is `regex`, matches all of the text.
  bool Matches(size_t pattern, const Regex& regex);

 private:
  // The bytes of a short text, and behind them how many.
  using Key = std::array<uint64_t, 4>;
  // Of 64 patterns: those that were asked, and those of them that match.
  struct Answers {
    uint64_t asked = 0;
    uint64_t match = 0;
  };

  static constexpr size_t kPlaces = 2048;
  static constexpr size_t kLongest = sizeof(Key) - 1;  // bytes; of longer texts nothing is kept

  static Key KeyOf(absl::string_view text);

  const size_t width_;  // answers of a place
  std::vector<Key> keys_;
  std::vector<Answers> answers_;
  absl::string_view text_;
  Answers* known_ = nullptr;  // of the text; null: it is long
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_KNOWN_TEXTS_H_
