#include "extractor/match/phrase_search.h"

#include <algorithm>

#include "extractor/match/guards.h"

namespace caspian::extractor {
namespace {

class PhraseSearch {
 public:
  PhraseSearch(const CompiledListRule& rule, const ListStarts* starts, SentenceTexts* texts, MatchObserver* observer)
      : rule_(rule), starts_(starts), texts_(*texts), observer_(observer) {}

  SearchCounts Run(const LiftedText& text, std::vector<Annotation>* out) {
    SearchCounts counts;
    for (size_t i = NextStart(text, 0); i < text.pieces().size();) {
      const PhraseHit hit = rule_.index->LongestAt(text.words(), i);
      const LiftedPiece &first = text.pieces()[i], &last = text.pieces()[i + std::max(hit.token_count, size_t{1}) - 1];
      const bool accepted = hit.token_count > 0 && Accepts(text, first, last);
      counts.starts += hit.token_count > 0;
      counts.made += accepted;
      if (accepted) out->push_back(Make(first, last, hit.row));
      i = NextStart(text, i + (accepted ? hit.token_count : 1));
    }
    return counts;
  }

 private:
  // The first token from `i` on that may start a phrase.
  size_t NextStart(const LiftedText& text, size_t i) {
    const size_t size = text.pieces().size();
    if (starts_ == nullptr || i == size) return i;
    for (; next_ < starts_->size(); ++next_) {
      const size_t at = PieceOf((*starts_)[next_].token, text);
      if (at >= i && at < size) return at;
    }
    return size;
  }

  // The piece of the copy that begins with the token; their number where none does.
  size_t PieceOf(uint32_t token, const LiftedText& text) const {
    const Segmentation& document = texts_.analysis().segmentation;
    const uint32_t begin = document.tokens[token].begin;
    const size_t piece = text.PieceFrom(begin, token - document.sentences[texts_.sentence()].first_token);
    return piece < text.pieces().size() && text.pieces()[piece].begin == begin ? piece : text.pieces().size();
  }

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
    if (GuardsHold(rule_.guards, text, first.copy_begin, last.copy_end)) return true;
    if (observer_ == nullptr) return false;
    const int guard = FailingGuard(rule_.guards, text, first.copy_begin, last.copy_end);
    observer_->Rejected(*rule_.rule, {"", texts_.sentence(), {first.begin, last.end}, guard});
    return false;
  }

  Annotation Make(const LiftedPiece& first, const LiftedPiece& last, uint32_t row) const {
    Annotation made = MakeAnnotation(rule_, texts_);
    made.begin = first.begin;
    made.end = last.end;
    made.mention = {first.begin, last.end};
    made.nested = rule_.rule->list().nested();
    made.features.reserve(rule_.settings.size());
    for (const CompiledSetting& setting : rule_.settings) {
      const absl::string_view value = setting.For("").Evaluate(
          [&](const TemplateReference& reference) -> absl::string_view {
            const int column = ColumnIndex(*rule_.list, reference.name);
            return column < 0 ? "" : absl::string_view(rule_.list->rows[row][static_cast<size_t>(column)]);
          },
          texts_.analysis().memory.get());
      if (!value.empty()) SetFeature(setting.name(), value, &made.features);
    }
    return made;
  }

  const CompiledListRule& rule_;
  const ListStarts* starts_;
  size_t next_ = 0;  // of the starts
  SentenceTexts& texts_;
  MatchObserver* observer_;
};

bool StartsInName(const ListStarts& starts, const SentenceTexts& texts) {
  const AnnotationIndexes& visible = texts.analysis().visible[texts.sentence()];
  const auto begin_of = [&](const ListStart& start) { return texts.analysis().segmentation.tokens[start.token].begin; };
  return std::any_of(visible.begin(), visible.end(), [&](int index) {
    const Annotation& outer = texts.analysis().annotations[static_cast<size_t>(index)];
    if (texts.program().alphabet.label(outer.label).kind() != v1::LABEL_KIND_NAME) return false;
    const auto start = std::lower_bound(starts.begin(), starts.end(), outer.begin,
                                        [&](const ListStart& one, uint32_t begin) { return begin_of(one) < begin; });
    return start != starts.end() && begin_of(*start) < outer.end;
  });
}

}  // namespace

SearchCounts SearchPhrases(const CompiledListRule& rule, const ListStarts* starts, SentenceTexts* texts,
                           MatchObserver* observer, std::vector<Annotation>* out) {
  PhraseSearch search(rule, starts, texts, observer);
  if (!rule.rule->list().nested()) return search.Run(texts->For(kNoElision), out);
  if (starts != nullptr && !StartsInName(*starts, *texts)) return {};
  return search.Run(texts->Raw(), out);
}

}  // namespace caspian::extractor
