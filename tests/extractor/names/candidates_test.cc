#include "extractor/names/candidates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/names/names_packs.h"

namespace caspian::extractor {
namespace {

const LoadedRuleSet& Set() {
  static const auto& set = *new std::shared_ptr<const LoadedRuleSet>(
      Loaded(NamesPack("", "  - {id: e, evidence: {PERSON: 1}, pattern: 'Never'}\n")));
  return *set;
}

std::vector<NameCandidate> CandidatesIn(const Analyzed& analyzed) {
  return CandidatesOf(*Set().program, *Set().program->stages[1].names, *analyzed, 0);
}

std::vector<std::string> Candidates(absl::string_view text) {
  const Analyzed analyzed(Set(), text);
  std::vector<std::string> texts;
  for (const NameCandidate& candidate : CandidatesIn(analyzed)) {
    EXPECT_EQ(candidate.text, PlainForm(analyzed.Text(candidate.begin, candidate.end)));
    texts.emplace_back(candidate.text);
  }
  return texts;
}

struct Case {
  const char* what;
  std::string text;
  std::vector<std::string> expected;
};

TEST(CandidatesTest, CutsNames) {
  const Case cases[] = {
      {"chunks of capitalised words", "they met Ada Marsh in New Bay today", {"Ada Marsh", "New Bay"}},
      {"punctuation parts", "met Ada, Lee and Marsh", {"Ada", "Lee", "Marsh"}},
      {"an initial", "met J. F. Marsh", {"J. F. Marsh"}},
      {"particles go on", "met Ada van der Bilt and Omar bin Said", {"Ada van der Bilt", "Omar bin Said"}},
      {"a particle at the end is none", "met Ada van two", {"Ada"}},
      {"a joiner behind a head", "the Ministry of Trade said", {"Ministry of Trade"}},
      {"two joiners", "the Bank for the North said", {"Bank for the North"}},
      {"a joiner behind a joined name", "the Ministry of Trade of Baku said", {"Ministry of Trade of Baku"}},
      {"no joiner behind a name", "met Ada of Lima", {"Ada", "Lima"}},
      {"a conjunction of ordinary words below a head",
       "the Ministry of Energy and Mines said",
       {"Ministry of Energy and Mines"}},
      {"a conjunction before a head", "the Food and Drug Office said", {"Food and Drug Office"}},
      {"a conjunction of names", "met Marsh and Lee", {"Marsh", "Lee"}},
      {"a conjunction without a head", "the Energy and Mines said", {"Energy", "Mines"}},
      {"an ampersand", "the Marsh & Lee Corp. said", {"Marsh & Lee Corp."}},
      {"titles are cut off", "then President Ada Marsh spoke", {"Ada Marsh"}},
      {"titles of two words", "then Prime Minister Lee spoke", {"Lee"}},
      {"an abbreviated title", "then Gen. Lee spoke", {"Lee"}},
      {"a name before a title", "the Kazakh President Lee", {"Kazakh", "Lee"}},
      {"a title alone", "then the President spoke", {}},
      {"an ambiguous title before a name", "then General Lee spoke", {"Lee"}},
      {"an ambiguous title before no name", "then General Motors Corp. said", {"General Motors Corp."}},
      {"an ambiguous title before what a head ends", "then General Marsh Corp. said", {"General Marsh Corp."}},
      {"two titles", "then President General Lee spoke", {"Lee"}},
      {"a demonym before no head", "the Turkish Marsh", {"Turkish", "Marsh"}},
      {"a demonym before a head", "the Turkish Airlines flew", {"Turkish Airlines"}},
      {"a phrase is whole", "went to Isle and Sound today", {"Isle and Sound"}},
      {"stops part", "met on Monday Lee", {"Lee"}},
      {"a possessive ends a name", "met Marsh's Ada", {"Marsh", "Ada"}},
      {"a tail ends a name", "a Lima-based Marsh", {"Lima", "Marsh"}},
      {"hyphens", "the Kazakh-Azeri pact of Lima-Baku", {"Kazakh", "Azeri", "Lima", "Baku"}},
      {"apostrophes", "met O’Brien and d’Estaing", {"O'Brien", "d'Estaing"}},
      {"values are no names", "met in May 2011 with Lee", {"Lee"}},
      {"what is named before is no candidate", "met Ada of Hull 12 with Lee", {"Ada", "Lee"}},
      {"an ordinary word that begins the sentence", "Yesterday Marsh Lee spoke", {"Marsh Lee"}},
      {"an ordinary word that names begin with, before no head", "Isle Quork spoke", {"Quork"}},
      {"an ordinary word that names begin with, before a head", "Isle Quork Office spoke", {"Isle Quork Office"}},
      {"behind a quote, too", "“Yesterday Marsh spoke", {"Marsh"}},
      {"a sentence of shouting", "RAIN IN LIMA", {"IN LIMA"}},
      {"a particle before a hyphen", "met Ada al-Marsh, then al-Marsh", {"Ada al-Marsh", "al-Marsh"}},
      {"another word before a hyphen", "a pro-Marsh daily", {}},
      {"a person behind an organization", "met Trade Office Joe Marsh", {"Trade Office", "Joe Marsh"}},
      {"a person behind a place", "the Bank of Marnland Joe Marsh", {"Bank of Marnland", "Joe Marsh"}},
      {"a person behind ordinary words", "met Trade Energy Joe Marsh", {"Trade Energy", "Joe Marsh"}},
      {"no person behind a word that none knows", "met Quork Joe Marsh", {"Quork Joe Marsh"}},
      {"no person before a head", "the Trade Office Joe Airlines", {"Trade Office Joe Airlines"}},
      {"a month that is a surname", "met Joe May there", {"Joe May"}},
      {"a month that is a given name", "met May Quork there", {"May Quork"}},
      {"a month", "met in May with Lee", {"Lee"}},
      {"a place and its people", "met Marnland Kazakh there", {"Marnland", "Kazakh"}},
      {"a title at the end, behind a phrase", "the Marnland President left", {"Marnland"}},
      {"a title at the end, behind an acronym", "the NGU President left", {"NGU"}},
      {"an ambiguous title at the end", "the Marnland General left", {"Marnland General"}},
      {"nothing", "it rained", {}},
  };
  for (const Case& c : cases) EXPECT_EQ(Candidates(c.text), c.expected) << c.what;
}

TEST(CandidatesTest, APersonInCapitalsVotesAsInSmallLetters) {
  const Analyzed mixed(Set(), "they met JOE MARSH and DAN Lee");
  const Analyzed capitals(Set(), "JOE MARSH LEFT");

  EXPECT_EQ(CandidatesIn(mixed)[0].text, "Joe Marsh");
  EXPECT_EQ(CandidatesIn(mixed)[1].text, "DAN Lee");
  EXPECT_EQ(CandidatesIn(capitals)[0].text, "JOE MARSH LEFT");
}

TEST(CandidatesTest, KnowsWhatBeginsTheSentence) {
  const Analyzed analyzed(Set(), "“Marsh met Lee");
  const auto candidates = CandidatesIn(analyzed);

  ASSERT_EQ(candidates.size(), 2u);
  EXPECT_TRUE(candidates[0].sentence_initial);
  EXPECT_FALSE(candidates[1].sentence_initial);
}

// Titles that depend on what follows them are looked at once each: without that, this takes minutes.
TEST(CandidatesTest, AChainOfAmbiguousTitlesIsNoTrap) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "General ";
  text += "Motors of of of";

  EXPECT_LE(Candidates(text).size(), 300u);
}

}  // namespace
}  // namespace caspian::extractor
