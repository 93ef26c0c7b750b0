#include "extractor/rules/automaton_ways.h"

#include <array>
#include <bit>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace caspian::extractor {
namespace {

constexpr char32_t kAsciiEnd = 0x80;

// To look a way up by.
using WayBits = std::array<uint64_t, sizeof(AutomatonWay) / sizeof(uint64_t)>;

// What follows says nothing of what it goes on with.
bool EndsThere(const AutomatonNode& node) {
  return node.kind == NodeKind::kMatch || node.kind == NodeKind::kTextEnd || PatternAutomaton::TakesCharacters(node);
}

NextCharacters TakenBy(const PatternAutomaton& automaton, const AutomatonNode& node) {
  NextCharacters taken;
  if (node.kind == NodeKind::kCharacter) {
    taken.Add(node.value);
    return taken;
  }
  for (char32_t c = 0; c < kAsciiEnd; ++c) {
    if (automaton.Takes(node, c)) taken.Add(c);
  }
  taken.AddBeyondAscii(node.kind == NodeKind::kSet ? automaton.sets[node.value]->RestsBeyondAscii() : ~uint64_t{0});
  return taken;
}

// What nodes take, each set and each letter of either case worked out once.
class TakenCharacters {
 public:
  explicit TakenCharacters(const PatternAutomaton& automaton) : automaton_(automaton) {}

  NextCharacters Of(const AutomatonNode& node) {
    if (node.kind == NodeKind::kCharacter) return TakenBy(automaton_, node);
    const auto [known, is_new] = known_.try_emplace({node.kind, node.value});
    if (is_new) known->second = TakenBy(automaton_, node);
    return known->second;
  }

 private:
  const PatternAutomaton& automaton_;
  absl::flat_hash_map<std::pair<NodeKind, uint32_t>, NextCharacters> known_;
};

// Adds to each node that takes no character what is told of those that follow, until nothing is added any more.
void AddFollowing(const std::vector<AutomatonNode>& nodes, std::vector<NextCharacters>* of_nodes) {
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t n = 0; n < nodes.size(); ++n) {
      NextCharacters& next = (*of_nodes)[n];
      const NextCharacters before = next;
      if (!EndsThere(nodes[n])) next.Add((*of_nodes)[nodes[n].next]);
      if (nodes[n].kind == NodeKind::kFork) next.Add((*of_nodes)[nodes[n].value]);
      changed = changed || !(next == before);
    }
  }
}

std::vector<NextCharacters> OfNodes(const PatternAutomaton& automaton) {
  const std::vector<AutomatonNode>& nodes = automaton.nodes;
  std::vector<NextCharacters> next(nodes.size());
  TakenCharacters taken(automaton);
  for (size_t n = 0; n < nodes.size(); ++n) {
    if (PatternAutomaton::TakesCharacters(nodes[n])) next[n] = taken.Of(nodes[n]);
    if (nodes[n].kind == NodeKind::kMatch || nodes[n].kind == NodeKind::kTextEnd) next[n].Add(NextCharacters::kEnd);
  }
  AddFollowing(nodes, &next);
  return next;
}

// What may follow what the nodes go on with, where that is one of those characters; `next` is of the nodes.
template <typename IsOne>
std::vector<NextCharacters> Behind(const std::vector<AutomatonNode>& nodes, const std::vector<NextCharacters>& next,
                                   const IsOne& may_be_one) {
  std::vector<NextCharacters> behind(nodes.size());
  for (size_t n = 0; n < nodes.size(); ++n) {
    if (PatternAutomaton::TakesCharacters(nodes[n]) && may_be_one(next[n])) behind[n] = next[nodes[n].next];
  }
  AddFollowing(nodes, &behind);
  return behind;
}

}  // namespace

void MarkWays(PatternAutomaton* automaton) {
  const std::vector<NextCharacters> next = OfNodes(*automaton);
  const auto blanks = Behind(automaton->nodes, next, [](const NextCharacters& those) { return those.May(' '); });
  const auto others =
      Behind(automaton->nodes, next, [](const NextCharacters& those) { return those.MayBeBeyondAscii(); });
  absl::flat_hash_map<WayBits, uint16_t> known;
  const auto mark = [&](uint32_t node) {
    const AutomatonWay way = {next[node], blanks[node], others[node]};
    const auto index = static_cast<uint16_t>(automaton->ways.size());
    const auto [place, is_new] = known.try_emplace(std::bit_cast<WayBits>(way), index);
    if (is_new) automaton->ways.push_back(way);
    automaton->nodes[node].way = place->second;
  };
  for (size_t n = 0; n < automaton->nodes.size(); ++n) {
    const AutomatonNode node = automaton->nodes[n];
    if (node.kind != NodeKind::kFork) continue;
    mark(node.next);
    mark(node.value);
  }
}

}  // namespace caspian::extractor
