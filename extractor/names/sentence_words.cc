#include "extractor/names/sentence_words.h"

#include <algorithm>

#include "extractor/document/characters.h"

namespace caspian::extractor {

SentenceWords::SentenceWords(const Program& program, const CompiledNames& names, const Analysis& analysis,
                             uint32_t sentence)
    : lists_(names), words_(WordsOf(program, analysis, sentence, lists_)), known_(words_.size()) {
  for (auto& functions : known_) functions.fill(kNotLookedUp);
  has_small_letters_ =
      std::any_of(words_.begin(), words_.end(), [](const Word& word) { return StartsLower(word.plain); });
}

bool SentenceWords::Has(v1::NameWordFunction function, size_t first, size_t last) const {
  return lists_.Has(function, Joined(first, last));
}

bool SentenceWords::Is(v1::NameWordFunction function, size_t i) const {
  int8_t& known = known_[i][static_cast<size_t>(function)];
  if (known == kNotLookedUp) known = LookUp(function, words_[i].plain) ? 1 : 0;
  return known == 1;
}

bool SentenceWords::LookUp(v1::NameWordFunction function, const std::string& word) const {
  return lists_.Has(function, function == v1::NAME_WORD_FUNCTION_ORDINARY ? Lowered(word) : word);
}

bool SentenceWords::Follows(size_t i) const {
  return i < size() && !words_[i].glued && !words_[i - 1].possessive && !words_[i - 1].tailed && !words_[i].blocked;
}

bool SentenceWords::BeginsSentence(size_t i) const {
  while (i > 0 && words_[i - 1].punctuation) --i;
  return i == 0;
}

std::string SentenceWords::Joined(size_t first, size_t last) const {
  std::vector<std::string> plain;
  for (size_t i = first; i < last; ++i) plain.push_back(words_[i].plain);
  return JoinedWords(plain, first);
}

std::string SentenceWords::JoinedWords(const std::vector<std::string>& plain, size_t first) const {
  std::string joined;
  for (size_t i = 0; i < plain.size(); ++i) {
    if (i > 0 && !words_[first + i].glued) joined += ' ';
    joined += plain[i];
  }
  return joined;
}

}  // namespace caspian::extractor
