// From what people point at to what a judgement stores: records become keys and places.
#ifndef CASPIAN_AGGREGATOR_MERGE_QUESTIONS_JUDGING_H_
#define CASPIAN_AGGREGATOR_MERGE_QUESTIONS_JUDGING_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "aggregator/merge/views/growing_view.h"
#include "aggregator/store/store.h"
#include "caspian/v1/aggregator_service.pb.h"

namespace caspian::aggregator {

// The judgement that the request means, in its stored form but not yet checked: `records` are looked up in `view`, and
// where they are told in the documents of `snapshot`. Fails as FindRecord and the snapshot do; JUDGEMENT_INVALID where
// the kind of judgement does not fit the records.
absl::StatusOr<v1::Judgement> ResolveJudgement(const v1::JudgeRequest& request, const GrowingView& view,
                                               Snapshot* snapshot);

// The entries after the id `after`, at most `size`, with what became of each; `acting` are those that the view tells
// of. Tells whether there are more.
std::vector<v1::JudgementEntry> JudgementPage(const std::vector<v1::JudgementEntry>& entries,
                                              const std::set<std::string>& acting, const std::string& after,
                                              size_t size, bool* more);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_QUESTIONS_JUDGING_H_
