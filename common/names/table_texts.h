#ifndef CASPIAN_COMMON_NAMES_TABLE_TEXTS_H_
#define CASPIAN_COMMON_NAMES_TABLE_TEXTS_H_

#include <map>

#include "absl/strings/string_view.h"

namespace caspian {

// The text of each of tables/NAME.tsv by NAME, as it was when the library was built.
const std::map<absl::string_view, absl::string_view>& NameTableTexts();

}  // namespace caspian

#endif  // CASPIAN_COMMON_NAMES_TABLE_TEXTS_H_
