// What gives a briefing message by message.
#ifndef CASPIAN_AGGREGATOR_MERGE_VIEWS_BRIEFING_READER_H_
#define CASPIAN_AGGREGATOR_MERGE_VIEWS_BRIEFING_READER_H_

#include <cstddef>

#include "absl/status/statusor.h"
#include "caspian/v1/aggregator_service.pb.h"

namespace caspian::aggregator {

struct BriefingStreamOptions {
  // Bytes of the documents, and of the records, that are made at once; a record more where it is larger.
  size_t page_bytes = size_t{1} << 20;
  // The same of a briefing that is narrowed to documents or publishers: each page costs all that these tell.
  size_t narrowed_page_bytes = size_t{32} << 20;
};

// For one thread at a time.
class BriefingReader {
 public:
  virtual ~BriefingReader() = default;
  // Fills in the next message; false behind the last. Fails as ViewCache::Read does; then it is over.
  virtual absl::StatusOr<bool> Next(v1::StreamBriefingResponse* response) = 0;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_VIEWS_BRIEFING_READER_H_
