#include "extractor/names/short_forms.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_join.h"
#include "extractor/document/characters.h"

namespace caspian::extractor {
namespace {

std::string Letters(absl::string_view acronym) {
  std::string letters;
  std::copy_if(acronym.begin(), acronym.end(), std::back_inserter(letters), [](char c) { return c != '.'; });
  return letters;
}

// First letters of the capitalised words that are ASCII.
std::string InitialsOf(absl::Span<const absl::string_view> words) {
  std::string initials;
  for (absl::string_view word : words) {
    if (word[0] >= 'A' && word[0] <= 'Z') initials.push_back(word[0]);
  }
  return initials;
}

// "Assad" of al-Assad; empty where no particle stands before a hyphen.
absl::string_view WithoutParticle(absl::string_view word) {
  const size_t hyphen = word.find('-');
  return hyphen == absl::string_view::npos || !StartsLower(word) ? "" : word.substr(hyphen + 1);
}

}  // namespace

bool ShortFormIndex::LooksLikeAcronym(absl::string_view text) const {
  const size_t letters = text.size() - static_cast<size_t>(std::count(text.begin(), text.end(), '.'));
  return letters >= min_letters_ && letters <= max_letters_ && text.find_first_of(" -&'") == absl::string_view::npos &&
         IsAllUpper(text);
}

void ShortFormIndex::AddForm(absl::string_view form, ShortFormKind kind, int id) {
  Hits& hits = hits_[form];
  size_t of_kind = 0;
  for (const Hit& hit : hits) {
    if (hit.kind != kind) continue;
    if (hit.id == id) return;
    ++of_kind;
  }
  if (of_kind < kMostHits) hits.push_back({kind, id});
}

void ShortFormIndex::Add(absl::Span<const absl::string_view> words, int id) {
  if (words.size() < 2) return;
  AddForm(words.back(), ShortFormKind::kLastWord, id);
  AddForm(words.front(), ShortFormKind::kFirstWord, id);
  if (const absl::string_view bare = WithoutParticle(words.back()); !bare.empty())
    AddForm(bare, ShortFormKind::kLastWord, id);
  if (words.size() > 2) AddForm(absl::StrJoin(words.subspan(1), " "), ShortFormKind::kLastWord, id);
  const std::string initials = InitialsOf(words);
  if (initials.size() < min_letters_ || initials.size() > max_letters_ + 1) return;
  AddForm(initials, ShortFormKind::kAcronym, id);
  for (size_t i = 1; initials.size() > 2 && i < initials.size(); ++i)
    AddForm(initials.substr(0, i) + initials.substr(i + 1), ShortFormKind::kAcronym, id);
}

ShortFormIndex::Hits ShortFormIndex::Find(absl::string_view word) const {
  const bool acronym = LooksLikeAcronym(word);
  const auto found = acronym ? hits_.find(Letters(word)) : hits_.find(word);
  if (found == hits_.end()) return {};
  Hits hits = found->second;
  hits.erase(std::remove_if(hits.begin(), hits.end(),
                            [&](const Hit& hit) { return hit.kind == ShortFormKind::kAcronym && !acronym; }),
             hits.end());
  return hits;
}

}  // namespace caspian::extractor
