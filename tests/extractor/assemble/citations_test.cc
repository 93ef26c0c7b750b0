#include "extractor/assemble/citations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/extractor/assemble/clauses_pack.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

// "source stated presumed": numbers of sentences, from 0.
std::vector<std::string> Citations(absl::string_view text) {
  const v1::Extraction e = Clauses(text);
  const auto number = [&](const v1::Span& span) {
    for (int i = 0; i < e.sentences_size(); ++i) {
      if (e.sentences(i).begin() == span.begin() && e.sentences(i).end() == span.end()) return i;
    }
    return -1;
  };
  std::vector<std::string> citations;
  for (const v1::Citation& c : e.citations()) {
    std::string line = c.source() + " stated";
    for (const v1::Span& s : c.stated()) absl::StrAppend(&line, " ", number(s));
    if (c.presumed_size() > 0) absl::StrAppend(&line, " presumed");
    for (const v1::Span& s : c.presumed()) absl::StrAppend(&line, " ", number(s));
    citations.push_back(line);
  }
  return citations;
}

TEST(CitationsTest, StateTheirSentenceAndPresumeThoseBeforeInTheParagraph) {
  EXPECT_THAT(Citations("It fell.\n\nIt rained. It blew. It froze (Coastwire). It ended."),
              ElementsAre("Coastwire stated 3 presumed 1 2"));
}

TEST(CitationsTest, StopAtThePreviousCitation) {
  EXPECT_THAT(Citations("It rained. It blew (Coastwire). It froze. It ended (Hill News)."),
              ElementsAre("Coastwire stated 1 presumed 0", "Hill News stated 3 presumed 2"));
}

TEST(CitationsTest, StopAtTheAuthorsVoice) {
  EXPECT_THAT(Citations("It rained. It therefore blew. It froze. It ended (Coastwire)."),
              ElementsAre("Coastwire stated 3 presumed 2"));
}

TEST(CitationsTest, PresumeOnlyWhereTheRuleSaysSo) {
  EXPECT_THAT(Citations("It rained. According to Coastwire it blew. It froze (Hill News)."),
              ElementsAre("Coastwire stated 1", "Hill News stated 2"));
}

TEST(CitationsTest, TwoInASentenceBothStateIt) {
  EXPECT_THAT(Citations("It rained. According to Coastwire it blew (Hill News)."),
              ElementsAre("Coastwire stated 1", "Hill News stated 1 presumed 0"));
}

TEST(CitationsTest, ASettingNamesTheSource) {
  EXPECT_THAT(Citations("The reports came."), ElementsAre("Unnamed stated 0"));
}

TEST(CitationsTest, KnowTheirSourceAndDate) {
  const v1::Extraction e = Clauses("It rained (Coastwire, 2006-06-23).");

  ASSERT_EQ(e.citations_size(), 1);
  EXPECT_EQ(e.citations(0).rule_id(), "credit");
  EXPECT_EQ(e.citations(0).mention(), 0u);
  EXPECT_EQ(e.citations(0).date().canonical(), "2006-06-23");
}

}  // namespace
}  // namespace caspian::extractor
