#include "common/names/sounds.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/match.h"

namespace caspian {
namespace {

size_t Index(char c) { return static_cast<unsigned char>(c) & 0x7F; }
bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

constexpr std::array<bool, 256> kSoft = [] {
  std::array<bool, 256> soft = {};
  for (const char sound : {'a', 'e', 'i', 'o', 'u', 'h'}) soft[static_cast<unsigned char>(sound)] = true;
  return soft;
}();
int Presence(char sound) { return kSoft[static_cast<unsigned char>(sound)] ? 1 : kHalvesOfALetter; }

}  // namespace

bool IsSoftSound(char sound) { return kSoft[static_cast<unsigned char>(sound)]; }

void Sounds::AddFolding(absl::string_view where, absl::string_view letters, absl::string_view sounds) {
  const auto place = where == "start" ? Folding::kStart : where == "end" ? Folding::kEnd : Folding::kAny;
  std::vector<Folding>& row = foldings_[Index(letters.front())];
  row.push_back({place, std::string(letters), std::string(sounds == "-" ? "" : sounds)});
  std::stable_sort(row.begin(), row.end(), [](const Folding& a, const Folding& b) {
    // A place of its own beats any place.
    return a.letters.size() != b.letters.size() ? a.letters.size() > b.letters.size() : a.where > b.where;
  });
}

void Sounds::AddKindred(absl::string_view sounds) {
  for (const char a : sounds) {
    for (const char b : sounds) kindred_[Index(a)][Index(b)] = true;
  }
}

const Sounds::Folding* Sounds::FoldingAt(absl::string_view word, size_t at) const {
  if (!IsAscii(word[at])) return nullptr;
  for (const Folding& folding : foldings_[Index(word[at])]) {
    if (folding.where == Folding::kStart && at != 0) continue;
    if (folding.where == Folding::kEnd && at + folding.letters.size() != word.size()) continue;
    if (absl::StartsWith(word.substr(at), folding.letters)) return &folding;
  }
  return nullptr;
}

void Sounds::Append(absl::string_view word, std::string* out) const {
  const size_t begin = out->size();
  const auto put = [&](char sound) {
    const bool repeated = out->size() > begin && out->back() == sound && IsAscii(sound);
    if (!repeated && out->size() - begin < kMostSounds) out->push_back(sound);
  };
  for (size_t i = 0; i < word.size();) {
    const Folding* folding = FoldingAt(word, i);
    if (folding == nullptr) {
      put(word[i++]);
      continue;
    }
    for (const char sound : folding->sounds) put(sound);
    i += folding->letters.size();
  }
}

std::string Sounds::Of(absl::string_view word) const {
  std::string out;
  Append(word, &out);
  return out;
}

int Sounds::Exchange(char a, char b) const {
  if (a == b) return 0;
  return IsAscii(a) && IsAscii(b) && kindred_[Index(a)][Index(b)] ? 1 : kHalvesOfALetter;
}

// Since what is left out or put in costs a half at least, no more than `limit` may lie between the places in the two
// words: only so many cells of a row are looked at on both sides.
int Sounds::Distance(absl::string_view a, absl::string_view b, int limit) const {
  a = a.substr(0, kMostSounds), b = b.substr(0, kMostSounds);
  const int height = static_cast<int>(a.size()), width = static_cast<int>(b.size());
  const int far = limit + kHalvesOfALetter + 1;  // Of cells that are not looked at.
  if (std::abs(height - width) > limit) return limit + 1;
  std::array<std::array<int, kMostSounds + 2>, 3> rows;
  int *older = rows[0].data(), *old = rows[1].data(), *now = rows[2].data();
  old[0] = 0;
  for (int j = 0; j < width; ++j) old[j + 1] = old[j] + Presence(b[j]);
  for (int i = 0; i < height; ++i) {
    const int first = std::max(0, i - limit), end = std::min(width, i + limit + 1), presence = Presence(a[i]);
    now[first] = first == 0 ? old[0] + presence : far;
    int least = now[first];
    for (int j = first; j < end; ++j) {
      int best = std::min({old[j] + Exchange(a[i], b[j]), old[j + 1] + presence, now[j] + Presence(b[j])});
      if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j])
        best = std::min(best, older[j - 1] + kHalvesOfALetter);
      now[j + 1] = best;
      least = std::min(least, best);
    }
    if (end < width) now[end + 1] = far;
    // A transposition may still come back from two rows above, which is no less than the row between less one letter.
    if (least > limit + kHalvesOfALetter) return limit + 1;
    int* const next = older;
    older = old, old = now, now = next;
  }
  return std::min(old[width], limit + 1);
}

std::string ConsonantsOf(absl::string_view sounds) {
  std::string out;
  for (const char sound : sounds) {
    // v and j are written for u and i, too.
    const bool glide = sound == 'v' || sound == 'j';
    if (!IsSoftSound(sound) && !glide) out.push_back(sound);
  }
  return out;
}

}  // namespace caspian
