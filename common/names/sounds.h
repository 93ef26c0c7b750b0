// How a word sounds, roughly: what the romanizations of one name have in common.
#ifndef CASPIAN_COMMON_NAMES_SOUNDS_H_
#define CASPIAN_COMMON_NAMES_SOUNDS_H_

#include <array>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace caspian {

// Distances between words count half letters.
inline constexpr int kHalvesOfALetter = 2;
// No distance is looked for beyond it.
inline constexpr int kMostHalves = 8;
// Of longer words only the beginning is compared.
inline constexpr size_t kMostSounds = 48;

// Folds spellings into sounds by rows of (where, letters, sounds); where is any, start or end of the word, and of the
// rows that fit at a place the longest applies. Immutable after the last AddFolding.
class Sounds {
 public:
  // "-" as `sounds` means none.
  void AddFolding(absl::string_view where, absl::string_view letters, absl::string_view sounds);
  // Sounds that stand for one another in romanizations: exchanging two of them is half a letter.
  void AddKindred(absl::string_view sounds);

  // Appends the sounds of a word of lower-case letters to `out`, at most kMostSounds; of a repeated sound one is left.
  // Linear.
  void Append(absl::string_view word, std::string* out) const;
  std::string Of(absl::string_view word) const;

  // Half letters from one word to the other, by insertion, deletion, exchange and transposition (optimal string
  // alignment), half as much for what is kindred and for a vowel or h that is there or not; `limit` + 1 where it is
  // more. Symmetric. O(length²), at most kMostSounds².
  int Distance(absl::string_view a, absl::string_view b, int limit) const;

 private:
  struct Folding {
    enum Where { kAny, kStart, kEnd } where;
    std::string letters;
    std::string sounds;
  };
  const Folding* FoldingAt(absl::string_view word, size_t at) const;
  int Exchange(char a, char b) const;

  std::array<std::vector<Folding>, 128> foldings_;  // By the first letter; the longest first.
  std::array<std::array<bool, 128>, 128> kindred_ = {};
};

// True for what is inserted or left out easily: vowels and h.
bool IsSoftSound(char sound);

// What is left of sounds in scripts that write no vowels.
std::string ConsonantsOf(absl::string_view sounds);

}  // namespace caspian

#endif  // CASPIAN_COMMON_NAMES_SOUNDS_H_
