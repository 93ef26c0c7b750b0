#include "aggregator/merge/records/support_tally.h"

#include <algorithm>

#include "aggregator/merge/text/fold.h"

namespace caspian::aggregator {
namespace {

bool IsCredited(const Place& place) { return place.credit != nullptr; }

void ChangeCount(absl::flat_hash_map<std::string, uint32_t>* counts, const std::string& text, int by) {
  const auto at = counts->try_emplace(text).first;
  if ((at->second += by) == 0) counts->erase(at);
}

}  // namespace

void SupportTally::Add(const DocumentFacts& document, const NearDuplicates& copies, PlacesOf places_of) {
  const std::vector<Place> places = places_of(document);
  if (places.empty() || !documents_.insert(&document).second) return;
  evidence_count_ += places.size();
  if (const std::string& publisher = document.head.publisher(); publisher.empty()) {
    ++without_publisher_;
  } else {
    ChangeCount(&publishers_, publisher, 1);
  }
  if (copies.StandsAlone(&document)) return Testify(document, places, 1);
  const DocumentFacts* original = copies.OriginalOf(&document);
  originals_[&document] = original;
  ChangeStar(original, places_of, [&](Star* star) {
    star->documents.insert(&document);
    if (std::any_of(places.begin(), places.end(), IsCredited)) star->crediting.insert(&document);
  });
}

void SupportTally::Remove(const DocumentFacts& document, PlacesOf places_of) {
  if (documents_.erase(&document) == 0) return;
  const std::vector<Place> places = places_of(document);
  evidence_count_ -= places.size();
  if (const std::string& publisher = document.head.publisher(); publisher.empty()) {
    --without_publisher_;
  } else {
    ChangeCount(&publishers_, publisher, -1);
  }
  const auto found = originals_.find(&document);
  if (found == originals_.end()) return Testify(document, places, -1);
  const DocumentFacts* original = found->second;
  originals_.erase(found);
  ChangeStar(original, places_of, [&](Star* star) {
    star->documents.erase(&document);
    star->crediting.erase(&document);
  });
}

template <typename Change>
void SupportTally::ChangeStar(const DocumentFacts* original, PlacesOf places_of, Change change) {
  Star& star = stars_[original];
  const DocumentFacts* before = star.Speaker();
  change(&star);
  const DocumentFacts* after = star.Speaker();
  if (after == nullptr) stars_.erase(original);
  if (before == after) return;
  if (before != nullptr) Testify(*before, places_of(*before), -1);
  if (after != nullptr) Testify(*after, places_of(*after), 1);
}

void SupportTally::Testify(const DocumentFacts& document, const std::vector<Place>& places, int by) {
  for (const Place& place : places) {
    if (IsCredited(place)) ChangeCount(&named_, place.credit->folded_source, by);
  }
  if (std::all_of(places.begin(), places.end(), IsCredited)) return;
  if (document.head.publisher().empty()) {
    unnamed_ += by;
  } else {
    ChangeCount(&named_, FoldName(document.head.publisher()), by);
  }
}

void SupportTally::Write(PlacesOf places_of, RecordEvidence* evidence, v1::Support* support) const {
  support->set_evidence_count(static_cast<uint32_t>(evidence_count_));
  support->set_document_count(static_cast<uint32_t>(documents_.size()));
  support->set_publisher_count(static_cast<uint32_t>(publishers_.size()) + without_publisher_);
  support->set_witness_count(static_cast<uint32_t>(named_.size()) + unnamed_);
  std::vector<Place> first;
  for (const DocumentFacts* document : documents_) {
    if (first.size() >= evidence->limit()) break;
    const std::vector<Place> places = places_of(*document);
    first.insert(first.end(), places.begin(), places.end());
  }
  evidence->List(std::move(first), support);
}

}  // namespace caspian::aggregator
