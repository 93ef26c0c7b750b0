#include "client/cli/remote/judgement_calls.h"

#include "client/cli/remote/aggregator_call.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

absl::StatusOr<pb::JudgeResponse> JudgementCalls::Judge(const pb::JudgeRequest& request) const {
  return CallAggregator(channel_, address_, &AggregatorStub::Judge, request);
}

absl::StatusOr<pb::UndoJudgementResponse> JudgementCalls::Undo(const pb::UndoJudgementRequest& request) const {
  return CallAggregator(channel_, address_, &AggregatorStub::UndoJudgement, request);
}

absl::StatusOr<pb::ExplainMergeResponse> JudgementCalls::ExplainMerge(const pb::ExplainMergeRequest& request) const {
  return CallAggregator(channel_, address_, &AggregatorStub::ExplainMerge, request);
}

absl::Status JudgementCalls::ForEachJudgement(const std::string& collection,
                                              const std::function<void(const pb::JudgementEntry&)>& use) const {
  pb::ListJudgementsRequest request;
  request.set_collection(collection);
  do {
    const auto page = CallAggregator(channel_, address_, &AggregatorStub::ListJudgements, request);
    if (!page.ok()) return page.status();
    for (const pb::JudgementEntry& entry : page->judgements()) use(entry);
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

absl::Status JudgementCalls::ForEachPossibleMatch(const std::string& collection,
                                                  const std::function<bool(const pb::PossibleMatch&)>& use) const {
  pb::ListPossibleMatchesRequest request;
  request.set_collection(collection);
  do {
    const auto page = CallAggregator(channel_, address_, &AggregatorStub::ListPossibleMatches, request);
    if (!page.ok()) return page.status();
    for (const pb::PossibleMatch& match : page->matches()) {
      if (!use(match)) return absl::OkStatus();
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

}  // namespace caspian::cli
