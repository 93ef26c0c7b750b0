#include "extractor/names/sentence_words.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/base/utf8.h"
#include "extractor/document/characters.h"

namespace caspian::extractor {

namespace {

constexpr uint32_t kNotLookedUp = 0xFFFFFFFF;  // no word is all that there is

}  // namespace

// There is room for the longest sentence.
SentenceWords::SentenceWords(const Program& program, const CompiledNames& names, const Analysis& analysis)
    : program_(program),
      analysis_(analysis),
      lists_(names),
      words_(analysis.memory.get()),
      functions_(analysis.memory.get()) {
  size_t most = 0;
  for (const Sentence& sentence : analysis.segmentation.sentences)
    most = std::max<size_t>(most, sentence.last_token - sentence.first_token);
  words_.reserve(most);
  functions_.reserve(most);
}

void SentenceWords::Read(uint32_t sentence) {
  ReadWords(program_, analysis_, sentence, lists_, &words_);
  functions_.assign(words_.size(), kNotLookedUp);
  has_small_letters_ =
      std::any_of(words_.begin(), words_.end(), [](const Word& word) { return StartsLower(word.plain); });
}

bool SentenceWords::HaveNoGap(size_t first, size_t last) const {
  for (size_t i = first + 1; i < last; ++i) {
    if (words_[i].first_token != words_[i - 1].last_token) return false;
  }
  return first < last;
}

bool SentenceWords::AreTokens(size_t first, size_t last) const {
  return HaveNoGap(first, last) && std::all_of(words_.begin() + static_cast<std::ptrdiff_t>(first),
                                               words_.begin() + static_cast<std::ptrdiff_t>(last),
                                               [](const Word& word) { return IsAscii(word.plain); });
}

bool SentenceWords::Has(v1::NameWordFunction function, size_t first, size_t last) const {
  if (HaveNoGap(first, last)) {
    const uint32_t begin = words_[first].first_token, end = words_[last - 1].last_token;
    return lists_.Has(function, absl::MakeConstSpan(analysis_.words).subspan(begin, end - begin));
  }
  WordTokens tokens;
  for (size_t i = first; i < last; ++i) AppendTokens(i, &tokens);
  return lists_.Has(function, tokens);
}

bool SentenceWords::Is(v1::NameWordFunction function, size_t i) const {
  if (functions_[i] == kNotLookedUp) functions_[i] = FunctionsOf(words_[i]);
  return (functions_[i] & WordFunctions::BitOf(function)) != 0;
}

// Ordinary words are in small letters.
uint32_t SentenceWords::FunctionsOf(const Word& word) const {
  constexpr auto kOrdinary = v1::NAME_WORD_FUNCTION_ORDINARY;
  const uint32_t ordinary = WordFunctions::BitOf(kOrdinary);
  const auto tokens =
      absl::MakeConstSpan(analysis_.words).subspan(word.first_token, word.last_token - word.first_token);
  if (tokens.size() == 1)
    return (lists_.FunctionsOf(tokens[0].written).is & ~ordinary) |
           (lists_.FunctionsOf(tokens[0].lowered).is & ordinary);
  uint32_t functions = lists_.Has(kOrdinary, Lowered(word.plain)) ? ordinary : 0;
  const uint32_t begun = lists_.FunctionsOf(tokens[0].written).begins & ~ordinary;
  for (int f = 0; f < v1::NameWordFunction_ARRAYSIZE; ++f) {
    const auto function = static_cast<v1::NameWordFunction>(f);
    const uint32_t bit = WordFunctions::BitOf(function);
    if ((begun & bit) != 0 && lists_.Has(function, tokens)) functions |= bit;
  }
  return functions;
}

void SentenceWords::AppendTokens(size_t i, WordTokens* tokens) const {
  const auto begin = analysis_.words.begin();
  tokens->insert(tokens->end(), begin + words_[i].first_token, begin + words_[i].last_token);
}

bool SentenceWords::BeginsPhrase(size_t i) const {
  const uint32_t begins = lists_.FunctionsOf(analysis_.words[words_[i].first_token].written).begins;
  return (begins & WordFunctions::BitOf(v1::NAME_WORD_FUNCTION_PHRASE)) != 0;
}

bool SentenceWords::Follows(size_t i) const {
  return i < size() && !words_[i].glued && !words_[i - 1].possessive && !words_[i - 1].tailed && !words_[i].blocked;
}

bool SentenceWords::BeginsSentence(size_t i) const {
  while (i > 0 && words_[i - 1].punctuation) --i;
  return i == 0;
}

std::string SentenceWords::Joined(absl::Span<const absl::string_view> plain, size_t first) const {
  std::string joined;
  for (size_t i = 0; i < plain.size(); ++i)
    absl::StrAppend(&joined, i > 0 && !words_[first + i].glued ? " " : "", plain[i]);
  return joined;
}

}  // namespace caspian::extractor
