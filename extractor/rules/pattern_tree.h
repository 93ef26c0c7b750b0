// The structure of a pattern: its alternatives and what each must hold. For warnings, which would rather be silent than
// wrong: what this does not know is kOther and says nothing.
#ifndef CASPIAN_EXTRACTOR_RULES_PATTERN_TREE_H_
#define CASPIAN_EXTRACTOR_RULES_PATTERN_TREE_H_

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"

namespace caspian::extractor {

struct PatternItem;

inline constexpr int kUnbounded = -1;

// One alternative: items that follow each other, bytes [begin, end) of the pattern.
struct PatternSequence {
  size_t begin = 0;
  size_t end = 0;
  std::vector<PatternItem> items;
};

// A character, a `<LABEL>`, a group, or anything else (a class, a mark such as `^`, flags).
struct PatternItem {
  enum class Kind { kCharacter, kReference, kGroup, kOther };

  Kind kind = Kind::kOther;
  size_t begin = 0;
  size_t end = 0;  // its quantifier not included
  // How often it must stand there: 0 behind `?`, `*`, `{0,3}`; how often it may, kUnbounded behind `*`, `+`, `{2,}`;
  // and whether it stands there just once.
  int least = 1;
  int most = 1;
  bool once = true;
  bool lazy = false;                          // the fewest first
  char32_t character = 0;                     // of kCharacter
  size_t capture = 0;                         // of kGroup: its number, from 1 on; 0: it captures nothing
  std::vector<PatternSequence> alternatives;  // of kGroup
};

// The alternatives of `pattern`, in order; at least one. `pattern` is one that CheckPattern finds nothing wrong with.
// Linear.
std::vector<PatternSequence> AlternativesOf(absl::string_view pattern);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PATTERN_TREE_H_
