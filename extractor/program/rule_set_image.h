// A rule set in one file, as `caspian rules build` writes it: checked before and with its lists indexed, so that
// loading it neither parses YAML nor checks rules and rows again, and uses rows and indexes where the mapped file has
// them. Processes that load the same file share its pages.
//
//   bytes   0  "CASPIANR"
//           8  format, 32 bits, little-endian like all numbers here
//          12  version of the pack language, 32 bits
//          16  length of the whole file, 64 bits
//          24  SHA-256 of all that follows, 64 hexadecimal digits
//          88  as flat_bytes.h has them, which says what number and bytes are:
//              bytes   caspian.v1.RuleSet, serialized
//              number  how many lists; of each, in the order of their names: bytes name, bytes rows (list_rows.h)
//              bytes   vocabulary (vocabulary.h)
//              number  how many indexes; of each, in the order of their keys (list_indexes.h): bytes list, column,
//                      aliases, where; number letter case; bytes index (phrase_index.h)
//
// The digest finds damage, not malice: rules are not validated again, so that an image is to be trusted like a program.
// Of the tables all is checked that keeps a look-up within them. The file is used as long as its rule set: put another
// in its place, as `caspian rules build` does, and never write into it.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_RULE_SET_IMAGE_H_
#define CASPIAN_EXTRACTOR_PROGRAM_RULE_SET_IMAGE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/program/list_indexes.h"
#include "extractor/program/program.h"
#include "extractor/rules/flat_bytes.h"
#include "extractor/rules/list_file.h"

namespace caspian::extractor {

// Raised when the layout changes, or what lists are indexed for; images of other formats are refused.
inline constexpr uint32_t kImageFormat = 2;

// Keeps the file mapped, as do copies of its parts.
struct RuleSetImage {
  v1::RuleSet rule_set;
  std::vector<List> lists;  // without the lines of rows that stood twice
  ListIndexes indexes;
};

// The bytes of an image: the same for the same rule set and lists.
std::string WriteImage(const Program& program);

// INVALID_ARGUMENT (RULE_SET_INVALID) where the bytes are no image, one of another format or language, cut, or damaged;
// the message, which begins with `path`, says what to do.
absl::StatusOr<RuleSetImage> ParseImage(absl::string_view path, const SharedBytes& bytes);

// Maps the file. Likewise; NOT_FOUND (RULE_SET_NOT_FOUND) where it can't be read.
absl::StatusOr<RuleSetImage> ReadImage(const std::string& path);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_RULE_SET_IMAGE_H_
