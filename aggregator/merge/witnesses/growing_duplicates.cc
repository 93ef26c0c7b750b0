#include "aggregator/merge/witnesses/growing_duplicates.h"

#include <algorithm>

namespace caspian::aggregator {
namespace {

bool Before(const DocumentFacts& a, const DocumentFacts& b) { return a.head.id() < b.head.id(); }

void KeepOnce(std::vector<uint32_t>* numbers) {
  std::sort(numbers->begin(), numbers->end());
  numbers->erase(std::unique(numbers->begin(), numbers->end()), numbers->end());
}

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
  const uint32_t number = numbers_.at(document);
  const DocumentFacts* original = FirstOriginal(number);
  const auto copy = originals_.find(document);
  const bool stands = standing_.contains(document);
  if (original == nullptr ? stands : copy != originals_.end() && copy->second == original) return;
  Withdraw(document, open);
  if (original == nullptr) return Promote(document, open);
  originals_[document] = original;
  if (++copy_counts_[original] == 1) changed_.push_back(original);
  changed_.push_back(document);
  stars_[original].insert(document);
  for (const uint32_t bucket : BucketsOf(document->signature)) copies_index_.Add(bucket, number, order_);
}

const DocumentFacts* GrowingDuplicates::FirstOriginal(uint32_t number) const {
  const TextSignature& signature = documents_[number]->signature;
  std::vector<uint32_t> candidates;
  for (const uint32_t bucket : BucketsOf(signature)) {
    const Texts originals = originals_index_.Texts(bucket);
    const size_t count = CountBefore(originals, number);
    if (count <= kMostOriginals) candidates.insert(candidates.end(), originals.begin(), originals.begin() + count);
  }
  KeepOnce(&candidates);
  const DocumentFacts* first = nullptr;
  for (const uint32_t candidate : candidates) {
    if (first != nullptr && !Before(*documents_[candidate], *first)) continue;
    if (AreNearDuplicates(documents_[candidate]->signature, signature)) first = documents_[candidate];
  }
  return first;
}

void GrowingDuplicates::Promote(const DocumentFacts* document, Open* open) {
  const uint32_t number = numbers_.at(document);
  std::vector<uint32_t> listeners;
  standing_.insert(document);
  for (const uint32_t bucket : BucketsOf(document->signature)) {
    originals_index_.Add(bucket, number, order_);
    if (CountBefore(originals_index_.Texts(bucket), number) > kMostOriginals) continue;
    AddListeners(number, bucket, &listeners);
    OpenAtEnd(bucket, open);
  }
  KeepOnce(&listeners);
  for (const uint32_t listener : listeners) {
    const DocumentFacts* other = documents_[listener];
    const auto copy = originals_.find(other);
    // The copy of one below this one stays so.
    if (copy != originals_.end() && Before(*copy->second, *document)) continue;
    if (AreNearDuplicates(other->signature, document->signature)) open->emplace(other->head.id(), other);
  }
}

void GrowingDuplicates::Withdraw(const DocumentFacts* document, Open* open) {
  const uint32_t number = numbers_.at(document);
  if (const auto copy = originals_.find(document); copy != originals_.end()) {
    for (const uint32_t bucket : BucketsOf(document->signature)) copies_index_.Remove(bucket, number, order_);
    const auto star = stars_.find(copy->second);
    star->second.erase(document);
    if (star->second.empty()) stars_.erase(star);
    if (--copy_counts_[copy->second] == 0) {
      copy_counts_.erase(copy->second);
      changed_.push_back(copy->second);
    }
    originals_.erase(copy);
    changed_.push_back(document);
  }
  if (standing_.erase(document) == 0) return;
  for (const uint32_t bucket : BucketsOf(document->signature)) {
    if (CountBefore(originals_index_.Texts(bucket), number) <= kMostOriginals) OpenAtEnd(bucket, open);
    originals_index_.Remove(bucket, number, order_);
  }
  if (const auto star = stars_.find(document); star != stars_.end()) {
    for (const DocumentFacts* other : star->second) open->emplace(other->head.id(), other);
  }
}

void GrowingDuplicates::AddListeners(uint32_t original, uint32_t bucket, std::vector<uint32_t>* listeners) const {
  const Texts originals = originals_index_.Texts(bucket);
  const size_t place = CountBefore(originals, original);
  if (place == kMostOriginals) return;
  const bool ends = originals.size() > kMostOriginals;
  const Texts copies =
      CopiesBetween(bucket, original, ends ? std::make_optional(originals[kMostOriginals]) : std::nullopt);
  listeners->insert(listeners->end(), copies.begin(), copies.end());
  const Texts behind = originals.subspan(place + 1, kMostOriginals - place);
  listeners->insert(listeners->end(), behind.begin(), behind.end());
}

void GrowingDuplicates::OpenAtEnd(uint32_t bucket, Open* open) const {
  const Texts originals = originals_index_.Texts(bucket);
  if (originals.size() <= kMostOriginals) return;
  const Texts next = originals.subspan(kMostOriginals + 1, 1);
  const Texts copies =
      CopiesBetween(bucket, originals[kMostOriginals], next.empty() ? std::nullopt : std::make_optional(next.front()));
  for (const Texts texts : {next, copies}) {
    for (const uint32_t text : texts) open->emplace(documents_[text]->head.id(), documents_[text]);
  }
}

size_t GrowingDuplicates::CountBefore(Texts texts, uint32_t number) const {
  return std::lower_bound(texts.begin(), texts.end(), number, order_) - texts.begin();
}

GrowingDuplicates::Texts GrowingDuplicates::CopiesBetween(uint32_t bucket, uint32_t first,
                                                          std::optional<uint32_t> last) const {
  const Texts copies = copies_index_.Texts(bucket);
  const size_t begin = CountBefore(copies, first);
  const size_t end = last ? CountBefore(copies, *last) : copies.size();
  return copies.subspan(begin, end - begin);
}

}  // namespace caspian::aggregator
