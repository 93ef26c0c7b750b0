#include "client/cli/input/text_file.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "client/cli/input/open_file.h"
#include "common/base/error.h"
#include "common/base/limits.h"

namespace caspian::cli {
namespace {

constexpr size_t kChunkBytes = size_t{1} << 16;

}  // namespace

absl::StatusOr<v1::Document> ReadTextFile(const std::string& path) {
  auto file = OpenForReading(path);
  if (!file.ok()) return file.status();
  v1::Document document;
  document.set_id(path);
  std::string* content = document.mutable_utf8();
  while (content->size() <= kDocumentLimitBytes) {
    const size_t old = content->size();
    content->resize(old + kChunkBytes);
    const size_t read = std::fread(content->data() + old, 1, kChunkBytes, file->get());
    content->resize(old + read);
    if (read < kChunkBytes) break;
  }
  if (std::ferror(file->get()))
    return absl::UnavailableError(absl::StrCat(path, ": can't be read to its end: is the disk well?"));
  if (content->size() <= kDocumentLimitBytes) return document;
  return MakeError(
      v1::ERROR_REASON_DOCUMENT_TOO_LARGE,
      absl::StrCat("document ", path, " has more than ", kDocumentLimitBytes, " bytes, the limit: split it"),
      {{"document_id", path}});
}

std::vector<std::string> UniquePaths(const std::vector<std::string>& paths) {
  std::vector<std::string> unique;
  absl::flat_hash_set<std::string> seen;
  for (const std::string& path : paths) {
    if (seen.insert(path).second) unique.push_back(path);
  }
  return unique;
}

}  // namespace caspian::cli
