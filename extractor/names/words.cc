#include "extractor/names/words.h"

#include <algorithm>
#include <array>

#include "absl/container/inlined_vector.h"
#include "absl/strings/ascii.h"
#include "common/base/utf8.h"
#include "extractor/document/characters.h"
#include "extractor/names/taken_ranges.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {
namespace {

constexpr size_t kTailTokens = 4;

bool IsOneCapital(absl::string_view text) { return StartsUpper(text) && DecodeUtf8(text, 0).bytes == text.size(); }

class WordReader {
 public:
  WordReader(const Program& program, const Analysis& analysis, uint32_t sentence, const WordLists& lists, Words* words)
      : program_(program),
        analysis_(analysis),
        lists_(lists),
        range_(analysis.segmentation.sentences[sentence]),
        tokens_(analysis.segmentation.tokens),
        taken_(program, analysis, sentence),
        words_(*words) {}

  void Read() {
    words_.clear();
    for (uint32_t t = range_.first_token; t < range_.last_token;) t = ReadWord(t);
  }

 private:
  absl::string_view Text(uint32_t t) const { return analysis_.TextOf(tokens_[t].begin, tokens_[t].end); }
  std::string Plain(uint32_t t) const { return PlainForm(Text(t)); }
  // The plain form of the tokens [first, last), kept in the analysis where it does not stand in the document. A word or
  // a number stands there as it is (plain_token.h).
  absl::string_view PlainTextOf(uint32_t first, uint32_t last) const {
    const absl::string_view written = analysis_.TextOf(tokens_[first].begin, tokens_[last - 1].end);
    const bool plain = last == first + 1 && tokens_[first].kind != TokenKind::kOther;
    return plain || IsAscii(written) ? written : analysis_.Keep(PlainForm(written));
  }
  bool IsLetters(uint32_t t) const { return t < range_.last_token && tokens_[t].kind == TokenKind::kLetters; }
  bool Glued(uint32_t t) const {
    return t > range_.first_token && t < range_.last_token && tokens_[t - 1].end == tokens_[t].begin;
  }
  bool Is(uint32_t t, absl::string_view mark) const {
    if (t >= range_.last_token || tokens_[t].kind != TokenKind::kOther) return false;
    return Text(t) == mark || (Text(t).size() > 1 && Plain(t) == mark);
  }

  // The token behind the longest possessive tail that is glued to the word [first, last); `last` where there is none. A
  // list has tails ("'s"), or a word's last letter with the tail behind it ("s'").
  uint32_t EndOfPossessive(absl::string_view word, uint32_t last) const {
    uint32_t end = last;
    while (Glued(end) && end - last < kTailTokens) ++end;
    if (end == last || analysis_.words[last].written == kNoWord) return last;
    const auto tokens = absl::MakeConstSpan(analysis_.words).subspan(last, end - last);
    const size_t tail = lists_.LongestAt(v1::NAME_WORD_FUNCTION_POSSESSIVE, tokens, 0);
    if (tail > 0) return last + static_cast<uint32_t>(tail);
    std::array<TokenWords, kTailTokens + 1> with_last;
    with_last[0].written = lists_.vocabulary().Find(word.substr(word.size() - 1));
    std::copy(tokens.begin(), tokens.end(), with_last.begin() + 1);
    const size_t with_letter =
        lists_.LongestAt(v1::NAME_WORD_FUNCTION_POSSESSIVE, absl::MakeConstSpan(with_last).first(tokens.size() + 1), 0);
    return with_letter > 1 ? last + static_cast<uint32_t>(with_letter) - 1 : last;
  }

  Word& AddWord(uint32_t first, uint32_t last, bool capital) {
    Word& word = words_.emplace_back();
    word.begin = tokens_[first].begin;
    word.end = tokens_[last - 1].end;
    word.first_token = first;
    word.last_token = last;
    word.plain = PlainTextOf(first, last);
    word.glued = Glued(first);
    word.blocked = taken_.Touch(word.begin, word.end);
    word.capital = capital && !word.blocked;
    word.punctuation = tokens_[first].kind == TokenKind::kOther;
    return word;
  }

