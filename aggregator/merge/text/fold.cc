#include "aggregator/merge/text/fold.h"

#include "common/base/utf8.h"

namespace caspian::aggregator {
namespace {

bool IsBlank(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool InRange(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// Letters whose cases alternate, the capital even; below, the capital odd.
bool IsAlternating(char32_t c) {
  return InRange(c, 0x100, 0x137) || InRange(c, 0x14A, 0x177) || InRange(c, 0x1E00, 0x1E95) ||
         InRange(c, 0x1EA0, 0x1EFF) || InRange(c, 0x460, 0x481) || InRange(c, 0x48A, 0x4BF) || InRange(c, 0x4D0, 0x52F);
}

bool IsOddAlternating(char32_t c) {
  return InRange(c, 0x139, 0x148) || InRange(c, 0x179, 0x17E) || InRange(c, 0x4C1, 0x4CE);
}

char32_t LowerCase(char32_t c) {
  if (InRange(c, 'A', 'Z') || (InRange(c, 0xC0, 0xDE) && c != 0xD7)) return c + 0x20;
  if (c == 0x130) return 'i';
  if (c == 0x178) return 0xFF;
  if (IsAlternating(c)) return c | 1;
  if (IsOddAlternating(c)) return c % 2 == 1 ? c + 1 : c;
  if (InRange(c, 0x391, 0x3AB) && c != 0x3A2) return c + 0x20;
  if (InRange(c, 0x410, 0x42F)) return c + 0x20;
  if (InRange(c, 0x400, 0x40F)) return c + 0x50;
  if (InRange(c, 0x531, 0x556)) return c + 0x30;
  return c;
}

char32_t PlainMark(char32_t c) {
  if (InRange(c, 0x2018, 0x201B) || c == 0x2BC || c == 0x60 || c == 0xB4) return '\'';
  if (InRange(c, 0x201C, 0x201F)) return '"';
  if (InRange(c, 0x2010, 0x2015) || c == 0x2212) return '-';
  return c;
}

// Collapses blanks and passes each other code point through `map`.
template <typename Map>
std::string Collapse(absl::string_view text, Map map) {
  std::string out;
  bool blank = false;
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    i += point.bytes;
    if (IsBlank(point.value)) {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out.push_back(' ');
    blank = false;
    AppendUtf8(map(point.value), &out);
  }
  return out;
}

}  // namespace

std::string CollapseBlanks(absl::string_view text) {
  return Collapse(text, [](char32_t c) { return c; });
}

std::string FoldName(absl::string_view text) {
  return Collapse(text, [](char32_t c) { return LowerCase(PlainMark(c)); });
}

bool IsSingleWord(absl::string_view name) { return CollapseBlanks(name).find(' ') == std::string::npos; }

}  // namespace caspian::aggregator
