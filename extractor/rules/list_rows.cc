#include "extractor/rules/list_rows.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace caspian::extractor {
namespace {

// Whether rows end one behind the other, each behind its LF, the last where the lines end.
bool AreEnds(absl::Span<const uint32_t> ends, absl::string_view lines, size_t begin) {
  for (uint32_t end : ends) {
    if (end <= begin || end > lines.size() || lines[end - 1] != '\n') return false;
    begin = end;
  }
  return begin == lines.size();
}

}  // namespace

absl::string_view ListRow::operator[](size_t column) const {
  absl::string_view rest = line_;
  for (; column > 0; --column) {
    const size_t tab = rest.find('\t');
    if (tab == absl::string_view::npos) return "";
    rest.remove_prefix(tab + 1);
  }
  return rest.substr(0, rest.find('\t'));
}

std::vector<absl::string_view> ListRow::cells() const { return absl::StrSplit(line_, '\t'); }

ListRows ListRows::Of(absl::string_view head, const std::vector<absl::string_view>& lines) {
  std::string all = absl::StrCat(head, "\n");
  std::vector<uint32_t> ends;
  ends.reserve(lines.size());
  for (absl::string_view line : lines) {
    absl::StrAppend(&all, line, "\n");
    ends.push_back(static_cast<uint32_t>(all.size()));
  }
  FlatWriter flat;
  flat.Bytes(all);
  flat.Array(ends);
  return *FromFlat(SharedBytes(flat.Take()));
}

absl::optional<ListRows> ListRows::FromFlat(SharedBytes flat) {
  ListRows rows;
  FlatReader reader(flat);
  if (!reader.Bytes(&rows.lines_) || !reader.Array(&rows.ends_) || !reader.Done()) return absl::nullopt;
  rows.head_size_ = rows.lines_.view().find('\n');
  if (rows.head_size_ == absl::string_view::npos) return absl::nullopt;
  if (!AreEnds(rows.ends_, rows.lines_.view(), rows.head_size_ + 1)) return absl::nullopt;
  rows.flat_ = std::move(flat);
  return rows;
}

ListRow ListRows::operator[](size_t row) const {
  const size_t begin = BeginOf(row);
  return ListRow(lines_.view().substr(begin, ends_[row] - 1 - begin));
}

}  // namespace caspian::extractor
