// Roles that are found around a match.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/match/people_packs.h"

namespace caspian::extractor {
namespace {

// Regions CLAUSE (between semicolons and the ends) and a rule of event E; `attach` is the map of attachments.
std::shared_ptr<const LoadedRuleSet> SetOf(const std::string& attach, const std::string& pattern = "signed",
                                           const std::string& more = "") {
  return Loaded(PeoplePack("  CLAUSE: {kind: region}\n  E: {kind: event}\n",
                           {"rules:\n  - {id: clause, label: CLAUSE, pattern: '[^;]+'}\n",
                            "rules:\n  - id: e\n    label: E\n    type: SIGN\n    pattern: '" + pattern +
                                "'\n    attach: {" + attach + "}\n" + more}));
}

struct Case {
  const char* what;
  std::string attach;
  std::string text;
  std::vector<std::string> fills;  // an alternative with "?" behind
  std::string pattern = "signed";
  std::string more = "";
};

void ExpectFills(const Case& c) {
  const auto set = SetOf(c.attach, c.pattern, c.more);
  const Analyzed analyzed(*set, c.text);
  std::vector<std::string> fills;
  for (const Annotation& a : analyzed->annotations) {
    if (set->program->alphabet.label(a.label).name() != "E") continue;
    for (const Fill& fill : a.fills)
      fills.push_back(std::string(fill.name) + "=" + analyzed.Text(fill.begin, fill.end) +
                      (fill.alternative ? "?" : ""));
    break;
  }
  EXPECT_EQ(fills, c.fills) << c.what;
}

TEST(AttachmentsTest, TakeTheNearestThatFits) {
  const Case cases[] = {
      {"behind", "when: {label: DAY}", "They signed it on Monday", {"when=Monday"}},
      {"before", "when: {label: DAY}", "On Monday they signed it", {"when=Monday"}},
      {"the nearer behind", "when: {label: DAY}", "On Monday they all signed on Friday", {"when=Friday"}},
      {"the nearer before", "when: {label: DAY}", "Monday they signed it all on Friday", {"when=Monday"}},
      {"of several on one side the first", "when: {label: DAY}", "They signed Monday, Friday", {"when=Monday"}},
      {"an annotation counts as one word", "agent: {label: PERSON}", "Ann Monday signed it all Bo", {"agent=Ann"}},
      {"of several labels", "agent: {label: PERSON|ORG}", "x Union signed by x Ann", {"agent=Union"}},
      {"with features", "agent: {label: PERSON country=SE}", "Ann signed with Bo", {"agent=Bo"}},
      {"without features", "agent: {label: PERSON country!=NO}", "Ann signed with Bo", {"agent=Bo"}},
      {"nothing that fits", "when: {label: DAY}", "Ann signed it", {}},
      {"not in the next sentence", "when: {label: DAY}", "They signed it. Monday came", {}},
      {"two roles", "agent: {label: PERSON}, when: {label: DAY}", "Ann signed Monday", {"agent=Ann", "when=Monday"}},
  };
  for (const Case& c : cases) ExpectFills(c);
}

TEST(AttachmentsTest, KeepToTheirSide) {
  const Case cases[] = {
      {"before", "when: {label: DAY, side: before}", "Monday x x x signed Friday", {"when=Monday"}},
      {"behind", "when: {label: DAY, side: behind}", "Monday signed x x x Friday", {"when=Friday"}},
      {"nothing on that side", "when: {label: DAY, side: before}", "signed Friday", {}},
      {"no tie with the other side", "when: {label: DAY, side: before}", "Monday signed Friday", {"when=Monday"}},
  };
  for (const Case& c : cases) ExpectFills(c);
}

TEST(AttachmentsTest, KeepTheirGuards) {
  const Case cases[] = {
      {"what precedes, without the blank",
       "when: {label: DAY, preceded_by: on|in}",
       "Friday signed by Monday on Tuesday",
       {"when=Tuesday"}},
      {"what must not precede",
       "when: {label: DAY, not_preceded_by: before}",
       "signed before Monday, Friday",
       {"when=Friday"}},
      {"what follows", "when: {label: DAY, followed_by: ' night'}", "signed Monday, Friday night", {"when=Friday"}},
      {"what must not follow",
       "when: {label: DAY, not_followed_by: ' night'}",
       "signed Monday night, Friday",
       {"when=Friday"}},
      {"a label before", "when: {label: DAY, preceded_by: '<PERSON>'}", "signed Monday, Ann Friday", {"when=Friday"}},
      {"whole words", "when: {label: DAY, preceded_by: on}", "signed upon Monday", {}},
  };
  for (const Case& c : cases) ExpectFills(c);
}

TEST(AttachmentsTest, KeepToTheRegionThatHoldsTheMatch) {
  const Case cases[] = {
      {"in it", "when: {label: DAY, within: CLAUSE}", "Monday; they signed it on Friday", {"when=Friday"}},
      {"not beyond it", "when: {label: DAY, within: CLAUSE}", "Monday; they signed it; Friday", {}},
      {"beyond it without within", "when: {label: DAY}", "Monday; they signed it all; Friday", {"when=Monday"}},
      {"what is farther but inside",
       "when: {label: DAY, within: CLAUSE}",
       "Monday; signed it all Friday",
       {"when=Friday"}},
  };
  for (const Case& c : cases) ExpectFills(c);
}

TEST(AttachmentsTest, OfATieBothAreAlternatives) {
  const Case cases[] = {
      {"as near on both sides", "when: {label: DAY}", "Monday they signed it Friday", {"when=Monday?", "when=Friday?"}},
      {"right beside", "when: {label: DAY}", "Monday signed Friday", {"when=Monday?", "when=Friday?"}},
      {"not where a guard tells one",
       "when: {label: DAY, preceded_by: on}",
       "Monday signed on Friday",
       {"when=Friday"}},
  };
  for (const Case& c : cases) ExpectFills(c);

  const v1::Extraction e = Extracted(*SetOf("when: {label: PERSON}"), "Ann signed Bo.");
  ASSERT_EQ(e.events_size(), 1);
  EXPECT_EQ(e.events(0).roles_size(), 0);
  ASSERT_EQ(e.events(0).alternatives_size(), 2);
  EXPECT_EQ(e.events(0).alternatives(0).span().begin(), 0u);
  EXPECT_EQ(e.events(0).alternatives(1).span().begin(), 11u);
}

TEST(AttachmentsTest, LeaveWhatTheMatchHasFilled) {
  const Case cases[] = {
      {"a role that is filled is not attached",
       "agent: {label: PERSON}",
       "Bo Ann signed",
       {"agent=Ann"},
       "(?P<agent><PERSON>) signed"},
      {"an enumeration's role, too",
       "agent: {label: PERSON}",
       "Cy, Ann and Bo signed",
       {"agent=Cy", "agent=Ann", "agent=Bo"},
       "(?P<agent><PERSON+>) signed"},
      {"a role whose capture took no part is attached",
       "when: {label: DAY}",
       "Monday they signed",
       {"when=Monday"},
       "signed(?: on (?P<when><DAY>))?"},
      {"what fills another role is not taken",
       "partner: {label: PERSON}",
       "Cy and then Ann signed",
       {"agent=Ann", "trigger=signed", "partner=Cy"},
       "(?P<agent><PERSON>) (?P<trigger>signed)",
       "    span: trigger\n"},
  };
  for (const Case& c : cases) ExpectFills(c);
}

}  // namespace
}  // namespace caspian::extractor
