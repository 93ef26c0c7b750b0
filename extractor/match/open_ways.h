// What is open behind a node of an automaton when nothing more is read.
#ifndef CASPIAN_EXTRACTOR_MATCH_OPEN_WAYS_H_
#define CASPIAN_EXTRACTOR_MATCH_OPEN_WAYS_H_

#include <cstdint>
#include <vector>

#include "extractor/rules/pattern_automaton.h"

namespace caspian::extractor {

// Calls `reach` with each node from `node` on that takes a character, is a match, or waits for the text's end, where
// that is not there; the preferred first, until it returns false. `is_new` tells of each node on the way whether it was
// not told before. `waiting` is room.
template <typename IsNew, typename Reach>
void FollowOpenWays(const PatternAutomaton& pattern, uint32_t node, bool at_begin, bool at_end,
                    std::vector<uint32_t>* waiting, const IsNew& is_new, const Reach& reach) {
  waiting->assign(1, node);
  while (!waiting->empty()) {
    const uint32_t next = waiting->back();
    waiting->pop_back();
    if (!is_new(next)) continue;
    const AutomatonNode& way = pattern.nodes[next];
    const bool passes = way.kind == NodeKind::kFork || way.kind == NodeKind::kGroup ||
                        (way.kind == NodeKind::kTextBegin && at_begin) || (way.kind == NodeKind::kTextEnd && at_end);
    if (way.kind == NodeKind::kFork) waiting->push_back(way.value);
    if (passes) {
      waiting->push_back(way.next);
    } else if (way.kind != NodeKind::kTextBegin && !reach(next)) {
      return;
    }
  }
}

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_OPEN_WAYS_H_
