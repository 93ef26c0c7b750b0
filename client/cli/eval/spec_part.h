// Specs that know no ranges and no rates mark a part of what we find whole: "10 feet" of "8 to 10 feet", "500 barrels"
// of "500 barrels a day".
#ifndef CASPIAN_CLIENT_CLI_EVAL_SPEC_PART_H_
#define CASPIAN_CLIENT_CLI_EVAL_SPEC_PART_H_

#include "absl/types/optional.h"
#include "caspian/v1/value.pb.h"
#include "client/cli/eval/annotation.h"

namespace caspian::cli {

// An amount that was found: where it stands, and where the words of a range's upper end begin, in code points.
struct FoundStretch {
  const Annotation& whole;
  absl::optional<uint32_t> high_start;
};

// What `value` says of the words that `marked` covers: of a range the upper end where all of them are in its words, the
// lower one where none is; of a rate the amount without its "a day" where they end before the mention does. Else
// `value` as it is.
v1::Value ValueOfPart(const v1::Value& value, const FoundStretch& found, const Annotation& marked);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_SPEC_PART_H_
