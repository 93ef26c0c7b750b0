// Judgements, merges and possible matches for people. Pure functions.
#ifndef CASPIAN_CLIENT_CLI_OUTPUT_MERGE_TEXT_H_
#define CASPIAN_CLIENT_CLI_OUTPUT_MERGE_TEXT_H_

#include <string>

#include "caspian/v1/aggregator_service.pb.h"
#include "caspian/v1/judgement.pb.h"
#include "caspian/v1/resolution.pb.h"

namespace caspian::cli {

// "same", "not-same", "not-an-event"…: as `caspian judge` calls them.
std::string KindWord(v1::JudgementKind kind);

// One line: id, kind, what, who, when, why, what became of it.
std::string FormatJudgement(const v1::JudgementEntry& entry);

// Whether two are one record, with all that speaks for and against it.
std::string FormatMerge(const v1::ExplainMergeResponse& response);

// One line, and one for each reason.
std::string FormatPossibleMatch(const v1::PossibleMatch& match);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_OUTPUT_MERGE_TEXT_H_
