// Scores predicted spans against gold, as shared tasks do:
//   strict          same span and type
//   relaxed         overlap and same type
//   untyped-strict  same span; untyped: overlap (TempEval-3's strict and relaxed)
//   value           of the untyped matches, those with equal values that are not empty (TempEval-3's value F1)
// Each measure pairs gold and predictions one to one (matching.h). Optional gold counts neither as gold nor, where it
// is matched, does its match count as predicted; a value of it counts as right. strict and relaxed come for each type,
// too.
#ifndef CASPIAN_CLIENT_CLI_EVAL_SPAN_SCORE_H_
#define CASPIAN_CLIENT_CLI_EVAL_SPAN_SCORE_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/cli/eval/annotation.h"
#include "client/cli/eval/report.h"

namespace caspian::cli {

struct SpanScoreOptions {
  // Types of both sides that count as another.
  std::map<std::string, std::string> map;
  // The types that count, after mapping; empty: all.
  std::set<std::string> types;
  // Only gold that is named.
  bool named = false;
  // The value's figure and findings, too.
  bool value = false;
};

// Adds one document's counts and findings to `report`: misses and strays are those of relaxed matching; what stands
// there instead may be of any type. `text` is well-formed UTF-8 and holds all spans.
void ScoreSpans(const SpanScoreOptions& options, absl::string_view id, absl::string_view text,
                const std::vector<Annotation>& gold, const std::vector<Annotation>& predicted, Report* report);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_SPAN_SCORE_H_
