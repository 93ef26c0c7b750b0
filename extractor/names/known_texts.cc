#include "extractor/names/known_texts.h"

#include <algorithm>
#include <cstring>

#include "extractor/program/hash_slots.h"

namespace caspian::extractor {
namespace {

constexpr size_t kAnswerBits = 64;

}  // namespace

KnownTexts::KnownTexts(size_t patterns)
    : width_((patterns + kAnswerBits - 1) / kAnswerBits), keys_(kPlaces), answers_(kPlaces * width_) {}

KnownTexts::Key KnownTexts::KeyOf(absl::string_view text) {
  Key key = {};
  std::memcpy(key.data(), text.data(), text.size());
  key.back() |= uint64_t{text.size()} << (8 * (sizeof(key.back()) - 1));
  return key;
}

void KnownTexts::LookAt(absl::string_view text) {
  text_ = text;
  known_ = nullptr;
  if (text.size() > kLongest || width_ == 0) return;
  const Key key = KeyOf(text);
  uint64_t hash = 0;
  for (uint64_t part : key) hash = HashOf(hash ^ part);
  const size_t place = HomeOf(hash, kPlaces);
  known_ = &answers_[place * width_];
  if (keys_[place] == key) return;
  keys_[place] = key;
  std::fill_n(known_, width_, Answers());
}

bool KnownTexts::Matches(size_t pattern, const Regex& regex) {
  if (known_ == nullptr) return regex.MatchesAll(text_);
  Answers& answers = known_[pattern / kAnswerBits];
  const uint64_t bit = uint64_t{1} << pattern % kAnswerBits;
  if ((answers.asked & bit) == 0) {
    answers.asked |= bit;
    if (regex.MatchesAll(text_)) answers.match |= bit;
  }
  return (answers.match & bit) != 0;
}

}  // namespace caspian::extractor
