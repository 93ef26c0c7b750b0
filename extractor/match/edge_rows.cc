#include "extractor/match/edge_rows.h"

#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "extractor/match/annotation.h"
#include "extractor/match/plain_token.h"

namespace caspian::extractor {

EdgeRows::EdgeRows(const EdgeTable& table, absl::string_view text, const std::vector<Token>& tokens) : table_(table) {
  absl::flat_hash_map<std::tuple<const std::vector<uint32_t>*, char, char>, uint32_t> known;
  of_tokens_.reserve(tokens.size());
  for (const Token& token : tokens) {
    std::string storage;
    const absl::string_view plain = PlainToken(text, token, &storage);
    const std::vector<uint32_t>* edges = table.EdgesOfWord(plain);
    const auto [row, is_new] = known.try_emplace(std::make_tuple(edges, plain.front(), plain.back()), rows_.size());
    of_tokens_.push_back(row->second);
    if (!is_new) continue;
    rows_.resize(rows_.size() + table.row_size());
    table.RowOfToken(edges, plain.front(), plain.back(), &rows_[row->second]);
  }
}

void EdgeRows::AddAnnotations(const Analysis& analysis, size_t first) {
  of_annotations_.resize(analysis.annotations.size() * table_.row_size());
  for (size_t i = first; i < analysis.annotations.size(); ++i) {
    const auto value_of = [&](absl::string_view name) { return FeatureOf(analysis, static_cast<int>(i), name); };
    table_.RowOfAnnotation(analysis.annotations[i].label, value_of, &of_annotations_[i * table_.row_size()]);
  }
}

}  // namespace caspian::extractor
