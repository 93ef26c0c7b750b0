// A briefing message by message, made page by page while it is read.
//
// First come the counts with the documents, then the records; where the filter names names the documents stand behind
// the records, since these tell which are listed. Between two pages nothing is held but where the last one ended: so a
// briefing of any size takes the memory of a page, and changes do not wait for who reads slowly. A briefing of one page
// is of one moment. In a longer one parts say from where on the collection has changed.
#ifndef CASPIAN_AGGREGATOR_MERGE_VIEWS_BRIEFING_STREAM_H_
#define CASPIAN_AGGREGATOR_MERGE_VIEWS_BRIEFING_STREAM_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "aggregator/merge/records/filter.h"
#include "aggregator/merge/views/briefing_reader.h"
#include "aggregator/merge/views/view_cache.h"
#include "caspian/v1/aggregator_service.pb.h"

namespace caspian::aggregator {

class BriefingStream final : public BriefingReader {
 public:
  // `views` outlives it; the request's filter and limit have been checked.
  BriefingStream(ViewCache* views, std::string collection, const v1::BriefingFilter& filter, size_t evidence_limit,
                 BriefingStreamOptions options)
      : views_(*views),
        collection_(std::move(collection)),
        filter_(filter),
        evidence_limit_(evidence_limit),
        options_(options) {}

  absl::StatusOr<bool> Next(v1::StreamBriefingResponse* response) override;

 private:
  enum class Stretch { kHead, kDocuments, kRecords, kListed, kEnd };

  absl::Status MakePage();
  void MakeHead(const GrowingView& view);
  void MakeDocuments(const GrowingView& view);
  void MakeRecords(const GrowingView& view);
  void MakeListed(const GrowingView& view);
  v1::Briefing* AddPart();

  ViewCache& views_;
  const std::string collection_;
  const Filter filter_;
  const size_t evidence_limit_;
  const BriefingStreamOptions options_;
  Stretch stretch_ = Stretch::kHead;
  std::string after_;              // Where the last page of the stretch ended.
  std::set<std::string> listed_;   // Ids of documents that come behind the records.
  std::optional<uint64_t> state_;  // In which the collection was first read.
  bool changed_ = false;           // Since then.
  std::deque<v1::StreamBriefingResponse> parts_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_VIEWS_BRIEFING_STREAM_H_
