#include "extractor/match/known_tokens.h"

#include <cstring>
#include <string>

#include "extractor/match/plain_token.h"
#include "extractor/program/hash_slots.h"

namespace caspian::extractor {

KnownTokens::KnownTokens(const Vocabulary& vocabulary, const TriggerIndex& triggers, PieceKeys* keys)
    : vocabulary_(vocabulary), triggers_(triggers), keys_(*keys), places_(kPlaces) {}

void KnownTokens::Begin(absl::string_view text, const std::vector<Token>& tokens, std::vector<TokenWords>* words) {
  if (keys_.Begin(tokens.size())) places_.assign(kPlaces, {});
  text_ = text;
  tokens_ = &tokens;
  words_ = words;
  words->clear();
  words->reserve(tokens.size());
  triggers_of_.clear();
}

void KnownTokens::ReadTo(uint32_t last) {
  first_ = static_cast<uint32_t>(words_->size());
  triggers_of_.clear();
  for (uint32_t t = first_; t < last; ++t) {
    const Facts& facts = FactsOf((*tokens_)[t]);
    words_->push_back(facts.words);
    keys_.AddToken(facts.piece);
    triggers_of_.push_back(facts.triggers);
  }
}

// Without a call, which == of arrays is.
bool KnownTokens::IsSame(const Key& a, const Key& b) { return ((a[0] ^ b[0]) | (a[1] ^ b[1])) == 0; }

// Bytes of the text behind the token are read with it and put out again.
KnownTokens::Key KnownTokens::KeyOf(absl::string_view text, size_t begin, size_t size) {
  Key key = {};
  if (begin + sizeof(Key) <= text.size()) {
    std::memcpy(key.data(), text.data() + begin, sizeof(Key));
  } else {
    std::memcpy(key.data(), text.data() + begin, size);
  }
  if (size < sizeof(key[0])) key[0] &= (uint64_t{1} << (8 * size)) - 1;
  const size_t behind = size < sizeof(key[0]) ? 0 : size - sizeof(key[0]);
  key[1] &= (uint64_t{1} << (8 * behind)) - 1;
  key[1] |= uint64_t{size} << (8 * (sizeof(key[1]) - 1));
  return key;
}

size_t KnownTokens::PlaceOf(const Key& key) { return HomeOf(HashOf(key[0] ^ HashOf(key[1])), kPlaces); }

KnownTokens::Facts KnownTokens::LookUp(const Token& token) {
  std::string storage;
  const absl::string_view plain = PlainToken(text_, token, &storage);
  Facts facts;
  facts.words = vocabulary_.WordsOf(plain);
  facts.piece = keys_.KeyOfToken(plain, facts.words.lowered);
  facts.triggers = triggers_.OfToken(plain, facts.words.lowered);
  return facts;
}

const KnownTokens::Facts& KnownTokens::FactsOf(const Token& token) {
  const size_t size = token.end - token.begin;
  if (size > kLongest) return long_ = LookUp(token);
  const Key key = KeyOf(text_, token.begin, size);
  auto& [newer, older] = places_[PlaceOf(key)];
  if (IsSame(newer.key, key)) return newer;
  if (IsSame(older.key, key)) return older;
  older = newer;
  newer = LookUp(token);
  newer.key = key;
  return newer;
}

}  // namespace caspian::extractor
