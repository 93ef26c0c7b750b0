#include "common/base/install_paths.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace caspian {
namespace {

constexpr char kDefaultPack[] = "en-news";

std::vector<std::string> PackFolders() {
  std::vector<std::string> folders;
  if (const char* given = std::getenv("CASPIAN_PACKS"); given != nullptr && *given != '\0') folders.push_back(given);
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (!error) {
    folders.push_back((program.parent_path() / ".." / "share" / "caspian" / "packs").lexically_normal());
    folders.push_back(program.parent_path() / "packs");
  }
  folders.push_back(CASPIAN_SOURCE_PACKS);
  return folders;
}

}  // namespace

absl::StatusOr<std::string> ShippedPackPath(absl::string_view name) {
  const std::vector<std::string> folders = PackFolders();
  for (const std::string& folder : folders) {
    const std::string path = absl::StrCat(folder, "/", name);
    std::error_code error;
    if (std::filesystem::is_regular_file(path + "/pack.yaml", error)) return path;
  }
  return absl::NotFoundError(
      absl::StrCat("no pack ", name, " in ", absl::StrJoin(folders, ", "),
                   ": name its folder with --rules, or set CASPIAN_PACKS to the folder that holds it"));
}

absl::StatusOr<std::string> DefaultPackPath() { return ShippedPackPath(kDefaultPack); }

}  // namespace caspian
