// Events told in several sentences, and how far citations reach.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "tests/extractor/assemble/clauses_pack.h"

namespace caspian::extractor {
namespace {

const LoadedRuleSet& Tellings() {
  static const auto& set = *new std::shared_ptr<const LoadedRuleSet>(Loaded(
      {"  PERSON: {kind: name}\n  DATE: {kind: value, normalizer: date}\n  E: {kind: event}\n",
       {"rules:\n  - {id: people, label: PERSON, list: people, set: {id: $id}}\n"
        "  - {id: date, label: DATE, pattern: '(?P<year>\\d{4})'}\n",
        "rules:\n"
        "  - {id: meet, label: E, type: MEET, pattern: '(?P<agent><PERSON>) met (?P<partner><PERSON>)(?: in "
        "(?P<when><DATE>))?'}\n"
        "  - {id: hug, label: E, type: MEET, pattern: '(?P<agent><PERSON>) hugged (?P<partner><PERSON>)', set: "
        "{polarity: "
        "'yes', actuality: happened}}\n"
        "  - {id: sign, label: E, type: SIGN, pattern: '(?P<agent><PERSON>) signed (?P<object>it|this)'}\n"
        "  - {id: talk, label: E, type: TALK, pattern: '(?P<agent><PERSON>) talked(?: with "
        "(?P<partner><PERSON>))?(?: about (?P<topic>[a-z]+))?(?: in (?P<when><DATE>))?', elaborates: [MEET, TALK]}\n"
        "  - {id: talk.not, label: E, type: TALK, pattern: '(?P<agent><PERSON>) never talked', elaborates: MEET, set: "
        "{polarity: 'no'}}\n"
        "  - {id: talk.plan, label: E, type: TALK, pattern: '(?P<agent><PERSON>) will talk', elaborates: MEET, set: "
        "{actuality: planned}}\n"},
       {{"people", "name\tid\nAnn\tann\nAnna\tann\nBo\tbo\nCy\tcy\n"}},
       ""}));
  return *set;
}

// "TYPE role=text … +elaborations" of each event.
std::vector<std::string> Events(const std::string& text) {
  const v1::Extraction e = Extracted(Tellings(), text);
  std::vector<std::string> events;
  for (const v1::Event& event : e.events()) {
    std::string line = event.type();
    for (const v1::Role& role : event.roles()) absl::StrAppend(&line, " ", role.name(), "=", Slice(text, role.span()));
    for (const v1::Span& span : event.elaborations()) absl::StrAppend(&line, " +", Slice(text, span));
    events.push_back(line);
  }
  return events;
}

struct Case {
  const char* what;
  std::string text;
  std::vector<std::string> expected;
};

TEST(ElaborationTest, ALaterTellingAddsItsRolesToTheFirst) {
  const Case cases[] = {
      {"in the next sentence",
       "Ann met Bo. Ann talked about oil.",
       {"MEET agent=Ann partner=Bo topic=oil +Ann talked about oil"}},
      {"in a later one",
       "Ann met Bo. It rained. Ann talked about oil.",
       {"MEET agent=Ann partner=Bo topic=oil +Ann talked about oil"}},
      {"the first has the time",
       "Ann met Bo in 2006. Ann talked about oil.",
       {"MEET agent=Ann partner=Bo when=2006 topic=oil +Ann talked about oil"}},
      {"the agent under another name",
       "Ann met Bo. Anna talked about oil.",
       {"MEET agent=Ann partner=Bo topic=oil +Anna talked about oil"}},
      {"a role that is there is not doubled",
       "Ann met Bo. Ann talked with Bo about oil.",
       {"MEET agent=Ann partner=Bo topic=oil +Ann talked with Bo about oil"}},
      {"one of those with whom",
       "Ann met Bo. Ann talked about oil. Ann talked with Bo about gas.",
       {"MEET agent=Ann partner=Bo topic=oil topic=gas +Ann talked about oil +Ann talked with Bo about gas"}},
      {"several",
       "Ann met Bo. Ann talked about oil. Ann talked about gas.",
       {"MEET agent=Ann partner=Bo topic=oil topic=gas +Ann talked about oil +Ann talked about gas"}},
      {"the nearest before",
       "Ann met Bo. Ann met Cy. Ann talked about oil.",
       {"MEET agent=Ann partner=Bo", "MEET agent=Ann partner=Cy topic=oil +Ann talked about oil"}},
      {"past an event of another type",
       "Ann met Bo. Ann signed it. Ann talked about oil.",
       {"MEET agent=Ann partner=Bo topic=oil +Ann talked about oil", "SIGN agent=Ann object=it"}},
      {"what one says and the other means",
       "Ann hugged Bo. Ann talked about oil.",
       {"MEET agent=Ann partner=Bo topic=oil +Ann talked about oil"}},
      {"of its own type",
       "Ann talked in 2006. Ann talked about oil.",
       {"TALK agent=Ann when=2006 topic=oil +Ann talked about oil"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Events(c.text), c.expected) << c.what;
}

TEST(ElaborationTest, StandsAloneWhereItIsNoneOfTheFirst) {
  const Case cases[] = {
      {"another agent", "Ann met Bo. Cy talked about oil.", {"MEET agent=Ann partner=Bo", "TALK agent=Cy topic=oil"}},
      {"another paragraph",
       "Ann met Bo.\n\nAnn talked about oil.",
       {"MEET agent=Ann partner=Bo", "TALK agent=Ann topic=oil"}},
      {"the same sentence",
       "Ann met Bo and Ann talked about oil.",
       {"MEET agent=Ann partner=Bo", "TALK agent=Ann topic=oil"}},
      {"told before", "Ann talked about oil. Ann met Bo.", {"TALK agent=Ann topic=oil", "MEET agent=Ann partner=Bo"}},
      {"a time of its own",
       "Ann met Bo. Ann talked about oil in 2006.",
       {"MEET agent=Ann partner=Bo", "TALK agent=Ann topic=oil when=2006"}},
      {"somebody else in a role",
       "Ann met Bo. Ann talked with Cy.",
       {"MEET agent=Ann partner=Bo", "TALK agent=Ann partner=Cy"}},
      {"somebody else behind another elaboration",
       "Ann met Bo. Ann talked about oil. Ann talked with Cy about gas.",
       {"MEET agent=Ann partner=Bo topic=oil +Ann talked about oil", "TALK agent=Ann partner=Cy topic=gas"}},
      {"of no such type",
       "Ann signed it. Ann talked about oil.",
       {"SIGN agent=Ann object=it",
        "TALK agent=Ann "
        "topic=oil"}},
      {"a rule that elaborates nothing",
       "Ann met Bo. Ann signed it.",
       {"MEET agent=Ann partner=Bo", "SIGN agent=Ann object=it"}},
      {"denied", "Ann met Bo. Ann never talked.", {"MEET agent=Ann partner=Bo", "TALK agent=Ann"}},
      {"planned", "Ann met Bo. Ann will talk.", {"MEET agent=Ann partner=Bo", "TALK agent=Ann"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Events(c.text), c.expected) << c.what;
}

TEST(SupertypesTest, AnEventTellsWhatItsTypeIsAKindOf) {
  const auto set =
      Loaded({"  E: {kind: event}\n",
              {"rules:\n  - {id: met, label: E, type: MEET, pattern: 'met'}\n  - {id: left, label: E, type: "
               "LEAVE, pattern: 'left'}\n"},
              {},
              "event_types: {MEET: CONTACT, CONTACT: DEED}\n"});
  const v1::Extraction e = Extracted(*set, "They met and left.");
  ASSERT_EQ(e.events_size(), 2);
  EXPECT_THAT(e.events(0).supertypes(), ::testing::ElementsAre("CONTACT", "DEED"));
  EXPECT_THAT(e.events(1).supertypes(), ::testing::IsEmpty());
}

// --- how far citations reach

const LoadedRuleSet& Reaches() {
  static const auto& set = *new std::shared_ptr<const LoadedRuleSet>(
      Loaded({"  C: {kind: citation}\n  HEAD: {kind: auxiliary}\n  FOOT: {kind: auxiliary}\n  VOICE: {kind: "
              "author_voice}\n",
              {"rules:\n  - {id: head, label: HEAD, pattern: 'Begin'}\n  - {id: foot, label: FOOT, pattern: 'End'}\n"
               "  - {id: voice, label: VOICE, pattern: 'therefore'}\n",
               "rules:\n"
               "  - {id: none, label: C, pattern: 'of (?P<source>none)'}\n"
               "  - {id: sentence, label: C, pattern: 'of (?P<source>sentence)', covers: sentence}\n"
               "  - {id: paragraph, label: C, pattern: 'of (?P<source>paragraph)', covers: paragraph}\n"
               "  - {id: from, label: C, pattern: 'of (?P<source>from)', covers: {from: HEAD}}\n"
               "  - {id: to, label: C, pattern: 'of (?P<source>to)', covers: {to: FOOT}}\n"},
              {},
              ""}));
  return *set;
}

// "source stated: presumed" by numbers of sentences.
std::vector<std::string> Citations(const std::string& text) {
  const v1::Extraction e = Extracted(Reaches(), text);
  const auto number = [&](const v1::Span& span) {
    int i = 0;
    while (i < e.sentences_size() && e.sentences(i).begin() != span.begin()) ++i;
    return i;
  };
  std::vector<std::string> citations;
  for (const v1::Citation& c : e.citations()) {
    std::string line = absl::StrCat(c.source(), " ", number(c.stated(0)), ":");
    for (const v1::Span& span : c.presumed()) absl::StrAppend(&line, " ", number(span));
    citations.push_back(line);
  }
  return citations;
}

TEST(CoversTest, SaysWhatACitationIsPresumedFor) {
  const Case cases[] = {
      {"nothing said", "Rain. Hail. Snow of none. Wind.", {"none 2:"}},
      {"its sentence", "Rain. Hail. Snow of sentence. Wind.", {"sentence 2:"}},
      {"its paragraph before it", "Rain.\n\nHail. Snow. Wind of paragraph. Fog.", {"paragraph 3: 1 2"}},
      {"from a label", "Rain. Begin. Hail. Snow of from. Wind.", {"from 3: 1 2"}},
      {"from the nearest", "Begin. Rain. Begin. Hail of from.", {"from 3: 2"}},
      {"from beyond the paragraph", "Begin. Rain.\n\nHail. Snow of from.", {"from 3: 0 1 2"}},
      {"from none", "Rain. Hail of from. Begin.", {"from 1:"}},
      {"from its own sentence", "Begin. Rain. Begin Hail of from.", {"from 2: 0 1"}},
      {"to a label", "Rain. Hail of to. Snow. Wind. End. Fog.", {"to 1: 2 3"}},
      {"to the next", "Hail of to. Snow. End. Wind. End.", {"to 0: 1"}},
      {"to beyond the paragraph", "Hail of to.\n\nSnow. End.", {"to 0: 1"}},
      {"to the end where there is none", "End. Hail of to. Snow. Wind.", {"to 1: 2 3"}},
      {"not what states another", "Begin. Rain of none. Hail of from.", {"none 1:", "from 2: 0"}},
      {"not what another has", "Rain of to. Hail. Snow. Wind of paragraph.", {"to 0: 1 2", "paragraph 3:"}},
      {"a paragraph back to the author's voice", "Rain. Hail therefore. Snow. Wind of paragraph.", {"paragraph 3: 2"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Citations(c.text), c.expected) << c.what;
}

}  // namespace
}  // namespace caspian::extractor
