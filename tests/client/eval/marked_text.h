// Gold and predictions as short text, for the tests beside this file.
#ifndef CASPIAN_TESTS_CLIENT_EVAL_MARKED_TEXT_H_
#define CASPIAN_TESTS_CLIENT_EVAL_MARKED_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "client/cli/eval/annotation.h"

namespace caspian::cli {

// "0-4 PERSON, 5-7 DATE=2006 ?, 8-9 PLACE !": `?` optional, `!` not named.
inline std::vector<Annotation> Marks(const std::string& text) {
  std::vector<Annotation> marks;
  for (absl::string_view part : absl::StrSplit(text, ", ", absl::SkipEmpty())) {
    const std::vector<std::string> words = absl::StrSplit(part, ' ');
    const std::vector<std::string> bounds = absl::StrSplit(words[0], '-');
    const std::pair<std::string, std::string> type = absl::StrSplit(words[1], absl::MaxSplits('=', 1));
    Annotation& mark = marks.emplace_back();
    if (!absl::SimpleAtoi(bounds[0], &mark.start) || !absl::SimpleAtoi(bounds[1], &mark.end)) return {};
    mark.type = type.first;
    mark.value = type.second;
    mark.optional = words.size() > 2 && words[2] == "?";
    mark.named = words.size() < 3 || words[2] != "!";
  }
  return marks;
}

}  // namespace caspian::cli

#endif  // CASPIAN_TESTS_CLIENT_EVAL_MARKED_TEXT_H_
