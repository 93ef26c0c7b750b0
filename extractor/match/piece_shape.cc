#include "extractor/match/piece_shape.h"

#include <algorithm>

#include "extractor/rules/character_set.h"

namespace caspian::extractor {
namespace {

constexpr size_t kLongest = 127;  // in bytes

AsciiClass ClassOf(char c) { return AsciiClassOf(static_cast<unsigned char>(c)); }

}  // namespace

PieceShape ShapeOf(absl::string_view bytes, bool blank) {
  if (bytes.empty() || bytes.size() > kLongest) return {};
  const AsciiClass first = ClassOf(bytes.front()), others = ClassOf(bytes.back());
  if (first == AsciiClass::kOther || others == AsciiClass::kOther) return {};
  const bool alike = std::all_of(bytes.begin() + 1, bytes.end(), [&](char c) { return ClassOf(c) == others; });
  if (!alike) return {};
  const uint32_t kind = 4 * static_cast<uint32_t>(first) + static_cast<uint32_t>(others);
  return {uint32_t{1} << kind, kFirstShape | kind << 8 | static_cast<uint32_t>(bytes.size()) << 1 | (blank ? 1 : 0)};
}

}  // namespace caspian::extractor
