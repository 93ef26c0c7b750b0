#ifndef CASPIAN_EXTRACTOR_PROGRAM_VOCABULARY_BUILDER_H_
#define CASPIAN_EXTRACTOR_PROGRAM_VOCABULARY_BUILDER_H_

#include <deque>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "extractor/program/vocabulary.h"

namespace caspian::extractor {

// Numbers words while lists are indexed. Not thread-safe.
class VocabularyBuilder {
 public:
  // The same for the same word.
  WordId Add(absl::string_view word);

  // All words that were added.
  Vocabulary Build() const;

 private:
  std::deque<std::string> words_;
  absl::flat_hash_map<absl::string_view, WordId> ids_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_VOCABULARY_BUILDER_H_
