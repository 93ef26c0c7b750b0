#ifndef CASPIAN_CLIENT_CLI_EVAL_CODE_POINT_TEXT_H_
#define CASPIAN_CLIENT_CLI_EVAL_CODE_POINT_TEXT_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace caspian::cli {

// A text that is cut by code points. The text outlives it.
class CodePointText {
 public:
  // `text` is well-formed UTF-8.
  explicit CodePointText(absl::string_view text);

  // Code points in all.
  uint32_t size() const { return static_cast<uint32_t>(starts_.size() - 1); }

  // From `start` up to `end`; each is taken as the size where it is more.
  absl::string_view Slice(uint32_t start, uint32_t end) const;

  // The code point that the byte at `offset` belongs to.
  uint32_t IndexOf(size_t offset) const;

 private:
  absl::string_view text_;
  std::vector<uint32_t> starts_;  // first byte of each code point, and the text's size
};

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_CODE_POINT_TEXT_H_
