#include "extractor/match/triggered_rules.h"

#include <algorithm>

namespace caspian::extractor {
namespace {

constexpr uint32_t kWordBits = 64;

bool HasBit(const uint64_t* words, uint32_t bit) { return (words[bit / kWordBits] >> (bit % kWordBits) & 1) != 0; }
void SetBit(uint32_t bit, uint64_t* words) { words[bit / kWordBits] |= uint64_t{1} << (bit % kWordBits); }

// The first bit at or behind `from` that is set; `last` where none before it is.
uint32_t NextBit(const uint64_t* words, uint32_t from, uint32_t last) {
  for (uint32_t bit = from; bit < last;) {
    const uint64_t rest = words[bit / kWordBits] >> (bit % kWordBits);
    if (rest != 0) return std::min(last, bit + static_cast<uint32_t>(__builtin_ctzll(rest)));
    bit = (bit / kWordBits + 1) * kWordBits;
  }
  return last;
}

}  // namespace

TriggeredRules::TriggeredRules(const TriggerIndex& index)
    : index_(index),
      trigger_words_((index.trigger_count() + kWordBits - 1) / kWordBits),
      search_words_((index.searches().size() + kWordBits - 1) / kWordBits) {}

void TriggeredRules::Begin(const Analysis& analysis, const KnownTokens& tokens) {
  analysis_ = &analysis;
  edge_words_ = analysis.keys->table().row_size();
  const size_t sentences = analysis.segmentation.sentences.size();
  hits_.assign(sentences * trigger_words_, 0);
  edges_.assign(sentences * edge_words_, 0);
  begun_.assign(sentences * search_words_, 0);
  starts_.clear();
  starts_ends_.clear();
  for (uint32_t s = 0; s < sentences; ++s) ReadSentence(s, tokens);
}

void TriggeredRules::Release() {
  for (auto* bits : {&hits_, &edges_, &begun_}) std::vector<uint64_t>().swap(*bits);
  std::vector<ListStart>().swap(starts_);
  std::vector<size_t>().swap(starts_ends_);
}

void TriggeredRules::ReadSentence(uint32_t s, const KnownTokens& tokens) {
  for (uint32_t search : index_.searches_anywhere()) SetBit(search, &begun_[s * search_words_]);
  const Sentence& sentence = analysis_->segmentation.sentences[s];
  const size_t first = starts_.size();
  for (uint32_t t = sentence.first_token; t < sentence.last_token; ++t) {
    HitToken(t, tokens.TriggersOf(t), s);
    AddEdges(analysis_->keys->Row(analysis_->keys->OfToken(t).row), s);
  }
  if (HasCutWord(sentence)) std::fill_n(&edges_[s * edge_words_], edge_words_, ~uint64_t{0});
  std::sort(starts_.begin() + static_cast<std::ptrdiff_t>(first), starts_.end(),
            [](const ListStart& a, const ListStart& b) {
              return a.number != b.number ? a.number < b.number : a.begin < b.begin;
            });
  starts_ends_.push_back(starts_.size());
}

void TriggeredRules::HitToken(uint32_t t, const TriggerNumbers* triggers, uint32_t sentence) {
  const Token& token = analysis_->segmentation.tokens[t];
  if (token.kind == TokenKind::kDigits) Hit(index_.OfDigit(), sentence);
  if (triggers == nullptr) return;
  Hit(*triggers, sentence);
  for (uint32_t number : *triggers) {
    if (index_.IsListStart(number)) starts_.push_back({number, token.begin});
  }
}

ListStarts TriggeredRules::StartsOf(uint32_t number, uint32_t sentence) const {
  const size_t first = sentence == 0 ? 0 : starts_ends_[sentence - 1];
  const ListStarts starts = absl::MakeConstSpan(starts_).subspan(first, starts_ends_[sentence] - first);
  const auto begin = std::lower_bound(starts.begin(), starts.end(), number,
                                      [](const ListStart& one, uint32_t n) { return one.number < n; });
  auto end = begin;
  while (end != starts.end() && end->number == number) ++end;
  return starts.subspan(static_cast<size_t>(begin - starts.begin()), static_cast<size_t>(end - begin));
}

void TriggeredRules::AddAnnotations(size_t first) {
  for (size_t i = first; i < analysis_->annotations.size(); ++i) {
    const Annotation& annotation = analysis_->annotations[i];
    AddEdges(analysis_->keys->Row(analysis_->keys->OfAnnotation(static_cast<int>(i)).row), annotation.sentence);
    const LabelTriggers& label = index_.OfLabel(annotation.label);
    Hit(label.any, annotation.sentence);
    if (label.by_feature.empty()) continue;
    const FeatureLookup value_of(*analysis_, static_cast<int>(i));
    for (const auto& [feature, by_value] : label.by_feature) {
      const auto found = by_value.find(value_of(feature));
      if (found != by_value.end()) Hit(found->second, annotation.sentence);
    }
  }
}

void TriggeredRules::Hit(const TriggerNumbers& numbers, uint32_t sentence) {
  for (uint32_t number : numbers) {
    if (HasBit(HitsOf(sentence), number)) continue;
    SetBit(number, HitsOf(sentence));
    for (uint32_t search : index_.SearchesBy(number)) SetBit(search, &begun_[sentence * search_words_]);
  }
}

void TriggeredRules::AddEdges(const uint64_t* row, uint32_t sentence) {
  // A copy: no word that is written can be the member, so that some words are joined at once.
  const size_t words = edge_words_;
  uint64_t* edges = &edges_[sentence * words];
  for (size_t i = 0; i < words; ++i) edges[i] |= row[i];
}

bool TriggeredRules::HasCutWord(const Sentence& sentence) const {
  const std::vector<Token>& tokens = analysis_->segmentation.tokens;
  for (uint32_t t = sentence.first_token; t + 1 < sentence.last_token; ++t) {
    if (tokens[t].end == tokens[t + 1].begin && tokens[t].kind == TokenKind::kLetters &&
        tokens[t + 1].kind == TokenKind::kLetters)
      return true;
  }
  return false;
}

bool TriggeredRules::HasNeeds(const RuleSearch& search, uint32_t sentence) const {
  const uint64_t* edges = &edges_[sentence * edge_words_];
  for (size_t i = 0; i < search.edge_count; ++i) {
    if (!IsAtEdge(edges, search.edges[i])) return false;
  }
  const uint64_t* hits = HitsOf(sentence);
  for (size_t i = 1; i < search.need_count; ++i) {
    if (!HasBit(hits, search.needs[i])) return false;
  }
  return true;
}

uint32_t TriggeredRules::FirstOf(const SearchRange& range, uint32_t sentence) const {
  const uint64_t* begun = &begun_[sentence * search_words_];
  uint32_t search = NextBit(begun, range.first, range.last);
  while (search < range.last && !HasNeeds(index_.searches()[search], sentence))
    search = NextBit(begun, search + 1, range.last);
  return search;
}

}  // namespace caspian::extractor
