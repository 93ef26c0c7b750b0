#include "extractor/rules/pattern_literals.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/base/utf8.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {
namespace {

using Kind = PatternItem::Kind;

constexpr size_t kMostStrings = 64;

bool IsAsciiLetter(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }
bool IsAsciiDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// Signs of Latin-1 and of currencies, and fractions: none is a letter or a digit, has two cases, or combines.
bool IsSign(char32_t c) {
  return (c >= 0xA1 && c <= 0xA9) || (c >= 0xAE && c <= 0xB1) || (c >= 0xBC && c <= 0xBF) ||
         (c >= 0x20A0 && c <= 0x20CF) || (c >= 0x2150 && c <= 0x215E);
}

// Empty for what is neither a letter a-z, a blank nor a mark.
std::string CharacterOf(char32_t c) {
  const char plain = c < 0x80 ? static_cast<char>(c) : PlainMark(c);
  std::string text;
  if (plain == 0 && IsSign(c)) AppendUtf8(c, &text);
  if (plain == 0) return text;
  if (plain == ' ' || absl::ascii_ispunct(static_cast<unsigned char>(plain))) return std::string(1, plain);
  return IsAsciiLetter(plain) ? std::string(1, absl::ascii_tolower(static_cast<unsigned char>(plain))) : "";
}

void AddOnce(std::string text, Strings* strings) {
  if (std::find(strings->begin(), strings->end(), text) == strings->end()) strings->push_back(std::move(text));
}

absl::optional<Strings> StringsOfGroup(absl::string_view pattern, const PatternItem& group) {
  Strings all;
  for (const PatternSequence& sequence : group.alternatives) {
    absl::optional<Strings> strings = Strings{""};
    for (const PatternItem& item : sequence.items) {
      const absl::optional<Strings> next = StringsOf(pattern, item);
      strings = next ? Joined(*strings, *next) : absl::nullopt;
      if (!strings) return absl::nullopt;
    }
    for (std::string& text : *strings) AddOnce(std::move(text), &all);
    if (all.size() > kMostStrings) return absl::nullopt;
  }
  return all;
}

absl::optional<Strings> StringsOfOne(absl::string_view pattern, const PatternItem& item) {
  if (item.kind == Kind::kGroup) return StringsOfGroup(pattern, item);
  if (item.kind == Kind::kReference) return absl::nullopt;
  if (item.kind == Kind::kCharacter) {
    const std::string character = CharacterOf(item.character);
    return character.empty() ? absl::nullopt : absl::make_optional(Strings{character});
  }
  const Strings characters = CharactersOfClass(pattern.substr(item.begin, item.end - item.begin));
  return characters.empty() ? absl::nullopt : absl::make_optional(characters);
}

}  // namespace

absl::optional<Strings> StringsOf(absl::string_view pattern, const PatternItem& item) {
  if (item.most != 1) return absl::nullopt;
  absl::optional<Strings> strings = StringsOfOne(pattern, item);
  if (strings && item.least == 0) AddOnce("", &*strings);
  return strings;
}

absl::optional<Strings> Joined(const Strings& before, const Strings& behind) {
  if (before.size() * behind.size() > kMostStrings) return absl::nullopt;
  Strings joined;
  for (const std::string& a : before) {
    for (const std::string& b : behind) AddOnce(absl::StrCat(a, b), &joined);
  }
  return joined;
}

std::vector<LiteralToken> TokensOf(absl::string_view text) {
  std::vector<LiteralToken> tokens;
  for (size_t i = 0; i < text.size();) {
    size_t end = i + DecodeUtf8(text, i).bytes;
    const bool word = IsAsciiLetter(text[i]);
    while (word && end < text.size() && IsAsciiLetter(text[end])) ++end;
    if (text[i] != ' ')
      tokens.push_back({std::string(text.substr(i, end - i)), word && i == 0, word && end == text.size()});
    i = end;
  }
  return tokens;
}

bool IsDigitClass(absl::string_view text) {
  if (text == "\\d") return true;
  if (text.size() < 3 || text.front() != '[' || text.back() != ']') return false;
  const absl::string_view digits = text.substr(1, text.size() - 2);
  for (size_t i = 0; i < digits.size(); ++i) {
    if (!IsAsciiDigit(digits[i])) return false;
    const bool range = i + 2 < digits.size() && digits[i + 1] == '-' && IsAsciiDigit(digits[i + 2]);
    if (range) i += 2;
  }
  return true;
}

Strings CharactersOfClass(absl::string_view text) {
  Strings characters;
  if (text.size() < 3 || text.front() != '[' || text[1] == '^') return {};
  for (size_t i = 1; i + 1 < text.size();) {
    const bool escaped = text[i] == '\\';
    if (escaped && IsAsciiLetter(text[i + 1])) return {};
    if (escaped) ++i;
    const CodePoint point = DecodeUtf8(text, i);
    const bool range = text[i] == '-' && !escaped && i > 1 && i + 2 < text.size();
    const std::string character = CharacterOf(point.value);
    if (character.empty() || range || (text[i] == '[' && !escaped)) return {};
    AddOnce(character, &characters);
    i += point.bytes;
  }
  return characters;
}

}  // namespace caspian::extractor
