#include "extractor/match/triggered_rules.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "common/base/large_pages.h"

namespace caspian::extractor {
namespace {

// Of a search that has begun in a sentence of which that is known: its edges, and behind them other needs.
bool HasDemands(const RuleSearch& search, const uint64_t* bits) {
  for (uint32_t i = 0; i < search.demand_count; ++i) {
    if (!IsAtEdge(bits, search.demands[i])) return false;
  }
  return true;
}

}  // namespace

TriggeredRules::TriggeredRules(const TriggerIndex& index)
    : index_(index), edge_words_(index.layout().needs), words_(index.layout().words()) {}

void TriggeredRules::Begin(const Analysis& analysis, KnownTokens* tokens) {
  analysis_ = &analysis;
  const size_t sentences = analysis.segmentation.sentences.size();
  bits_.clear();
  ReserveLong(sentences * words_, &bits_);
  bits_.resize(sentences * words_);
  begun_stages_.clear();
  ReserveLong(sentences, &begun_stages_);
  begun_stages_.resize(sentences);
  starts_.clear();
  starts_ends_.clear();
  for (uint32_t s = 0; s < sentences; ++s) ReadSentence(s, tokens);
}

void TriggeredRules::Release() {
  std::vector<uint64_t>().swap(bits_);
  std::vector<uint64_t>().swap(begun_stages_);
  std::vector<ListStart>().swap(starts_);
  std::vector<size_t>().swap(starts_ends_);
}

void TriggeredRules::ReadSentence(uint32_t s, KnownTokens* tokens) {
  uint64_t* const bits = BitsOf(s);
  SetMarks(index_.MarksOfAll(), bits);
  const Sentence& sentence = analysis_->segmentation.sentences[s];
  maybe_.clear();
  tokens->AskFor(sentence.last_token);
  stands_.fill(0);
  rows_.fill(~uint32_t{0});
  for (uint32_t t = sentence.first_token; t < sentence.last_token; ++t) {
    const KnownToken& known = tokens->Read();
    for (const MaybeList& list : known.lists()) maybe_.push_back({{list.trigger, t}, list.begin});
    PieceNumber& stands = stands_[known.piece.number / 2 % stands_.size()];
    if (std::exchange(stands, known.piece.number) == known.piece.number) continue;
    if (analysis_->segmentation.tokens[t].kind == TokenKind::kDigits) SetMarks(index_.MarksOfDigit(), bits);
    SetMarks(index_.MarksOf(known.marks), bits);
    uint32_t& row = rows_[known.piece.search_row / EdgeTable::kWordsAtOnce % rows_.size()];
    if (std::exchange(row, known.piece.search_row) != known.piece.search_row) AddEdges(known.piece, bits);
  }
  if (HasCutWord(sentence)) std::fill_n(bits, edge_words_, ~uint64_t{0});
  AddStarts(s);
  KeepStages(s);
}

void TriggeredRules::AddStarts(uint32_t s) {
  const auto words = absl::MakeConstSpan(analysis_->words).first(analysis_->segmentation.sentences[s].last_token);
  const auto first = static_cast<std::ptrdiff_t>(starts_.size());
  for (const auto& [start, begin] : maybe_) {
    if (!begin.alone && !index_.ListOf(start.number).GoesOn(begin, words, start.token + 1)) continue;
    starts_.push_back(start);
    SetMarks(index_.MarksOfTrigger(start.number), BitsOf(s));
  }
  std::sort(starts_.begin() + first, starts_.end(), [](const ListStart& a, const ListStart& b) {
    return a.number != b.number ? a.number < b.number : a.token < b.token;
  });
  starts_ends_.push_back(starts_.size());
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
    uint64_t* const bits = BitsOf(annotation.sentence);
    AddEdges(analysis_->keys->OfAnnotation(static_cast<int>(i)), bits);
    const LabelTriggers& label = index_.OfLabel(annotation.label);
    SetMarks(index_.MarksOf(label.any.marks), bits);
    if (!label.by_feature.empty()) AddFeatures(label, FeatureLookup(*analysis_, static_cast<int>(i)), bits);
    KeepStages(annotation.sentence);
  }
}

void TriggeredRules::AddFeatures(const LabelTriggers& label, const FeatureLookup& value_of, uint64_t* bits) const {
  for (const auto& [feature, by_value] : label.by_feature) {
    const auto found = by_value.find(value_of(feature));
    if (found != by_value.end()) SetMarks(index_.MarksOf(found->second.marks), bits);
  }
}

void TriggeredRules::AddEdges(const PieceKey& key, uint64_t* bits) const {
  // Joined apart: no word that is written can then be one that is still to be read.
  constexpr size_t kAtOnce = EdgeTable::kWordsAtOnce;
  const uint64_t* const row = analysis_->keys->searches().Row(key.search_row);
  for (size_t i = 0; i < edge_words_; i += kAtOnce) {
    std::array<uint64_t, kAtOnce> joined;
    for (size_t k = 0; k < kAtOnce; ++k) joined[k] = bits[i + k] | row[i + k];
    std::copy(joined.begin(), joined.end(), bits + i);
  }
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

const std::vector<uint32_t>& TriggeredRules::SearchesOf(const StageTriggers& stage, uint32_t sentence) {
  const RuleSearch* const searches = index_.searches().data();
  const uint64_t* const bits = BitsOf(sentence);
  found_.clear();
  for (const SentenceMark& mark : index_.MarksOf(stage.marks)) {
    const uint32_t first = (mark.word - index_.layout().searches) * SentenceLayout::kWordBits;
    for (uint64_t begun = bits[mark.word] & mark.bits; begun != 0; begun &= begun - 1) {
      const uint32_t search = first + static_cast<uint32_t>(std::countr_zero(begun));
      if (HasDemands(searches[search], bits)) found_.push_back(search);
    }
  }
  return found_;
}

}  // namespace caspian::extractor
