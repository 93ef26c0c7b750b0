#include "extractor/match/triggered_rules.h"

#include <algorithm>
#include <utility>

#include "common/base/large_pages.h"

namespace caspian::extractor {
namespace {

bool HasBit(const uint64_t* words, uint32_t bit) { return (words[bit / 64] >> (bit % 64) & 1) != 0; }
void SetBit(uint32_t bit, uint64_t* words) { words[bit / 64] |= uint64_t{1} << (bit % 64); }

void Clear(size_t count, std::vector<uint64_t>* words) {
  words->clear();
  ReserveLong(count, words);
  words->resize(count);
}

// Of a search that has begun: its rarest need is there.
bool HasNeeds(const RuleSearch& search, const uint64_t* hits, const uint64_t* edges) {
  for (size_t i = 0; i < search.edge_count; ++i) {
    if (!IsAtEdge(edges, search.edges[i])) return false;
  }
  for (size_t i = 1; i < search.need_count; ++i) {
    if (!HasBit(hits, search.needs[i])) return false;
  }
  return true;
}

}  // namespace

TriggeredRules::TriggeredRules(const TriggerIndex& index)
    : index_(index),
      trigger_words_((index.trigger_count() + kWordBits - 1) / kWordBits),
      search_words_((index.searches().size() + kWordBits - 1) / kWordBits) {}

void TriggeredRules::Begin(const Analysis& analysis, KnownTokens* tokens) {
  analysis_ = &analysis;
  edge_words_ = analysis.keys->searches().table().row_size();
  sentences_ = analysis.segmentation.sentences.size();
  Clear(sentences_ * trigger_words_, &hits_);
  Clear(sentences_ * edge_words_, &edges_);
  Clear(sentences_ * search_words_, &begun_);
  Clear(sentences_, &begun_stages_);
  starts_.clear();
  starts_ends_.clear();
  for (uint32_t s = 0; s < sentences_; ++s) ReadSentence(s, tokens);
}

void TriggeredRules::Release() {
  for (auto* bits : {&hits_, &edges_, &begun_, &begun_stages_}) std::vector<uint64_t>().swap(*bits);
  std::vector<ListStart>().swap(starts_);
  std::vector<size_t>().swap(starts_ends_);
}

void TriggeredRules::ReadSentence(uint32_t s, KnownTokens* tokens) {
  for (const SearchBegin& begin : index_.searches_anywhere()) SetBegun(begin, s);
  const Sentence& sentence = analysis_->segmentation.sentences[s];
  maybe_.clear();
  tokens->AskFor(sentence.last_token);
  stands_.fill(0);
  for (uint32_t t = sentence.first_token; t < sentence.last_token; ++t) {
    const KnownToken& known = tokens->Read();
    for (const MaybeList& list : known.lists()) maybe_.push_back({{list.trigger, t}, list.begin});
    PieceNumber& stands = stands_[known.piece.number / 2 % stands_.size()];
    if (std::exchange(stands, known.piece.number) == known.piece.number) continue;
    HitToken(analysis_->segmentation.tokens[t], known, s);
    AddEdges(known.piece, s);
  }
  if (HasCutWord(sentence)) std::fill_n(&edges_[s * edge_words_], edge_words_, ~uint64_t{0});
  AddStarts(s);
}

void TriggeredRules::HitToken(const Token& token, const KnownToken& known, uint32_t sentence) {
  if (token.kind == TokenKind::kDigits) Hit(index_.OfDigit(), sentence);
  Hit(known.needs(), sentence);
}

void TriggeredRules::AddStarts(uint32_t s) {
  const auto words = absl::MakeConstSpan(analysis_->words).first(analysis_->segmentation.sentences[s].last_token);
  const auto first = static_cast<std::ptrdiff_t>(starts_.size());
  for (const auto& [start, begin] : maybe_) {
    if (!begin.alone && !index_.ListOf(start.number).GoesOn(begin, words, start.token + 1)) continue;
    starts_.push_back(start);
    Hit(start.number, s);
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
    AddEdges(analysis_->keys->OfAnnotation(static_cast<int>(i)), annotation.sentence);
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

void TriggeredRules::Hit(absl::Span<const uint32_t> triggers, uint32_t sentence) {
  uint64_t* const hits = HitsOf(sentence);
  for (uint32_t trigger : triggers) {
    if (HasBit(hits, trigger)) continue;
    SetBit(trigger, hits);
    for (const SearchBegin& begin : index_.SearchesBy(trigger)) SetBegun(begin, sentence);
  }
}

void TriggeredRules::AddEdges(const PieceKey& key, uint32_t sentence) {
  // Joined apart: no word that is written can then be one that is still to be read.
  constexpr size_t kAtOnce = EdgeTable::kWordsAtOnce;
  const uint64_t* const row = analysis_->keys->searches().Row(key.search_row);
  uint64_t* edges = &edges_[sentence * edge_words_];
  for (size_t i = 0; i < edge_words_; i += kAtOnce) {
    std::array<uint64_t, kAtOnce> joined;
    for (size_t k = 0; k < kAtOnce; ++k) joined[k] = edges[i + k] | row[i + k];
    std::copy(joined.begin(), joined.end(), edges + i);
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

const std::vector<uint32_t>& TriggeredRules::SearchesOf(const SearchRange& range, uint32_t sentence) {
  const RuleSearch* const searches = index_.searches().data();
  const uint64_t* const hits = HitsOf(sentence);
  const uint64_t* const edges = &edges_[sentence * edge_words_];
  found_.clear();
  for (uint32_t word = range.first / kWordBits; word * kWordBits < range.last; ++word) {
    for (uint64_t begun = BegunOf(range, word, sentence); begun != 0; begun &= begun - 1) {
      const uint32_t search = word * kWordBits + static_cast<uint32_t>(__builtin_ctzll(begun));
      if (HasNeeds(searches[search], hits, edges)) found_.push_back(search);
    }
  }
  return found_;
}

}  // namespace caspian::extractor
