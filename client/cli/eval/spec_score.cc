#include "client/cli/eval/spec_score.h"

#include <algorithm>

#include "client/cli/eval/code_point_text.h"
#include "client/cli/eval/findings.h"
#include "client/cli/eval/matching.h"
#include "client/cli/eval/spec_part.h"
#include "client/cli/eval/spec_types.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

using Matches = std::vector<Match>;

bool FitsLabel(const Annotation& expected, const Annotation& found) { return LabelFits(expected.type, found.type); }
bool FitsStrictly(const Annotation& expected, const Annotation& found) {
  return SameSpan(expected, found) && FitsLabel(expected, found);
}

// One case, with the report that it goes to.
class CaseScore {
 public:
  CaseScore(const SpecFile& file, const SpecCase& one, const pb::Extraction& extraction, Report* report)
      : file_(file), case_(one), text_(one.input), report_(*report) {
    for (const pb::Mention& mention : extraction.mentions()) AddMention(mention);
  }

  void Score() {
    Count(Measure::kStrict, MatchGreedily(case_.expected, found_, FitsStrictly));
    const Matches relaxed = MatchGreedily(case_.expected, found_, FitsLabel);
    Count(Measure::kRelaxed, relaxed);
    TellUnmatched({case_.expected, found_, case_.expected, all_found_}, relaxed, case_.id, text_, &report_);
    CountResolved(relaxed);
  }

 private:
  // Mentions come by begin: they stay in order but for equal begins, which are turned to ascending ends.
  void AddMention(const pb::Mention& mention) {
    Annotation annotation = {.start = text_.IndexOf(mention.span().begin()),
                             .end = text_.IndexOf(mention.span().end()),
                             .type = mention.label(),
                             .value = mention.value().canonical()};
    const bool counts = std::any_of(file_.types.begin(), file_.types.end(), [&mention](const std::string& type) {
      return LabelFits(type, mention.label()) && ValueFits(type, mention.value());
    });
    all_found_.push_back(annotation);
    if (!counts) return;
    const auto at = std::upper_bound(found_.begin(), found_.end(), annotation, [](const auto& a, const auto& b) {
      return std::tie(a.start, a.end) < std::tie(b.start, b.end);
    });
    const auto text = text_.Slice(annotation.start, annotation.end);
    values_.insert(values_.begin() + (at - found_.begin()), {mention.label(), std::string(text), mention.value()});
    high_starts_.insert(high_starts_.begin() + (at - found_.begin()), HighStart(mention));
    found_.insert(at, std::move(annotation));
  }

  absl::optional<uint32_t> HighStart(const pb::Mention& mention) const {
    for (const pb::Capture& capture : mention.captures()) {
      if (capture.name() == "amount_high") return text_.IndexOf(capture.span().begin());
    }
    return absl::nullopt;
  }

  bool IsResolved(const Match& match) const {
    const Annotation& expected = case_.expected[match.gold];
    FoundValue found = values_[match.predicted];
    found.value = ValueOfPart(found.value, {found_[match.predicted], high_starts_[match.predicted]}, expected);
    return Resolves(expected.type, case_.meanings[match.gold], found, case_.reference_time);
  }

  Counts& Figure(Scope scope, const std::string& name, Measure measure) {
    return report_.figures[{scope, name, measure}];
  }

  void AddFigures(Measure measure, const Counts& counts) {
    Figure(Scope::kAll, "", measure) += counts;
    Figure(Scope::kFile, file_.name, measure) += counts;
  }

  void Count(Measure measure, const Matches& matches) {
    AddFigures(measure, CountMatches(case_.expected, found_.size(), matches));
    CountTypes(measure, matches, matches);
  }

  // `right` of those that are `matched`.
  void CountTypes(Measure measure, const Matches& matched, const Matches& right) {
    for (const Annotation& expected : case_.expected) {
      if (!expected.optional) ++Figure(Scope::kType, expected.type, measure).gold;
    }
    for (const Match& match : matched) CountType(measure, match, &Counts::predicted);
    for (const Match& match : right) CountType(measure, match, &Counts::right);
  }
  void CountType(Measure measure, const Match& match, uint64_t Counts::*count) {
    const Annotation& expected = case_.expected[match.gold];
    if (!expected.optional) ++(Figure(Scope::kType, expected.type, measure).*count);
  }

  void CountResolved(const Matches& matches) {
    Matches resolved;
    for (const Match& match : matches) {
      const Annotation& expected = case_.expected[match.gold];
      if (IsResolved(match)) {
        resolved.push_back(match);
      } else if (!expected.optional) {
        report_.values.push_back(MakeFinding(case_.id, text_, expected, {found_[match.predicted]}));
      }
    }
    // What is matched to optional gold counts as little here as in relaxed, resolved or not.
    Counts counts = CountMatches(case_.expected, found_.size(), matches);
    counts.right = CountMatches(case_.expected, found_.size(), resolved).right;
    AddFigures(Measure::kResolution, counts);
    CountTypes(Measure::kResolution, matches, resolved);
    CountCase(counts.right == counts.gold && counts.predicted == counts.gold);
  }

  void CountCase(bool right) {
    const Counts counts = {right, 1, 1};
    AddFigures(Measure::kCases, counts);
    std::set<std::string> types;
    for (const Annotation& expected : case_.expected) {
      if (!expected.optional && types.insert(expected.type).second)
        Figure(Scope::kType, expected.type, Measure::kCases) += counts;
    }
  }

  const SpecFile& file_;
  const SpecCase& case_;
  const CodePointText text_;
  Report& report_;
  std::vector<Annotation> found_;                      // that count, sorted by span
  std::vector<FoundValue> values_;                     // of each of found_
  std::vector<absl::optional<uint32_t>> high_starts_;  // of each of found_
  std::vector<Annotation> all_found_;
};

}  // namespace

void ScoreCase(const SpecFile& file, const SpecCase& one, const pb::Extraction& extraction, Report* report) {
  ++report->documents;
  CaseScore(file, one, extraction, report).Score();
}

}  // namespace caspian::cli
