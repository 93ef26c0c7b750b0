#include "aggregator/merge/resolution/resolution_graph.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "aggregator/merge/text/fold.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

using LabelAndName = std::pair<absl::string_view, absl::string_view>;

constexpr uint32_t kJudgementScore = 1000;

bool HasFeature(const NameComparison& comparison, NameFeature feature) {
  return std::any_of(comparison.reasons.begin(), comparison.reasons.end(),
                     [feature](const NameReason& reason) { return reason.feature == feature; });
}

}  // namespace

void ReadNode(const std::string& key, ResolutionNode* node) {
  node->key = key;
  node->parts = PartsOfKey(node->key);
  if (IsNamed(*node)) node->named = MakeNamedKey(node->key);
}

bool IsNamed(const ResolutionNode& node) {
  return node.parts.split.empty() && node.parts.identity.empty() && node.parts.document.empty();
}

bool AreContrary(const ResolutionNode& a, const ResolutionNode& b) {
  if (!IsNamed(a) || !IsNamed(b) || a.parts.label != b.parts.label) return true;
  if (a.named && b.named) return Contradict(*a.named, *b.named);
  return a.parts.name != b.parts.name || !CountriesAgree(a.parts.country, b.parts.country);
}

bool DifferInCountryAlone(const ResolutionNode& a, const ResolutionNode& b) {
  return IsNamed(a) && IsNamed(b) && a.parts.name == b.parts.name && a.parts.label == b.parts.label &&
         a.parts.country.empty() != b.parts.country.empty() && !IsSingleWord(a.parts.name);
}

bool IsShortFormOf(const ResolutionNode& bearer, const ResolutionNode& full) {
  if (!full.named->form.is_organization() || !CountriesAgree(bearer.parts.country, full.parts.country)) return false;
  const NameComparison comparison = CompareNames(bearer.named->form, full.named->form);
  return comparison.IsSame() && HasFeature(comparison, NameFeature::kAcronym);
}

pb::MergeEdge CountryEdge(const ResolutionNode& a, const ResolutionNode& b) {
  pb::MergeEdge edge;
  edge.set_first_key(std::min(a.key, b.key));
  edge.set_second_key(std::max(a.key, b.key));
  edge.set_evidence(pb::MERGE_EVIDENCE_COUNTRY);
  edge.set_score(kCountryScore);
  return edge;
}

pb::MergeEdge ShortFormEdge(const ResolutionNode& bearer, const ResolutionNode& full) {
  pb::MergeEdge edge = NameEdge(bearer.key, full.key, CompareNames(bearer.named->form, full.named->form));
  edge.set_evidence(pb::MERGE_EVIDENCE_SHORT_FORM);
  edge.set_score(kShortFormScore);
  return edge;
}

pb::MergeEdge SurnameEdge(const ResolutionNode& bare, const ResolutionNode& full, const std::string& companion) {
  pb::MergeEdge edge = NameEdge(bare.key, full.key, CompareNames(bare.named->form, full.named->form));
  edge.set_evidence(pb::MERGE_EVIDENCE_SURNAME);
  pb::MergeReason* reason = edge.add_reasons();
  reason->set_feature("beside both");
  reason->set_first(DescribeKey(companion));
  return edge;
}

pb::MergeEdge JudgedEdge(const Verdict& verdict) {
  pb::MergeEdge edge;
  edge.set_first_key(verdict.first);
  edge.set_second_key(verdict.second);
  edge.set_evidence(pb::MERGE_EVIDENCE_JUDGEMENT);
  edge.set_score(kJudgementScore);
  edge.set_judgement_id(verdict.judgement_id);
  return edge;
}

pb::CannotLink LinkOf(const Verdict& verdict) {
  pb::CannotLink link;
  link.set_first_key(verdict.first);
  link.set_second_key(verdict.second);
  link.set_judgement_id(verdict.judgement_id);
  return link;
}

bool LinkBefore(const pb::CannotLink& a, const pb::CannotLink& b) {
  return std::tie(a.first_key(), a.second_key()) < std::tie(b.first_key(), b.second_key());
}

void MakeAmbiguous(pb::MergeEdge* edge) {
  edge->set_outcome(pb::MERGE_OUTCOME_POSSIBLE);
  edge->add_reasons()->set_feature("ambiguous: others that contradict each other are as near");
}

ResolutionGraph::ResolutionGraph(const ResolutionInput& input) : nodes_(input.keys.size()) {
  size_t i = 0;
  for (const std::string& key : input.keys) ReadNode(key, &nodes_[i++]);
  AddCountryEdges();
  AddShortFormEdges(input);
  AddNameEdges();
  SortEdges();
  AddCompany(input);
  IndexSurnames();
}

int ResolutionGraph::IndexOf(const std::string& key) const {
  const auto found = std::lower_bound(nodes_.begin(), nodes_.end(), key,
                                      [](const ResolutionNode& node, const std::string& at) { return node.key < at; });
  return found == nodes_.end() || found->key != key ? -1 : static_cast<int>(found - nodes_.begin());
}

