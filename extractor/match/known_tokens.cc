#include "extractor/match/known_tokens.h"

#include <bit>
#include <cstring>
#include <string>
#include <utility>

#include "common/base/large_pages.h"
#include "extractor/match/plain_token.h"
#include "extractor/program/hash_slots.h"

namespace caspian::extractor {

KnownTokens::KnownTokens(const Vocabulary& vocabulary, const TriggerIndex& triggers, PieceKeys* keys)
    : vocabulary_(vocabulary), triggers_(triggers), keys_(*keys), places_(kPlaces) {}

void KnownTokens::Begin(absl::string_view text, const std::vector<Token>& tokens, std::vector<TokenWords>* words) {
  if (keys_.Begin(tokens.size())) places_ = std::vector<std::array<Kept, 2>>(kPlaces);
  text_ = text;
  tokens_ = &tokens;
  words_ = words;
  words->clear();
  ReserveLong(tokens.size(), words);
  words->resize(tokens.size());
  next_ = asked_first_ = 0;
}

// All of them at once, so that the processor brings their places while it looks at others.
void KnownTokens::AskFor(uint32_t last) {
  asked_first_ = next_;
  asked_.resize(last - next_);
  for (size_t t = next_; t < last; ++t) {
    const Token& token = (*tokens_)[t];
    const size_t size = token.end - token.begin;
    const Key key = size > kLongest ? kOfLong : KeyOf(text_, token.begin, size);
    Asked& asked = asked_[t - next_];
    asked = {key, PlaceOf(key)};
    for (const Kept& kept : places_[asked.place]) __builtin_prefetch(&kept);
  }
}

const KnownToken& KnownTokens::Read() {
  const uint32_t token = next_++;
  const KnownToken& known = Find((*tokens_)[token], asked_[token - asked_first_]);
  (*words_)[token] = known.words;
  keys_.SetToken(token, known.piece);
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

size_t KnownTokens::PlaceOf(const Key& key) { return HomeOf(HashOf(key[0] ^ std::rotl(key[1], 29)), kPlaces); }

KnownToken KnownTokens::LookUp(const Token& token) {
  std::string storage;
  const absl::string_view plain = PlainToken(text_, token, &storage);
  KnownToken known;
  known.words = vocabulary_.WordsOf(plain);
  known.piece = keys_.KeyOfToken(plain, known.words.lowered);
  const WordTriggers* const triggers = triggers_.OfToken(plain, known.words.lowered);
  if (triggers == nullptr) return known;
  known.marks = triggers->marks();
  std::vector<MaybeList> lists;
  for (uint32_t trigger : triggers->lists()) {
    const PhraseBegin begin = triggers_.ListOf(trigger).BeginOf(known.words);
    if (begin.any()) lists.push_back({trigger, begin});
  }
  if (!lists.empty()) known.some_lists = std::make_unique<const std::vector<MaybeList>>(std::move(lists));
  return known;
}

const KnownToken& KnownTokens::Find(const Token& token, const Asked& asked) {
  Kept& first = places_[asked.place][0];
  if (!IsSame(first.key, asked.key)) return FindSecond(token, asked);
  first.came_again = true;
  return first.token;
}

const KnownToken& KnownTokens::FindSecond(const Token& token, const Asked& asked) {
  if (IsSame(asked.key, kOfLong)) return long_ = LookUp(token);
  Kept& second = places_[asked.place][1];
  if (IsSame(second.key, asked.key)) {
    second.came_again = true;
    return second.token;
  }
  Kept& room = RoomAt(&places_[asked.place]);
  room = {asked.key, LookUp(token)};
  return room.token;
}

KnownTokens::Kept& KnownTokens::RoomAt(std::array<Kept, 2>* place) {
  auto& [first, second] = *place;
  if (IsSame(first.key, Key{})) return first;
  if (!second.came_again) return second;
  if (!first.came_again) return first;
  first.came_again = second.came_again = false;
  return second;
}

}  // namespace caspian::extractor
