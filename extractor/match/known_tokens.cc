#include "extractor/match/known_tokens.h"

#include <cstring>
#include <string>

#include "extractor/match/plain_token.h"
#include "extractor/program/hash_slots.h"

namespace caspian::extractor {

KnownTokens::KnownTokens(const Vocabulary& vocabulary, const TriggerIndex& triggers, PieceKeys* keys)
    : vocabulary_(vocabulary), triggers_(triggers), keys_(*keys), places_(kPlaces) {}

void KnownTokens::Read(absl::string_view text, const std::vector<Token>& tokens, std::vector<TokenWords>* words) {
  if (keys_.Begin()) places_.assign(kPlaces, {});
  words->clear();
  words->reserve(tokens.size());
  triggers_of_.clear();
  triggers_of_.reserve(tokens.size());
  for (const Token& token : tokens) {
    const Facts& facts = FactsOf(text, token);
    words->push_back(facts.words);
    keys_.AddToken(facts.piece);
    triggers_of_.push_back(facts.triggers);
  }
}

KnownTokens::Key KnownTokens::KeyOf(absl::string_view token) {
  unsigned char bytes[sizeof(Key)] = {};
  std::memcpy(bytes, token.data(), token.size());
  bytes[kLongest] = static_cast<unsigned char>(token.size());
  Key key;
  std::memcpy(key.data(), bytes, sizeof(bytes));
  return key;
}

size_t KnownTokens::PlaceOf(const Key& key) { return HomeOf(HashOf(key[0] ^ HashOf(key[1])), kPlaces); }

KnownTokens::Facts KnownTokens::LookUp(absl::string_view text, const Token& token) {
  std::string storage;
  const absl::string_view plain = PlainToken(text, token, &storage);
  Facts facts;
  facts.words = vocabulary_.WordsOf(plain);
  facts.piece = keys_.KeyOfToken(plain, facts.words.lowered);
  facts.triggers = triggers_.OfToken(plain, facts.words.lowered);
  return facts;
}

const KnownTokens::Facts& KnownTokens::FactsOf(absl::string_view text, const Token& token) {
  const size_t size = token.end - token.begin;
  if (size > kLongest) return long_ = LookUp(text, token);
  const Key key = KeyOf(text.substr(token.begin, size));
  auto& [newer, older] = places_[PlaceOf(key)];
  if (newer.key == key) return newer;
  if (older.key == key) return older;
  older = newer;
  newer = LookUp(text, token);
  newer.key = key;
  return newer;
}

}  // namespace caspian::extractor
