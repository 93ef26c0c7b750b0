#include "client/cli/eval/findings.h"

#include <algorithm>

namespace caspian::cli {
namespace {

Excerpt MakeExcerpt(const CodePointText& text, const Annotation& annotation) {
  return {annotation.start, annotation.end, annotation.type, std::string(text.Slice(annotation.start, annotation.end)),
          annotation.value};
}

}  // namespace

Finding MakeFinding(absl::string_view document, const CodePointText& text, const Annotation& annotation,
                    const std::vector<Annotation>& instead) {
  Finding finding;
  finding.document = std::string(document);
  finding.excerpt = MakeExcerpt(text, annotation);
  for (const Annotation& other : instead) finding.instead.push_back(MakeExcerpt(text, other));
  const uint32_t from = annotation.start - std::min(annotation.start, kContextCodePoints);
  finding.before = std::string(text.Slice(from, annotation.start));
  finding.after = std::string(text.Slice(annotation.end, annotation.end + kContextCodePoints));
  return finding;
}

void TellUnmatched(const Sides& sides, const std::vector<Match>& matches, absl::string_view document,
                   const CodePointText& text, Report* report) {
  std::vector<bool> found(sides.gold.size(), false), right(sides.predicted.size(), false);
  for (const Match& match : matches) found[match.gold] = right[match.predicted] = true;
  for (size_t i = 0; i < sides.gold.size(); ++i) {
    const Annotation& gold = sides.gold[i];
    if (!found[i] && !gold.optional)
      report->misses.push_back(MakeFinding(document, text, gold, Overlapping(gold, sides.all_predicted)));
  }
  for (size_t i = 0; i < sides.predicted.size(); ++i) {
    const Annotation& predicted = sides.predicted[i];
    if (!right[i])
      report->strays.push_back(MakeFinding(document, text, predicted, Overlapping(predicted, sides.all_gold)));
  }
}

}  // namespace caspian::cli
