#ifndef CASPIAN_CLIENT_CLI_RENDER_EXPLANATION_TEXT_H_
#define CASPIAN_CLIENT_CLI_RENDER_EXPLANATION_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "caspian/v1/explanation.pb.h"

namespace caspian::cli {

// An explanation as lines for people: what became of the rule, where and in which words of `content`, which the spans
// fit; then, indented, what it captured and stated, or the reason. `with_rule` names the rule.
std::string ExplanationText(const v1::Explanation& explanation, absl::string_view content, bool with_rule);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_EXPLANATION_TEXT_H_
