#include "aggregator/merge/resolution/surnames.h"

#include <algorithm>
#include <map>

#include "absl/strings/match.h"
#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/text/fold.h"

namespace caspian::aggregator {
namespace {

constexpr absl::string_view kPerson = "PERSON";

bool IsMedium(const EntityFact& entity) {
  return std::any_of(entity.features.begin(), entity.features.end(),
                     [](const v1::Feature& feature) { return feature.name() == "kind" && feature.value() == "media"; });
}

// True of what is seldom beside two people by chance.
bool SaysWhoIsMeant(const EntityFact& entity) {
  if (entity.label == kPerson) return !IsSingleWord(FoldName(entity.name));
  if (entity.label == "ORGANIZATION") return !IsMedium(entity);
  if (entity.label == "PLACE") return !absl::StartsWith(PartsOfKey(entity.key).identity, "iso3166:");
  return entity.label == "FACILITY";
}

// The entities that each sentence names, by where it begins.
std::map<uint32_t, std::set<const EntityFact*>> NamedInSentences(const DocumentFacts& document) {
  std::map<uint32_t, std::set<const EntityFact*>> named;
  for (const EntityFact& entity : document.entities) {
    for (const NameFact& name : entity.names) {
      if (name.place.sentence != nullptr) named[name.place.sentence->begin].insert(&entity);
    }
  }
  return named;
}

bool IsApartFromAny(size_t bare, const std::vector<size_t>& nodes, const Joining& joining) {
  return std::any_of(nodes.begin(), nodes.end(), [&](size_t node) { return joining.IsJudgedApart(bare, node); });
}

}  // namespace

bool IsBareSurname(const NamedKey& key) {
  return !key.form.is_organization() && key.form.words().size() == 1 && key.form.words()[0].role == NameWord::kName;
}

bool IsFullName(const NamedKey& key) { return !key.form.is_organization() && key.form.words().size() > 1; }

absl::string_view SurnameSounds(const NamedKey& key) { return key.form.SoundsOf(key.form.words().back()); }

bool IsSurnameOf(const NamedKey& bare, const NamedKey& full) {
  return IsBareSurname(bare) && IsFullName(full) && CountriesAgree(bare.country, full.country) &&
         SurnameSounds(bare) == SurnameSounds(full);
}

bool IsSpelledAsSurnameOf(const NamedKey& bare, const NamedKey& full) {
  return IsSurnameOf(bare, full) &&
         bare.form.LettersOf(bare.form.words().back()) == full.form.LettersOf(full.form.words().back());
}

std::set<std::pair<std::string, std::string>> CompanyIn(const DocumentFacts& document) {
  std::set<std::pair<std::string, std::string>> company;
  for (const auto& [sentence, named] : NamedInSentences(document)) {
    for (const EntityFact* person : named) {
      if (person->label != kPerson) continue;
      for (const EntityFact* other : named) {
        if (other->key != person->key && SaysWhoIsMeant(*other)) company.emplace(person->key, other->key);
      }
    }
  }
  return company;
}

bool SaysTheName(absl::string_view key, const std::vector<std::string>& keys) {
  const EntityKeyParts parts = PartsOfKey(key);
  if (parts.label != kPerson || !IsSingleWord(parts.name)) return true;
  return std::none_of(keys.begin(), keys.end(), [](const std::string& other) {
    const EntityKeyParts full = PartsOfKey(other);
    return full.label == kPerson && !IsSingleWord(full.name);
  });
}

std::optional<size_t> BearerOf(size_t bare, const std::vector<Bearer>& bearers, const Joining& joining) {
  if (bearers.size() > kMostNeighbours || joining.Together(bare).size() > 1) return std::nullopt;
  std::set<size_t> clusters;
  std::optional<size_t> found;
  for (const Bearer& bearer : bearers) {
    const std::vector<size_t>& together = joining.Together(bearer.node);
    if (IsApartFromAny(bare, together, joining)) continue;
    clusters.insert(*std::min_element(together.begin(), together.end()));
    if (bearer.in_same_company && !found) found = bearer.node;
  }
  return clusters.size() == 1 ? found : std::nullopt;
}

}  // namespace caspian::aggregator
