#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractor/match/repairs.h"
#include "extractor/rule_tests/rule_tests.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Places that two stages find, the second of them hiding what the first has made, and a repair of them.
TestPack Repairing(const std::string& repair) {
  return {"  PLACE: {kind: name, features: [country]}\n  SHIP: {kind: name}\n  SAIL: {kind: event}\n",
          {"rules:\n  - {id: list.places, label: PLACE, list: places, set: {country: $country}}\n  - {id: ship, label: "
           "SHIP, pattern: 'Petrel'}\n",
           "rules:\n  - {id: again, label: PLACE, pattern: 'Cove|Bay'}\n", "rules:\n  - " + repair + "\n",
           "rules:\n  - {id: sail, label: SAIL, type: SAIL, pattern: '(?P<agent><PLACE|SHIP>) sailed'}\n"},
          {{"places", "name\tcountry\nCove\tFR\nBay\tNZ\n"}},
          ""};
}

std::vector<std::string> MentionsIn(const std::string& repair, const std::string& text) {
  const v1::Extraction extraction = Extracted(*Loaded(Repairing(repair)), text);
  std::vector<std::string> mentions;
  for (const v1::Mention& mention : extraction.mentions())
    mentions.push_back(mention.label() + ":" +
                       text.substr(mention.span().begin(), mention.span().end() - mention.span().begin()));
  return mentions;
}

constexpr char kDrop[] = "{id: drop, pattern: 'the (?P<x><PLACE>)', drop: [x]}";
constexpr char kRename[] = "{id: rename, pattern: 'the (?P<x><PLACE>)', relabel: {x: SHIP}}";

TEST(RepairedWordsTest, ADroppedNameGoesWithWhatOtherStagesMadeOfTheSameWords) {
  EXPECT_THAT(MentionsIn(kDrop, "Cove saw the Bay."), ElementsAre("PLACE:Cove"));
}

TEST(RepairedWordsTest, ARenamedNameGoesWithWhatOtherStagesMadeOfTheSameWords) {
  EXPECT_THAT(MentionsIn(kRename, "Cove saw the Bay."), ElementsAre("PLACE:Cove", "SHIP:Bay"));
}

TEST(RepairedWordsTest, LaterStagesSeeWhatIsLeft) {
  EXPECT_EQ(Extracted(*Loaded(Repairing(kDrop)), "The crew of the Bay sailed.").events_size(), 0);
  EXPECT_EQ(Extracted(*Loaded(Repairing(kRename)), "Then the Bay sailed.").events_size(), 1);
}

std::vector<std::string> Failures(const std::string& rule, const std::string& tests) {
  const auto set = Loaded(Repairing(rule.substr(0, rule.size() - 1) + ", tests: [" + tests + "]}"));
  std::vector<std::string> messages;
  for (const RuleTestFailure& failure : RunRuleTests(*set->program).failures)
    messages.push_back(FormatFailure(failure));
  return messages;
}

TEST(RepairedWordsTest, TestsBesideThemNameWhatIsRepaired) {
  for (const char* rule : {kDrop, kRename}) {
    EXPECT_THAT(Failures(rule, "{text: They saw the Bay, match: Bay}, {text: They saw Bay, none: true}"), IsEmpty());
    EXPECT_THAT(Failures(rule, "{text: They saw the Bay, none: true}"),
                ElementsAre(HasSubstr("  + They saw the [Bay]")));
    EXPECT_THAT(Failures(rule, "{text: Cove saw the Bay, match: Cove}"),
                ElementsAre(HasSubstr("  - [Cove] saw the Bay\n  + Cove saw the [Bay]")));
    EXPECT_THAT(Failures(rule, "{text: They saw Bay, match: Bay}"), ElementsAre(HasSubstr("repairs nothing")));
  }
}

}  // namespace
}  // namespace caspian::extractor
