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
    const uint64_t bit = uint64_t{1} << (index_.layout().BitOfStage(stage) % SentenceLayout::kWordBits);
    while (sentence < last && (begun_stages_[sentence] & bit) == 0) ++sentence;
    return sentence;
  }

  // The searches of the stage, ascending, that may have a match in the sentence: tokens and annotations in it, seen or
  // not by the stage, are all that they need, and something that they can begin with. Valid until asked again.
  const std::vector<uint32_t>& SearchesOf(const StageTriggers& stage, uint32_t sentence);

  // The tokens of the sentence that are the list trigger `number`, ascending.
  ListStarts StartsOf(uint32_t number, uint32_t sentence) const;

  const TriggerIndex& index() const { return index_; }

 private:
  void ReadSentence(uint32_t sentence, KnownTokens* tokens);
  // Adds those of `maybe_`, all of the sentence, that begin a phrase. In a copy of the sentence there may be a shorter
  // phrase, but none where there is none here.
  void AddStarts(uint32_t sentence);
  void AddEdges(const PieceKey& key, uint64_t* bits) const;
  void AddFeatures(const LabelTriggers& label, const FeatureLookup& value_of, uint64_t* bits) const;
  // True where two words of the sentence stand side by side, cut from one too long: edges know nothing of them.
  bool HasCutWord(const Sentence& sentence) const;
  const uint64_t* BitsOf(uint32_t sentence) const { return &bits_[sentence * words_]; }
  uint64_t* BitsOf(uint32_t sentence) { return &bits_[sentence * words_]; }
  // Once marks have been set.
  void KeepStages(uint32_t sentence) { begun_stages_[sentence] = BitsOf(sentence)[index_.layout().stages]; }

  struct MaybeStart {
    ListStart start;
    PhraseBegin begin;
  };

  const TriggerIndex& index_;
  const Analysis* analysis_ = nullptr;
  const size_t edge_words_;  // of 64 bits, that a sentence has of edges
  const size_t words_;       // in all
  // By the rest of the number of a token: the last one of that rest in the sentence that is read. Likewise of its row.
  std::array<PieceNumber, 64> stands_;
  std::array<uint32_t, 64> rows_;
  std::vector<uint64_t> bits_;          // by sentence: what is known of it (sentence_marks.h)
  std::vector<uint64_t> begun_stages_;  // likewise of stages alone, which are asked for most
  std::vector<uint32_t> found_;         // of SearchesOf
  std::vector<MaybeStart> maybe_;       // of the sentence that is read
  std::vector<ListStart> starts_;       // by sentence, by number, then token
  std::vector<size_t> starts_ends_;     // by sentence: where its starts end
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_TRIGGERED_RULES_H_
