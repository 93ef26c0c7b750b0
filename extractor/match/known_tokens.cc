#include "extractor/match/known_tokens.h"

#include <cstring>
#include <string>
#include <utility>

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
  asked_.clear();
  next_ = 0;
}

// All of them at once, so that the processor brings their places while it looks at others.
void KnownTokens::AskFor(uint32_t last) {
  asked_.clear();
  next_ = 0;
  for (size_t t = words_->size(); t < last; ++t) {
    const Token& token = (*tokens_)[t];
    Asked& asked = asked_.emplace_back();
    const size_t size = token.end - token.begin;
    if (size > kLongest) continue;
    asked.key = KeyOf(text_, token.begin, size);
    asked.place = PlaceOf(asked.key);
    __builtin_prefetch(&places_[asked.place]);
  }
}

const KnownToken& KnownTokens::Read() {
  const KnownToken& known = Find((*tokens_)[words_->size()], asked_[next_++]);
  words_->push_back(known.words);
  keys_.AddToken(known.piece);
  return known;
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

KnownToken KnownTokens::LookUp(const Token& token) {
  std::string storage;
  const absl::string_view plain = PlainToken(text_, token, &storage);
  KnownToken known;
  known.words = vocabulary_.WordsOf(plain);
  known.piece = keys_.KeyOfToken(plain, known.words.lowered);
  const WordTriggers* triggers = triggers_.OfToken(plain, known.words.lowered);
  if (triggers == nullptr) return known;
  known.triggers = triggers->needs();
  for (uint32_t trigger : triggers->lists()) {
    const PhraseIndex& list = triggers_.ListOf(trigger);
    const bool alone = list.BeginsAt(absl::MakeConstSpan(&known.words, 1), 0);
    if (alone || (list.MayBeginWith(known.words) && list.max_tokens() > 1)) known.lists.push_back({trigger, alone});
  }
  return known;
}

const KnownToken& KnownTokens::Find(const Token& token, const Asked& asked) {
  if (IsSame(asked.key, Key{})) return long_ = LookUp(token);
  auto& [newer, older] = places_[asked.place];
  if (IsSame(newer.key, asked.key)) return newer.token;
  if (IsSame(older.key, asked.key)) return older.token;
  older = std::move(newer);
  newer = {asked.key, LookUp(token)};
  return newer.token;
}

}  // namespace caspian::extractor
