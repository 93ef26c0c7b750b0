#include "aggregator/merge/witnesses/growing_duplicates.h"

namespace caspian::aggregator {
namespace {

bool Before(const DocumentFacts& a, const DocumentFacts& b) { return a.head.id() < b.head.id(); }

}  // namespace

void GrowingDuplicates::Add(const DocumentFacts* document) {
  if (document->signature.minima.empty()) return;
  uint32_t number = static_cast<uint32_t>(documents_.size());
  if (free_numbers_.empty()) {
    documents_.push_back(document);
  } else {
    number = free_numbers_.back();
    free_numbers_.pop_back();
    documents_[number] = document;
  }
  numbers_[document] = number;
  Settle({{document->head.id(), document}});
}

void GrowingDuplicates::Remove(const DocumentFacts* document) {
  const auto number = numbers_.find(document);
  if (number == numbers_.end()) return;
  Open open;
  Withdraw(document, &open);
  documents_[number->second] = nullptr;
  free_numbers_.push_back(number->second);
  numbers_.erase(number);
  Settle(std::move(open));
}

void GrowingDuplicates::Settle(Open open) {
  while (!open.empty()) {
    const DocumentFacts* next = open.begin()->second;
    open.erase(open.begin());
    LookAt(next, &open);
  }
}

void GrowingDuplicates::LookAt(const DocumentFacts* document, Open* open) {
  const DocumentFacts* original = FirstOriginal(*document);
  const auto copy = originals_.find(document);
  const bool stands = standing_.contains(document);
  if (original == nullptr ? stands : copy != originals_.end() && copy->second == original) return;
  Withdraw(document, open);
  if (original == nullptr) return Promote(document, open);
  originals_[document] = original;
  ++copy_counts_[original];
  changed_.push_back(document);
  stars_[original].insert(document);
  copies_index_.Add(numbers_.at(document), document->signature);
}

const DocumentFacts* GrowingDuplicates::FirstOriginal(const DocumentFacts& document) const {
  const DocumentFacts* first = nullptr;
  for (const uint32_t number : originals_index_.Candidates(document.signature)) {
    const DocumentFacts& candidate = *documents_[number];
    if (!Before(candidate, first == nullptr ? document : *first)) continue;
    if (AreNearDuplicates(candidate.signature, document.signature)) first = &candidate;
  }
  return first;
}

void GrowingDuplicates::Promote(const DocumentFacts* document, Open* open) {
  for (const BandIndex* index : {&originals_index_, &copies_index_}) {
    for (const uint32_t number : index->Candidates(document->signature)) {
      const DocumentFacts* other = documents_[number];
      const auto copy = originals_.find(other);
      // Below this one, or the copy of one below it: nothing changes for it.
      if (!Before(*document, *other) || (copy != originals_.end() && Before(*copy->second, *document))) continue;
      if (AreNearDuplicates(other->signature, document->signature)) open->emplace(other->head.id(), other);
    }
  }
  standing_.insert(document);
  originals_index_.Add(numbers_.at(document), document->signature);
}

void GrowingDuplicates::Withdraw(const DocumentFacts* document, Open* open) {
  const uint32_t number = numbers_.at(document);
  if (const auto copy = originals_.find(document); copy != originals_.end()) {
    copies_index_.Remove(number, document->signature);
    const auto star = stars_.find(copy->second);
    star->second.erase(document);
    if (star->second.empty()) stars_.erase(star);
    if (--copy_counts_[copy->second] == 0) copy_counts_.erase(copy->second);
    originals_.erase(copy);
    changed_.push_back(document);
  }
  if (standing_.erase(document) == 0) return;
  originals_index_.Remove(number, document->signature);
  if (const auto star = stars_.find(document); star != stars_.end()) {
    for (const DocumentFacts* other : star->second) open->emplace(other->head.id(), other);
  }
}

}  // namespace caspian::aggregator
