#ifndef CASPIAN_CLIENT_CLI_EVAL_FINDINGS_H_
#define CASPIAN_CLIENT_CLI_EVAL_FINDINGS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/cli/eval/annotation.h"
#include "client/cli/eval/code_point_text.h"
#include "client/cli/eval/report.h"

namespace caspian::cli {

// Code points of context on each side.
inline constexpr uint32_t kContextCodePoints = 40;

// What `annotation` is in its document, with what stands there instead.
Finding MakeFinding(absl::string_view document, const CodePointText& text, const Annotation& annotation,
                    const std::vector<Annotation>& instead);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_FINDINGS_H_
