#include "extractor/match/pattern_search.h"

#include <algorithm>
#include <utility>

#include "extractor/match/guards.h"
#include "extractor/match/match_finder.h"
#include "extractor/match/pattern_match.h"

namespace caspian::extractor {
namespace {

// The pieces that the group touches.
PieceRange PiecesOf(const LiftedText& text, const GroupSpan& group) {
  if (!group.matched() || group.begin == group.end) return {};
  return text.PiecesIn(group.begin, group.end);
}

// Words and numbers stand in the copy byte by byte; a mark that does not is one character, so nothing ends inside it.
bool IsVerbatim(const LiftedPiece& piece) {
  return piece.annotation == kNoAnnotation && piece.copy_end - piece.copy_begin == piece.end - piece.begin;
}

// The matches of one form, each search begun where the last ended.
struct FormSearch {
  FormSearch(const CompiledForm& of, const LiftedText& text, const std::vector<CompiledGuard>* guards)
      : form(&of), finder(of.pattern, of.start, text, guards) {}

  const CompiledForm* form;
  MatchFinder finder;
  GroupSpan whole;  // the match that comes next
  bool more = true;

  void From(size_t start) { more = finder.Find(start, &whole); }
};

class PatternSearch {
 public:
  PatternSearch(const CompiledMatchRule& rule, const FormIndexes* forms, SentenceTexts* texts, MatchObserver* observer)
      : rule_(rule), texts_(*texts), text_(texts->For(rule.elision)), observer_(observer) {
    const size_t count = forms == nullptr ? rule.forms.size() : forms->size();
    for (size_t i = 0; i < count; ++i) {
      const CompiledForm& form = rule.forms[forms == nullptr ? i : (*forms)[i]];
      searches_.emplace_back(form, text_, observer == nullptr ? &rule.guards : nullptr).From(0);
    }
  }

  SearchCounts Run(std::vector<Annotation>* out) {
    SearchCounts counts;
    while (FormSearch* next = Next()) {
      ++counts.starts;
      const GroupSpan whole = next->whole;
      if (Accepts(*next->form, whole)) {
        out->push_back(Make(*next));
        ++counts.made;
        for (FormSearch& search : searches_) {
          if (search.more && search.whole.begin < whole.end) search.From(whole.end);
        }
      } else {
        next->From(next->finder.StartBehind(whole));
      }
    }
    return counts;
  }

 private:
  // The form whose match begins first; of equals the first by name.
  FormSearch* Next() {
    FormSearch* first = nullptr;
    for (FormSearch& search : searches_) {
      if (search.more && (first == nullptr || search.whole.begin < first->whole.begin)) first = &search;
    }
    return first;
  }

  bool Accepts(const CompiledForm& form, const GroupSpan& whole) const {
    const bool aligned = whole.end > whole.begin && text_.MayBeginAt(whole.begin) && text_.MayEndAt(whole.end);
    if (aligned && GuardsHold(rule_.guards, text_, whole.begin, whole.end)) return true;
    if (observer_ == nullptr || whole.end == whole.begin) return false;
    const int guard = aligned ? FailingGuard(rule_.guards, text_, whole.begin, whole.end) : -1;
    observer_->Rejected(*rule_.rule, {form.name, texts_.sentence(), text_.RangeOf(whole.begin, whole.end), guard});
    return false;
  }

  ByteRange SpanOf(const PieceRange& pieces) const {
    return {text_.pieces()[pieces.first].begin, text_.pieces()[pieces.last - 1].end};
  }

  // Members of an enumeration each fill the capture; anything else fills it as it stands.
  void AddFills(const CompiledGroup& group, const GroupSpan& span, Annotation* made) const {
    const GroupFill whole = FillOfGroup(text_, span);
    if (group.name.empty() || !whole.matched) return;
    const size_t before = made->fills.size();
    if (!group.members.empty() && whole.annotation == kNoAnnotation) AddMembers(group, PiecesOf(text_, span), made);
    if (made->fills.size() == before)
      made->fills.push_back({group.name, whole.range.begin, whole.range.end, whole.annotation});
  }

