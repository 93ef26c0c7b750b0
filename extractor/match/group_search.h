// Finds the groups of a match that is known: the first way through its automaton that ends where the match does, looked
// for way by way, where none is gone twice from the same place.
#ifndef CASPIAN_EXTRACTOR_MATCH_GROUP_SEARCH_H_
#define CASPIAN_EXTRACTOR_MATCH_GROUP_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/rules/pattern_automaton.h"
#include "extractor/rules/regex.h"

namespace caspian::extractor {

// Keeps its memory from search to search, a bounded part of it. Not thread-safe.
class GroupSearch {
 public:
  // Fills `groups`; false where it would take more memory than it may, or `whole` is no match of the automaton, which
  // reads forwards and has groups.
  bool Find(const PatternAutomaton& pattern, absl::string_view text, const GroupSpan& whole, GroupSpans* groups);

 private:
  static constexpr size_t kMostBits = size_t{1} << 22;
  static constexpr size_t kFewSteps = 16000;
  // Steps that a choice between two ways takes; a fork with but its second way, or a byte of a run, takes one.
  static constexpr size_t kChoice = 16;
  static constexpr uint32_t kRestore = static_cast<uint32_t>(-1);

  // A way that is still to be gone from a node and an offset, and then from each character's begin before it down to
  // `least`; or, `node` is kRestore, a border of a group to be put back.
  struct Task {
    uint32_t node;
    uint32_t border;
    size_t at;
    size_t least;
  };

  // What stands somewhere in the match, or the end (NextCharacters::kEnd), and where it ends.
  struct Place {
    char32_t next;
    size_t behind;
  };

  // Most are found in few steps; then it is not worth while to remember where it has been, and `remembers` is false.
  // Who remembers goes character by character, since each place is marked.
  bool Search(bool remembers);
  bool IsFirstTime(uint32_t node, size_t at);
  // Takes so many steps more; false where they are many by now.
  bool TakesFew(size_t steps) { return (steps_ += steps) < kFewSteps; }
  // False where a way of a fork that begins with the node leads nowhere.
  bool MayGo(uint32_t node, const Place& place) const;
  Place PlaceAt(size_t at) const;
  bool GoOn(Task task);
  // Goes the way of a fork that comes first, and keeps the others; false where there is none that was not gone.
  bool TakeFork(Task* task);
  // Goes behind the run of what the fork repeats, and keeps the shorter ones.
  void TakeRun(Task* task);
  // True where the fork repeats one character as often as it can.
  bool IsRun(uint32_t fork) const;
  // Where the run of what the fork repeats ends that begins at `at`, in the match.
  size_t EndOfRun(uint32_t fork, size_t at) const;
  // Keeps the ways of `task`, but for the one from where it is.
  void KeepOthers(Task* task);
  // Goes back to the first of its ways that may lead somewhere, or else to the last.
  void PassOver(Task* task);
  // Where the character begins that ends there.
  size_t BeginBefore(size_t at) const;

  const PatternAutomaton* pattern_ = nullptr;
  absl::string_view text_;
  GroupSpan whole_;
  bool remembers_ = false;
  size_t steps_ = 0;
  std::vector<size_t> borders_;  // begin and end of each group
  std::vector<Task> tasks_;
  std::vector<uint64_t> been_;      // a bit for each offset of the match and node
  std::vector<size_t> been_words_;  // those of `been_` that are not 0
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_GROUP_SEARCH_H_
