#include "common/names/romanize.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uversion.h>

#include <array>
#include <memory>
#include <optional>

#include "absl/strings/ascii.h"
#include "common/base/utf8.h"

namespace caspian {
namespace {

constexpr char32_t kLatinEnd = 0x370;  // Latin and the combining marks.
constexpr char32_t kLatinMore = 0x1E00, kLatinMoreEnd = 0x1F00;

bool IsAnyOf(char32_t c, std::initializer_list<std::pair<char32_t, char32_t>> ranges) {
  for (const auto& [first, last] : ranges) {
    if (c >= first && c <= last) return true;
  }
  return false;
}
bool WritesNoVowels(char32_t c) {
  return IsAnyOf(c, {{0x590, 0x6FF}, {0x750, 0x77F}, {0x8A0, 0x8FF}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFE}});
}
bool IsSyllableOrWord(char32_t c) {
  return IsAnyOf(c, {{0x1100, 0x11FF}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7AF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}});
}
bool IsLatinBeyondAscii(char32_t c) { return c < kLatinEnd || (c >= kLatinMore && c < kLatinMoreEnd); }

// Null where ICU's data lack it: letters then stay as they are.
const icu::Transliterator* MakeTransliterator(const char* id) {
  UErrorCode error = U_ZERO_ERROR;
  return icu::Transliterator::createInstance(id, UTRANS_FORWARD, error);
}

// ICU's transliterators lock what they share.
std::string Transliterate(const icu::Transliterator* transliterator, icu::UnicodeString text) {
  if (transliterator != nullptr) transliterator->transliterate(text);
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string ByIcu(const icu::UnicodeString& text) {
  static const icu::Transliterator* const to_latin = MakeTransliterator("Any-Latin; Latin-ASCII; Lower");
  return Transliterate(to_latin, text);
}

std::string Simplified(const std::string& signs) {
  static const icu::Transliterator* const simplify = MakeTransliterator("Traditional-Simplified");
  return signs.empty() ? signs : Transliterate(simplify, icu::UnicodeString::fromUTF8(signs));
}

// Single Latin letters, looked up once.
const std::string& LatinLetter(char32_t c) {
  static const auto& letters = *[] {
    auto* all = new std::array<std::string, kLatinEnd + (kLatinMoreEnd - kLatinMore)>;
    for (char32_t i = 0; i < all->size(); ++i) {
      const char32_t point = i < kLatinEnd ? i : kLatinMore + (i - kLatinEnd);
      // A combining mark alone says nothing.
      if (u_charType(static_cast<UChar32>(point)) != U_NON_SPACING_MARK)
        (*all)[i] = ByIcu(icu::UnicodeString(static_cast<UChar32>(point)));
    }
    return all;
  }();
  return letters[c < kLatinEnd ? c : kLatinEnd + (c - kLatinMore)];
}

// The text's code points, at most kMostNameCodePoints; what is no UTF-8 is a space.
std::u32string CodePointsOf(absl::string_view text, bool* cut_off) {
  std::u32string points;
  std::optional<size_t> invalid = FindInvalidUtf8(text);
  for (size_t i = 0; i < text.size();) {
    if (points.size() == kMostNameCodePoints) {
      *cut_off = true;
      break;
    }
    if (invalid && *invalid == i) {
      points.push_back(U' ');
      text = text.substr(i + 1), i = 0;
      // Looking for the next fault once a fault is linear in all for names, which are short.
      invalid = FindInvalidUtf8(text.substr(0, 4 * kMostNameCodePoints));
      continue;
    }
    const CodePoint point = DecodeUtf8(text, i);
    points.push_back(point.value);
    i += point.bytes;
  }
  return points;
}

bool IsUpper(char32_t c) { return c < 0x80 ? absl::ascii_isupper(static_cast<unsigned char>(c)) : u_isupper(c); }
bool IsLower(char32_t c) { return c < 0x80 ? absl::ascii_islower(static_cast<unsigned char>(c)) : u_islower(c); }

// True where two capitals or more, to the end of the word, follow a small letter.
bool BeginsJoinedForm(const std::u32string& points, size_t i) {
  if (i < 2 || !IsLower(points[i - 1]) || !IsUpper(points[i])) return false;
  size_t end = i;
  while (end < points.size() && IsUpper(points[end])) ++end;
  return end - i >= 2 && (end == points.size() || !IsLower(points[end]));
}

class Romanizer {
 public:
  Romanizer(const std::map<char32_t, std::string>& letters, RomanName* name) : letters_(letters), name_(name) {}

  void Add(char32_t c) {
    if (c < 0x80) return Flush(), name_->letters.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    name_->without_vowels |= WritesNoVowels(c);
    if (IsSyllableOrWord(c)) AppendUtf8(c, &name_->signs);
    const auto told = letters_.find(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    if (told != letters_.end()) return Flush(), name_->letters.append(told->second), void();
    if (IsLatinBeyondAscii(c)) return Flush(), name_->letters.append(LatinLetter(c)), void();
    waiting_.append(static_cast<UChar32>(c));
  }

  void Flush() {
    if (waiting_.isEmpty()) return;
    name_->letters.append(ByIcu(waiting_));
    waiting_.remove();
  }

 private:
  const std::map<char32_t, std::string>& letters_;
  RomanName* name_;
  icu::UnicodeString waiting_;
};

}  // namespace

RomanName Romanize(absl::string_view text, const std::map<char32_t, std::string>& letters) {
  RomanName name;
  const std::u32string points = CodePointsOf(text, &name.cut_off);
  name.letters.reserve(points.size() + 16);
  Romanizer romanizer(letters, &name);
  for (size_t i = 0; i < points.size(); ++i) {
    if (BeginsJoinedForm(points, i)) romanizer.Add(U' ');
    romanizer.Add(points[i]);
  }
  romanizer.Flush();
  name.signs = Simplified(name.signs);
  return name;
}

std::string RomanizationVersion() { return U_ICU_VERSION; }

}  // namespace caspian
