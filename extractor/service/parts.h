#ifndef CASPIAN_EXTRACTOR_SERVICE_PARTS_H_
#define CASPIAN_EXTRACTOR_SERVICE_PARTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "caspian/v1/aggregator_service.pb.h"
#include "caspian/v1/document.pb.h"
#include "caspian/v1/extraction.pb.h"

namespace caspian::extractor {

// Splits an extraction into parts of at most `part_bytes` on the wire and one element more, so that merging all parts
// in order (MergeFrom) gives the same extraction. Scalar fields travel in the first; there is at least one part.
// Linear.
std::vector<v1::Extraction> SplitExtraction(v1::Extraction extraction, size_t part_bytes);

// What a Submit stream says of a document: the document, then its extraction in parts of kExtractionPartBytes.
std::vector<v1::SubmitRequest> SubmitRequestsOf(uint32_t sequence, v1::Document document, v1::Extraction extraction);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_SERVICE_PARTS_H_
