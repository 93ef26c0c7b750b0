// What a program knows of the tokens of a document, token by token: texts say the same words again and again, so that
// most of them need no look-up.
#ifndef CASPIAN_EXTRACTOR_MATCH_KNOWN_TOKENS_H_
#define CASPIAN_EXTRACTOR_MATCH_KNOWN_TOKENS_H_

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/document/segment.h"
#include "extractor/match/piece_keys.h"
#include "extractor/program/phrase_index.h"
#include "extractor/program/trigger_index.h"
#include "extractor/program/vocabulary.h"

namespace caspian::extractor {

// A list of which some phrase begins with a token, by its trigger.
struct MaybeList {
  uint32_t trigger;
  PhraseBegin begin;
};

// Small, since thousands are kept: most have no lists.
struct KnownToken {
  TokenWords words;
  PieceKey piece;
  MarkSet marks = 0;  // of what it fulfils, of the index of triggers
  std::unique_ptr<const std::vector<MaybeList>> some_lists;

  absl::Span<const MaybeList> lists() const {
    return some_lists == nullptr ? absl::Span<const MaybeList>() : absl::MakeConstSpan(*some_lists);
  }
};

// Of one document at a time. Tokens have places by their hash, where two of those that share them are kept for the
// documents that come next: memory is the same for any number of them. One that has come again stays where one has not.
// What it points to outlives it; not thread-safe.
class KnownTokens {
 public:
  KnownTokens(const Vocabulary& vocabulary, const TriggerIndex& triggers, PieceKeys* keys);

  // Forgets the document before. `words` and the keys have as many items as `tokens` of `text` from then on, each set
  // when its token is read; all three stay where they are until the last is read.
  void Begin(absl::string_view text, const std::vector<Token>& tokens, std::vector<TokenWords>* words);
  // Says that the tokens up to index `last` are read next, of which there is one at least.
  void AskFor(uint32_t last);
  // Reads the next of them. Valid until the next is read.
  const KnownToken& Read();

 private:
  // The bytes of a short token, and behind them how many.
  using Key = std::array<uint64_t, 2>;

  // In one line of a cache.
  struct alignas(64) Kept {
    Key key = {};  // of no token: free
    KnownToken token;
    bool came_again = false;  // since it was last considered whether it stays
  };
  // A token that is asked for, and its place.
  struct Asked {
    Key key = {};
    size_t place = 0;
  };

  static constexpr size_t kPlaces = 16384;
  static constexpr size_t kLongest = sizeof(Key) - 1;  // bytes; longer tokens are looked up each time
  static constexpr Key kOfLong = {~uint64_t{0}, ~uint64_t{0}};

  static Key KeyOf(absl::string_view text, size_t begin, size_t size);
  static bool IsSame(const Key& a, const Key& b);
  static size_t PlaceOf(const Key& key);
  KnownToken LookUp(const Token& token);
  const KnownToken& Find(const Token& token, const Asked& asked);
  // Of a token that is not the first of those at its place, or a long one.
  const KnownToken& FindSecond(const Token& token, const Asked& asked);
  // The one that makes room for another.
  static Kept& RoomAt(std::array<Kept, 2>* place);

  const Vocabulary& vocabulary_;
  const TriggerIndex& triggers_;
  PieceKeys& keys_;
  std::vector<std::array<Kept, 2>> places_;
  KnownToken long_;  // the last long token
  absl::string_view text_;
  const std::vector<Token>* tokens_ = nullptr;
  std::vector<TokenWords>* words_ = nullptr;
  std::vector<Asked> asked_;
  uint32_t asked_first_ = 0;  // the token that is the first of those
  uint32_t next_ = 0;         // to be read
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_KNOWN_TOKENS_H_
