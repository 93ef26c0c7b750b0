#include "extractor/match/edge_rows.h"

#include <algorithm>

#include "extractor/match/annotation.h"
#include "extractor/match/plain_token.h"

namespace caspian::extractor {

void EdgeRows::Begin(absl::string_view text, const std::vector<Token>& tokens, const std::vector<TokenWords>& words) {
  known_.clear();
  rows_.clear();
  of_tokens_.clear();
  rows_of_tokens_ = 0;
  forms_.clear();
  form_ends_.clear();
  of_tokens_.reserve(tokens.size());
  for (size_t t = 0; t < tokens.size(); ++t) {
    std::string storage;
    const absl::string_view plain = PlainToken(text, tokens[t], &storage);
    const std::vector<uint32_t>* edges = table_.EdgesOfWord(plain, words[t].lowered);
    const auto [row, is_new] = known_.try_emplace(RowKey(edges, plain.front(), plain.back()), rows_.size());
    of_tokens_.push_back(row->second);
    if (!is_new) continue;
    rows_.resize(++rows_of_tokens_ * row_size_);
    table_.RowOfToken(edges, plain.front(), plain.back(), &rows_[row->second]);
  }
}

void EdgeRows::AddAnnotations(const Analysis& analysis, size_t first) {
  rows_.resize((rows_of_tokens_ + analysis.annotations.size()) * row_size_);
  form_ends_.resize(first);
  forms_.resize(first == 0 ? 0 : form_ends_[first - 1]);
  for (size_t i = first; i < analysis.annotations.size(); ++i) {
    const int label = analysis.annotations[i].label;
    const FeatureLookup value_of(analysis, static_cast<int>(i));
    table_.alphabet().AppendAnnotation(label, value_of, &forms_);
    form_ends_.push_back(forms_.size());
    table_.RowOfAnnotation(label, FormOf(static_cast<int>(i)), value_of, &rows_[OfAnnotation(static_cast<int>(i))]);
  }
}

}  // namespace caspian::extractor