  // Adds the word of one token.
  void AddToken(uint32_t t) {
    const Token& token = tokens_[t];
    const bool is_other = token.kind == TokenKind::kOther;
    const absl::string_view plain = is_other ? PlainTextOf(t, t + 1) : Text(t);
    const bool blocked = taken_.Touch(token.begin, token.end);
    words_.push_back({.begin = token.begin,
                      .end = token.end,
                      .first_token = t,
                      .last_token = t + 1,
                      .plain = plain,
                      .capital = token.capital && !blocked,
                      .glued = Glued(t),
                      .blocked = blocked,
                      .punctuation = is_other});
  }

  // Adds the word [first, last) and returns the token behind it, its possessive included.
  uint32_t Add(uint32_t first, uint32_t last, bool capital) {
    Word& word = AddWord(first, last, capital);
    const uint32_t end = word.punctuation ? last : EndOfPossessive(word.plain, last);
    word.possessive = end > last;
    return end;
  }

  // "U.S.", "J.", "Gen.": the token behind the stops that belong to the letters at `t`. One letter's stop at the
  // sentence's end is the sentence's ("Plan B.").
  uint32_t EndOfStops(uint32_t t) const {
    uint32_t last = t + 1;
    if (IsOneCapital(Text(t))) {
      while (Is(last, ".") && Glued(last)) {
        ++last;
        if (!IsLetters(last) || !Glued(last) || !IsOneCapital(Text(last))) break;
        if (!(Is(last + 1, ".") && Glued(last + 1))) break;
        ++last;
      }
      return last == t + 2 && last == range_.last_token ? t + 1 : last;
    }
    const bool stop = Is(last, ".") && Glued(last);
    return stop && program_.abbreviations.count(PlainTextOf(t, last + 1)) > 0 ? last + 1 : last;
  }

  // The token behind "O'Brien", "d'Estaing"; `last` where no such tail follows.
  uint32_t EndOfApostrophe(uint32_t first, uint32_t last) const {
    const bool joined =
        Is(last, "'") && Glued(last) && IsLetters(last + 1) && Glued(last + 1) && StartsUpper(Text(last + 1));
    return joined && Text(first).size() <= 2 ? last + 2 : last;
  }

  // The token behind "AT&T"; `last` where no such tail follows.
  uint32_t EndOfAmpersand(uint32_t last) const {
    const bool joined =
        Is(last, "&") && Glued(last) && IsLetters(last + 1) && Glued(last + 1) && StartsUpper(Text(last + 1));
    return joined ? last + 2 : last;
  }

  bool HyphenAt(uint32_t t) const { return Is(t, "-") && Glued(t) && t + 1 < range_.last_token && Glued(t + 1); }

  uint32_t ReadWord(uint32_t t) {
    if (!Glued(t + 1)) {
      AddToken(t);
      return t + 1;
    }
    if (!IsLetters(t)) return ReadOther(t);
    const uint32_t stops = EndOfStops(t);
    const uint32_t apostrophe = EndOfApostrophe(t, stops);
    const uint32_t last = EndOfAmpersand(apostrophe);
    if (last < range_.last_token && tokens_[last].kind == TokenKind::kDigits && Glued(last))
      return Add(t, last + 1, false);
    if (HyphenAt(last)) return ReadHyphenated(t, last);
    return Add(t, last, tokens_[t].capital || apostrophe > stops);
  }

  uint32_t ReadOther(uint32_t t) {
    uint32_t last = t + 1;
    if (tokens_[t].kind == TokenKind::kDigits) {
      while (last < range_.last_token && Glued(last) && tokens_[last].kind != TokenKind::kOther) ++last;
    }
    return Add(t, last, false);
  }

  // Half-open.
  using TokenRanges = absl::InlinedVector<std::pair<uint32_t, uint32_t>, 4>;

