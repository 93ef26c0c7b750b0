// Which records may be one, in pages.
#ifndef CASPIAN_AGGREGATOR_MERGE_QUESTIONS_MATCH_PAGES_H_
#define CASPIAN_AGGREGATOR_MERGE_QUESTIONS_MATCH_PAGES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "aggregator/merge/views/briefing.h"
#include "aggregator/merge/views/growing_view.h"
#include "caspian/v1/aggregator_service.pb.h"

namespace caspian::aggregator {

// The possible matches of entities and of events, the highest score first, then by keys: all, at a cost of the whole
// collection. The oracle of pages.
std::vector<v1::PossibleMatch> PossibleMatchesOf(const CollectionView& view);

// The page of the same matches after `position` (page_token.h), with the token of the next one for `question`; at the
// cost of what is on it, but for the first of a view. PAGE_TOKEN_INVALID where `position` is none.
absl::StatusOr<v1::ListPossibleMatchesResponse> PossibleMatchesPage(const GrowingView& view,
                                                                    const std::string& question,
                                                                    const std::string& position, size_t page_size);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_QUESTIONS_MATCH_PAGES_H_
