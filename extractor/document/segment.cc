#include "extractor/document/segment.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <set>

#include "absl/container/inlined_vector.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "common/base/large_pages.h"
#include "common/base/utf8.h"
#include "extractor/document/characters.h"

namespace caspian::extractor {
namespace {

// In code points. Where a line is wider than the first, some must go on in small letters: it may be a list of
// headlines.
constexpr size_t kWrappedLineLimit = 100;
constexpr size_t kWideLineLimit = 200;
constexpr size_t kWrappedLineLeast = 40;

TokenKind KindOf(char32_t c) {
  return IsLetter(c) ? TokenKind::kLetters : IsDigit(c) ? TokenKind::kDigits : TokenKind::kOther;
}

bool RunsOn(TokenKind kind, char32_t c) {
  if (kind == TokenKind::kOther || IsIdeograph(c)) return false;
  return kind == KindOf(c);
}

enum class ByteClass : uint8_t { kSpace, kLetter, kDigit, kOther, kNotAscii };

// As IsSpace, IsLetter and IsDigit say.
constexpr ByteClass ClassOfByte(size_t byte) {
  if (byte >= 0x80) return ByteClass::kNotAscii;
  if (byte == ' ' || (byte >= 0x09 && byte <= 0x0D)) return ByteClass::kSpace;
  if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) return ByteClass::kLetter;
  return byte >= '0' && byte <= '9' ? ByteClass::kDigit : ByteClass::kOther;
}

constexpr std::array<ByteClass, 256> ClassesOfBytes() {
  std::array<ByteClass, 256> classes = {};
  for (size_t byte = 0; byte < classes.size(); ++byte) classes[byte] = ClassOfByte(byte);
  return classes;
}
constexpr std::array<ByteClass, 256> kClasses = ClassesOfBytes();

ByteClass ClassOf(char c) { return kClasses[static_cast<unsigned char>(c)]; }

TokenKind KindOf(ByteClass of) {
  return of == ByteClass::kLetter  ? TokenKind::kLetters
         : of == ByteClass::kDigit ? TokenKind::kDigits
                                   : TokenKind::kOther;
}

// The bits 0x80 of those of eight bytes that are letters of ASCII.
uint64_t LettersOf(uint64_t eight) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHighBits = 0x80 * kOnes;
  const uint64_t small = (eight | 0x20 * kOnes) & ~kHighBits;
  const uint64_t from_a = small + (0x80 - 'a') * kOnes, behind_z = small + (0x7F - 'z') * kOnes;
  return from_a & ~behind_z & ~eight & kHighBits;
}

// The end of the letters of ASCII from `begin` on, before `last`.
size_t EndOfAsciiLetters(absl::string_view text, size_t begin, size_t last) {
  size_t end = begin;
  for (; end + sizeof(uint64_t) <= last; end += sizeof(uint64_t)) {
    uint64_t eight;
    std::memcpy(&eight, text.data() + end, sizeof(eight));
    const uint64_t others = ~LettersOf(eight) & 0x8080808080808080;
    if (others != 0) return end + static_cast<size_t>(std::countr_zero(others)) / 8;
  }
  while (end < last && ClassOf(text[end]) == ByteClass::kLetter) ++end;
  return end;
}

// The end of the token of ASCII at `begin`, whose first byte is `of` that class; `begin` where it has, or may have,
// other characters.
size_t EndOfAsciiToken(absl::string_view text, size_t begin, ByteClass of) {
  if (of == ByteClass::kNotAscii) return begin;
  if (of == ByteClass::kOther) return begin + 1;
  const size_t last = std::min(text.size(), begin + kSentenceByteLimit);
  size_t end = begin + 1;
  if (of == ByteClass::kLetter) {
    end = EndOfAsciiLetters(text, end, last);
  } else {
    while (end < last && ClassOf(text[end]) == of) ++end;
  }
  return end < text.size() && ClassOf(text[end]) == ByteClass::kNotAscii ? begin : end;
}

// Likewise of any token, whose first character is `first`.
size_t EndOfToken(absl::string_view text, size_t begin, const CodePoint& first) {
  const TokenKind kind = KindOf(first.value);
  size_t end = begin + first.bytes;
  while (!IsIdeograph(first.value) && end < text.size()) {
    const CodePoint next = DecodeUtf8(text, end);
    if (!RunsOn(kind, next.value) || end + next.bytes - begin > kSentenceByteLimit) break;
    end += next.bytes;
  }
  return end;
}

// Code points of the line, blanks at its end left out.
size_t LengthOf(absl::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.remove_suffix(1);
  return static_cast<size_t>(
      std::count_if(line.begin(), line.end(), [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; }));
}

bool BeginsParagraph(absl::string_view line) { return absl::StartsWith(line, "  "); }

