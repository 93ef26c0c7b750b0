// Lays out lines in columns within a width; colours where asked for.
#ifndef CASPIAN_CLIENT_CLI_RENDER_PAGE_H_
#define CASPIAN_CLIENT_CLI_RENDER_PAGE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace caspian::cli {

inline constexpr size_t kNarrowestPage = 40;
inline constexpr size_t kWidestPage = 400;

// How a page looks.
struct PageLook {
  size_t width = 100;  // cells; below kNarrowestPage it is read as that
  bool color = false;  // with ANSI sequences
};

// One entry: a left column, a body that wraps behind it, a note at the right end. All are one line of printable text.
struct PageRow {
  std::string left;
  size_t left_cells = 0;  // width of the left column; what is longer stands on a line of its own
  std::string body;
  std::string right;
  size_t indent = 1;
};

// Builds a page from the top. Not thread-safe.
class Page {
 public:
  explicit Page(PageLook look);

  size_t width() const { return width_; }

  // The page's title with a note at the right end, or below where both do not fit.
  void Title(absl::string_view title, absl::string_view note);
  // A heading with a blank line before it.
  void Section(absl::string_view title, absl::string_view note = "");
  void Row(const PageRow& row);
  // A paragraph over the whole width, set back by `indent`.
  void Text(absl::string_view text, size_t indent = 0);

  // The page so far.
  const std::string& text() const { return text_; }

 private:
  enum class Ink { kPlain, kBold, kHeading, kDim };
  std::string Inked(Ink ink, absl::string_view text) const;
  void Ends(Ink ink, absl::string_view left, absl::string_view right);
  void Line(absl::string_view line);

  size_t width_;
  bool color_;
  std::string text_;
};

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_PAGE_H_
