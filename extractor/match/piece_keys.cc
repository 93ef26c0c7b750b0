#include "extractor/match/piece_keys.h"

#include "common/base/large_pages.h"
#include "extractor/match/annotation.h"

namespace caspian::extractor {

bool PieceKeys::Begin(size_t tokens) {
  of_annotations_.clear();
  of_tokens_.clear();
  ReserveLong(tokens, &of_tokens_);
  if (known_tokens_.size() + forms_.size() <= kMostKept && next_number_ <= kLastNumber) return false;
  runs_->Forget();
  next_number_ = kFirstNumber;
  rows_.clear();
  forms_.clear();
  known_tokens_.clear();
  known_forms_.clear();
  return true;
}

void PieceKeys::Release() {
  std::vector<PieceKey>().swap(of_tokens_);
  std::vector<uint32_t>().swap(of_annotations_);
}

uint32_t PieceKeys::AddRow() {
  const size_t begin = rows_.size();
  rows_.resize(begin + row_size_);
  return static_cast<uint32_t>(begin);
}

uint32_t PieceKeys::RowOfToken(absl::string_view plain, WordId lowered) {
  const std::vector<uint32_t>* edges = table_.EdgesOfWord(plain, lowered);
  const auto [known, is_new] = known_tokens_.try_emplace(TokenKey(edges, plain.front(), plain.back()), 0);
  if (is_new) {
    known->second = AddRow();
    table_.RowOfToken(edges, plain.front(), plain.back(), &rows_[known->second]);
  }
  return known->second;
}

void PieceKeys::AddAnnotations(const Analysis& analysis, size_t first) {
  of_annotations_.resize(first);
  for (size_t i = first; i < analysis.annotations.size(); ++i) {
    const int label = analysis.annotations[i].label;
    const FeatureLookup value_of(analysis, static_cast<int>(i));
    form_.clear();
    table_.alphabet().AppendAnnotation(label, value_of, &form_);
    const auto [known, is_new] = known_forms_.try_emplace(form_, static_cast<uint32_t>(forms_.size()));
    of_annotations_.push_back(known->second);
    if (!is_new) continue;
    forms_.push_back({form_, {AddRow(), NewNumber()}});
    table_.RowOfAnnotation(label, value_of, &rows_[forms_.back().key.row]);
  }
}

}  // namespace caspian::extractor
