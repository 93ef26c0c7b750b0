#include "tests/extractor/reference_engine/pattern_matcher.h"

#include <algorithm>

#include "common/base/utf8.h"

namespace caspian::extractor::reference {
namespace {

bool Has(const std::vector<std::string>& names, const std::string& name) {
  return std::count(names.begin(), names.end(), name) > 0;
}

}  // namespace

std::optional<Match> PatternMatcher::At(const Pattern& pattern, size_t begin) const {
  Match match{begin, begin, {}};
  const bool found = Try(pattern, begin, &match, [&](size_t end) {
    match.end = end;
    return true;
  });
  return found ? std::optional<Match>(match) : std::nullopt;
}

bool PatternMatcher::Takes(const Pattern& pattern, size_t begin, size_t end) const {
  Match match{begin, end, {}};
  return Try(pattern, begin, &match, [end](size_t at) { return at == end; });
}

bool PatternMatcher::Fits(const Reference& reference, int index) const {
  if (!Has(reference.labels, reading_.annotations[static_cast<size_t>(index)].label)) return false;
  return std::all_of(reference.constraints.begin(), reference.constraints.end(), [&](const Constraint& constraint) {
    return Has(constraint.values, reading_.FeatureOf(index, constraint.feature)) != constraint.negated;
  });
}

bool PatternMatcher::Try(const Pattern& pattern, size_t at, Match* match, const Then& then) const {
  switch (pattern.kind) {
    case PatternKind::kText:
      return Text(pattern, &at) && then(at);
    case PatternKind::kClass:
      return at < sight_.symbols.size() && Character(pattern.characters, sight_.symbols[at]) && then(at + 1);
    case PatternKind::kReference:
      return One(pattern.reference, &at) &&
             (pattern.reference.plural ? Enumeration(pattern.reference, at, match, then) : then(at));
    case PatternKind::kSequence:
      return Sequence(pattern, 0, at, match, then);
    case PatternKind::kChoice:
      return std::any_of(pattern.parts.begin(), pattern.parts.end(),
                         [&](const Pattern& part) { return Try(part, at, match, then); });
    case PatternKind::kRepeat:
      return Repeat(pattern, 0, at, match, then);
    case PatternKind::kCapture:
      return Capture(pattern, at, match, then);
    case PatternKind::kBegin:
      return at == 0 && then(at);
    default:
      return at == sight_.symbols.size() && then(at);
  }
}

bool PatternMatcher::Sequence(const Pattern& pattern, size_t part, size_t at, Match* match, const Then& then) const {
  if (part == pattern.parts.size()) return then(at);
  return Try(pattern.parts[part], at, match, [&](size_t end) { return Sequence(pattern, part + 1, end, match, then); });
}

bool PatternMatcher::Repeat(const Pattern& pattern, int done, size_t at, Match* match, const Then& then) const {
  const bool enough = done >= pattern.least;
  if (enough && pattern.lazy && then(at)) return true;
  const bool more = pattern.most < 0 || done < pattern.most;
  if (more && Try(pattern.parts[0], at, match,
                  [&](size_t end) { return end > at && Repeat(pattern, done + 1, end, match, then); }))
    return true;
  return enough && !pattern.lazy && then(at);
}

// What it held before comes back where the rest fails.
bool PatternMatcher::Capture(const Pattern& pattern, size_t at, Match* match, const Then& then) const {
  return Try(pattern.parts[0], at, match, [&](size_t end) {
    const std::map<std::string, Captured> before = match->captures;
    match->captures[pattern.text] = {at, end, &pattern.parts[0]};
    if (then(end)) return true;
    match->captures = before;
    return false;
  });
}

// The members behind the first, as many as there are.
bool PatternMatcher::Enumeration(const Reference& reference, size_t at, Match* match, const Then& then) const {
  const bool more = Try(reading_.pack->separator, at, match,
                        [&](size_t end) { return One(reference, &end) && Enumeration(reference, end, match, then); });
  return more || then(at);
}

bool PatternMatcher::Text(const Pattern& pattern, size_t* at) const {
  for (size_t i = 0; i < pattern.text.size();) {
    const std::string character = pattern.text.substr(i, DecodeUtf8(pattern.text, i).bytes);
    if (*at == sight_.symbols.size()) return false;
    const std::string& found = sight_.symbols[*at].character;
    if (found != character && !(ignore_case_ && !found.empty() && Lowered(found) == Lowered(character))) return false;
    ++*at;
    i += character.size();
  }
  return true;
}

bool PatternMatcher::Character(const CharacterClass& characters, const Symbol& symbol) const {
  const std::string& c = symbol.character;
  const bool ascii = c.size() == 1;
  bool member = ascii && characters.members.find(c) != std::string::npos;
  if (ignore_case_ && ascii) {
    const auto byte = static_cast<unsigned char>(c[0]);
    for (int folded : {tolower(byte), toupper(byte)})
      member = member || characters.members.find(static_cast<char>(folded)) != std::string::npos;
  }
  const bool letter = c == "é" || c == "ö" || c == "日" || (ascii && isalpha(static_cast<unsigned char>(c[0])) != 0);
  member = member || (characters.letters && letter);
  member = member || (characters.digits && ascii && isdigit(static_cast<unsigned char>(c[0])) != 0);
  return member != characters.negated;
}

bool PatternMatcher::One(const Reference& reference, size_t* at) const {
  if (*at == sight_.symbols.size()) return false;
  const Symbol& symbol = sight_.symbols[*at];
  if (!symbol.label_place || !Fits(reference, symbol.annotation)) return false;
  *at = sight_.pieces[symbol.piece].last_symbol;
  return true;
}

bool PatternMatcher::Preceded(const Pattern& pattern, size_t begin) const {
  for (size_t from = 0; from <= begin; ++from) {
    if (sight_.IsBorder(from) && Takes(pattern, from, begin)) return true;
  }
  return false;
}

bool PatternMatcher::Hold(const std::vector<Guard>& guards, size_t begin, size_t end) const {
  const PatternMatcher exact(reading_, sight_, false);
  return std::all_of(guards.begin(), guards.end(), [&](const Guard& guard) {
    const bool behind = guard.kind == v1::GUARD_KIND_FOLLOWED_BY || guard.kind == v1::GUARD_KIND_NOT_FOLLOWED_BY;
    const bool wanted = guard.kind == v1::GUARD_KIND_FOLLOWED_BY || guard.kind == v1::GUARD_KIND_PRECEDED_BY;
    if (!behind) return exact.Preceded(guard.pattern, begin) == wanted;
    const auto match = exact.At(guard.pattern, end);
    return (match.has_value() && sight_.IsBorder(match->end)) == wanted;
  });
}

}  // namespace caspian::extractor::reference
