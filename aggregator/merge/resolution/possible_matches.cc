#include "aggregator/merge/resolution/possible_matches.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "aggregator/merge/resolution/name_edges.h"
#include "aggregator/merge/resolution/surnames.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

using ClusterPair = std::pair<std::string, std::string>;

// The keys of persons and organizations, ascending.
std::vector<NamedKey> NamedKeysOf(const Resolution& resolution) {
  std::vector<NamedKey> named;
  for (const auto& [key, cluster] : resolution.clusters()) {
    if (auto one = MakeNamedKey(key)) named.push_back(*std::move(one));
  }
  return named;
}

class Offers {
 public:
  explicit Offers(const Resolution& resolution) : resolution_(resolution) {
    for (const pb::CannotLink& link : resolution.cannot_links())
      judged_apart_.insert(ClustersOf(link.first_key(), link.second_key()));
  }

  void Offer(pb::MergeEdge edge, pb::MergeOutcome outcome) {
    const ClusterPair clusters = ClustersOf(edge.first_key(), edge.second_key());
    if (clusters.first == clusters.second || judged_apart_.count(clusters) > 0) return;
    edge.set_outcome(outcome);
    const auto [kept, is_new] = edges_.emplace(clusters, edge);
    if (!is_new && Stronger(edge, kept->second)) kept->second = std::move(edge);
  }

  std::vector<pb::MergeEdge> Take() {
    std::vector<pb::MergeEdge> edges;
    for (auto& [clusters, edge] : edges_) edges.push_back(std::move(edge));
    std::sort(edges.begin(), edges.end(), Stronger);
    return edges;
  }

 private:
  static bool Stronger(const pb::MergeEdge& a, const pb::MergeEdge& b) {
    return std::make_tuple(b.score(), a.first_key(), a.second_key()) <
           std::make_tuple(a.score(), b.first_key(), b.second_key());
  }

  ClusterPair ClustersOf(const std::string& a, const std::string& b) const {
    return std::minmax(resolution_.ClusterOf(a), resolution_.ClusterOf(b));
  }

  const Resolution& resolution_;
  std::set<ClusterPair> judged_apart_;
  std::map<ClusterPair, pb::MergeEdge> edges_;
};

// Bare surnames whose bearers are one cluster.
void OfferSurnames(const Resolution& resolution, const std::vector<NamedKey>& keys, Offers* offers) {
  std::map<std::string, std::vector<const NamedKey*>> bearers;
  for (const NamedKey& key : keys) {
    if (IsFullName(key)) bearers[std::string(SurnameSounds(key))].push_back(&key);
  }
  for (const NamedKey& bare : keys) {
    if (!IsBareSurname(bare)) continue;
    std::set<std::string> clusters;
    const NamedKey* first = nullptr;
    for (const NamedKey* full : bearers[std::string(SurnameSounds(bare))]) {
      if (!IsSurnameOf(bare, *full)) continue;
      clusters.insert(resolution.ClusterOf(*full->key));
      if (first == nullptr) first = full;
    }
    if (clusters.size() != 1) continue;
    offers->Offer(NameEdge(*bare.key, *first->key, CompareNames(bare.form, first->form)), pb::MERGE_OUTCOME_POSSIBLE);
  }
}

}  // namespace

bool MayBeOne(const NamedKey& a, const NamedKey& b, const NameComparison& comparison) {
  return CountriesAgree(a.country, b.country) && comparison.IsSame() && !SaysLittle(a, b, comparison);
}

std::vector<pb::MergeEdge> FindPossibleMatches(const Resolution& resolution) {
  Offers offers(resolution);
  for (const pb::MergeEdge& edge : resolution.edges()) {
    const bool joins = edge.outcome() == pb::MERGE_OUTCOME_JOINED || edge.outcome() == pb::MERGE_OUTCOME_ALREADY_ONE;
    if (!joins && edge.judgement_id().empty()) offers.Offer(edge, edge.outcome());
  }
  const std::vector<NamedKey> keys = NamedKeysOf(resolution);
  for (const auto& [i, j] : PairsToCompare(keys, /*single_words=*/true)) {
    const NameComparison comparison = CompareNames(keys[i].form, keys[j].form);
    if (!MayBeOne(keys[i], keys[j], comparison)) continue;
    offers.Offer(NameEdge(*keys[i].key, *keys[j].key, comparison), pb::MERGE_OUTCOME_POSSIBLE);
  }
  OfferSurnames(resolution, keys, &offers);
  return offers.Take();
}

}  // namespace caspian::aggregator
