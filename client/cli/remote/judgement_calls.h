#ifndef CASPIAN_CLIENT_CLI_REMOTE_JUDGEMENT_CALLS_H_
#define CASPIAN_CLIENT_CLI_REMOTE_JUDGEMENT_CALLS_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "caspian/v1/aggregator_service.pb.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace caspian::cli {

// The calls of an aggregator that are about judgements and merges. Each fails as its call does.
class JudgementCalls {
 public:
  // `address` is for messages.
  JudgementCalls(std::shared_ptr<grpc::Channel> channel, std::string address)
      : channel_(std::move(channel)), address_(std::move(address)) {}

  absl::StatusOr<v1::JudgeResponse> Judge(const v1::JudgeRequest& request) const;
  absl::StatusOr<v1::UndoJudgementResponse> Undo(const v1::UndoJudgementRequest& request) const;
  absl::StatusOr<v1::ExplainMergeResponse> ExplainMerge(const v1::ExplainMergeRequest& request) const;
  // All pages: calls `use` with each judgement, by id.
  absl::Status ForEachJudgement(const std::string& collection,
                                const std::function<void(const v1::JudgementEntry&)>& use) const;
  // Calls `use` with each possible match, the strongest first, until it returns false.
  absl::Status ForEachPossibleMatch(const std::string& collection,
                                    const std::function<bool(const v1::PossibleMatch&)>& use) const;

 private:
  const std::shared_ptr<grpc::Channel> channel_;
  const std::string address_;
};

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_REMOTE_JUDGEMENT_CALLS_H_
