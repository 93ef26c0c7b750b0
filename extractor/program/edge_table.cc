#include "extractor/program/edge_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace caspian::extractor {
namespace {

std::string Written(const PatternEdge& edge, PatternSide side) {
  std::string text =
      absl::StrCat(side == PatternSide::kBegin ? "begin" : "end", edge.any ? " any " : " ",
                   edge.nothing ? "nothing " : "", edge.bytes.to_string(), "\n", absl::StrJoin(edge.words, "\n"));
  for (const NeededLabel& label : edge.labels)
    absl::StrAppend(&text, "\t", label.label, "\n", label.feature, "\n", absl::StrJoin(label.values, "\n"));
  return text;
}

void AddOnce(uint32_t number, std::vector<uint32_t>* numbers) {
  if (numbers->empty() || numbers->back() != number) numbers->push_back(number);
}

void SetAll(const std::vector<uint32_t>& edges, uint64_t* row) {
  for (uint32_t edge : edges) row[edge / 64] |= uint64_t{1} << (edge % 64);
}

// What a token of digits can begin with, in any script; an annotation begins with bytes of its own.
ByteSet DigitBytes() {
  ByteSet bytes;
  for (size_t b = '0'; b <= '9'; ++b) bytes.set(b);
  for (size_t b = 0xC2; b < 0xF3; ++b) bytes.set(b);
  return bytes;
}

PatternEdge EdgeOf(const PatternNeed& need) {
  PatternEdge edge;
  edge.words = need.words;
  edge.labels = need.labels;
  if (need.digit) edge.bytes = DigitBytes();
  return edge;
}

size_t ByteOf(char c) { return static_cast<unsigned char>(c); }

}  // namespace

EdgeTable::EdgeTable(const Alphabet& alphabet)
    : alphabet_(alphabet), labels_(static_cast<size_t>(alphabet.label_count())) {
  PatternEdge any;
  any.any = true;
  Add(any, PatternSide::kBegin);
}

uint32_t EdgeTable::Add(const PatternEdge& edge, PatternSide side) {
  if (edge.any && edges_ > 0) return kAnyEdge;
  const auto [known, is_new] = numbers_.emplace(Written(edge, side), edges_);
  const uint32_t number = known->second;
  if (!is_new) return number;
  ++edges_;
  if (edge.any || edge.nothing) at_border_.push_back(number);
  AddBytes(edge.any ? ~ByteSet() : edge.bytes, number, side == PatternSide::kBegin ? &begin_ : &end_);
  for (const std::string& word : edge.words) AddOnce(number, words_.Of(word));
  for (const NeededLabel& label : edge.labels) {
    LabelEdges& of = labels_[static_cast<size_t>(alphabet_.LabelIndex(label.label))];
    if (label.feature.empty()) AddOnce(number, &of.any);
    for (const std::string& value : label.values) AddOnce(number, &of.by_feature[label.feature][value]);
  }
  return number;
}

uint32_t EdgeTable::Add(const PatternNeed& need) { return Add(EdgeOf(need), PatternSide::kBegin); }

std::optional<uint32_t> EdgeTable::Find(const PatternNeed& need) const {
  const auto known = numbers_.find(Written(EdgeOf(need), PatternSide::kBegin));
  return known == numbers_.end() ? std::nullopt : std::optional(known->second);
}

void EdgeTable::AddBytes(const ByteSet& bytes, uint32_t number, Side* side) {
  for (size_t byte = 0; byte < bytes.size(); ++byte) {
    if (bytes[byte]) side->edges[byte].push_back(number);
  }
}

void EdgeTable::Seal(const Vocabulary& vocabulary) {
  for (Side* side : {&begin_, &end_}) {
    side->rows.assign(side->edges.size() * row_size(), 0);
    for (size_t byte = 0; byte < side->edges.size(); ++byte) SetAll(side->edges[byte], &side->rows[byte * row_size()]);
  }
  border_.assign(row_size(), 0);
  SetAll(at_border_, border_.data());
  numbers_.clear();
  words_.Seal(vocabulary);
}

const std::vector<uint32_t>* EdgeTable::EdgesOfWord(absl::string_view token, WordId lowered) const {
  return words_.Find(token, lowered);
}

void EdgeTable::RowOfToken(const Edges* edges, char first, char last, uint64_t* row) const {
  const uint64_t* begins = &begin_.rows[ByteOf(first) * row_size()];
  const uint64_t* ends = &end_.rows[ByteOf(last) * row_size()];
  for (size_t i = 0; i < row_size(); ++i) row[i] = begins[i] | ends[i];
  if (edges != nullptr) SetAll(*edges, row);
}

void EdgeTable::RowOfAnnotation(int label, absl::FunctionRef<absl::string_view(absl::string_view)> value_of,
                                uint64_t* row) const {
  RowOfToken(nullptr, static_cast<char>(kAnnotationByte), static_cast<char>(kAnnotationByte), row);
  const LabelEdges& of = labels_[static_cast<size_t>(label)];
  SetAll(of.any, row);
  for (const auto& [feature, by_value] : of.by_feature) {
    const auto found = by_value.find(value_of(feature));
    if (found != by_value.end()) SetAll(found->second, row);
  }
}

}  // namespace caspian::extractor
