// Which texts are copies of one another, told from small sketches of them.
//
// A text is the set of its shingles: all runs of four words, in lower case, without punctuation and blanks. Two sets
// are as alike as the share of their union that they have in common (resemblance), and one holds the other as far as
// its shingles are the other's, too (containment): A. Broder, "On the resemblance and containment of documents",
// Compression and Complexity of Sequences 1997. The share of hash functions under which two sets have the same smallest
// value is an estimate of their resemblance: A. Broder et al., "Min-wise independent permutations", STOC 1998. Here 192
// functions h ↦ a·h + b modulo 2^64 with fixed a and b, of which the upper 32 bits are compared; integers only.
//
// Since a set has no order, a copy may be wrapped anew, have its paragraphs in another order, a word corrected, another
// headline; a copy that was cut is found by its containment. An article on the same matter in other words shares few
// runs of four words. Tested in tests/aggregator/merge/witnesses/near_duplicates_test.cc.
#ifndef CASPIAN_AGGREGATOR_MERGE_TEXT_TEXT_SIGNATURE_H_
#define CASPIAN_AGGREGATOR_MERGE_TEXT_TEXT_SIGNATURE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace caspian::aggregator {

inline constexpr size_t kSignatureHashes = 192;
// Texts with fewer shingles are too short to tell a copy from chance.
inline constexpr uint32_t kFewestShingles = 16;

struct TextSignature {
  // Distinct shingles.
  uint32_t shingle_count = 0;
  // The smallest value under each hash function; empty where there are fewer than kFewestShingles.
  std::vector<uint32_t> minima;
};

// A pure function of the text, which is well-formed UTF-8. Near-linear.
TextSignature SignatureOf(absl::string_view text);

// Hash functions under which both have the same smallest value; 0 where either has no minima.
size_t CommonMinima(const TextSignature& a, const TextSignature& b);

// True where the texts are so alike that one was made from the other: half of their union in common, or four fifths of
// the smaller within a larger one of at most about three times its size. A short text must be within the other by 85 %:
// notices that fill in one form (a tender of each week, a dividend of each fund) are alike and no copies.
bool AreNearDuplicates(const TextSignature& a, const TextSignature& b);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_TEXT_TEXT_SIGNATURE_H_
