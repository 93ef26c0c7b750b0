#include "extractor/names/enumerations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/extractor/names/names_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kRules[] =
    "  - {id: ada, evidence: {PERSON: 2}, pattern: 'Ada|Lee'}\n"
    "  - {id: lima, evidence: {PLACE: 2}, pattern: 'Lima'}\n";

// The mentions of `text` with their labels; enumerations have at least `members`.
std::vector<std::string> Mentions(const std::string& members, absl::string_view text) {
  TestPack pack = NamesPack(absl::StrCat("  threshold: 1\n", members), kRules);
  absl::StrAppend(&pack.more, "enumeration: '(?:, (?:and )?| and )'\n");
  const auto set = Loaded(pack);
  const v1::Extraction extraction = Extracted(*set, text);
  std::vector<std::string> mentions;
  for (const v1::Mention& mention : extraction.mentions())
    mentions.push_back(absl::StrCat(mention.label(), " ",
                                    text.substr(mention.span().begin(), mention.span().end() - mention.span().begin()),
                                    " ", mention.rule_id()));
  return mentions;
}

constexpr char kThree[] = "  enumerated_members: 3\n";

TEST(EnumerationsTest, TheClearMembersDecideTheUnclear) {
  EXPECT_THAT(Mentions(kThree, "they met Ada, Quork and Lee"),
              ElementsAre("PERSON Ada ada", "PERSON Quork names.enumerated", "PERSON Lee ada"));
  EXPECT_THAT(Mentions(kThree, "they met Ada, Lee, and Quork"),
              ElementsAre("PERSON Ada ada", "PERSON Lee ada", "PERSON Quork names.enumerated"));
}

TEST(EnumerationsTest, SaysNothingWhereClearMembersDiffer) {
  EXPECT_THAT(Mentions(kThree, "they met Ada, Quork and Lima"), ElementsAre("PERSON Ada ada", "PLACE Lima lima"));
}

TEST(EnumerationsTest, SaysNothingWhereMostAreUnclear) {
  EXPECT_THAT(Mentions(kThree, "they met Quork, Ada and Zed"), ElementsAre("PERSON Ada ada"));
}

TEST(EnumerationsTest, SaysNothingOfFewerMembersThanThePackAsksFor) {
  EXPECT_THAT(Mentions(kThree, "they met Quork and Ada"), ElementsAre("PERSON Ada ada"));
  EXPECT_THAT(Mentions("", "they met Ada, Quork and Lee"), ElementsAre("PERSON Ada ada", "PERSON Lee ada"));
}

TEST(EnumerationsTest, WhatStandsBetweenMustBeTheSeparatorAlone) {
  EXPECT_THAT(Mentions(kThree, "they met Ada, fed Quork and Lee"), ElementsAre("PERSON Ada ada", "PERSON Lee ada"));
  EXPECT_THAT(Mentions(kThree, "Quork. Ada, Lee"), ElementsAre("PERSON Ada ada", "PERSON Lee ada"));
}

TEST(EnumerationsTest, APartOfALongerWordIsNoMember) {
  EXPECT_THAT(Mentions(kThree, "they met Ada, Lee and Quork's"), ElementsAre("PERSON Ada ada", "PERSON Lee ada"));
}

TEST(EnumerationsTest, NothingClearSaysNothing) { EXPECT_THAT(Mentions(kThree, "met Quork, Zed and Pol"), IsEmpty()); }

}  // namespace
}  // namespace caspian::extractor
