#include "extractor/names/evidence_edges.h"

namespace caspian::extractor {

absl::Span<const uint64_t> TableEdges::ThroughAt(EdgePlace place, uint32_t row) {
  if (bits_.size() > kMostKept) Forget();
  std::vector<uint32_t>& begins = begins_[static_cast<size_t>(place)];
  const size_t number = rows_.NumberOf(row);
  if (number >= begins.size()) begins.resize(number + 1);
  if (begins[number] == 0) {
    begins[number] = static_cast<uint32_t>(bits_.size());
    const RuleBits through = table_.ThroughAt(place, rows_.Row(row));
    bits_.insert(bits_.end(), through.begin(), through.end());
  }
  return absl::MakeConstSpan(bits_).subspan(begins[number], table_.width());
}

void TableEdges::Forget() {
  begins_ = {};
  bits_.assign(1, 0);
}

TableEdges* EvidenceEdges::Of(const EvidenceTable& table, const EdgeRows& rows) {
  if (rows.times_forgotten() != times_forgotten_) tables_.clear();
  times_forgotten_ = rows.times_forgotten();
  return &tables_.try_emplace(&table, table, rows).first->second;
}

}  // namespace caspian::extractor