  void AddMembers(const CompiledGroup& group, const PieceRange& pieces, Annotation* made) const {
    for (size_t p = pieces.first; p < pieces.last; ++p) {
      const LiftedPiece& piece = text_.pieces()[p];
      if (piece.annotation == kNoAnnotation) continue;
      const int label = texts_.analysis().annotations[static_cast<size_t>(piece.annotation)].label;
      if (std::count(group.members.begin(), group.members.end(), label) > 0)
        made->fills.push_back({group.name, piece.begin, piece.end, piece.annotation});
    }
  }

  void AddSettings(absl::string_view form, Annotation* made) const {
    made->features.reserve(rule_.settings.size());
    for (const CompiledSetting& setting : rule_.settings) {
      const absl::string_view value = setting.For(form).Evaluate(
          [&](const TemplateReference& reference) { return ResolveCapture(texts_.analysis(), *made, reference); },
          texts_.analysis().memory.get());
      if (!value.empty()) SetFeature(setting.name(), value, &made->features);
    }
  }

  Annotation Make(const FormSearch& found) const {
    const CompiledForm& form = *found.form;
    Annotation made = MakeAnnotation(rule_, texts_);
    made.type = rule_.rule->match().type();
    const GroupSpans groups = GroupsOf(form.pattern, text_, found.whole);
    const PieceRange named = PiecesOf(text_, groups[form.span_group]);
    const ByteRange span = SpanOf(named.empty() ? PiecesOf(text_, found.whole) : named);
    made.begin = span.begin;
    made.end = span.end;
    made.mention = span;
    if (form.mention_group > 0) {
      const PieceRange mention = PiecesOf(text_, groups[form.mention_group]);
      if (!mention.empty()) made.mention = SpanOf(mention);
    }
    made.fills.reserve(form.groups.size() - 1 + rule_.attachments.size());
    for (size_t g = 1; g < form.groups.size(); ++g) AddFills(form.groups[g], groups[g], &made);
    AddSettings(form.name, &made);
    return made;
  }

  const CompiledMatchRule& rule_;
  SentenceTexts& texts_;
  const LiftedText& text_;
  MatchObserver* observer_;
  absl::InlinedVector<FormSearch, 4> searches_;  // by name
};

}  // namespace

// Exact inside a token where it cuts the ends of the pieces, whole annotations.
GroupFill FillOfGroup(const LiftedText& text, const GroupSpan& group) {
  const PieceRange pieces = PiecesOf(text, group);
  if (pieces.empty()) return {};
  const LiftedPiece &first = text.pieces()[pieces.first], &last = text.pieces()[pieces.last - 1];
  GroupFill fill{true, {first.begin, last.end}, &first == &last ? first.annotation : kNoAnnotation};
  if (group.begin > first.copy_begin && IsVerbatim(first))
    fill.range.begin += static_cast<uint32_t>(group.begin) - first.copy_begin;
  if (group.end < last.copy_end && IsVerbatim(last)) fill.range.end -= last.copy_end - static_cast<uint32_t>(group.end);
  return fill;
}

absl::string_view ResolveCapture(const Analysis& analysis, const Annotation& made, const TemplateReference& reference) {
  for (const Fill& fill : made.fills) {
    if (fill.name != reference.name) continue;
    if (reference.feature.empty()) return analysis.CollapsedTextOf(fill.begin, fill.end);
    if (fill.annotation != kNoAnnotation) return FeatureOf(analysis, fill.annotation, reference.feature);
  }
  return "";
}

SearchCounts SearchPatterns(const CompiledMatchRule& rule, const FormIndexes* forms, SentenceTexts* texts,
                            MatchObserver* observer, std::vector<Annotation>* out) {
  return PatternSearch(rule, forms, texts, observer).Run(out);
}

}  // namespace caspian::extractor
