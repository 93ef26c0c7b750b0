// What an extraction must be to be kept with its document.
#ifndef CASPIAN_AGGREGATOR_MERGE_SUBMISSIONS_CHECK_SUBMISSION_H_
#define CASPIAN_AGGREGATOR_MERGE_SUBMISSIONS_CHECK_SUBMISSION_H_

#include "absl/status/status.h"
#include "caspian/v1/document.pb.h"
#include "caspian/v1/extraction.pb.h"

namespace caspian::aggregator {

// OK where the document passes CheckDocument and the extraction is of it: same id, revision, text; every span inside
// the text and on code points, every index within its list, every label, type and manner as packs may name them, every
// enumerator known, no list longer than the text has bytes. CheckDocument's codes; INVALID_ARGUMENT
// (EXTRACTION_TEXT_MISMATCH, EXTRACTION_INVALID) says which item and span ("mention 3: span 10..9000 outside …"), with
// the document's id and the offset in the metadata. Linear.
absl::Status CheckSubmission(const v1::Document& document, const v1::Extraction& extraction);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_SUBMISSIONS_CHECK_SUBMISSION_H_
