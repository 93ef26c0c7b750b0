// Which extraction of a document is live, and what a deletion leaves.
//
// The live extraction is the maximum of what was submitted under a total order: revision, rule-set version, engine
// version, rule-set digest, hash of the text, hash of the extraction, and, so that documents that differ in metadata
// alone have an order, hash of the document. A maximum does not depend on order or repetition. A deletion up to a
// revision is a lower bound on the order's first part, so that it, too, may come before, between or after: tested in
// tests/aggregator/merge/laws_test.cc.
#ifndef CASPIAN_AGGREGATOR_MERGE_SUBMISSIONS_LIVE_H_
#define CASPIAN_AGGREGATOR_MERGE_SUBMISSIONS_LIVE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "aggregator/store/store.h"
#include "caspian/v1/acknowledgement.pb.h"
#include "caspian/v1/aggregator_service.pb.h"

namespace caspian::aggregator {

// The pair with its rank; a revision of 0 becomes 1. Both have passed CheckSubmission.
std::shared_ptr<const LiveDocument> MakeLiveDocument(v1::Document document, v1::Extraction extraction);

// Makes `live` live where nothing that ranks higher and no tombstone is there. Fails as the transaction does.
absl::StatusOr<v1::StoreOutcome> ApplySubmission(const std::string& collection,
                                                 std::shared_ptr<const LiveDocument> live, Transaction* transaction);

// Deletes as AggregatorService.DeleteDocument says. The request's names have been checked.
absl::StatusOr<v1::DeleteDocumentResponse> ApplyDeletion(const v1::DeleteDocumentRequest& request,
                                                         Transaction* transaction);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_SUBMISSIONS_LIVE_H_
