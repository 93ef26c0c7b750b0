#ifndef CASPIAN_COMMON_BASE_INSTALL_PATHS_H_
#define CASPIAN_COMMON_BASE_INSTALL_PATHS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace caspian {

// The folder of the shipped pack `name`, from any working directory: the first that exists of $CASPIAN_PACKS/NAME,
// BIN/../share/caspian/packs/NAME, BIN/packs/NAME (BIN is the program's own folder) and the source tree's. NOT_FOUND
// lists where it was sought.
absl::StatusOr<std::string> ShippedPackPath(absl::string_view name);

// The pack that programs use where none is given.
absl::StatusOr<std::string> DefaultPackPath();

}  // namespace caspian

#endif  // CASPIAN_COMMON_BASE_INSTALL_PATHS_H_
