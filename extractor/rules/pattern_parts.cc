#include "extractor/rules/pattern_parts.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/pattern_walk.h"

namespace caspian::extractor {
namespace {

// True for an atom that goes on a word begun before it: a letter, a digit, a mark that means itself.
bool IsLiteral(absl::string_view atom) {
  return atom.size() == 1 && absl::string_view(" .^$").find(atom[0]) == absl::string_view::npos;
}

// Bytes of the quantifier at `i`, lazy ones included; 0 where there is none.
size_t QuantifierLength(absl::string_view pattern, size_t i) {
  if (i >= pattern.size()) return 0;
  size_t length = 0;
  if (absl::string_view("*+?").find(pattern[i]) != absl::string_view::npos) {
    length = 1;
  } else if (pattern[i] == '{' && i + 1 < pattern.size() && absl::ascii_isdigit(pattern[i + 1])) {
    length = pattern.find('}', i) + 1 - i;
  }
  const bool lazy = length > 0 && i + length < pattern.size() && pattern[i + length] == '?';
  return length + (lazy ? 1 : 0);
}

// True where nothing but blanks and flags stand in `part` yet, so that what follows belongs to it.
bool IsOpen(absl::string_view part) {
  const absl::string_view rest = part.substr(std::min(part.find_first_not_of(" *+?"), part.size()));
  return rest.empty() || (rest.size() > 3 && rest[0] == '(' && rest[1] == '?' && absl::ascii_islower(rest[2]) &&
                          rest.find(')') + 1 == rest.size() && rest.find(':') == absl::string_view::npos);
}

// What stands in the group that is all of `pattern`; `pattern` itself where none is.
absl::string_view Unwrapped(absl::string_view pattern) {
  while (!pattern.empty() && pattern[0] == '(' && AtomLength(pattern, 0) == pattern.size()) {
    size_t head = 1;
    if (absl::StartsWith(pattern, "(?P<")) head = pattern.find('>') + 1;
    if (absl::StartsWith(pattern, "(?:")) head = 3;
    if (head == 1 && absl::StartsWith(pattern, "(?")) break;  // flags
    pattern = pattern.substr(head, pattern.size() - head - 1);
  }
  return pattern;
}

}  // namespace

std::vector<std::vector<std::string>> PatternParts(absl::string_view whole) {
  const absl::string_view pattern = Unwrapped(whole);
  std::vector<std::vector<std::string>> alternatives(1);
  bool in_word = false;
  for (size_t i = 0; i < pattern.size();) {
    if (pattern[i] == '|') {
      alternatives.emplace_back();
      in_word = false;
      ++i;
      continue;
    }
    const absl::string_view atom = pattern.substr(i, AtomLength(pattern, i));
    const size_t length = atom.size() + QuantifierLength(pattern, i + atom.size());
    std::vector<std::string>& parts = alternatives.back();
    const bool goes_on = !parts.empty() && (IsOpen(parts.back()) || (in_word && IsLiteral(atom)));
    if (!goes_on) parts.emplace_back();
    absl::StrAppend(&parts.back(), pattern.substr(i, length));
    in_word = IsLiteral(atom);
    i += length;
  }
  return alternatives;
}

std::string WithoutFeatures(absl::string_view part) {
  std::string plain;
  size_t behind = 0;
  for (const LabelUse& use : LabelsIn(part)) {
    absl::StrAppend(&plain, part.substr(behind, use.offset - behind), "<", absl::StrJoin(use.labels, "|"),
                    use.plural ? "+" : "", ">");
    behind = use.offset + use.length;
  }
  absl::StrAppend(&plain, part.substr(behind));
  return plain;
}

}  // namespace caspian::extractor
