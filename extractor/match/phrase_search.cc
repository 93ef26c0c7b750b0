#include "extractor/match/phrase_search.h"

#include "extractor/match/guards.h"

namespace caspian::extractor {
namespace {

class PhraseSearch {
 public:
  PhraseSearch(const CompiledListRule& rule, SentenceTexts* texts, MatchObserver* observer)
      : rule_(rule), texts_(*texts), observer_(observer) {}

  SearchCounts Run(const LiftedText& text, std::vector<Annotation>* out) {
    for (const LiftedPiece& piece : text.pieces()) {
      if (piece.blank) continue;
      tokens_.push_back(absl::string_view(text.copy()).substr(piece.copy_begin, piece.copy_end - piece.copy_begin));
      pieces_.push_back(&piece);
    }
    SearchCounts counts;
    for (size_t i = 0; i < tokens_.size();) {
      const PhraseHit hit = rule_.index->LongestAt(tokens_, i);
      const bool accepted = hit.token_count > 0 && Accepts(text, *pieces_[i], *pieces_[i + hit.token_count - 1]);
      counts.starts += hit.token_count > 0;
      counts.made += accepted;
      if (accepted) out->push_back(Make(*pieces_[i], *pieces_[i + hit.token_count - 1], hit.row));
      i += accepted ? hit.token_count : 1;
    }
    return counts;
  }

 private:
  bool IsInsideName(uint32_t begin, uint32_t end) const {
    for (int index : texts_.analysis().visible[texts_.sentence()]) {
      const Annotation& outer = texts_.analysis().annotations[static_cast<size_t>(index)];
      if (texts_.program().alphabet.label(outer.label).kind() != v1::LABEL_KIND_NAME) continue;
      if (outer.begin <= begin && end <= outer.end) return end - begin < outer.end - outer.begin;
    }
    return false;
  }

  bool Accepts(const LiftedText& text, const LiftedPiece& first, const LiftedPiece& last) const {
    if (rule_.rule->list().nested() && !IsInsideName(first.begin, last.end)) return false;
    const int guard = FailingGuard(rule_.guards, text, first.copy_begin, last.copy_end);
    if (guard >= 0 && observer_ != nullptr)
      observer_->Rejected(*rule_.rule, {"", texts_.sentence(), {first.begin, last.end}, guard});
    return guard < 0;
  }

  Annotation Make(const LiftedPiece& first, const LiftedPiece& last, uint32_t row) const {
    Annotation made = MakeAnnotation(rule_, texts_.sentence());
    made.begin = first.begin;
    made.end = last.end;
    made.mention = {first.begin, last.end};
    made.nested = rule_.rule->list().nested();
    for (const CompiledSetting& setting : rule_.settings) {
      const std::string value = setting.For("").Evaluate([&](const TemplateReference& reference) {
        const int column = ColumnIndex(*rule_.list, reference.name);
        return column < 0 ? "" : rule_.list->rows[row][static_cast<size_t>(column)];
      });
      if (!value.empty()) SetFeature(setting.name(), value, &made.features);
    }
    return made;
  }

  const CompiledListRule& rule_;
  SentenceTexts& texts_;
  MatchObserver* observer_;
  std::vector<absl::string_view> tokens_;   // of the copy, blanks left out
  std::vector<const LiftedPiece*> pieces_;  // beside `tokens_`
};

}  // namespace

SearchCounts SearchPhrases(const CompiledListRule& rule, SentenceTexts* texts, MatchObserver* observer,
                           std::vector<Annotation>* out) {
  PhraseSearch search(rule, texts, observer);
  if (!rule.rule->list().nested()) return search.Run(texts->For(kNoElision), out);
  const LiftedText raw(texts->analysis(), texts->sentence(), texts->program().alphabet,
                       LiftedView{true, nullptr, nullptr});
  return search.Run(raw, out);
}

}  // namespace caspian::extractor
