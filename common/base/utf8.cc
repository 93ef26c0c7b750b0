#include "common/base/utf8.h"

#include <cstring>

namespace caspian {
namespace {

// Bytes of which is told at once whether they are ASCII.
constexpr size_t kAtOnce = sizeof(uint64_t);

uint8_t ByteAt(absl::string_view text, size_t i) { return static_cast<uint8_t>(text[i]); }

bool IsContinuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

// Length of a well-formed sequence at `i`, 0 where there is none (Unicode 15, table 3-7).
size_t WellFormedLength(absl::string_view text, size_t i) {
  const uint8_t lead = ByteAt(text, i);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || i + length > text.size()) return 0;
  for (size_t k = 1; k < length; ++k) {
    if (!IsContinuation(ByteAt(text, i + k))) return 0;
  }
  const uint8_t second = ByteAt(text, i + 1);
  const bool bad = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                   (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
  return bad ? 0 : length;
}

}  // namespace

std::optional<size_t> FindInvalidUtf8(absl::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (i + kAtOnce <= text.size() && IsAscii(text.substr(i, kAtOnce))) {
      i += kAtOnce;
      continue;
    }
    const size_t length = WellFormedLength(text, i);
    if (length == 0) return i;
    i += length;
  }
  return std::nullopt;
}

bool IsAscii(absl::string_view text) {
  uint64_t all = 0;
  size_t i = 0;
  for (; i + kAtOnce <= text.size(); i += kAtOnce) {
    uint64_t eight;
    std::memcpy(&eight, text.data() + i, sizeof(eight));
    all |= eight;
  }
  for (; i < text.size(); ++i) all |= ByteAt(text, i);
  return (all & 0x8080808080808080) == 0;
}

CodePoint DecodeLongUtf8(absl::string_view text, size_t offset) {
  const uint8_t lead = ByteAt(text, offset);
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  char32_t value = lead & (0x7F >> length);
  for (size_t k = 1; k < length; ++k) value = (value << 6) | (ByteAt(text, offset + k) & 0x3F);
  return {value, length};
}

void AppendUtf8(char32_t value, std::string* out) {
  const auto tail = [value](int k) { return static_cast<char>(0x80 | ((value >> (6 * k)) & 0x3F)); };
  const auto lead = [value](uint8_t mark, int k) { return static_cast<char>(mark | (value >> (6 * k))); };
  if (value < 0x80) {
    out->push_back(static_cast<char>(value));
  } else if (value < 0x800) {
    out->append({lead(0xC0, 1), tail(0)});
  } else if (value < 0x10000) {
    out->append({lead(0xE0, 2), tail(1), tail(0)});
  } else {
    out->append({lead(0xF0, 3), tail(2), tail(1), tail(0)});
  }
}

bool IsUtf8Boundary(absl::string_view text, size_t offset) {
  return offset == text.size() || (offset < text.size() && !IsContinuation(ByteAt(text, offset)));
}

absl::string_view TruncateUtf8(absl::string_view text, size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && !IsUtf8Boundary(text, limit)) --limit;
  return text.substr(0, limit);
}

void Utf8OffsetCursor::MoveTo(size_t offset) {
  if (offset < byte_) byte_ = 0, code_points_ = 0, utf16_units_ = 0;
  for (; byte_ < offset; ++byte_) {
    const uint8_t byte = ByteAt(text_, byte_);
    if (IsContinuation(byte)) continue;
    ++code_points_;
    utf16_units_ += byte >= 0xF0 ? 2 : 1;
  }
}

uint32_t Utf8OffsetCursor::CodePoints(size_t offset) {
  MoveTo(offset);
  return code_points_;
}

uint32_t Utf8OffsetCursor::Utf16Units(size_t offset) {
  MoveTo(offset);
  return utf16_units_;
}

}  // namespace caspian
