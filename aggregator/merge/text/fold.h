// Names compared: without case, marks of typography and doubled blanks.
#ifndef CASPIAN_AGGREGATOR_MERGE_TEXT_FOLD_H_
#define CASPIAN_AGGREGATOR_MERGE_TEXT_FOLD_H_

#include <string>

#include "absl/strings/string_view.h"

namespace caspian::aggregator {

// `text` with white space collapsed to single blanks and trimmed; well-formed UTF-8 stays so.
std::string CollapseBlanks(absl::string_view text);

// CollapseBlanks in lower case (Latin, Greek, Cyrillic, Armenian), curly quotes and long dashes made plain: equal for
// names that differ in writing alone. Accents stay: they can tell names apart.
std::string FoldName(absl::string_view text);

// True where `name` has one word.
bool IsSingleWord(absl::string_view name);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_TEXT_FOLD_H_
