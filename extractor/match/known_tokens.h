// What a program knows of the tokens of a document, token by token: texts say the same words again and again, so that
// most of them need no look-up.
#ifndef CASPIAN_EXTRACTOR_MATCH_KNOWN_TOKENS_H_
#define CASPIAN_EXTRACTOR_MATCH_KNOWN_TOKENS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/document/segment.h"
#include "extractor/match/piece_keys.h"
#include "extractor/program/trigger_index.h"
#include "extractor/program/vocabulary.h"

namespace caspian::extractor {

// Of one document at a time. Tokens have places by their hash, where the last two of those that share them are kept
// for the documents that come next: memory is the same for any number of them. What it points to outlives it; not
// thread-safe.
class KnownTokens {
 public:
  KnownTokens(const Vocabulary& vocabulary, const TriggerIndex& triggers, PieceKeys* keys);

  // Forgets the document before. `words` gets those of the tokens of `text` as they are read, and the keys theirs; all
  // three stay where they are until the last is read.
  void Begin(absl::string_view text, const std::vector<Token>& tokens, std::vector<TokenWords>* words);
  // Reads the next tokens, up to index `last`.
  void ReadTo(uint32_t last);

  // The triggers of one of the tokens that were read last, by its index; null: none.
  const TriggerNumbers* TriggersOf(uint32_t token) const { return triggers_of_[token - first_]; }

 private:
  // The bytes of a short token, and behind them how many.
  using Key = std::array<uint64_t, 2>;

  struct Facts {
    Key key = {};  // of no token: free
    TokenWords words;
    PieceKey piece;
    const TriggerNumbers* triggers = nullptr;
  };

  static constexpr size_t kPlaces = 8192;
  static constexpr size_t kLongest = sizeof(Key) - 1;  // bytes; longer tokens are looked up each time

  static Key KeyOf(absl::string_view text, size_t begin, size_t size);
  static bool IsSame(const Key& a, const Key& b);
  static size_t PlaceOf(const Key& key);
  Facts LookUp(const Token& token);
  const Facts& FactsOf(const Token& token);

  const Vocabulary& vocabulary_;
  const TriggerIndex& triggers_;
  PieceKeys& keys_;
  std::vector<std::array<Facts, 2>> places_;  // the newer one first
  Facts long_;                                // of the last long token
  absl::string_view text_;
  const std::vector<Token>* tokens_ = nullptr;
  std::vector<TokenWords>* words_ = nullptr;
  uint32_t first_ = 0;  // of the tokens that were read last, and their triggers
  std::vector<const TriggerNumbers*> triggers_of_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_KNOWN_TOKENS_H_
