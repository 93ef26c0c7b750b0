#include "client/cli/render/cells.h"

#include <unicode/uchar.h>

#include "absl/strings/str_cat.h"
#include "common/base/utf8.h"

namespace caspian::cli {
namespace {

size_t CellsOf(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  const auto type = u_charType(point);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool IsBlank(char32_t c) { return c != 0x00A0 && c != 0x202F && u_isUWhiteSpace(static_cast<UChar32>(c)); }

// Controls, and what reorders or splits a line: unseen, they can make a line say something else.
bool IsUnprintable(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  return u_charType(point) == U_CONTROL_CHAR || u_hasBinaryProperty(point, UCHAR_BIDI_CONTROL);
}

std::string ReplaceInvalid(absl::string_view text) {
  std::string valid;
  while (const auto bad = FindInvalidUtf8(text)) {
    absl::StrAppend(&valid, text.substr(0, *bad), "\uFFFD");
    text.remove_prefix(*bad + 1);
  }
  absl::StrAppend(&valid, text);
  return valid;
}

// What may not be broken: a run without blanks, a wide character alone.
struct Piece {
  std::string text;
  size_t cells = 0;
  bool after_blank = false;
};

std::vector<Piece> PiecesOf(absl::string_view text, size_t limit) {
  std::vector<Piece> pieces;
  bool blank = true, closed = true;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeUtf8(text, at);
    const absl::string_view bytes = text.substr(at, c.bytes);
    at += c.bytes;
    if (c.value == ' ') {
      blank = closed = true;
      continue;
    }
    const size_t cells = CellsOf(c.value);
    if (cells == 2 || closed || pieces.back().cells + cells > limit) {
      if (cells > 0 || pieces.empty()) pieces.push_back({"", 0, blank});
      blank = false;
    }
    absl::StrAppend(&pieces.back().text, bytes);
    pieces.back().cells += cells;
    closed = cells == 2 || (cells == 0 && closed);
  }
  return pieces;
}

}  // namespace

size_t CellWidth(absl::string_view text) {
  size_t cells = 0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeUtf8(text, at);
    cells += CellsOf(c.value);
    at += c.bytes;
  }
  return cells;
}

std::string OneLine(absl::string_view text) {
  if (FindInvalidUtf8(text)) return OneLine(ReplaceInvalid(text));
  std::string line;
  bool blank = false;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeUtf8(text, at);
    if (IsBlank(c.value)) {
      blank = true;
    } else if (!IsUnprintable(c.value)) {
      if (blank && !line.empty()) line += ' ';
      blank = false;
      AppendUtf8(c.value, &line);
    }
    at += c.bytes;
  }
  return line;
}

std::string CutCells(absl::string_view text, size_t cells) {
  if (CellWidth(text) <= cells) return std::string(text);
  size_t at = 0, taken = 0;
  while (at < text.size()) {
    const CodePoint c = DecodeUtf8(text, at);
    if (taken + CellsOf(c.value) + 1 > cells) break;
    taken += CellsOf(c.value);
    at += c.bytes;
  }
  absl::string_view kept = text.substr(0, at);
  while (!kept.empty() && kept.back() == ' ') kept.remove_suffix(1);
  return absl::StrCat(kept, "…");
}

std::string UpperCase(absl::string_view text) {
  std::string upper;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeUtf8(text, at);
    AppendUtf8(static_cast<char32_t>(u_toupper(static_cast<UChar32>(c.value))), &upper);
    at += c.bytes;
  }
  return upper;
}

std::vector<std::string> WrapCells(absl::string_view text, size_t cells) {
  std::vector<std::string> lines = {""};
  size_t used = 0;
  for (const Piece& piece : PiecesOf(text, cells)) {
    const size_t gap = piece.after_blank && used > 0 ? 1 : 0;
    if (used + gap + piece.cells > cells && used > 0) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0 && gap) lines.back() += ' ';
    used += (used > 0 ? gap : 0) + piece.cells;
    lines.back() += piece.text;
  }
  return lines;
}

std::string PadCells(absl::string_view text, size_t cells) {
  const size_t width = CellWidth(text);
  return absl::StrCat(text, std::string(width < cells ? cells - width : 0, ' '));
}

}  // namespace caspian::cli
