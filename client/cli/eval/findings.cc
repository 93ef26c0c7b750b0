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

}  // namespace caspian::cli
