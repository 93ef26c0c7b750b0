#include "client/cli/render/context_line.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "client/cli/render/cells.h"
#include "common/base/utf8.h"

namespace caspian::cli {
namespace {

constexpr size_t kContextBytes = 40;

}  // namespace

std::string ContextLine(absl::string_view text, size_t begin, size_t end) {
  size_t from = begin - std::min(begin, kContextBytes);
  while (!IsUtf8Boundary(text, from)) ++from;
  const absl::string_view behind = TruncateUtf8(text.substr(end), kContextBytes);
  const std::string line =
      OneLine(absl::StrCat(text.substr(from, begin - from), "[", text.substr(begin, end - begin), "]", behind));
  return absl::StrCat(from > 0 ? "…" : "", line, end + behind.size() < text.size() ? "…" : "");
}

}  // namespace caspian::cli
