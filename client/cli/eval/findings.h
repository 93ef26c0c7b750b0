#ifndef CASPIAN_CLIENT_CLI_EVAL_FINDINGS_H_
#define CASPIAN_CLIENT_CLI_EVAL_FINDINGS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/cli/eval/annotation.h"
#include "client/cli/eval/code_point_text.h"
#include "client/cli/eval/matching.h"
#include "client/cli/eval/report.h"

namespace caspian::cli {

// Code points of context on each side.
inline constexpr uint32_t kContextCodePoints = 40;

// What `annotation` is in its document, with what stands there instead.
Finding MakeFinding(absl::string_view document, const CodePointText& text, const Annotation& annotation,
                    const std::vector<Annotation>& instead);

// A document's two sides, and the annotations of each that may stand instead of what was not matched.
struct Sides {
  const std::vector<Annotation>& gold;
  const std::vector<Annotation>& predicted;
  const std::vector<Annotation>& all_gold;
  const std::vector<Annotation>& all_predicted;
};

// Adds what `matches` leave over to `report`: as misses gold that is not optional, as strays what was predicted.
void TellUnmatched(const Sides& sides, const std::vector<Match>& matches, absl::string_view document,
                   const CodePointText& text, Report* report);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_FINDINGS_H_
