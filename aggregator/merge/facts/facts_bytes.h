// How much memory the facts of a document hold.
#ifndef CASPIAN_AGGREGATOR_MERGE_FACTS_FACTS_BYTES_H_
#define CASPIAN_AGGREGATOR_MERGE_FACTS_FACTS_BYTES_H_

#include <cstddef>

#include "aggregator/merge/facts/facts.h"

namespace caspian::aggregator {

// An estimate in bytes: all that they own, with what an allocator adds to each piece.
size_t BytesOf(const DocumentFacts& document);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_FACTS_FACTS_BYTES_H_
