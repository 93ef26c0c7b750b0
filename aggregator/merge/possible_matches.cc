#include "aggregator/merge/possible_matches.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "common/names/compare_names.h"
#include "common/names/sounds.h"

namespace caspian::aggregator {
namespace {

std::optional<NameKind> KindOf(absl::string_view label) {
  if (label == "PERSON") return NameKind::kPerson;
  if (label == "ORGANIZATION") return NameKind::kOrganization;
  return std::nullopt;
}

struct Candidate {
  const NamedEntity* entity;
  NameForm form;
};

// What words that slips and romanizations vary have in common: four consonants, or all sounds of a word without two.
std::string BlockOf(const NameForm& form, const NameWord& word) {
  if (word.role != NameWord::kName && word.role != NameWord::kGeneric) return "";
  const absl::string_view sounds = form.SoundsOf(word);
  const std::string consonants = ConsonantsOf(sounds);
  return consonants.size() < 2 ? std::string(sounds) : consonants.substr(0, 4);
}

using IndexPair = std::pair<size_t, size_t>;

// Pairs that share a block, by kind.
std::set<IndexPair> PairsToCompare(const std::vector<Candidate>& candidates) {
  std::map<std::pair<bool, std::string>, std::vector<size_t>> blocks;
  for (size_t i = 0; i < candidates.size(); ++i) {
    const NameForm& form = candidates[i].form;
    std::set<std::string> of_name;
    for (const NameWord& word : form.words()) of_name.insert(BlockOf(form, word));
    of_name.erase("");
    for (const std::string& block : of_name) blocks[{form.is_organization(), block}].push_back(i);
  }
  std::set<IndexPair> pairs;
  for (const auto& [block, members] : blocks) {
    if (members.size() > kMostNamesOfAWord) continue;
    for (size_t i = 0; i < members.size(); ++i) {
      for (size_t j = i + 1; j < members.size(); ++j) pairs.emplace(members[i], members[j]);
    }
  }
  return pairs;
}

}  // namespace

std::vector<PossibleMatch> FindPossibleMatches(const std::vector<NamedEntity>& entities) {
  std::vector<Candidate> candidates;
  for (const NamedEntity& entity : entities) {
    if (const auto kind = KindOf(entity.label)) candidates.push_back({&entity, MakeNameForm(entity.name, *kind)});
  }
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.entity->key < b.entity->key; });
  std::vector<PossibleMatch> matches;
  for (const auto& [i, j] : PairsToCompare(candidates)) {
    const NameComparison comparison = CompareNames(candidates[i].form, candidates[j].form);
    if (!comparison.IsSame() || candidates[i].entity->key == candidates[j].entity->key) continue;
    PossibleMatch match{candidates[i].entity->key, candidates[j].entity->key, comparison.score, {}};
    for (const NameReason& reason : comparison.reasons) match.reasons.push_back(DescribeReason(reason));
    matches.push_back(std::move(match));
  }
  std::sort(matches.begin(), matches.end(), [](const PossibleMatch& a, const PossibleMatch& b) {
    return std::tie(b.score, a.first, a.second) < std::tie(a.score, b.first, b.second);
  });
  return matches;
}

}  // namespace caspian::aggregator
