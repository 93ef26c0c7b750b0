#include "extractor/match/stage_matcher.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

#include "extractor/document/characters.h"
#include "extractor/match/guards.h"
#include "extractor/match/lifted_text.h"

namespace caspian::extractor {
namespace {

class SentenceMatcher {
 public:
  SentenceMatcher(const Program& program, const Analysis& analysis, uint32_t sentence)
      : program_(program),
        analysis_(analysis),
        sentence_(sentence),
        text_(analysis, sentence, program.alphabet, false) {}

  void Match(const CompiledMatchRule& rule) {
    std::vector<GroupSpan> groups;
    for (size_t start = 0; start < text_.copy().size();) {
      if (!rule.regex->Search(text_.copy(), start, &groups)) return;
      const GroupSpan whole = groups[0];
      if (Accepts(rule, whole)) {
        AddMatch(rule, groups);
        start = whole.end;
      } else {
        start = text_.NextBegin(whole.begin);
      }
    }
  }

  void MatchList(const CompiledListRule& rule) {
    if (rule.rule->list().nested()) {
      MatchNested(rule);
    } else {
      MatchPhrases(rule, text_, [](uint32_t, uint32_t) { return true; });
    }
  }

  std::vector<Annotation> Take() { return std::move(found_); }

 private:
  bool Accepts(const CompiledMatchRule& rule, const GroupSpan& whole) const {
    return whole.end > whole.begin && text_.MayBeginAt(whole.begin) && text_.MayEndAt(whole.end) &&
           GuardsHold(rule.guards, text_, whole.begin, whole.end);
  }

  Annotation Make(const CompiledRule& rule) const {
    Annotation made;
    made.sentence = sentence_;
    made.label = rule.label;
    made.rule_id = rule.rule->id();
    made.priority = rule.priority;
    made.confidence = rule.confidence;
    return made;
  }

  struct PieceRange {
    size_t first;
    size_t last;  // inclusive
  };

  // The pieces that the group touches, without blanks at its ends; nullopt where it holds nothing else.
  std::optional<PieceRange> PiecesOf(const GroupSpan& group) const {
    if (!group.matched() || group.begin == group.end) return std::nullopt;
    size_t first = static_cast<size_t>(text_.PieceAround(group.begin));
    size_t last = static_cast<size_t>(text_.PieceAround(group.end - 1));
    while (first < last && text_.pieces()[first].blank) ++first;
    while (last > first && text_.pieces()[last].blank) --last;
    if (text_.pieces()[first].blank) return std::nullopt;
    return PieceRange{first, last};
  }

  // The document's bytes behind the copy's [begin, end) where it cuts the ends of `range`: exact inside a token, whole
  // annotations.
  Fill FillOf(const std::string& name, const GroupSpan& group, const PieceRange& range) const {
    const LiftedPiece &first = text_.pieces()[range.first], &last = text_.pieces()[range.last];
    Fill fill{name, first.begin, last.end, range.first == range.last ? first.annotation : kNoAnnotation};
    if (group.begin > first.copy_begin && IsVerbatim(first))
      fill.begin += static_cast<uint32_t>(group.begin) - first.copy_begin;
    if (group.end < last.copy_end && IsVerbatim(last)) fill.end -= last.copy_end - static_cast<uint32_t>(group.end);
    return fill;
  }

  // Words and numbers stand in the copy byte by byte; a mark that does not is one character, so nothing ends inside it.
  static bool IsVerbatim(const LiftedPiece& piece) {
    return piece.annotation == kNoAnnotation && piece.copy_end - piece.copy_begin == piece.end - piece.begin;
  }

