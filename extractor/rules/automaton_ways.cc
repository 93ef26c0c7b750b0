#include "extractor/rules/automaton_ways.h"

#include <algorithm>
#include <vector>

namespace caspian::extractor {
namespace {

constexpr char32_t kAsciiEnd = 0x80;

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
  for (size_t n = 0; n < nodes.size(); ++n) {
    if (PatternAutomaton::TakesCharacters(nodes[n])) next[n] = TakenBy(automaton, nodes[n]);
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
  std::vector<AutomatonWay>& ways = automaton->ways;
  const auto mark = [&](uint32_t node) {
    const AutomatonWay way = {next[node], blanks[node], others[node]};
    const auto known = std::find(ways.begin(), ways.end(), way);
    automaton->nodes[node].way = static_cast<uint16_t>(known - ways.begin());
    if (known == ways.end()) ways.push_back(way);
  };
  for (size_t n = 0; n < automaton->nodes.size(); ++n) {
    const AutomatonNode node = automaton->nodes[n];
    if (node.kind != NodeKind::kFork) continue;
    mark(node.next);
    mark(node.value);
  }
}

}  // namespace caspian::extractor
