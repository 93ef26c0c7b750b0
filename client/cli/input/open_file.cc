#include "client/cli/input/open_file.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace caspian::cli {
namespace {

absl::Status OpenError(const std::string& path, int error) {
  if (error == ENOENT || error == ENOTDIR)
    return absl::NotFoundError(absl::StrCat(path, ": no such file: check the path"));
  if (error == EACCES || error == EPERM)
    return absl::PermissionDeniedError(absl::StrCat(path, ": may not be read: check its permissions"));
  return absl::UnavailableError(absl::StrCat(path, ": can't be read: ", std::strerror(error)));
}

}  // namespace

absl::StatusOr<File> OpenForReading(const std::string& path) {
  if (path == "-") return File(stdin);
  File file(std::fopen(path.c_str(), "rb"));
  if (!file) return OpenError(path, errno);
  struct stat facts;
  if (fstat(fileno(file.get()), &facts) == 0 && S_ISDIR(facts.st_mode)) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": is a folder: name its files (", path, "/*)"));
  }
  return file;
}

}  // namespace caspian::cli
