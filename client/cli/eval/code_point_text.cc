#include "client/cli/eval/code_point_text.h"

#include <algorithm>

namespace caspian::cli {

CodePointText::CodePointText(absl::string_view text) : text_(text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const bool continues = (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
    if (!continues) starts_.push_back(static_cast<uint32_t>(i));
  }
  starts_.push_back(static_cast<uint32_t>(text.size()));
}

absl::string_view CodePointText::Slice(uint32_t start, uint32_t end) const {
  const uint32_t first = std::min(start, size()), last = std::min(std::max(start, end), size());
  return text_.substr(starts_[first], starts_[last] - starts_[first]);
}

uint32_t CodePointText::IndexOf(size_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return after == starts_.begin() ? 0 : static_cast<uint32_t>(after - starts_.begin() - 1);
}

}  // namespace caspian::cli
