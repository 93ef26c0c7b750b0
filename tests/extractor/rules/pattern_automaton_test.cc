#include "extractor/rules/pattern_automaton.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace caspian::extractor {
namespace {

std::unique_ptr<PatternAutomaton> Built(absl::string_view pattern, ReadingOrder order = ReadingOrder::kForwards) {
  CharacterSets sets;
  return AutomatonOf(pattern, false, order, &sets);
}

size_t Count(const PatternAutomaton& automaton, NodeKind kind) {
  return static_cast<size_t>(std::count_if(automaton.nodes.begin(), automaton.nodes.end(),
                                           [kind](const AutomatonNode& node) { return node.kind == kind; }));
}

TEST(PatternAutomatonTest, LeavesToRe2WhatItDoesNotKnow) {
  for (const char* pattern : {"(?i)a", "(?:a?)*", "a(b){0}", "(?:a(?:b(c))){0,0}d", "(?:a|b*)+", "(?s:a)", "^*a",
                              "(?:(?:a{50}){50}){50}", "\\101"})
    EXPECT_EQ(Built(pattern), nullptr) << pattern;
  for (const char* pattern : {"(?i:a)", "(?:a?)?", "(?:ab?)*", "(?P<x>a)", "(a)", "^a$", "\\Aa\\z", "\\x41", "\\.",
                              "[^\\]]", "\\pL\\p{Lu}", "a{0}b", "."})
    EXPECT_NE(Built(pattern), nullptr) << pattern;
}

TEST(PatternAutomatonTest, AlternativesShareWhatTheyBeginWith) {
  // sa, id, l, y; told.
  EXPECT_EQ(Count(*Built("(?:said|told|sail|say)"), NodeKind::kCharacter), 10u);
  // What stands between them may match as well, so that their order counts.
  EXPECT_EQ(Count(*Built("(?:said|[st]+|sail)"), NodeKind::kCharacter), 8u);
}

TEST(PatternAutomatonTest, GroupsAreNumberedAsTheyOpen) {
  const auto automaton = Built("(?:a(b(?P<x>c)))(d){2}");
  EXPECT_EQ(automaton->groups, 4u);
  EXPECT_EQ(Count(*automaton, NodeKind::kGroup), 8u);
  EXPECT_EQ(Count(*Built("(a)", ReadingOrder::kBackwards), NodeKind::kGroup), 0u);
}

TEST(PatternAutomatonTest, BackwardsBordersChangePlaces) {
  const auto automaton = Built("^ab", ReadingOrder::kBackwards);
  EXPECT_EQ(automaton->nodes[automaton->start].value, static_cast<uint32_t>('b'));
  EXPECT_EQ(Count(*automaton, NodeKind::kTextEnd), 1u);
  EXPECT_EQ(Count(*automaton, NodeKind::kTextBegin), 0u);
}

// Which of `characters` one of the ways of the pattern's first fork says that it goes on with: "first|other".
std::string WaysOf(absl::string_view pattern, const std::string& characters) {
  const auto automaton = Built(pattern);
  for (const AutomatonNode& node : automaton->nodes) {
    if (node.kind != NodeKind::kFork) continue;
    std::string said;
    for (uint32_t way : {node.next, node.value}) {
      for (char c : characters) {
        const AutomatonWay& of = automaton->ways[automaton->nodes[way].way];
        if (of.next.May(static_cast<char32_t>(c))) said += c;
      }
      said += way == node.next ? "|" : "";
    }
    return said;
  }
  return "no fork";
}

TEST(PatternAutomatonTest, WaysTellWithWhatTheyGoOn) {
  EXPECT_EQ(WaysOf("(x)a?b", "abx"), "a|b");
  EXPECT_EQ(WaysOf("((?:a|b))?c", "abcx"), "a|b");
  EXPECT_EQ(WaysOf("(x)(?:(a)|[b-c]y)", "abcx"), "a|bc");
  EXPECT_EQ(WaysOf("(x)(?i:a)*b", "aAbx"), "aA|b");
  // Nothing is told where no groups are looked for.
  EXPECT_TRUE(Built("xa?b")->ways.empty());
}

TEST(PatternAutomatonTest, WaysTellTheEndOfTheMatch) {
  const auto automaton = Built("(x)a?");
  const AutomatonNode& fork = *std::find_if(automaton->nodes.begin(), automaton->nodes.end(),
                                            [](const AutomatonNode& node) { return node.kind == NodeKind::kFork; });
  const auto may_end = [&](uint32_t node) {
    return automaton->ways[automaton->nodes[node].way].next.May(NextCharacters::kEnd);
  };
  EXPECT_FALSE(may_end(fork.next));
  EXPECT_TRUE(may_end(fork.value));
}

TEST(PatternAutomatonTest, WaysTellWhatFollowsABlankOrAnAnnotation) {
  const auto automaton = Built("(x)(?: a|\\x{F0000}b)?");
  for (const AutomatonNode& node : automaton->nodes) {
    if (node.kind != NodeKind::kFork) continue;
    const AutomatonWay& way = automaton->ways[automaton->nodes[node.next].way];
    EXPECT_EQ(way.behind_blank.May('a'), way.next.May(' '));
    EXPECT_EQ(way.behind_others.May('b'), way.next.May(0xF0000));
    EXPECT_FALSE(way.behind_blank.May('b') || way.behind_others.May('a'));
  }
}

TEST(CharacterSetTest, HasWhatRe2Matches) {
  const struct {
    const char* item;
    bool ignore_case;
    char32_t c;
    bool has;
  } cases[] = {
      {"[a-c]", false, 'b', true},
      {"[a-c]", false, 'B', false},
      {"[a-c]", true, 'B', true},
      {"[a-c]", false, 0xE9, false},
      {"[^a-c]", false, 0xE9, true},
      {"\\pL", false, 0x65E5, true},
      {"\\PL", false, 0x65E5, false},
      {"é", true, 0xC9, true},
      {".", false, '\n', true},
      // What stands for annotations.
      {".", false, 0xF0000, true},
      {"[^,]", false, 0x100003, true},
      {"[a-c]", false, 0xF0000, false},
      {"\\pL", false, 0xF0000, false},
      {"[\\x{100000}\\x{100002}-\\x{100004}]", false, 0x100000, true},
      {"[\\x{100000}\\x{100002}-\\x{100004}]", false, 0x100001, false},
      {"[\\x{100000}\\x{100002}-\\x{100004}]", false, 0x100003, true},
      {"[\\x{100000}\\x{100002}-\\x{100004}]", false, 'a', false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(CharacterSet(c.item, c.ignore_case).Has(c.c), c.has) << c.item << " " << static_cast<uint32_t>(c.c);
  }
}

TEST(CharacterSetTest, NumberedCharactersAreRead) {
  EXPECT_EQ(NumberedCharacter("\\x41"), 'A');
  EXPECT_EQ(NumberedCharacter("\\x{100000}"), 0x100000);
  EXPECT_EQ(NumberedCharacter("\\d"), 0);
  EXPECT_EQ(NumberedCharacter("x41"), 0);
}

}  // namespace
}  // namespace caspian::extractor
