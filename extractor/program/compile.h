#ifndef CASPIAN_EXTRACTOR_PROGRAM_COMPILE_H_
#define CASPIAN_EXTRACTOR_PROGRAM_COMPILE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/program/list_indexes.h"
#include "extractor/program/program.h"
#include "extractor/rules/list_file.h"

namespace caspian::extractor {

// Makes `rule_set` ready to run with the rows of the lists that it names. It has passed ValidateRuleSet
// (extractor/rules/validate.h) with the same lists; INVALID_ARGUMENT (RULE_SET_INVALID) where it plainly has not.
//
// Takes `indexes`, those of a program of the same rule set and lists, in place of making them; INVALID_ARGUMENT
// (RULE_SET_INVALID) where one is lacking.
absl::StatusOr<std::shared_ptr<const Program>> CompileRuleSet(v1::RuleSet rule_set, std::vector<List> lists,
                                                              const std::string& digest,
                                                              absl::optional<ListIndexes> indexes = absl::nullopt);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_COMPILE_H_
