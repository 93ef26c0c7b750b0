#include "extractor/match/edge_rows.h"

#include <algorithm>

#include "absl/hash/hash.h"
#include "absl/types/span.h"

namespace caspian::extractor {

size_t EdgeRows::RowHash::operator()(uint32_t begin) const {
  return absl::HashOf(absl::MakeConstSpan(rows->data() + begin, size));
}

bool EdgeRows::RowEqual::operator()(uint32_t a, uint32_t b) const {
  return std::equal(rows->data() + a, rows->data() + a + size, rows->data() + b);
}

EdgeRows::EdgeRows(const EdgeTable& table)
    : table_(table), known_rows_(0, RowHash{&rows_, table.row_size()}, RowEqual{&rows_, table.row_size()}) {
  AddBorder();
}

void EdgeRows::AddBorder() {
  const uint32_t added = Add();
  std::copy(table_.border().begin(), table_.border().end(), rows_.begin() + added);
  Settle(added);
}

uint32_t EdgeRows::OfToken(absl::string_view plain, WordId lowered) {
  const std::vector<uint32_t>* edges = table_.EdgesOfWord(plain, lowered);
  const auto [known, is_new] = known_tokens_.try_emplace(TokenKey(edges, plain.front(), plain.back()), 0);
  if (!is_new) return known->second;
  const uint32_t added = Add();
  table_.RowOfToken(edges, plain.front(), plain.back(), &rows_[added]);
  return known->second = Settle(added);
}

uint32_t EdgeRows::OfAnnotation(int label, absl::FunctionRef<absl::string_view(absl::string_view)> value_of) {
  const uint32_t added = Add();
  table_.RowOfAnnotation(label, value_of, &rows_[added]);
  return Settle(added);
}

uint32_t EdgeRows::Add() {
  const size_t begin = rows_.size();
  rows_.resize(begin + table_.row_size());
  return static_cast<uint32_t>(begin);
}

uint32_t EdgeRows::Settle(uint32_t added) {
  const auto [known, is_new] = known_rows_.insert(added);
  if (!is_new) rows_.resize(added);
  return *known;
}

void EdgeRows::Forget() {
  known_rows_.clear();
  known_tokens_.clear();
  rows_.clear();
  AddBorder();
  ++times_forgotten_;
}

}  // namespace caspian::extractor
