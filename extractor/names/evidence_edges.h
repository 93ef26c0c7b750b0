// Which evidence rules are ruled out by what stands at a candidate: remembered by rows of edges, which are few, so that
// rules are not looked at one by one.
#ifndef CASPIAN_EXTRACTOR_NAMES_EVIDENCE_EDGES_H_
#define CASPIAN_EXTRACTOR_NAMES_EVIDENCE_EDGES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "absl/types/span.h"
#include "extractor/match/edge_rows.h"
#include "extractor/program/evidence_table.h"

namespace caspian::extractor {

// Of the rules of one table. Memory is bounded. Refers to its arguments; not thread-safe.
class TableEdges {
 public:
  TableEdges(const EvidenceTable& table, const EdgeRows& rows) : table_(table), rows_(rows) { Forget(); }

  // Bits of the rules that a row of the rows lets through at the place. Valid until asked again.
  absl::Span<const uint64_t> ThroughAt(EdgePlace place, uint32_t row);

 private:
  static constexpr size_t kMostKept = size_t{1} << 20;  // numbers of 64 bits

  void Forget();

  const EvidenceTable& table_;
  const EdgeRows& rows_;
  // By place, then number of the row: where its bits begin; 0: they are not known.
  std::array<std::vector<uint32_t>, kEdgePlaces> begins_;
  std::vector<uint64_t> bits_;
};

// Of the tables of a program and one set of rows. What it points to outlives it; not thread-safe.
class EvidenceEdges {
 public:
  // Stays where it is until the rows forget.
  TableEdges* Of(const EvidenceTable& table, const EdgeRows& rows);

 private:
  std::map<const EvidenceTable*, TableEdges> tables_;
  size_t times_forgotten_ = 0;  // by the rows
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_EVIDENCE_EDGES_H_
