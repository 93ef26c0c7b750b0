// Walks over a pattern of the pattern language: inside of pattern.cc, pattern_check.cc, pattern_tree.cc
// and regex.cc.
#ifndef CASPIAN_EXTRACTOR_RULES_PATTERN_WALK_H_
#define CASPIAN_EXTRACTOR_RULES_PATTERN_WALK_H_

#include <cstddef>
#include <functional>

#include "absl/strings/string_view.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {

// The places of a pattern where something special stands, told to a visitor in order: a walk that knows escapes,
// classes and group heads, so that no other function has to.
struct PatternVisitor {
  std::function<void(size_t offset, size_t length)> reference = [](size_t, size_t) {};
  std::function<void(size_t offset, char escaped)> escape = [](size_t, char) {};
  std::function<void(size_t offset, absl::string_view name)> group = [](size_t, absl::string_view) {};
  std::function<void(size_t offset, absl::string_view head)> special_group = [](size_t, absl::string_view) {};
  // `<name>` in small letters: a macro, or what should have been one.
  std::function<void(size_t offset, size_t length, absl::string_view name)> macro = [](size_t, size_t,
                                                                                       absl::string_view) {};
};

// Tells `visitor` all such places of `pattern`, ascending. Linear.
void WalkPattern(absl::string_view pattern, const PatternVisitor& visitor);

// Length of the character class that begins at `i` with '[', its escapes told to `visitor`.
size_t ClassLength(absl::string_view pattern, size_t i, const PatternVisitor& visitor = {});

// Reads the reference at [offset, offset + length); false where it is not well-formed.
bool ParseReference(absl::string_view pattern, size_t offset, size_t length, LabelUse* use);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PATTERN_WALK_H_
