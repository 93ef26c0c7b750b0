#include "common/names/sounds.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace caspian {
namespace {

size_t Index(char c) { return static_cast<unsigned char>(c) & 0x7F; }
bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
int Presence(char sound) { return IsSoftSound(sound) ? 1 : kHalvesOfALetter; }

}  // namespace

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

int Sounds::Distance(absl::string_view a, absl::string_view b, int limit) const {
  a = a.substr(0, kMostSounds), b = b.substr(0, kMostSounds);
  const size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > static_cast<size_t>(limit)) return limit + 1;
  std::array<std::array<int, kMostSounds + 1>, 3> rows;
  auto* older = &rows[0];
  auto* old = &rows[1];
  auto* now = &rows[2];
  (*old)[0] = 0;
  for (size_t j = 0; j < b.size(); ++j) (*old)[j + 1] = (*old)[j] + Presence(b[j]);
  for (size_t i = 0; i < a.size(); ++i) {
    (*now)[0] = (*old)[0] + Presence(a[i]);
    int least = (*now)[0];
    for (size_t j = 0; j < b.size(); ++j) {
      int best = (*old)[j] + Exchange(a[i], b[j]);
      best = std::min({best, (*old)[j + 1] + Presence(a[i]), (*now)[j] + Presence(b[j])});
      if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j])
        best = std::min(best, (*older)[j - 1] + kHalvesOfALetter);
      (*now)[j + 1] = best;
      least = std::min(least, best);
    }
    // A transposition may still come back from two rows above, which is no less than the row between less one letter.
    if (least > limit + kHalvesOfALetter) return limit + 1;
    std::swap(older, old), std::swap(old, now);
  }
  return std::min((*old)[b.size()], limit + 1);
}

bool IsSoftSound(char sound) {
  return sound == 'a' || sound == 'e' || sound == 'i' || sound == 'o' || sound == 'u' || sound == 'h';
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
