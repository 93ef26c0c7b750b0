// Which rules a sentence can hold, by what stands in it so far.
#ifndef CASPIAN_EXTRACTOR_MATCH_TRIGGERED_RULES_H_
#define CASPIAN_EXTRACTOR_MATCH_TRIGGERED_RULES_H_

#include <array>
#include <cstdint>
#include <vector>

#include "extractor/match/annotation.h"
#include "extractor/match/known_tokens.h"
#include "extractor/match/phrase_search.h"
#include "extractor/program/trigger_index.h"

namespace caspian::extractor {

// Of one document that has edges, whose annotations are told as they are made, to its edges first. Its memory is used
// again for the next document. What it points to outlives it; not thread-safe.
class TriggeredRules {
 public:
  explicit TriggeredRules(const TriggerIndex& index);

  // Forgets the document before. `analysis` stays where it is; its tokens are those that `tokens` has begun, which are
  // read.
  void Begin(const Analysis& analysis, KnownTokens* tokens);

  // Forgets the document and gives its memory back.
  void Release();

  // Looks at the annotations from index `first` on; from 0 on again where some were repaired.
  void AddAnnotations(size_t first);

  // The first sentence from `sentence` on, and before `last`, that may hold the rarest need of a search of the stage;
  // `last` where none does.
  uint32_t NextSentence(size_t stage, uint32_t sentence, uint32_t last) const {
    while (sentence < last && (begun_stages_[sentence] & StageBit(stage)) == 0) ++sentence;
    return sentence;
  }

  // The searches of the range, ascending, that may have a match in the sentence: tokens and annotations in it, seen or
  // not by the rule's stage, are all that they need, and something that they can begin with. Valid until asked again.
  const std::vector<uint32_t>& SearchesOf(const SearchRange& range, uint32_t sentence);

  // The tokens of the sentence that are the list trigger `number`, ascending.
  ListStarts StartsOf(uint32_t number, uint32_t sentence) const;

  const TriggerIndex& index() const { return index_; }

 private:
  void ReadSentence(uint32_t sentence, KnownTokens* tokens);
  void Hit(absl::Span<const uint32_t> triggers, uint32_t sentence);
  void Hit(uint32_t trigger, uint32_t sentence) { Hit(absl::MakeConstSpan(&trigger, 1), sentence); }
  // Of a token that stands in the sentence for the first time.
  void HitToken(const Token& token, const KnownToken& known, uint32_t sentence);
  // Adds those of `maybe_`, all of the sentence, that begin a phrase. In a copy of the sentence there may be a shorter
  // phrase, but none where there is none here.
  void AddStarts(uint32_t sentence);
  void AddEdges(const PieceKey& key, uint32_t sentence);
  // True where two words of the sentence stand side by side, cut from one too long: edges know nothing of them.
  bool HasCutWord(const Sentence& sentence) const;
  // The bits of searches [64 * word, 64 * word + 64) that are of the range and have begun in the sentence.
  uint64_t BegunOf(const SearchRange& range, uint32_t word, uint32_t sentence) const {
    uint64_t begun = begun_[word * sentences_ + sentence];
    if (word == range.first / kWordBits) begun &= ~uint64_t{0} << (range.first % kWordBits);
    if (word == range.last / kWordBits) begun &= ~(~uint64_t{0} << (range.last % kWordBits));
    return begun;
  }
  void SetBegun(const SearchBegin& begin, uint32_t sentence) {
    begun_[begin.search / kWordBits * sentences_ + sentence] |= uint64_t{1} << (begin.search % kWordBits);
    begun_stages_[sentence] |= StageBit(begin.stage);
  }
  // Of more stages than bits some share one.
  static uint64_t StageBit(size_t stage) { return uint64_t{1} << (stage % kWordBits); }
  uint64_t* HitsOf(uint32_t sentence) { return &hits_[sentence * trigger_words_]; }

  struct MaybeStart {
    ListStart start;
    PhraseBegin begin;
  };

  static constexpr uint32_t kWordBits = 64;

  const TriggerIndex& index_;
  const Analysis* analysis_ = nullptr;
  const size_t trigger_words_;  // of 64 bits, that a sentence has in `hits_`
  const size_t search_words_;   // that all searches have in `begun_`
  size_t edge_words_ = 0;       // that a sentence has in `edges_`
  size_t sentences_ = 0;
  // By the rest of the number of a token: the last one of that rest in the sentence that is read.
  std::array<PieceNumber, 64> stands_;
  std::vector<uint64_t> hits_;          // by sentence and trigger
  std::vector<uint64_t> edges_;         // by sentence and edge: something stands there that can stand at it
  std::vector<uint64_t> begun_;         // by word of searches, then sentence: their rarest needs are there
  std::vector<uint64_t> begun_stages_;  // by sentence: bits of the stages of those
  std::vector<uint32_t> found_;         // of SearchesOf
  std::vector<MaybeStart> maybe_;       // of the sentence that is read
  std::vector<ListStart> starts_;       // by sentence, by number, then token
  std::vector<size_t> starts_ends_;     // by sentence: where its starts end
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_TRIGGERED_RULES_H_
