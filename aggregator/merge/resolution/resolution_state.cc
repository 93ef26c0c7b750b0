#include "aggregator/merge/resolution/resolution_state.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/text/fold.h"

namespace caspian::aggregator {
namespace {

template <typename Index, typename Node>
void EraseFrom(Index* index, const std::string& at, Node* node) {
  const auto found = index->find(at);
  if (found != index->end() && found->second.erase(node) > 0 && found->second.empty()) index->erase(found);
}

std::string Labelled(const EntityKeyParts& parts, absl::string_view name) {
  return absl::StrCat(parts.label, "\x1f", name);
}

}  // namespace

ResolutionState::Node* ResolutionState::FindNode(absl::string_view key) const {
  const auto found = nodes_.find(key);
  return found == nodes_.end() ? nullptr : found->second.get();
}

void ResolutionState::AddKey(const std::string& key) {
  Node* node = FindNode(key);
  if (node == nullptr) {
    auto fresh = std::make_unique<Node>();
    node = fresh.get();
    ReadNode(key, &node->told);
    nodes_.emplace(node->told.key, std::move(fresh));
  }
  if (node->references++ == 0) changed_.insert(node);
}

void ResolutionState::RemoveKey(const std::string& key) {
  Node* node = FindNode(key);
  if (--node->references == 0) changed_.insert(node);
}

void ResolutionState::AddShortForm(const std::string& key, const std::string& form) {
  Node* node = FindNode(key);
  if (node->short_forms[form]++ > 0) return;
  short_formed_[Labelled(node->told.parts, form)].insert(node);
  changed_.insert(node);
}

void ResolutionState::RemoveShortForm(const std::string& key, const std::string& form) {
  Node* node = FindNode(key);
  const auto found = node->short_forms.find(form);
  if (--found->second > 0) return;
  node->short_forms.erase(found);
  changed_.insert(node);
  const auto formed = short_formed_.find(Labelled(node->told.parts, form));
  formed->second.erase(node);
  if (formed->second.empty()) short_formed_.erase(formed);
}

void ResolutionState::AddCompany(const std::string& key, const std::string& companion) {
  Node* node = FindNode(key);
  if (node->company[FindNode(companion)]++ == 0) company_changed_.insert(node);
}

void ResolutionState::RemoveCompany(const std::string& key, const std::string& companion) {
  Node* node = FindNode(key);
  const auto found = node->company.find(FindNode(companion));
  if (--found->second > 0) return;
  node->company.erase(found);
  company_changed_.insert(node);
}

void ResolutionState::SetVerdicts(std::vector<Verdict> verdicts) {
  const auto touch_all = [this] {
    for (const Verdict& verdict : verdicts_) {
      for (const std::string* key : {&verdict.first, &verdict.second}) {
        if (Node* node = FindNode(*key)) touched_.insert(node);
      }
    }
  };
  touch_all();
  verdicts_ = std::move(verdicts);
  verdicts_of_.clear();
  for (size_t i = 0; i < verdicts_.size(); ++i) {
    verdicts_of_[verdicts_[i].first].push_back(i);
    verdicts_of_[verdicts_[i].second].push_back(i);
  }
  touch_all();
}

const std::vector<size_t>& ResolutionState::VerdictsOf(const std::string& key) const {
  static const auto& kNone = *new std::vector<size_t>;
  const auto found = verdicts_of_.find(key);
  return found == verdicts_of_.end() ? kNone : found->second;
}

void ResolutionState::TouchVerdicts(absl::string_view key) {
  const std::string name(key);
  for (const size_t i : VerdictsOf(name)) {
    Node* other = FindNode(verdicts_[i].first == name ? verdicts_[i].second : verdicts_[i].first);
    if (other != nullptr) touched_.insert(other);
  }
}

void ResolutionState::Index(Node* node) {
  node->indexed = true;
  touched_.insert(node);
  TouchVerdicts(node->told.key);
  if (IsNamed(node->told)) bearers_[Labelled(node->told.parts, node->told.parts.name)].insert(node);
  if (!node->told.named) return;
  if (NodeIndex* index = SurnamesLike(*node, /*other=*/false))
    (*index)[std::string(SurnameSounds(*node->told.named))].insert(node);
  for (const std::string& name : BlocksOfName(*node->told.named)) {
    const std::string labelled = Labelled(node->told.parts, name);
    auto& block = blocks_[labelled];
    if (block == nullptr) block = std::make_unique<Block>(Block{labelled, {}, true});
    block->members.insert(node);
    node->blocks.push_back(block.get());
    changed_blocks_.insert(block.get());
  }
}

void ResolutionState::Unindex(Node* node) {
  node->indexed = false;
  TouchVerdicts(node->told.key);
  for (const auto& [other, edge] : node->edges) {
    other->edges.erase(node);
    touched_.insert(other);
  }
  node->edges.clear();
  EraseFrom(&bearers_, Labelled(node->told.parts, node->told.parts.name), node);
  if (NodeIndex* index = SurnamesLike(*node, /*other=*/false))
    EraseFrom(index, std::string(SurnameSounds(*node->told.named)), node);
  for (Block* block : node->blocks) {
    block->members.erase(node);
    changed_blocks_.insert(block);
  }
  node->blocks.clear();
}

// A block that has grown too large, or is small enough again, takes or gives edges.
void ResolutionState::UpdateBlocks() {
  std::vector<std::pair<Node*, Node*>> pairs;
  for (Block* block : changed_blocks_) {
    const bool active = block->members.size() <= kMostNamesOfAWord;
    if (active == block->active) continue;
    block->active = active;
    for (Node* a : block->members) {
      if (active) {
        for (Node* b : block->members) {
          if (a < b) pairs.emplace_back(a, b);
        }
      } else {
        for (const auto& [b, edge] : a->edges) pairs.emplace_back(a, b);
      }
    }
  }
  for (Block* block : std::exchange(changed_blocks_, {})) {
    if (block->members.empty()) blocks_.erase(std::string(block->name));
  }
  for (const auto& [a, b] : pairs) UpdatePair(a, b);
}

void ResolutionState::CompareWithCandidates(Node* node, const NodeSet& done) {
  NodeSet candidates;
  const EntityKeyParts& parts = node->told.parts;
  const auto add = [&candidates](const auto& index, const std::string& at) {
    const auto found = index.find(at);
    if (found != index.end()) candidates.insert(found->second.begin(), found->second.end());
  };
  for (const auto& [other, edge] : node->edges) candidates.insert(other);
  if (IsNamed(node->told)) add(bearers_, Labelled(parts, parts.name));
  for (const auto& [form, count] : node->short_forms) add(bearers_, Labelled(parts, form));
  add(short_formed_, Labelled(parts, parts.name));
  if (const NodeIndex* index = SurnamesLike(*node, /*other=*/true))
    add(*index, std::string(SurnameSounds(*node->told.named)));
  for (const Block* block : node->blocks) {
    if (block->active) candidates.insert(block->members.begin(), block->members.end());
  }
  for (Node* other : candidates) {
    if (other != node && other->indexed && !done.contains(other)) UpdatePair(node, other);
  }
}

void ResolutionState::UpdatePair(Node* a, Node* b) {
  const std::optional<Rank> rank = BestEdge(*a, *b);
  const auto found = a->edges.find(b);
  if (found == a->edges.end() ? !rank : rank && found->second.rank == *rank) return;
  if (rank) {
    a->edges[b].rank = b->edges[a].rank = *rank;
  } else {
    a->edges.erase(b);
    b->edges.erase(a);
  }
  touched_.insert(a);
  touched_.insert(b);
}

ResolutionState::NodeIndex* ResolutionState::SurnamesLike(const Node& node, bool other) {
  if (!node.told.named) return nullptr;
  if (IsBareSurname(*node.told.named)) return other ? &full_names_ : &bare_names_;
  if (IsFullName(*node.told.named)) return other ? &bare_names_ : &full_names_;
  return nullptr;
}

void ResolutionState::UpdateCompany() {
  for (Node* node : std::exchange(company_changed_, {})) {
    NodeIndex* index = node->indexed ? SurnamesLike(*node, /*other=*/true) : nullptr;
    if (index == nullptr) continue;
    const auto found = index->find(std::string(SurnameSounds(*node->told.named)));
    if (found == index->end()) continue;
    for (Node* other : found->second) UpdatePair(node, other);
  }
}

bool ResolutionState::ShareCompany(const Node& a, const Node& b) {
  const auto& [fewer, more] =
      std::minmax(a.company, b.company, [](const auto& left, const auto& right) { return left.size() < right.size(); });
  return std::any_of(fewer.begin(), fewer.end(), [&more](const auto& one) { return more.contains(one.first); });
}

std::optional<ResolutionState::Rank> ResolutionState::SurnameRank(const Node& a, const Node& b) {
  if (!a.told.named || !b.told.named) return std::nullopt;
  const bool turned = IsBareSurname(*b.told.named);
  const NamedKey &bare = *(turned ? b : a).told.named, &full = *(turned ? a : b).told.named;
  if (!IsSurnameOf(bare, full)) return std::nullopt;
  return Rank{0, v1::MERGE_EVIDENCE_SURNAME, IsSpelledAsSurnameOf(bare, full) && ShareCompany(a, b)};
}

bool ResolutionState::HasShortFormEdge(const Node& bearer, const Node& full) const {
  return full.told.named && bearer.told.named && bearer.told.parts.label == full.told.parts.label &&
         full.short_forms.count(std::string(bearer.told.parts.name)) > 0 && IsShortFormOf(bearer.told, full.told);
}

std::optional<ResolutionState::Rank> ResolutionState::BestEdge(const Node& a, const Node& b) const {
  if (const auto surname = SurnameRank(a, b)) return surname;
  if (DifferInCountryAlone(a.told, b.told)) return Rank{kCountryScore, v1::MERGE_EVIDENCE_COUNTRY};
  std::optional<Rank> best;
  if (HasShortFormEdge(a, b) || HasShortFormEdge(b, a)) best = Rank{kShortFormScore, v1::MERGE_EVIDENCE_SHORT_FORM};
  const bool share = std::any_of(a.blocks.begin(), a.blocks.end(), [&b](Block* block) {
    return block->active && std::find(b.blocks.begin(), b.blocks.end(), block) != b.blocks.end();
  });
  if (!share || a.told.parts.name == b.told.parts.name) return best;
  const bool ordered = a.told.key < b.told.key;
  const NamedKey &first = ordered ? *a.told.named : *b.told.named, &second = ordered ? *b.told.named : *a.told.named;
  if (!CountriesAgree(first.country, second.country)) return best;
  const NameComparison comparison = CompareNames(first.form, second.form);
  if (!IsSure(first, second, comparison)) return best;
  const Rank named{static_cast<uint32_t>(comparison.score), v1::MERGE_EVIDENCE_NAMES};
  const auto order = [](const Rank& rank) { return std::make_pair(-static_cast<int64_t>(rank.score), rank.evidence); };
  return best && order(*best) < order(named) ? *best : named;
}

}  // namespace caspian::aggregator