// Of equal names one that tells no country and those that do.
void ResolutionGraph::AddCountryEdges() {
  std::map<LabelAndName, std::vector<size_t>> bearers;
  for (size_t i = 0; i < nodes_.size(); ++i) {
    const EntityKeyParts& parts = nodes_[i].parts;
    if (IsNamed(nodes_[i]) && !IsSingleWord(parts.name)) bearers[{parts.label, parts.name}].push_back(i);
  }
  for (const auto& [name, members] : bearers) {
    // Keys are ascending, so that the one without country comes first.
    if (!nodes_[members[0]].parts.country.empty()) continue;
    for (size_t i = 1; i < members.size(); ++i)
      AddEdge(members[0], members[i], CountryEdge(nodes_[members[0]], nodes_[members[i]]));
  }
}

// A short form that a document states, and others that use it alone. Initials only: what else documents call a thing
// for short may mean others elsewhere.
void ResolutionGraph::AddShortFormEdges(const ResolutionInput& input) {
  std::map<LabelAndName, std::vector<size_t>> bearers;
  for (size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].named) bearers[{nodes_[i].parts.label, nodes_[i].parts.name}].push_back(i);
  }
  for (const auto& [key, short_form] : input.short_forms) {
    const int full = IndexOf(key);
    if (full < 0 || !nodes_[full].named) continue;
    const auto found = bearers.find({nodes_[full].parts.label, short_form});
    if (found == bearers.end()) continue;
    for (const size_t bearer : found->second) {
      if (bearer == static_cast<size_t>(full) || !IsShortFormOf(nodes_[bearer], nodes_[full])) continue;
      AddEdge(bearer, full, ShortFormEdge(nodes_[bearer], nodes_[full]));
    }
  }
}

void ResolutionGraph::AddNameEdges() {
  std::vector<NamedKey> named;
  std::vector<size_t> indexes;
  for (size_t i = 0; i < nodes_.size(); ++i) {
    if (!nodes_[i].named) continue;
    named.push_back(*nodes_[i].named);
    indexes.push_back(i);
  }
  for (const auto& [i, j] : PairsToCompare(named, /*single_words=*/false)) {
    const size_t a = indexes[i], b = indexes[j];
    if (nodes_[a].parts.name == nodes_[b].parts.name) continue;  // AddCountryEdges has them.
    const NameComparison comparison = CompareNames(named[i].form, named[j].form);
    if (IsSure(named[i], named[j], comparison)) AddEdge(a, b, NameEdge(nodes_[a].key, nodes_[b].key, comparison));
  }
}

void ResolutionGraph::AddCompany(const ResolutionInput& input) {
  company_.resize(nodes_.size());
  for (const auto& [key, companion] : input.company) company_[IndexOf(key)].insert(nodes_[IndexOf(companion)].key);
}

void ResolutionGraph::IndexSurnames() {
  for (size_t i = 0; i < nodes_.size(); ++i) {
    const auto& named = nodes_[i].named;
    if (named && IsFullName(*named)) full_names_[SurnameSounds(*named)].push_back(i);
  }
}

const std::string* ResolutionGraph::Between(size_t a, size_t b) const {
  for (const absl::string_view companion : company_[a]) {
    if (company_[b].count(companion) > 0) return &nodes_[IndexOf(std::string(companion))].key;
  }
  return nullptr;
}

std::vector<Bearer> ResolutionGraph::BearersOf(size_t node) const {
  std::vector<Bearer> bearers;
  const auto& bare = nodes_[node].named;
  if (!bare || !IsBareSurname(*bare)) return bearers;
  const auto found = full_names_.find(SurnameSounds(*bare));
  if (found == full_names_.end()) return bearers;
  for (const size_t full : found->second) {
    if (!IsSurnameOf(*bare, *nodes_[full].named)) continue;
    const bool spelled = IsSpelledAsSurnameOf(*bare, *nodes_[full].named);
    bearers.push_back({full, spelled && Between(node, full) != nullptr});
  }
  return bearers;
}

pb::MergeEdge ResolutionGraph::SurnameEdge(size_t bare, size_t bearer) const {
  return aggregator::SurnameEdge(nodes_[bare], nodes_[bearer], *Between(bare, bearer));
}

void ResolutionGraph::AddEdge(size_t a, size_t b, pb::MergeEdge told) {
  edges_.push_back({std::min(a, b), std::max(a, b), std::move(told)});
}

void ResolutionGraph::SortEdges() {
  const auto weaker_last = [](const ResolutionEdge& a, const ResolutionEdge& b) {
    return std::make_tuple(b.told.score(), a.first, a.second, a.told.evidence()) <
           std::make_tuple(a.told.score(), b.first, b.second, b.told.evidence());
  };
  std::sort(edges_.begin(), edges_.end(), weaker_last);
  std::set<IndexPair> seen;
  const auto again = [&seen](const ResolutionEdge& edge) { return !seen.emplace(edge.first, edge.second).second; };
  edges_.erase(std::remove_if(edges_.begin(), edges_.end(), again), edges_.end());
}

}  // namespace caspian::aggregator
