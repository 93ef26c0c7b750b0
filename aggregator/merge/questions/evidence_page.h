// The evidence of a record, in pages.
#ifndef CASPIAN_AGGREGATOR_MERGE_QUESTIONS_EVIDENCE_PAGE_H_
#define CASPIAN_AGGREGATOR_MERGE_QUESTIONS_EVIDENCE_PAGE_H_

#include <string>
#include <vector>

#include "aggregator/merge/facts/facts.h"
#include "caspian/v1/aggregator_service.pb.h"

namespace caspian::aggregator {

// The page of `places`, which are sorted (evidence.h), after `position` (page_token.h), with the token of the next one
// for `question`.
v1::GetEvidenceResponse EvidencePage(const std::vector<Place>& places, const std::string& question,
                                     const std::string& position, size_t page_size);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_QUESTIONS_EVIDENCE_PAGE_H_
