#include "extractor/program/vocabulary.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "extractor/document/characters.h"
#include "extractor/document/segment.h"

namespace caspian::extractor {

std::vector<std::string> TokensOf(absl::string_view text) {
  std::vector<std::string> tokens;
  for (const Token& token : Tokenize(text)) tokens.emplace_back(text.substr(token.begin, token.end - token.begin));
  return tokens;
}

WordId Vocabulary::Add(absl::string_view word) {
  const auto found = ids_.find(word);
  if (found != ids_.end()) return found->second;
  words_.emplace_back(word);
  const auto id = static_cast<WordId>(words_.size());
  ids_.emplace(words_.back(), id);
  return id;
}

WordId Vocabulary::Find(absl::string_view word) const {
  const auto found = ids_.find(word);
  return found == ids_.end() ? kNoWord : found->second;
}

void Vocabulary::Seal() {
  forms_.resize(end());
  for (WordId id = 1; id < end(); ++id) forms_[id] = FindWords(word(id), id);
}

TokenWords Vocabulary::WordsOf(absl::string_view token) const {
  const WordId written = Find(token);
  return written < forms_.size() && written != kNoWord ? forms_[written] : FindWords(token, written);
}

TokenWords Vocabulary::FindWords(absl::string_view token, WordId written) const {
  TokenWords words;
  words.written = words.lowered = written;
  if (std::all_of(token.begin(), token.end(), absl::ascii_islower)) return words;
  const std::string lowered = Lowered(token);
  if (lowered != token) words.lowered = Find(lowered);
  if (StartsUpper(token)) words.uncapitalised = Find(Uncapitalised(token));
  return words;
}

std::vector<TokenWords> Vocabulary::WordsIn(absl::string_view text) const {
  std::vector<TokenWords> words;
  for (const Token& token : Tokenize(text)) words.push_back(WordsOf(text.substr(token.begin, token.end - token.begin)));
  return words;
}

}  // namespace caspian::extractor
