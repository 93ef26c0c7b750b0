// Matches a pattern by trying: the first alternative first, as many as it can or as few, back where it fails.
#ifndef CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_PATTERN_MATCHER_H_
#define CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_PATTERN_MATCHER_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "tests/extractor/reference_engine/sight.h"

namespace caspian::extractor::reference {

// Symbols [begin, end), and those of each capture that took part, with the pattern in it.
struct Captured {
  size_t begin, end;
  const Pattern* pattern;
};
struct Match {
  size_t begin, end;
  std::map<std::string, Captured> captures;
};

class PatternMatcher {
 public:
  PatternMatcher(const Reading& reading, const Sight& sight, bool ignore_case)
      : reading_(reading), sight_(sight), ignore_case_(ignore_case) {}

  // What the pattern takes at `begin`.
  std::optional<Match> At(const Pattern& pattern, size_t begin) const;
  // True where some way of reading the pattern takes [begin, end).
  bool Takes(const Pattern& pattern, size_t begin, size_t end) const;
  // True where annotation `index` is one that the reference means.
  bool Fits(const Reference& reference, int index) const;
  // All must hold for [begin, end).
  bool Hold(const std::vector<Guard>& guards, size_t begin, size_t end) const;

 private:
  // What is to come behind a part of the pattern that ends at a symbol.
  using Then = std::function<bool(size_t)>;
  bool Try(const Pattern& pattern, size_t at, Match* match, const Then& then) const;
  bool Sequence(const Pattern& pattern, size_t part, size_t at, Match* match, const Then& then) const;
  bool Repeat(const Pattern& pattern, int done, size_t at, Match* match, const Then& then) const;
  bool Capture(const Pattern& pattern, size_t at, Match* match, const Then& then) const;
  bool Enumeration(const Reference& reference, size_t at, Match* match, const Then& then) const;
  bool Text(const Pattern& pattern, size_t* at) const;
  bool Character(const CharacterClass& characters, const Symbol& symbol) const;
  bool One(const Reference& reference, size_t* at) const;
  bool Preceded(const Pattern& pattern, size_t begin) const;

  const Reading& reading_;
  const Sight& sight_;
  const bool ignore_case_;
};

}  // namespace caspian::extractor::reference

#endif  // CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_PATTERN_MATCHER_H_
