#ifndef CASPIAN_EXTRACTOR_PROGRAM_PHRASE_INDEX_BUILDER_H_
#define CASPIAN_EXTRACTOR_PROGRAM_PHRASE_INDEX_BUILDER_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "extractor/program/phrase_index.h"
#include "extractor/program/vocabulary_builder.h"

namespace caspian::extractor {

// Takes the phrases of a list. Not thread-safe.
class PhraseIndexBuilder {
 public:
  // The words go to `words`, which outlives it.
  PhraseIndexBuilder(PhraseCase letter_case, VocabularyBuilder* words) : case_(letter_case), words_(*words) {}

  // Adds a phrase in its plain form (see PlainForm); of equal phrases the first row counts. An empty one is left out.
  void Add(absl::string_view phrase, uint32_t row);

  // All phrases that were added.
  PhraseIndex Build() const;

 private:
  // The node behind a step; steps are numbered by it, from 1.
  uint32_t StepTo(uint32_t node, WordId word);

  PhraseCase case_;
  VocabularyBuilder& words_;
  std::vector<PhraseIndex::Step> steps_;
  absl::flat_hash_map<std::pair<uint32_t, WordId>, uint32_t> nodes_;  // by node and word
  size_t max_tokens_ = 0;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_PHRASE_INDEX_BUILDER_H_
