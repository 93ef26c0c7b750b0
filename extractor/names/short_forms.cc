#include "extractor/names/short_forms.h"

#include <algorithm>
#include <iterator>

#include "extractor/document/characters.h"
#include "extractor/program/kept.h"

namespace caspian::extractor {
namespace {

// A form that stands nowhere; most have room.
using MadeForm = absl::InlinedVector<char, 64>;

absl::string_view TextOf(const MadeForm& form) { return {form.data(), form.size()}; }

MadeForm Letters(absl::string_view acronym) {
  MadeForm letters;
  std::copy_if(acronym.begin(), acronym.end(), std::back_inserter(letters), [](char c) { return c != '.'; });
  return letters;
}

// First letters of the capitalised words that are ASCII.
MadeForm InitialsOf(absl::Span<const absl::string_view> words) {
  MadeForm initials;
  for (absl::string_view word : words) {
    if (word[0] >= 'A' && word[0] <= 'Z') initials.push_back(word[0]);
  }
  return initials;
}

MadeForm Joined(absl::Span<const absl::string_view> words) {
  MadeForm joined;
  for (absl::string_view word : words) {
    if (!joined.empty()) joined.push_back(' ');
    joined.insert(joined.end(), word.begin(), word.end());
  }
  return joined;
}

MadeForm WithoutLetter(size_t i, const MadeForm& letters) {
  MadeForm rest(letters);
  rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
  return rest;
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
  KeptHits& hits = hits_[form];
  size_t of_kind = 0;
  for (const Hit& hit : hits) {
    if (hit.kind != kind) continue;
    if (hit.id == id) return;
    ++of_kind;
  }
  if (of_kind < kMostHits) hits.push_back({kind, id});
}

void ShortFormIndex::AddMade(absl::string_view form, ShortFormKind kind, int id) {
  const auto known = hits_.find(form);
  AddForm(known == hits_.end() ? KeptText(form, memory_) : known->first, kind, id);
}

void ShortFormIndex::Add(absl::Span<const absl::string_view> words, int id) {
  if (words.size() < 2) return;
  AddForm(words.back(), ShortFormKind::kLastWord, id);
  AddForm(words.front(), ShortFormKind::kFirstWord, id);
  if (const absl::string_view bare = WithoutParticle(words.back()); !bare.empty())
    AddForm(bare, ShortFormKind::kLastWord, id);
  if (words.size() > 2) AddMade(TextOf(Joined(words.subspan(1))), ShortFormKind::kLastWord, id);
  const MadeForm initials = InitialsOf(words);
  if (initials.size() < min_letters_ || initials.size() > max_letters_ + 1) return;
  AddMade(TextOf(initials), ShortFormKind::kAcronym, id);
  for (size_t i = 1; initials.size() > 2 && i < initials.size(); ++i)
    AddMade(TextOf(WithoutLetter(i, initials)), ShortFormKind::kAcronym, id);
}

ShortFormIndex::Hits ShortFormIndex::Find(absl::string_view word) const {
  const bool acronym = LooksLikeAcronym(word);
  const auto found = hits_.find(acronym ? TextOf(Letters(word)) : word);
  if (found == hits_.end()) return {};
  Hits hits;
  std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(hits),
               [&](const Hit& hit) { return hit.kind != ShortFormKind::kAcronym || acronym; });
  return hits;
}

}  // namespace caspian::extractor
