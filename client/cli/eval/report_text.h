// A report for people: percentages with two decimals, exact counts beside them.
#ifndef CASPIAN_CLIENT_CLI_EVAL_REPORT_TEXT_H_
#define CASPIAN_CLIENT_CLI_EVAL_REPORT_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/cli/eval/report.h"

namespace caspian::cli {

// "81.27" for 0.8127.
std::string Percent(double share);

// The tables of `caspian eval spans`: the measures, then strict and relaxed by type.
std::string FormatSpanTables(const Report& report);

// The tables of `caspian eval specs`: each file and all, then the shares found by type.
std::string FormatSpecTables(const Report& report);

// Findings under a head ("misses"), at most `limit` (0: all): document, offsets, type and words, the words around, and
// what stands there instead.
std::string FormatFindings(absl::string_view head, const std::vector<Finding>& findings, size_t limit);

// `finding` on one line: document, offsets, type, words, value.
std::string FormatFindingLine(const Finding& finding);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_REPORT_TEXT_H_
