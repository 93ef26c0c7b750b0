#include "extractor/names/evidence_edges.h"

namespace caspian::extractor {

void EvidenceEdges::Begin(const EvidenceTable& table, const EdgeRows& rows) {
  if (rows.times_forgotten() != times_forgotten_) tables_.clear();
  times_forgotten_ = rows.times_forgotten();
  table_ = &table;
  rows_ = &rows;
  of_table_ = &tables_[&table];
}

absl::Span<const uint64_t> EvidenceEdges::ThroughAt(EdgePlace place, uint32_t row) {
  std::vector<uint32_t>& begins = of_table_->begins[static_cast<size_t>(place)];
  std::vector<uint64_t>& bits = of_table_->bits;
  const size_t number = rows_->NumberOf(row);
  if (number >= begins.size()) begins.resize(number + 1);
  if (begins[number] == 0) {
    begins[number] = static_cast<uint32_t>(bits.size());
    const RuleBits through = table_->ThroughAt(place, rows_->Row(row));
    bits.insert(bits.end(), through.begin(), through.end());
  }
  return absl::MakeConstSpan(bits).subspan(begins[number], table_->width());
}

}  // namespace caspian::extractor
