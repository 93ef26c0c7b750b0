#include "extractor/rules/pattern_blanks.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {
namespace {

using Kind = PatternItem::Kind;

size_t LeastBlanksOf(const std::vector<PatternSequence>& alternatives) {
  size_t fewest = std::numeric_limits<size_t>::max();
  for (const PatternSequence& sequence : alternatives) {
    size_t blanks = 0;
    for (const PatternItem& item : sequence.items) {
      const size_t once = item.kind == Kind::kGroup ? LeastBlanksOf(item.alternatives) : item.character == ' ' ? 1 : 0;
      blanks += once * static_cast<size_t>(item.least);
    }
    fewest = std::min(fewest, blanks);
  }
  return fewest;
}

// True where it is sure that the escape "\x", behind its backslash, matches no blank, and no range of a class begins
// with it before one.
bool IsSolid(absl::string_view escape) {
  if (escape.empty()) return false;
  const char c = escape[0];
  if (c == 'p')
    return absl::StartsWith(escape, "pL") || absl::StartsWith(escape, "pN") || absl::StartsWith(escape, "p{L");
  return c == 'd' || absl::ascii_ispunct(static_cast<unsigned char>(c));
}

// True where no blank is, or may be, among what "[…]" lists.
bool ListsNoBlank(absl::string_view text) {
  if (absl::StrContains(text, "[:")) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) <= ' ') return false;
    if (text[i] == '\\' && !IsSolid(text.substr(++i))) return false;
  }
  return true;
}

// True where "[^…]" leaves out a blank: it lists one, or `\s`.
bool LeavesOutBlank(absl::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ' || absl::StartsWith(text.substr(i), "\\s")) return true;
    if (text[i] == '\\') ++i;
  }
  return false;
}

// Of what is neither a character nor a group. Rather true than wrong.
bool MayBeBlank(absl::string_view text) {
  if (text == "^" || text == "$" || text == "\\S") return false;
  if (absl::StartsWith(text, "[^")) return !LeavesOutBlank(text);
  return text == "." || !ListsNoBlank(text);
}

// Members of an enumeration are parted by blanks.
size_t MostOfReference(absl::string_view text) {
  const std::vector<LabelUse> uses = LabelsIn(text);
  return uses.size() == 1 && !uses[0].plural ? 0 : kAnyBlanks;
}

size_t MostOnce(absl::string_view pattern, const PatternItem& item) {
  const absl::string_view text = pattern.substr(item.begin, item.end - item.begin);
  if (item.kind == Kind::kCharacter) return item.character == ' ' ? 1 : 0;
  if (item.kind == Kind::kReference) return MostOfReference(text);
  if (item.kind != Kind::kGroup) return MayBeBlank(text) ? 1 : 0;
  size_t most = 0;
  for (const PatternSequence& sequence : item.alternatives) most = std::max(most, MostBlanks(pattern, sequence.items));
  return most;
}

}  // namespace

size_t LeastBlanks(absl::string_view pattern) { return LeastBlanksOf(AlternativesOf(pattern)); }

size_t MostBlanks(absl::string_view pattern, absl::Span<const PatternItem> items) {
  size_t blanks = 0;
  for (const PatternItem& item : items) {
    const size_t once = MostOnce(pattern, item);
    if (once == kAnyBlanks || (once > 0 && item.most == kUnbounded)) return kAnyBlanks;
    if (once > 0) blanks = SumOfBlanks(blanks, once * static_cast<size_t>(item.most));
  }
  return blanks;
}

size_t SumOfBlanks(size_t a, size_t b) { return a == kAnyBlanks || b == kAnyBlanks ? kAnyBlanks : a + b; }

}  // namespace caspian::extractor
