#include "extractor/match/edge_rows.h"

#include "extractor/match/annotation.h"
#include "extractor/match/plain_token.h"

namespace caspian::extractor {

void EdgeRows::Begin(absl::string_view text, const std::vector<Token>& tokens, const std::vector<TokenWords>& words) {
  if (known_tokens_.size() + forms_.size() > kMostKept) {
    rows_.clear();
    forms_.clear();
    known_tokens_.clear();
    known_forms_.clear();
  }
  of_annotations_.clear();
  of_tokens_.clear();
  of_tokens_.reserve(tokens.size());
  for (size_t t = 0; t < tokens.size(); ++t) {
    std::string storage;
    of_tokens_.push_back(RowOfToken(PlainToken(text, tokens[t], &storage), words[t].lowered));
  }
}

uint32_t EdgeRows::AddRow() {
  const size_t begin = rows_.size();
  rows_.resize(begin + row_size_);
  return static_cast<uint32_t>(begin);
}

uint32_t EdgeRows::RowOfToken(absl::string_view plain, WordId lowered) {
  const std::vector<uint32_t>* edges = table_.EdgesOfWord(plain, lowered);
  const auto [known, is_new] = known_tokens_.try_emplace(TokenKey(edges, plain.front(), plain.back()), 0);
  if (is_new) {
    known->second = AddRow();
    table_.RowOfToken(edges, plain.front(), plain.back(), &rows_[known->second]);
  }
  return known->second;
}

void EdgeRows::AddAnnotations(const Analysis& analysis, size_t first) {
  of_annotations_.resize(first);
  for (size_t i = first; i < analysis.annotations.size(); ++i) {
    const int label = analysis.annotations[i].label;
    const FeatureLookup value_of(analysis, static_cast<int>(i));
    form_.clear();
    table_.alphabet().AppendAnnotation(label, value_of, &form_);
    const auto [known, is_new] = known_forms_.try_emplace(form_, static_cast<uint32_t>(forms_.size()));
    of_annotations_.push_back(known->second);
    if (!is_new) continue;
    forms_.push_back({form_, AddRow()});
    table_.RowOfAnnotation(label, value_of, &rows_[forms_.back().row]);
  }
}

}  // namespace caspian::extractor