  void AddMatch(const CompiledMatchRule& rule, const std::vector<GroupSpan>& groups) {
    Annotation made = Make(rule);
    made.type = rule.rule->match().type();
    const PieceRange span = PiecesOf(groups[rule.span_group]).value_or(*PiecesOf(groups[0]));
    made.begin = text_.pieces()[span.first].begin;
    made.end = text_.pieces()[span.last].end;
    const auto& names = rule.regex->group_names();
    for (size_t g = 1; g < groups.size(); ++g) {
      const auto pieces = PiecesOf(groups[g]);
      if (!names[g].empty() && pieces.has_value()) made.fills.push_back(FillOf(names[g], groups[g], *pieces));
    }
    for (const Template& setting : rule.settings) {
      const std::string value =
          setting.Evaluate([&](const TemplateReference& reference) { return Resolve(made, reference); });
      if (!value.empty()) SetFeature(setting.name(), value, &made.features);
    }
    found_.push_back(std::move(made));
  }

  std::string Resolve(const Annotation& made, const TemplateReference& reference) const {
    for (const Fill& fill : made.fills) {
      if (fill.name != reference.name) continue;
      if (reference.feature.empty()) return Collapsed(analysis_.TextOf(fill.begin, fill.end));
      if (fill.annotation != kNoAnnotation)
        return std::string(FeatureOf(analysis_, fill.annotation, reference.feature));
    }
    return "";
  }

  template <typename Allowed>
  void MatchPhrases(const CompiledListRule& rule, const LiftedText& text, const Allowed& allowed) {
    std::vector<absl::string_view> tokens;
    std::vector<const LiftedPiece*> pieces;
    for (const LiftedPiece& piece : text.pieces()) {
      if (piece.blank) continue;
      tokens.push_back(absl::string_view(text.copy()).substr(piece.copy_begin, piece.copy_end - piece.copy_begin));
      pieces.push_back(&piece);
    }
    for (size_t i = 0; i < tokens.size();) {
      const PhraseHit hit = rule.index->LongestAt(tokens, i);
      const bool accepted =
          hit.token_count > 0 && allowed(pieces[i]->begin, pieces[i + hit.token_count - 1]->end) &&
          GuardsHold(rule.guards, text, pieces[i]->copy_begin, pieces[i + hit.token_count - 1]->copy_end);
      if (accepted) AddPhrase(rule, *pieces[i], *pieces[i + hit.token_count - 1], hit.row);
      i += accepted ? hit.token_count : 1;
    }
  }

  // Phrases inside the sentence's names, but not a whole name.
  void MatchNested(const CompiledListRule& rule) {
    const LiftedText raw(analysis_, sentence_, program_.alphabet, true);
    MatchPhrases(rule, raw, [&](uint32_t begin, uint32_t end) {
      for (int index : analysis_.visible[sentence_]) {
        const Annotation& outer = analysis_.annotations[static_cast<size_t>(index)];
        if (program_.alphabet.label(outer.label).kind() != v1::LABEL_KIND_NAME) continue;
        if (outer.begin <= begin && end <= outer.end) return end - begin < outer.end - outer.begin;
      }
      return false;
    });
  }

  void AddPhrase(const CompiledListRule& rule, const LiftedPiece& first, const LiftedPiece& last, uint32_t row) {
    Annotation made = Make(rule);
    made.begin = first.begin;
    made.end = last.end;
    made.nested = rule.rule->list().nested();
    for (const Template& setting : rule.settings) {
      const std::string value = setting.Evaluate([&](const TemplateReference& reference) {
        const int column = ColumnIndex(*rule.list, reference.name);
        return column < 0 ? "" : rule.list->rows[row][static_cast<size_t>(column)];
      });
      if (!value.empty()) SetFeature(setting.name(), value, &made.features);
    }
    found_.push_back(std::move(made));
  }

  const Program& program_;
  const Analysis& analysis_;
  uint32_t sentence_;
  LiftedText text_;
  std::vector<Annotation> found_;
};

}  // namespace

std::vector<Annotation> MatchStage(const Program& program, const CompiledStage& stage, const Analysis& analysis,
                                   uint32_t sentence) {
  SentenceMatcher matcher(program, analysis, sentence);
  for (const CompiledListRule& rule : stage.lists) matcher.MatchList(rule);
  for (const CompiledMatchRule& rule : stage.matches) matcher.Match(rule);
  return matcher.Take();
}

}  // namespace caspian::extractor
