#ifndef CASPIAN_EXTRACTOR_RULES_SETTING_REFERENCES_H_
#define CASPIAN_EXTRACTOR_RULES_SETTING_REFERENCES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace caspian::extractor {

// `$name`, `$name.feature` or either in braces.
struct SettingReference {
  std::string name;
  std::string feature;
};

// The references of a setting's value; nullopt where a dollar begins none. The engine would take such a dollar for
// itself; in a rule it is a slip.
absl::optional<std::vector<SettingReference>> ReferencesIn(absl::string_view value);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_SETTING_REFERENCES_H_
