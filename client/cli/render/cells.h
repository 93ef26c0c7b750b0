// Text as a terminal shows it: measured in cells, safe to print, cut and wrapped.
#ifndef CASPIAN_CLIENT_CLI_RENDER_CELLS_H_
#define CASPIAN_CLIENT_CLI_RENDER_CELLS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace caspian::cli {

// Cells that well-formed UTF-8 takes: 2 for East Asian wide and full-width characters, 0 for combining marks and
// formats.
size_t CellWidth(absl::string_view text);

// `text` as one printable line: a run of white space becomes one blank, controls and marks that reorder a line vanish
// (a text can't send commands to the reader's terminal), bytes that are not UTF-8 become U+FFFD. No blanks at either
// end.
std::string OneLine(absl::string_view text);

// `text` cut to at most `cells`, with "…" in the last one where something was cut.
std::string CutCells(absl::string_view text, size_t cells);

// `text` with capital letters, by the simple mappings of Unicode.
std::string UpperCase(absl::string_view text);

// Lines of at most `cells` (at least 2), broken at blanks, beside wide characters, and inside a word that is longer
// than a line. At least one line.
std::vector<std::string> WrapCells(absl::string_view text, size_t cells);

// `text` with blanks behind it up to `cells`.
std::string PadCells(absl::string_view text, size_t cells);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_CELLS_H_
