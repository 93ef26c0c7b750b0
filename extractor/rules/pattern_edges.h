// What a match of a pattern can begin or end with, found in the pattern alone: where nothing of that stands, the
// pattern need not be tried. Rather too much than too little: what is not told can't stand there.
#ifndef CASPIAN_EXTRACTOR_RULES_PATTERN_EDGES_H_
#define CASPIAN_EXTRACTOR_RULES_PATTERN_EDGES_H_

#include <bitset>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/rules/pattern_needs.h"

namespace caspian::extractor {

using ByteSet = std::bitset<256>;

// What stands in a set of bytes for an annotation: no character has it.
inline constexpr unsigned char kAnnotationByte = 0xFF;

// The first, or last, token or annotation of a match, blanks left out: one of these, or a token whose first, or last,
// byte is in `bytes`, or an annotation where kAnnotationByte is.
struct PatternEdge {
  bool any = false;      // nothing is sure: all else says nothing
  bool nothing = false;  // the text may end, or begin, there
  ByteSet bytes;
  std::vector<std::string> words;   // see PatternNeed
  std::vector<NeededLabel> labels;  // likewise
};

enum class PatternSide { kBegin, kEnd };

// What a match begins with, and what stands right behind that, a blank aside: `nothing` where the text may end there,
// anything where the match may. Where both are letters, or both digits, and nothing stands between them, they may be
// parts of one run of characters, of which `second` says nothing.
struct PatternStart {
  PatternEdge first;
  PatternEdge second;
};

// Remembers the classes of the patterns that it has seen. Not thread-safe.
class EdgeFinder {
 public:
  // Of a match of `pattern` that begins and ends at tokens; blanks that it begins or ends with are passed over.
  // `pattern` is one that CheckPattern finds nothing wrong with. Bounded by a fixed number of steps, beyond which
  // anything may stand there.
  PatternEdge EdgeOf(absl::string_view pattern, bool ignore_case, PatternSide side);
  // Likewise.
  PatternStart StartOf(absl::string_view pattern, bool ignore_case);

 private:
  std::map<std::string, ByteSet, std::less<>> known_classes_;  // what each matches of ASCII and annotations
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PATTERN_EDGES_H_