  // Compounds: split where each part is a name of its own, the head alone before a lower-case tail, one word otherwise.
  uint32_t ReadHyphenated(uint32_t first, uint32_t hyphen) {
    TokenRanges parts = {{first, hyphen}};
    uint32_t end = hyphen;
    while (HyphenAt(end)) {
      const uint32_t begin = end + 1;
      end = IsLetters(begin) ? EndOfStops(begin) : begin + 1;
      parts.emplace_back(begin, end);
    }
    const auto known = [&](const auto& part) {
      return lists_.Has(v1::NAME_WORD_FUNCTION_HYPHEN_PART,
                        PlainForm(analysis_.TextOf(tokens_[part.first].begin, tokens_[part.second - 1].end)));
    };
    if (!StartsUpper(Text(first))) return Add(first, end, IsParticleAndName(parts));
    if (std::all_of(parts.begin(), parts.end(), known)) return AddParts(parts);
    if (!StartsUpper(Text(parts.back().first))) return AddTailed(parts);
    return Add(first, end, true);
  }

  // "al-Assad".
  bool IsParticleAndName(const TokenRanges& parts) const {
    return StartsUpper(Text(parts.back().first)) &&
           lists_.Has(v1::NAME_WORD_FUNCTION_PARTICLE, Plain(parts.front().first));
  }

  uint32_t AddParts(const TokenRanges& parts) {
    uint32_t end = 0;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) Add(parts[i].first - 1, parts[i].first, false);
      end = Add(parts[i].first, parts[i].second, true);
    }
    return end;
  }

  uint32_t AddTailed(const TokenRanges& parts) {
    Add(parts.front().first, parts.front().second,
        parts.front().second > parts.front().first && tokens_[parts.back().first].kind == TokenKind::kLetters);
    words_.back().tailed = true;
    return Add(parts.front().second, parts.back().second, false);
  }

  const Program& program_;
  const Analysis& analysis_;
  const WordLists& lists_;
  const Sentence& range_;
  const std::vector<Token>& tokens_;
  TakenRanges taken_;
  Words& words_;
};

}  // namespace

bool WordLists::Has(v1::NameWordFunction function, absl::string_view text) const {
  if (std::all_of(text.begin(), text.end(), absl::ascii_isalpha))
    return (FunctionsOf(vocabulary().Find(text)).is & WordFunctions::BitOf(function)) != 0;
  return Has(function, vocabulary().WordsIn(text));
}

bool WordLists::HasAny(uint32_t functions, absl::string_view text) const {
  if (std::all_of(text.begin(), text.end(), absl::ascii_isalpha))
    return (FunctionsOf(vocabulary().Find(text)).is & functions) != 0;
  const auto tokens = vocabulary().WordsIn(text);
  for (int f = 0; f < v1::NameWordFunction_ARRAYSIZE; ++f) {
    const auto function = static_cast<v1::NameWordFunction>(f);
    if ((functions & WordFunctions::BitOf(function)) != 0 && Has(function, tokens)) return true;
  }
  return false;
}

bool WordLists::Has(v1::NameWordFunction function, absl::Span<const TokenWords> tokens) const {
  return !tokens.empty() && LongestAt(function, tokens, 0) == tokens.size();
}

size_t WordLists::LongestAt(v1::NameWordFunction function, absl::Span<const TokenWords> tokens, size_t first) const {
  if ((FunctionsOf(tokens[first].written).begins & WordFunctions::BitOf(function)) == 0) return 0;
  const auto found = names_.words.find(function);
  size_t longest = 0;
  for (const auto& index : found->second) longest = std::max(longest, index->LongestAt(tokens, first).token_count);
  return longest;
}

void ReadWords(const Program& program, const Analysis& analysis, uint32_t sentence, const WordLists& lists,
               Words* words) {
  WordReader(program, analysis, sentence, lists, words).Read();
}

}  // namespace caspian::extractor
