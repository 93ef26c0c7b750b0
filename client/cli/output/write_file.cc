#include "client/cli/output/write_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace caspian::cli {

absl::Status WriteFile(const std::string& path, absl::string_view text) {
  const auto failed = [&path] {
    return absl::UnavailableError(absl::StrCat(path, ": can't be written: ", std::strerror(errno)));
  };
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return failed();
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return std::fclose(file) == 0 && written ? absl::OkStatus() : failed();
}

}  // namespace caspian::cli
