#include "aggregator/merge/text/text_signature.h"

#include <algorithm>
#include <limits>
#include <string>

#include "absl/strings/ascii.h"
#include "aggregator/merge/text/fold.h"

namespace caspian::aggregator {
namespace {

constexpr size_t kShingleWords = 4;
// Least resemblance and least containment in thousandths, and the resemblance below which containment is not trusted.
constexpr uint64_t kResemblance = 500, kContainment = 800, kLeastResemblance = 280;
// Below so many shingles, some 75 words, a text is short.
constexpr uint32_t kShortShingles = 72;
constexpr uint64_t kShortContainment = 850;

// One step of SplitMix64 (G. Steele et al., OOPSLA 2014): spreads the bits of a number over 64.
uint64_t Spread(uint64_t number) {
  number += 0x9E3779B97F4A7C15u;
  number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9u;
  number = (number ^ (number >> 27)) * 0x94D049BB133111EBu;
  return number ^ (number >> 31);
}

// The functions h ↦ a·h + b, from fixed seeds.
struct HashFunctions {
  std::array<uint64_t, kSignatureHashes> a, b;

  HashFunctions() {
    for (size_t i = 0; i < kSignatureHashes; ++i) {
      a[i] = Spread(2 * i + 1) | 1;
      b[i] = Spread(2 * i + 2);
    }
  }
};

bool IsWordByte(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0; }

// FNV-1a.
uint64_t HashOf(absl::string_view word) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : word) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001B3u;
  return Spread(hash);
}

std::vector<uint64_t> WordsOf(absl::string_view text) {
  const std::string folded = FoldName(text);
  std::vector<uint64_t> words;
  for (size_t i = 0; i < folded.size();) {
    size_t end = i;
    while (end < folded.size() && IsWordByte(folded[end])) ++end;
    if (end > i) words.push_back(HashOf(absl::string_view(folded).substr(i, end - i)));
    i = end + 1;
  }
  return words;
}

// Distinct, ascending.
std::vector<uint64_t> ShinglesOf(absl::string_view text) {
  const std::vector<uint64_t> words = WordsOf(text);
  std::vector<uint64_t> shingles;
  for (size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    uint64_t shingle = 0;
    for (size_t word = i; word < i + kShingleWords; ++word) shingle = Spread(shingle ^ words[word]);
    shingles.push_back(shingle);
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

}  // namespace

TextSignature SignatureOf(absl::string_view text) {
  static const auto& kFunctions = *new HashFunctions;
  const std::vector<uint64_t> shingles = ShinglesOf(text);
  TextSignature signature;
  signature.shingle_count = static_cast<uint32_t>(shingles.size());
  if (signature.shingle_count < kFewestShingles) return signature;
  signature.minima.assign(kSignatureHashes, std::numeric_limits<uint32_t>::max());
  for (const uint64_t shingle : shingles) {
    for (size_t i = 0; i < kSignatureHashes; ++i) {
      const auto value = static_cast<uint32_t>((kFunctions.a[i] * shingle + kFunctions.b[i]) >> 32);
      signature.minima[i] = std::min(signature.minima[i], value);
    }
  }
  return signature;
}

size_t CommonMinima(const TextSignature& a, const TextSignature& b) {
  if (a.minima.empty() || b.minima.empty()) return 0;
  size_t common = 0;
  for (size_t i = 0; i < kSignatureHashes; ++i) common += a.minima[i] == b.minima[i] ? 1 : 0;
  return common;
}

bool AreNearDuplicates(const TextSignature& a, const TextSignature& b) {
  const uint64_t common = CommonMinima(a, b);
  if (common * 1000 < kLeastResemblance * kSignatureHashes) return false;
  const bool is_short = std::min(a.shingle_count, b.shingle_count) < kShortShingles;
  if (!is_short && common * 1000 >= kResemblance * kSignatureHashes) return true;
  // Of sets with resemblance r the part in common has r / (1 + r) times the sum of their sizes.
  const uint64_t sizes = uint64_t{a.shingle_count} + b.shingle_count;
  const uint64_t smaller = std::min(a.shingle_count, b.shingle_count);
  const uint64_t containment = is_short ? kShortContainment : kContainment;
  return common * sizes * 1000 >= containment * smaller * (kSignatureHashes + common);
}

}  // namespace caspian::aggregator
