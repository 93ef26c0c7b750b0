// Which evidence rules are ruled out by what stands at a candidate: remembered by rows of edges, which are few, so that
// rules are not looked at one by one.
#ifndef CASPIAN_EXTRACTOR_NAMES_EVIDENCE_EDGES_H_
#define CASPIAN_EXTRACTOR_NAMES_EVIDENCE_EDGES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "extractor/match/edge_rows.h"
#include "extractor/program/evidence_table.h"

namespace caspian::extractor {

// Of the rows of places of one analysis after another, which grow until they forget. What it points to outlives it; not
// thread-safe.
class EvidenceEdges {
 public:
  // What follows is about rules of `table` and `rows`, which are the same rows each time.
  void Begin(const EvidenceTable& table, const EdgeRows& rows);

  // Bits of the rules that a row of the rows lets through at the place. Valid until asked again.
  absl::Span<const uint64_t> ThroughAt(EdgePlace place, uint32_t row);

 private:
  // Where the bits for each row begin, by its number; 0: not known.
  struct OfTable {
    std::array<std::vector<uint32_t>, kEdgePlaces> begins;
    std::vector<uint64_t> bits = {0};
  };

  absl::flat_hash_map<const EvidenceTable*, OfTable> tables_;
  const EvidenceTable* table_ = nullptr;
  const EdgeRows* rows_ = nullptr;
  OfTable* of_table_ = nullptr;
  size_t times_forgotten_ = 0;  // by the rows
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_EVIDENCE_EDGES_H_
