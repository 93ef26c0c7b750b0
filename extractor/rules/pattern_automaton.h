// A pattern as a nondeterministic automaton over characters, of which RE2 shows nothing: for who reads text token by
// token and remembers where each led. Thompson's construction, its ways in the order in which they are preferred.
#ifndef CASPIAN_EXTRACTOR_RULES_PATTERN_AUTOMATON_H_
#define CASPIAN_EXTRACTOR_RULES_PATTERN_AUTOMATON_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/rules/character_set.h"
#include "extractor/rules/next_characters.h"
#include "extractor/rules/pattern_tree.h"

namespace caspian::extractor {

enum class NodeKind : uint8_t {
  kCharacter,   // `value`
  kEitherCase,  // the letter `value`, a-z
  kSet,         // of `sets`, by index `value`
  kFork,        // to `next`, else to node `value`
  kTextBegin,   // nothing stands before
  kTextEnd,     // nothing stands behind
  kGroup,       // group `value` / 2 begins here, or ends where `value` is odd
  kMatch,
};

// With what the way of a fork goes on, and what may follow where that is a blank, or a character beyond ASCII, with
// which annotations begin.
struct AutomatonWay {
  NextCharacters next;
  NextCharacters behind_blank;
  NextCharacters behind_others;

  bool operator==(const AutomatonWay&) const = default;
};

struct AutomatonNode {
  AutomatonNode(NodeKind is, uint32_t with, uint32_t then) : kind(is), value(with), next(then) {}

  NodeKind kind;
  uint16_t way = 0;  // of a node that a fork leads to: index of `ways`
  uint32_t value;
  uint32_t next;
};

enum class ReadingOrder : uint8_t { kForwards, kBackwards };

struct PatternAutomaton {
  std::vector<AutomatonNode> nodes;
  std::vector<std::shared_ptr<const CharacterSet>> sets;
  std::vector<AutomatonWay> ways;  // of what forks lead to, where it has groups (automaton_ways.h)
  uint32_t start = 0;
  uint32_t groups = 1;  // the whole match included
  ReadingOrder order = ReadingOrder::kForwards;
  uint32_t number = 0;  // of a program's automata, for who keeps something for each

  // True where the node takes one of some characters.
  static bool TakesCharacters(const AutomatonNode& node) {
    return node.kind == NodeKind::kCharacter || node.kind == NodeKind::kEitherCase || node.kind == NodeKind::kSet;
  }

  // True where the node takes the character.
  bool Takes(const AutomatonNode& node, char32_t c) const {
    if (node.kind == NodeKind::kCharacter) return c == node.value;
    if (node.kind == NodeKind::kSet) return sets[node.value]->Has(c);
    return node.kind == NodeKind::kEitherCase && IsEitherCase(node.value, c);
  }

  // True where what the node takes may differ for two characters of the class.
  bool TellsApart(const AutomatonNode& node, AsciiClass those) const {
    if (node.kind == NodeKind::kCharacter) return AsciiClassOf(node.value) == those;
    if (node.kind == NodeKind::kSet) return sets[node.value]->TellsApart(those);
    return node.kind == NodeKind::kEitherCase && those != AsciiClass::kDigit;
  }

 private:
  static bool IsEitherCase(char32_t letter, char32_t c);
};

// Of `pattern`, which RE2 takes, as Alphabet::Translate writes it. Backwards it reads the characters of a match from
// the last to the first: what `$` says is then of kTextBegin, what `^` says of kTextEnd, and it has no groups. Null
// where the pattern has what this does not know, or more than a fixed number of nodes.
std::unique_ptr<PatternAutomaton> AutomatonOf(absl::string_view pattern, bool ignore_case, ReadingOrder order,
                                              CharacterSets* sets);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PATTERN_AUTOMATON_H_
