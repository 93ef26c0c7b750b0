// UTF-8: validity, code points, and offsets in other units.
#ifndef CASPIAN_COMMON_BASE_UTF8_H_
#define CASPIAN_COMMON_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace caspian {

// Offset of the first byte that does not belong to well-formed UTF-8 (overlong forms, surrogates and code points above
// U+10FFFF are none); nullopt where all is well. Linear.
std::optional<size_t> FindInvalidUtf8(absl::string_view text);

// A code point and its length in bytes.
struct CodePoint {
  char32_t value;
  size_t bytes;
};

// True where all code points are below U+0080.
bool IsAscii(absl::string_view text);

// The code point of two bytes or more at `offset` of well-formed `text`.
CodePoint DecodeLongUtf8(absl::string_view text, size_t offset);

// The code point at `offset` of well-formed `text`; `offset` is below its size and at a boundary.
inline CodePoint DecodeUtf8(absl::string_view text, size_t offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  return lead < 0x80 ? CodePoint{lead, 1} : DecodeLongUtf8(text, offset);
}

// Appends `value` to `out`.
void AppendUtf8(char32_t value, std::string* out);

// True where `offset` is not inside a code point of well-formed `text`; its size is a boundary.
bool IsUtf8Boundary(absl::string_view text, size_t offset);

// `text` cut to at most `limit` bytes at a boundary.
absl::string_view TruncateUtf8(absl::string_view text, size_t limit);

// Turns ascending byte offsets into offsets of code points and UTF-16 units, each call from where the last one ended:
// linear in all. A smaller offset than the last starts again. The text outlives it. Not thread-safe.
class Utf8OffsetCursor {
 public:
  explicit Utf8OffsetCursor(absl::string_view text) : text_(text) {}

  // Code points before byte `offset`.
  uint32_t CodePoints(size_t offset);
  // UTF-16 units before byte `offset`.
  uint32_t Utf16Units(size_t offset);

 private:
  void MoveTo(size_t offset);

  absl::string_view text_;
  size_t byte_ = 0;
  uint32_t code_points_ = 0;
  uint32_t utf16_units_ = 0;
};

}  // namespace caspian

#endif  // CASPIAN_COMMON_BASE_UTF8_H_
