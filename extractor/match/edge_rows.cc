#include "extractor/match/edge_rows.h"

#include <algorithm>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "extractor/match/annotation.h"
#include "extractor/match/plain_token.h"

namespace caspian::extractor {

EdgeRows::EdgeRows(const EdgeTable& table, absl::string_view text, const std::vector<Token>& tokens,
                   const std::vector<TokenWords>& words)
    : table_(table), row_size_(table.row_size()) {
  absl::flat_hash_map<std::tuple<const std::vector<uint32_t>*, char, char>, uint32_t> known;
  of_tokens_.reserve(tokens.size());
  for (size_t t = 0; t < tokens.size(); ++t) {
    std::string storage;
    const absl::string_view plain = PlainToken(text, tokens[t], &storage);
    const std::vector<uint32_t>* edges = table.EdgesOfWord(plain, words[t].lowered);
    const auto [row, is_new] = known.try_emplace(std::make_tuple(edges, plain.front(), plain.back()), rows_.size());
    of_tokens_.push_back(row->second);
    if (!is_new) continue;
    rows_.resize(++rows_of_tokens_ * row_size_);
    table.RowOfToken(edges, plain.front(), plain.back(), &rows_[row->second]);
  }
}

void EdgeRows::AddAnnotations(const Analysis& analysis, size_t first) {
  rows_.resize((rows_of_tokens_ + analysis.annotations.size()) * row_size_);
  form_ends_.resize(first);
  forms_.resize(first == 0 ? 0 : form_ends_[first - 1]);
  for (size_t i = first; i < analysis.annotations.size(); ++i) {
    const int label = analysis.annotations[i].label;
    const auto value_of = [&](absl::string_view name) { return FeatureOf(analysis, static_cast<int>(i), name); };
    table_.alphabet().AppendAnnotation(label, value_of, &forms_);
    form_ends_.push_back(forms_.size());
    uint64_t* row = &rows_[OfAnnotation(static_cast<int>(i))];
    std::fill_n(row, row_size_, 0);
    table_.RowOfAnnotation(label, FormOf(static_cast<int>(i)), value_of, row);
  }
}

}  // namespace caspian::extractor
