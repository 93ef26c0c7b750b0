#include "client/cli/eval/span_score.h"

#include "client/cli/eval/code_point_text.h"
#include "client/cli/eval/findings.h"
#include "client/cli/eval/matching.h"

namespace caspian::cli {
namespace {

using Annotations = std::vector<Annotation>;

bool FitsStrictly(const Annotation& gold, const Annotation& predicted) {
  return SameSpan(gold, predicted) && gold.type == predicted.type;
}
bool FitsRelaxed(const Annotation& gold, const Annotation& predicted) { return gold.type == predicted.type; }
bool FitsUntyped(const Annotation&, const Annotation&) { return true; }

// Types mapped, in order.
Annotations Mapped(const SpanScoreOptions& options, Annotations annotations) {
  for (Annotation& annotation : annotations) {
    if (const auto to = options.map.find(annotation.type); to != options.map.end()) annotation.type = to->second;
  }
  SortBySpan(&annotations);
  return annotations;
}

// Those that count.
Annotations Counted(const SpanScoreOptions& options, const Annotations& annotations, bool named) {
  Annotations counted;
  for (const Annotation& annotation : annotations) {
    const bool wanted = options.types.empty() || options.types.count(annotation.type) > 0;
    if (wanted && (!named || annotation.named)) counted.push_back(annotation);
  }
  return counted;
}

// One document, with the report that it goes to.
class DocumentScore {
 public:
  DocumentScore(const SpanScoreOptions& options, const Annotations& gold, const Annotations& predicted, Report* report)
      : options_(options),
        all_gold_(Mapped(options, gold)),
        all_predicted_(Mapped(options, predicted)),
        gold_(Counted(options, all_gold_, options.named)),
        predicted_(Counted(options, all_predicted_, false)),
        report_(*report) {}

  void Score(absl::string_view id, const CodePointText& text) {
    Count(Measure::kStrict, MatchGreedily(gold_, predicted_, FitsStrictly));
    Count(Measure::kUntypedStrict, MatchGreedily(gold_, predicted_, SameSpan));
    const std::vector<Match> relaxed = MatchGreedily(gold_, predicted_, FitsRelaxed);
    Count(Measure::kRelaxed, relaxed);
    TellUnmatched({gold_, predicted_, all_gold_, all_predicted_}, relaxed, id, text, &report_);
    const std::vector<Match> untyped = MatchGreedily(gold_, predicted_, FitsUntyped);
    const Counts counted = Count(Measure::kUntyped, untyped);
    if (options_.value) CountValues(untyped, counted, id, text);
  }

 private:
  Counts& Figure(Measure measure) { return report_.figures[{Scope::kAll, "", measure}]; }

  // The counts of a type, for strict and relaxed.
  Counts& TypeFigure(const std::string& type, Measure measure) {
    return report_.figures[{Scope::kType, type, measure}];
  }

  // Adds what `matches` mean for a measure; returns what was added.
  Counts Count(Measure measure, const std::vector<Match>& matches) {
    const Counts counts = CountMatches(gold_, predicted_.size(), matches);
    Figure(measure) += counts;
    if (measure == Measure::kStrict || measure == Measure::kRelaxed) CountTypes(measure, matches);
    return counts;
  }

  void CountTypes(Measure measure, const std::vector<Match>& matches) {
    std::vector<bool> free(predicted_.size(), true);
    for (const Match& match : matches) {
      const Annotation& gold = gold_[match.gold];
      if (gold.optional) free[match.predicted] = false;
      if (!gold.optional) ++TypeFigure(gold.type, measure).right;
    }
    for (size_t i = 0; i < predicted_.size(); ++i) {
      if (free[i]) ++TypeFigure(predicted_[i].type, measure).predicted;
    }
    for (const Annotation& gold : gold_) {
      if (!gold.optional) ++TypeFigure(gold.type, measure).gold;
    }
  }

  void CountValues(const std::vector<Match>& untyped, const Counts& counted, absl::string_view id,
                   const CodePointText& text) {
    Counts added = {0, counted.predicted, counted.gold};
    for (const Match& match : untyped) {
      const Annotation &gold = gold_[match.gold], &predicted = predicted_[match.predicted];
      if (gold.value.empty()) continue;
      if (gold.value == predicted.value) {
        ++added.right;
      } else {
        report_.values.push_back(MakeFinding(id, text, gold, {predicted}));
      }
    }
    Figure(Measure::kValue) += added;
  }

  const SpanScoreOptions& options_;
  const Annotations all_gold_;
  const Annotations all_predicted_;
  const Annotations gold_;
  const Annotations predicted_;
  Report& report_;
};

}  // namespace

void ScoreSpans(const SpanScoreOptions& options, absl::string_view id, absl::string_view text,
                const std::vector<Annotation>& gold, const std::vector<Annotation>& predicted, Report* report) {
  ++report->documents;
  DocumentScore(options, gold, predicted, report).Score(id, CodePointText(text));
}

}  // namespace caspian::cli
