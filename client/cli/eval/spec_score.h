// Scores what was found in the cases of specs. Of the mentions only those count whose label may be a type that the file
// asks for (spec_types.h).
//   strict, relaxed  spans: the same, or overlapping; the label fits the type
//   resolution       of the relaxed matches, those whose value is one that the case lists (resolution.h); where the
//   case marks one end
//                    of a range, or a rate without its "a day", the value of that part (spec_part.h)
//   cases            all that is expected has its resolution, and nothing else is there
// For all and for each file. Of a type, `predicted` counts what is matched to it: strays are of no type.
#ifndef CASPIAN_CLIENT_CLI_EVAL_SPEC_SCORE_H_
#define CASPIAN_CLIENT_CLI_EVAL_SPEC_SCORE_H_

#include <vector>

#include "caspian/v1/extraction.pb.h"
#include "client/cli/eval/report.h"
#include "client/cli/eval/spec_case.h"

namespace caspian::cli {

// Adds the counts and findings of a case of `file` to `report`. `extraction` is of the case's input.
void ScoreCase(const SpecFile& file, const SpecCase& one, const v1::Extraction& extraction, Report* report);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_SPEC_SCORE_H_
