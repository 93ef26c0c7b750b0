// A rule set with its lists in one file, as `caspian rules build` writes it: checked before, so that loading it neither
// parses YAML nor checks rules and rows again.
//
//   bytes   0  "CASPIANR"
//           8  format, 32 bits, little-endian like all numbers here
//          12  version of the pack language, 32 bits
//          16  length of the whole file, 64 bits
//          24  SHA-256 of all that follows, 64 hexadecimal digits
//          88  caspian.v1.InlineRuleSet, serialized; its lists are CanonicalBytes (list_file.h)
//
// The digest finds damage, not malice: what an image holds is not validated again, so that one is to be trusted like a
// program.
#ifndef CASPIAN_EXTRACTOR_RULES_RULE_SET_IMAGE_H_
#define CASPIAN_EXTRACTOR_RULES_RULE_SET_IMAGE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/list_file.h"

namespace caspian::extractor {

// Raised when the layout changes; images of other formats are refused.
inline constexpr uint32_t kImageFormat = 1;

struct RuleSetImage {
  v1::RuleSet rule_set;
  std::vector<List> lists;  // without the lines of rows that stood twice
};

// The bytes of an image: the same for the same rule set and lists. They have passed ValidateRuleSet (validate.h).
std::string WriteImage(const v1::RuleSet& rule_set, const std::vector<const List*>& lists);

// INVALID_ARGUMENT (RULE_SET_INVALID) where the bytes are no image, one of another format or language, cut, or damaged;
// the message, which begins with `path`, says what to do.
absl::StatusOr<RuleSetImage> ParseImage(absl::string_view path, absl::string_view bytes);

// Maps the file while it parses it. Likewise; NOT_FOUND (RULE_SET_NOT_FOUND) where it can't be read.
absl::StatusOr<RuleSetImage> ReadImage(const std::string& path);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_RULE_SET_IMAGE_H_
