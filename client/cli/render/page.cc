#include "client/cli/render/page.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "client/cli/render/cells.h"

namespace caspian::cli {
namespace {

constexpr size_t kGap = 2;

std::string Blanks(size_t count) { return std::string(count, ' '); }

}  // namespace

Page::Page(PageLook look) : width_(std::clamp(look.width, kNarrowestPage, kWidestPage)), color_(look.color) {}

std::string Page::Inked(Ink ink, absl::string_view text) const {
  if (!color_ || ink == Ink::kPlain || text.empty()) return std::string(text);
  const char* code = ink == Ink::kBold ? "1" : ink == Ink::kHeading ? "1;36" : "2";
  return absl::StrCat("\x1b[", code, "m", text, "\x1b[0m");
}

void Page::Line(absl::string_view line) { absl::StrAppend(&text_, absl::StripTrailingAsciiWhitespace(line), "\n"); }

void Page::Ends(Ink ink, absl::string_view left, absl::string_view right) {
  const size_t used = CellWidth(left) + CellWidth(right);
  if (used + kGap <= width_) {
    Line(absl::StrCat(Inked(ink, left), Blanks(width_ - used), Inked(Ink::kDim, right)));
    return;
  }
  for (const std::string& line : WrapCells(left, width_)) Line(Inked(ink, line));
  if (right.empty()) return;
  for (const std::string& line : WrapCells(right, width_)) Line(Inked(Ink::kDim, line));
}

void Page::Title(absl::string_view title, absl::string_view note) { Ends(Ink::kBold, title, note); }

void Page::Section(absl::string_view title, absl::string_view note) {
  Line("");
  Ends(Ink::kHeading, title, note);
}

void Page::Row(const PageRow& row) {
  const size_t column = std::min(row.left_cells, width_ / 2);
  const size_t margin = row.indent + (column > 0 ? column + kGap : 0);
  const size_t room = width_ - margin;
  std::string start = Blanks(margin);
  if (CellWidth(row.left) > column) {
    for (const std::string& line : WrapCells(row.left, width_ - row.indent))
      Line(absl::StrCat(Blanks(row.indent), Inked(Ink::kBold, line)));
  } else if (column > 0) {
    start = absl::StrCat(Blanks(row.indent), Inked(Ink::kBold, row.left), Blanks(column - CellWidth(row.left) + kGap));
  }
  const std::vector<std::string> lines = WrapCells(row.body, room);
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool last = i + 1 == lines.size();
    const size_t used = CellWidth(lines[i]) + CellWidth(row.right);
    const bool beside = last && !row.right.empty() && used + kGap <= room;
    Line(absl::StrCat(i == 0 ? start : Blanks(margin), lines[i], beside ? Blanks(room - used) : "",
                      beside ? Inked(Ink::kDim, row.right) : ""));
    if (!last || beside || row.right.empty()) continue;
    for (const std::string& line : WrapCells(row.right, room)) {
      Line(absl::StrCat(Blanks(margin + room - CellWidth(line)), Inked(Ink::kDim, line)));
    }
  }
}

void Page::Text(absl::string_view text, size_t indent) {
  for (const std::string& line : WrapCells(text, width_ - indent)) Line(absl::StrCat(Blanks(indent), line));
}

}  // namespace caspian::cli
