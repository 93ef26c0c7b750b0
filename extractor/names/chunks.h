#ifndef CASPIAN_EXTRACTOR_NAMES_CHUNKS_H_
#define CASPIAN_EXTRACTOR_NAMES_CHUNKS_H_

#include <cstddef>

#include "absl/container/inlined_vector.h"
#include "absl/types/span.h"
#include "extractor/names/sentence_words.h"

namespace caspian::extractor {

// Words [first, last) of a sentence; a phrase of a list is kept whole.
struct Unit {
  size_t first;
  size_t last;
  bool phrase = false;
  bool head = false;  // a joiner may follow
};
using Units = absl::Span<const Unit>;
using Chunk = absl::InlinedVector<Unit, 8>;

// The longest run of units at word `i` that may be one name: capitalised words and phrases, and small words between
// them that a name goes on across. Begins and ends with a capital; empty where no name begins.
Chunk ChunkAt(const CompiledNames& names, const SentenceWords& words, size_t i);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_CHUNKS_H_
