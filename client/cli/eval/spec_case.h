// The cases of specs, as lines of JSON:
//   {"id", "input", "reference_time": "2016-11-07T00:00:00" | null,
//    "expected": [{"start"?, "end"?, "text", "type", "resolution": {…} | {"values": [{…}, …]}}]}
// Offsets are half-open and count code points; without them `text` is found in `input`, whatever its capitals.
#ifndef CASPIAN_CLIENT_CLI_EVAL_SPEC_CASE_H_
#define CASPIAN_CLIENT_CLI_EVAL_SPEC_CASE_H_

#include <set>
#include <string>
#include <vector>

#include "client/cli/eval/annotation.h"
#include "client/cli/eval/resolution.h"
#include "client/cli/input/json_object.h"

namespace caspian::cli {

struct SpecCase {
  std::string id;
  std::string input;
  std::string reference_time;  // empty: none
  // Sorted by span; types are the spec's, values the meanings for people. Those of types that are not asked for are
  // optional.
  std::vector<Annotation> expected;
  // What each may mean.
  std::vector<std::vector<Meaning>> meanings;
  std::string place;  // "FILE:LINE"
};

struct SpecFile {
  std::string name;  // last part of the path
  std::vector<SpecCase> cases;
  std::set<std::string> types;  // asked for, of all its cases
};

// The cases of the file at `path` that expect one of `types` (empty: any) or nothing. What is no such line is told to
// `fail` and left out.
SpecFile ReadSpec(const std::string& path, const std::set<std::string>& types, const FailureSink& fail);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_SPEC_CASE_H_
