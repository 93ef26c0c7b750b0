#include "extractor/document/characters.h"

#include <unicode/uchar.h>

#include "absl/strings/ascii.h"
#include "common/base/utf8.h"

namespace caspian::extractor {
namespace {

UChar32 Icu(char32_t c) { return static_cast<UChar32>(c); }

bool IsMark(char32_t c) {
  const int8_t type = u_charType(Icu(c));
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK;
}

}  // namespace

bool IsLetter(char32_t c) {
  if (c < 0x80) return absl::ascii_isalpha(static_cast<unsigned char>(c));
  return u_isalpha(Icu(c)) || IsMark(c);
}

bool IsDigit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return u_isdigit(Icu(c));
}

bool IsSpace(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D);
  return u_isUWhiteSpace(Icu(c)) || c == 0xFEFF;
}

bool IsUpper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isupper(Icu(c)) || u_istitle(Icu(c));
}

bool IsLower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return u_islower(Icu(c));
}

bool IsIdeograph(char32_t c) { return c >= 0x2E80 && u_hasBinaryProperty(Icu(c), UCHAR_IDEOGRAPHIC); }

void AppendLowered(absl::string_view text, std::string* out) {
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    if (point.value < 0x80) {
      out->push_back(absl::ascii_tolower(static_cast<unsigned char>(point.value)));
    } else {
      AppendUtf8(static_cast<char32_t>(u_tolower(Icu(point.value))), out);
    }
    i += point.bytes;
  }
}

std::string Lowered(absl::string_view text) {
  if (IsAscii(text)) return absl::AsciiStrToLower(text);
  std::string out;
  out.reserve(text.size());
  AppendLowered(text, &out);
  return out;
}

std::string Uncapitalised(absl::string_view text) {
  if (text.empty()) return "";
  const CodePoint point = DecodeUtf8(text, 0);
  std::string out;
  out.reserve(text.size());
  AppendUtf8(static_cast<char32_t>(u_tolower(Icu(point.value))), &out);
  out.append(text.data() + point.bytes, text.size() - point.bytes);
  return out;
}

bool IsPlainlyCollapsed(absl::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return text.empty();
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < ' ' || c >= 0x80 || (c == ' ' && text[i + 1] == ' ')) return false;
  }
  return true;
}

std::string Collapsed(absl::string_view text) {
  if (IsPlainlyCollapsed(text)) return std::string(text);
  std::string out;
  bool blank = false;
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    const bool space = IsSpace(point.value);
    if (!space && blank && !out.empty()) out.push_back(' ');
    if (!space) out.append(text.data() + i, point.bytes);
    blank = space;
    i += point.bytes;
  }
  return out;
}

bool StartsUpper(absl::string_view text) { return !text.empty() && IsUpper(DecodeUtf8(text, 0).value); }

bool StartsLower(absl::string_view text) { return !text.empty() && IsLower(DecodeUtf8(text, 0).value); }

bool IsAllUpper(absl::string_view text) {
  int upper = 0;
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    if (IsLower(point.value)) return false;
    if (IsUpper(point.value)) ++upper;
    i += point.bytes;
  }
  return upper >= 2;
}

}  // namespace caspian::extractor
