// What matches that name nobody stand for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "extractor/explain/explain.h"
#include "tests/extractor/assemble/clauses_pack.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "She" and "the OFFICE" may act as names do.
const LoadedRuleSet& Referring() {
  static const auto& set = *new std::shared_ptr<const LoadedRuleSet>(Loaded(
      {"  PERSON: {kind: name, features: [land]}\n  TITLE: {kind: auxiliary}\n  CROWD: {kind: region}\n"
       "  ACTOR: {kind: auxiliary}\n  E: {kind: event}\n  SAID: {kind: citation}\n",
       {"rules:\n"
        "  - {id: people, label: PERSON, list: people, set: {id: $id, land: $land}}\n"
        "  - {id: title, label: TITLE, pattern: '(?:[a-z]+ )?(?:mayor|pilot)'}\n"
        "  - {id: crowd, label: CROWD, pattern: 'somebody'}\n",
        "rules:\n"
        "  - {id: person, label: ACTOR, pattern: '(?:<TITLE> )?(?P<head><PERSON>)'}\n"
        "  - {id: she, label: ACTOR, pattern: '[Ss]he', refers_to: {name: PERSON, rivals: [TITLE, CROWD]}}\n"
        "  - {id: it, label: ACTOR, pattern: '[Ii]t', refers_to: {name: 'PERSON land=NO'}}\n"
        "  - {id: office, label: ACTOR, pattern: '[Tt]he (?P<office><TITLE>)', priority: 1, refers_to: {name: PERSON, "
        "called: office, rivals: [TITLE]}}\n",
        "rules:\n  - {id: left, label: E, type: LEFT, pattern: '(?P<agent><ACTOR>) left'}\n"
        "  - {id: said, label: SAID, pattern: '(?P<source><ACTOR>) said'}\n"},
       {{"people", "name\tid\tland\nAnn Lee\tann\tNO\nLee\t\tNO\nAda\tann\tNO\nBo Fox\tbo\tSE\nOla Fox\tola\tSE\n"}},
       ""}));
  return *set;
}

// "words=name" of each agent.
std::vector<std::string> Agents(const std::string& text) {
  const v1::Extraction e = Extracted(Referring(), text);
  std::vector<std::string> agents;
  for (const v1::Event& event : e.events()) {
    const v1::Role& agent = event.roles(0);
    const v1::Mention& mention = e.mentions(static_cast<int>(agent.mention()));
    agents.push_back(
        absl::StrCat(Slice(text, agent.span()), "=", agent.has_mention() ? Slice(text, mention.span()) : ""));
  }
  return agents;
}

struct Case {
  const char* what;
  std::string text;
  std::vector<std::string> expected;
};

TEST(AntecedentTest, IsTheOneNameThatTheParagraphLeaves) {
  const Case cases[] = {
      {"in the sentence before", "Ann Lee slept. She left.", {"She=Ann Lee"}},
      {"in the same sentence", "Ann Lee slept and she left.", {"she=Ann Lee"}},
      {"named twice, of which the last is meant", "Ann Lee slept. Lee woke. She left.", {"She=Lee"}},
      {"of one id under two names", "Ann Lee slept. Ada woke. She left.", {"She=Ada"}},
      {"meant before in the sentence", "Ann Lee slept. She left and she left.", {"She=Ann Lee", "she=Ann Lee"}},
      {"others than the reference allows do not count", "Ann Lee saw Bo Fox. It left.", {"It=Ann Lee"}},
      {"a rival that is part of what stands for her", "The old mayor Ann Lee slept. She left.", {"She=Ann Lee"}},
      {"by her office", "mayor Ann Lee saw Bo Fox. The mayor left.", {"The mayor=Ann Lee"}},
      {"by all words of it",
       "harbour pilot Ann Lee saw ship pilot Bo Fox. The ship pilot left.",
       {"The ship pilot=Bo Fox"}},
      {"a rival of another office", "mayor Ann Lee saw the harbour pilot. The mayor left.", {"The mayor=Ann Lee"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Agents(c.text), c.expected) << c.what;
}

TEST(AntecedentTest, IsNobodyWhereNoneOrSeveralAreLeft) {
  const Case cases[] = {
      {"none", "It rained. She left.", {}},
      {"in another paragraph", "Ann Lee slept.\n\nShe left.", {}},
      {"behind it", "She left when Ann Lee slept.", {}},
      {"two", "Ann Lee saw Bo Fox. She left.", {}},
      {"two of one surname", "Bo Fox saw Ola Fox. She left.", {}},
      {"somebody unnamed", "Ann Lee saw somebody. She left.", {}},
      {"somebody of an office", "Ann Lee saw the mayor. She left.", {}},
      {"of no such office", "Ann Lee slept. The mayor left.", {}},
      {"two of the office", "mayor Ann Lee saw mayor Bo Fox. The mayor left.", {}},
      {"another of the office, unnamed", "mayor Ann Lee saw the old mayor. The mayor left.", {}},
  };
  for (const Case& c : cases) EXPECT_EQ(Agents(c.text), c.expected) << c.what;
}

TEST(AntecedentTest, EightSentencesAreNear) {
  EXPECT_THAT(Agents("Ann Lee slept. Aa. Bb. Cc. Dd. Ee. Ff. She left."), ElementsAre("She=Ann Lee"));
  EXPECT_THAT(Agents("Ann Lee slept. Aa. Bb. Cc. Dd. Ee. Ff. Gg. She left."), IsEmpty());
}

TEST(AntecedentTest, ACitationOfOneWhoIsMeantCreditsTheName) {
  const v1::Extraction e = Extracted(Referring(), "Ann Lee slept. She said it rained.");
  ASSERT_EQ(e.citations_size(), 1);
  EXPECT_EQ(e.citations(0).source(), "Ann Lee");
  EXPECT_TRUE(e.citations(0).has_mention());
}

std::string Explained(const std::string& rule, const std::string& text) {
  const v1::Document document = DocumentOf(text);
  ExplainQuery query;
  query.rule_id = rule;
  const auto told = Explain(*Referring().program, document, query);
  EXPECT_TRUE(told.ok()) << told.status();
  return told.ok() && !told->empty() ? told->back().condition() : "";
}

TEST(AntecedentTest, AnExplanationSaysWhoMightHaveBeenMeant) {
  EXPECT_THAT(Explained("she", "Ann Lee saw Bo Fox. She left."), HasSubstr("open who is meant: Ann Lee, Bo Fox"));
  EXPECT_THAT(Explained("she", "Ann Lee saw somebody. She left."), HasSubstr("open who is meant: Ann Lee, somebody"));
  EXPECT_THAT(Explained("she", "It rained. She left."), HasSubstr("no such name before it"));
}

}  // namespace
}  // namespace caspian::extractor
