#include "aggregator/merge/questions/evidence_page.h"

#include <algorithm>

#include "aggregator/merge/questions/page_token.h"
#include "aggregator/merge/records/evidence.h"

namespace caspian::aggregator {

v1::GetEvidenceResponse EvidencePage(const std::vector<Place>& places, const std::string& question,
                                     const std::string& position, size_t page_size) {
  auto begin = places.begin();
  if (!position.empty()) {
    begin = std::upper_bound(places.begin(), places.end(), position,
                             [](const std::string& at, const Place& place) { return at < PlaceKey(place); });
  }
  const auto end = begin + static_cast<ptrdiff_t>(std::min<size_t>(page_size, places.end() - begin));
  v1::GetEvidenceResponse response;
  WriteEvidence({begin, end}, response.mutable_documents(), response.mutable_rules(), response.mutable_evidence());
  response.set_evidence_count(static_cast<uint32_t>(places.size()));
  if (end != places.end()) response.set_next_page_token(MakePageToken(question, PlaceKey(*(end - 1))));
  return response;
}

}  // namespace caspian::aggregator