// Hard-wrapped: no line is long, and most lines that another of their paragraph follows are full.
bool IsHardWrapped(absl::string_view text) {
  size_t longest = 0, continued = 0, full = 0, goes_on = 0;
  absl::InlinedVector<absl::string_view, 128> lines;
  absl::InlinedVector<size_t, 128> lengths;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    lines.push_back(line);
    lengths.push_back(LengthOf(line));
    longest = std::max(longest, lengths.back());
    if (longest > kWideLineLimit) return false;
  }
  if (longest < kWrappedLineLeast) return false;
  for (size_t i = 0; i + 1 < lengths.size(); ++i) {
    if (lengths[i] == 0 || lengths[i + 1] == 0 || BeginsParagraph(lines[i + 1])) continue;
    ++continued;
    if (lengths[i] * 10 >= longest * 7) ++full;
    if (StartsLower(absl::StripLeadingAsciiWhitespace(lines[i + 1]))) ++goes_on;
  }
  const bool reads_on = longest <= kWrappedLineLimit || goes_on * 10 >= continued * 3;
  return continued >= 1 && reads_on && full * 10 >= continued * 6;
}

// What the white space between two tokens means.
enum class Gap { kNone, kBlank, kParagraph };

Gap GapBetween(absl::string_view white, bool hard_wrapped) {
  if (white.empty()) return Gap::kNone;
  const auto lines = std::count(white.begin(), white.end(), '\n') +
                     (white.find('\n') == absl::string_view::npos ? std::count(white.begin(), white.end(), '\r') : 0);
  if (lines == 0) return Gap::kBlank;
  if (lines > 1 || !hard_wrapped) return Gap::kParagraph;
  const size_t indent = white.size() - 1 - white.rfind('\n');
  return indent >= 2 ? Gap::kParagraph : Gap::kBlank;
}

class SentenceCutter {
 public:
  SentenceCutter(absl::string_view text, const Abbreviations& abbreviations, Segmentation* out)
      : text_(text), abbreviations_(abbreviations), out_(out) {}

  void Cut() {
    const size_t count = Tokens().size();
    out_->sentences.reserve(count / 16 + 1);
    for (size_t i = 0; i < count; ++i) {
      const Gap gap = i + 1 < count ? GapAfter(i) : Gap::kParagraph;
      if (gap == Gap::kParagraph || IsFullAt(i) || (Tokens()[i].kind == TokenKind::kOther && EndsThere(i, gap)))
        Close(i + 1);
      if (gap == Gap::kParagraph) ++paragraph_;
    }
  }

 private:
  const std::vector<Token>& Tokens() const { return out_->tokens; }
  // True where the sentence may not take the token behind token `i`, which is not the last.
  bool IsFullAt(size_t i) const {
    return i + 1 - first_ >= kSentenceTokenLimit || Tokens()[i + 1].end - Tokens()[first_].begin > kSentenceByteLimit;
  }
  bool EndsThere(size_t i, Gap gap) const { return (gap == Gap::kBlank && EndsSentence(i)) || EndsIdeographic(i); }
  absl::string_view Text(size_t i) const {
    return text_.substr(Tokens()[i].begin, Tokens()[i].end - Tokens()[i].begin);
  }
  bool IsAsciiAt(size_t i) const { return static_cast<unsigned char>(text_[Tokens()[i].begin]) < 0x80; }
  bool Adjacent(size_t i) const { return Tokens()[i].end == Tokens()[i + 1].begin; }

  Gap GapAfter(size_t i) const {
    const uint32_t end = Tokens()[i].end, next = Tokens()[i + 1].begin;
    if (next == end) return Gap::kNone;
    if (next == end + 1 && text_[end] == ' ') return Gap::kBlank;
    const absl::string_view white = text_.substr(end, next - end);
    const Gap gap = GapBetween(white, out_->hard_wrapped);
    const bool at_line_end = gap == Gap::kBlank && white.find('\n') != absl::string_view::npos;
    return at_line_end && EndsHeadline(i) ? Gap::kParagraph : gap;
  }

  // True where the line that token `i` ends is in capitals, with several words, and the next one is not.
  bool EndsHeadline(size_t i) const {
    const size_t before = text_.rfind('\n', Tokens()[i].begin);
    const size_t begin = before == absl::string_view::npos ? 0 : before + 1;
    const absl::string_view line = text_.substr(begin, Tokens()[i].end - begin);
    const size_t next = Tokens()[i + 1].begin;
    return line.find(' ') != absl::string_view::npos && IsAllUpper(line) &&
           !IsAllUpper(text_.substr(next, text_.find('\n', next) - next));
  }

  bool IsQuote(size_t i) const {
    static const std::set<absl::string_view> kQuotes = {"”", "’", "»", "“", "‘", "«", "›", "‹"};
    return IsAsciiAt(i) ? Text(i) == "\"" || Text(i) == "'" : kQuotes.count(Text(i)) > 0;
  }
  bool IsCloser(size_t i) const { return IsQuote(i) || Text(i) == ")" || Text(i) == "]"; }

