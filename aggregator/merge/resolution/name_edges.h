// What the names of two entity keys say about their being one: common/names compares them; here stands how much of that
// is sure enough to merge without a person's word, what is only offered, and what contradicts.
#ifndef CASPIAN_AGGREGATOR_MERGE_RESOLUTION_NAME_EDGES_H_
#define CASPIAN_AGGREGATOR_MERGE_RESOLUTION_NAME_EDGES_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/resolution.pb.h"
#include "common/names/compare_names.h"

namespace caspian::aggregator {

// From here on names are taken for one without asking: all features that can merge weigh less than 1000 minus this.
// What it lets through was judged right in all cases of the pairs that names are measured on; an initial alone is below
// it.
inline constexpr int kSureNameScore = 910;
// A word, or a pair of words, that more keys have than this says too little to look for matches by it.
inline constexpr size_t kMostNamesOfAWord = 200;

// A key that is compared by its name. Its views live as long as the key.
struct NamedKey {
  const std::string* key = nullptr;
  absl::string_view country;
  NameForm form;
};

// How names of that label are compared; nullopt where they are not: only equal ones are one then.
std::optional<NameKind> NameKindOf(absl::string_view label);

// The key made ready; nullopt where it has an identity, was split off, or is of a label whose names are not compared.
std::optional<NamedKey> MakeNamedKey(const std::string& key);

// True where neither tells a country or both tell the same.
bool CountriesAgree(absl::string_view a, absl::string_view b);

// True where the names are one for sure. A bare surname never is, nor is a name with one more word than another that
// has a middle word or initial itself.
bool IsSure(const NamedKey& a, const NamedKey& b, const NameComparison& comparison);

// True where something speaks against their being one: countries, or names of which each could be another's. What
// is merely less sure does not contradict.
bool Contradict(const NamedKey& a, const NamedKey& b);

// True where one is a lone word that may be a code ("AAA"), and the sounds of words are all that agrees.
bool SaysLittle(const NamedKey& a, const NamedKey& b, const NameComparison& comparison);

// The edge between two keys, `first` being the smaller one, without outcome.
v1::MergeEdge NameEdge(const std::string& a, const std::string& b, const NameComparison& comparison);

// What a name shares with those that are worth comparing with it (PairsToCompare): pairs of its words, and all its
// letters. Ascending.
std::vector<std::string> BlocksOfName(const NamedKey& key);

// What it shares with those that may be one and are not for sure: one of its words. Ascending.
std::vector<std::string> WordsOfName(const NamedKey& key);

using IndexPair = std::pair<size_t, size_t>;

// Pairs of indexes, ascending, that are worth comparing: they share two words by their first four consonants, or all
// letters but for the blanks, or (`single_words`) one word. A pure function of the set of keys.
std::vector<IndexPair> PairsToCompare(const std::vector<NamedKey>& keys, bool single_words);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RESOLUTION_NAME_EDGES_H_
