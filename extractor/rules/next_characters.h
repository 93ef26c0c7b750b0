// With what something can go on: which characters of ASCII, which others by the rest of their number, the end of what
// is read.
#ifndef CASPIAN_EXTRACTOR_RULES_NEXT_CHARACTERS_H_
#define CASPIAN_EXTRACTOR_RULES_NEXT_CHARACTERS_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace caspian::extractor {

class NextCharacters {
 public:
  // Greater than any code point: the end.
  static constexpr char32_t kEnd = 0x110000;
  // How many bits tell of characters beyond ASCII, each of those that leave the same rest.
  static constexpr char32_t kRests = 64;

  static uint64_t BitOf(char32_t c) { return uint64_t{1} << c % kRests; }

  void Add(char32_t c) { has_[PlaceOf(c)] |= BitOf(c); }
  // Bits of rests.
  void AddBeyondAscii(uint64_t rests) { has_[kBeyondAscii] |= rests; }
  void Add(const NextCharacters& those) {
    for (size_t i = 0; i < has_.size(); ++i) has_[i] |= those.has_[i];
  }

  // False for what it can't go on with: a character, or kEnd.
  bool May(char32_t c) const { return (has_[PlaceOf(c)] & BitOf(c)) != 0; }
  bool MayBeBeyondAscii() const { return has_[kBeyondAscii] != 0; }

  bool operator==(const NextCharacters&) const = default;

 private:
  static constexpr size_t kBeyondAscii = 2, kAtEnd = 3;

  static size_t PlaceOf(char32_t c) { return c < 0x80 ? c / kRests : c == kEnd ? kAtEnd : kBeyondAscii; }

  std::array<uint64_t, 4> has_ = {};
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_NEXT_CHARACTERS_H_