  static bool IsStop(absl::string_view token) { return token == "." || token == "!" || token == "?" || token == "…"; }

  bool IsIdeographicCloser(size_t i) const {
    return Text(i) == "」" || Text(i) == "』" || Text(i) == "）" || Text(i) == "”";
  }

  // Such a sentence needs no blank behind it.
  bool EndsIdeographic(size_t i) const {
    if (IsAsciiAt(i)) return false;
    if (i + 1 < Tokens().size() && Adjacent(i) && IsIdeographicCloser(i + 1)) return false;
    while (i > first_ && IsIdeographicCloser(i) && Adjacent(i - 1)) --i;
    return Text(i) == "。" || Text(i) == "！" || Text(i) == "？";
  }

  bool EndsSentence(size_t i) const {
    size_t stop = i;
    bool quoted = false;
    for (; stop > first_ && IsCloser(stop) && Adjacent(stop - 1); --stop) quoted = quoted || IsQuote(stop);
    if (!IsStop(Text(stop)) || StartsLower(Text(i + 1))) return false;
    return Text(stop) != "." || quoted || !IsAbbreviation(stop);
  }

  // True where the number before the full stop at `stop` stands alone and has its stop in the pack's list ("3." of "am
  // 3. Mai", but not of "2:3.").
  bool IsOrdinal(size_t stop) const {
    if (Tokens()[stop - 1].kind != TokenKind::kDigits || (stop - 1 > first_ && Adjacent(stop - 2))) return false;
    return abbreviations_.count(text_.substr(Tokens()[stop - 1].begin, Tokens()[stop].end - Tokens()[stop - 1].begin)) >
           0;
  }

  // True where the full stop at `stop` belongs to the word before it: "Gen.", "J.", the last of "U.S.".
  bool IsAbbreviation(size_t stop) const {
    if (stop == first_ || !Adjacent(stop - 1)) return false;
    if (Tokens()[stop - 1].kind != TokenKind::kLetters) return IsOrdinal(stop);
    const absl::string_view word = Text(stop - 1);
    if (DecodeUtf8(word, 0).bytes == word.size() && StartsUpper(word)) return true;
    size_t begin = Tokens()[stop - 1].begin;
    for (size_t k = stop - 1; k >= first_ + 2 && Text(k - 1) == "." && Adjacent(k - 1) && Adjacent(k - 2); k -= 2)
      begin = Tokens()[k - 2].begin;
    return abbreviations_.count(text_.substr(begin, Tokens()[stop].end - begin)) > 0;
  }

  void Close(size_t end) {
    out_->sentences.push_back({Tokens()[first_].begin, Tokens()[end - 1].end, static_cast<uint32_t>(first_),
                               static_cast<uint32_t>(end), paragraph_});
    first_ = end;
  }

  absl::string_view text_;
  const Abbreviations& abbreviations_;
  Segmentation* out_;
  size_t first_ = 0;
  uint32_t paragraph_ = 0;
};

template <typename Take>
void ReadTokens(absl::string_view text, const Take& take) {
  for (size_t i = 0; i < text.size();) {
    const ByteClass of = ClassOf(text[i]);
    if (of == ByteClass::kSpace) {
      ++i;
      continue;
    }
    TokenKind kind = KindOf(of);
    bool capital = text[i] >= 'A' && text[i] <= 'Z';
    size_t end = EndOfAsciiToken(text, i, of);
    if (end == i) {
      const CodePoint first = DecodeUtf8(text, i);
      if (IsSpace(first.value)) {
        i += first.bytes;
        continue;
      }
      kind = KindOf(first.value);
      capital = kind == TokenKind::kLetters && IsUpper(first.value);
      end = EndOfToken(text, i, first);
    }
    take({static_cast<uint32_t>(i), static_cast<uint32_t>(end), kind, capital});
    i = end;
  }
}

void AddTokens(absl::string_view text, std::vector<Token>* tokens) {
  ReserveLong(text.size() / 5, tokens);
  ReadTokens(text, [tokens](const Token& token) { tokens->push_back(token); });
}

}  // namespace

std::vector<Token> Tokenize(absl::string_view text) {
  std::vector<Token> tokens;
  AddTokens(text, &tokens);
  return tokens;
}

void ForEachToken(absl::string_view text, absl::FunctionRef<void(const Token&)> take) { ReadTokens(text, take); }

void Segment(absl::string_view text, const Abbreviations& abbreviations, Segmentation* out) {
  out->tokens.clear();
  out->sentences.clear();
  AddTokens(text, &out->tokens);
  out->hard_wrapped = IsHardWrapped(text);
  SentenceCutter(text, abbreviations, out).Cut();
}

}  // namespace caspian::extractor
