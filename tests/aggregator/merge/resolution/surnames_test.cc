// Whose a bare surname is, and what speaks for it.
#include "aggregator/merge/resolution/surnames.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/resolution/resolution.h"
#include "aggregator/merge/submissions/live.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {
namespace {

using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

std::string Key(const std::string& name, const std::string& country = "", const std::string& label = "PERSON") {
  return absl::StrCat("entity\x1f", label, "\x1f", name, "\x1f", country);
}

const std::string& Bank() {
  static const auto& key = *new std::string(Key("rhona bank", "", "ORGANIZATION"));
  return key;
}

// All the keys, each of which is told with the bank.
ResolutionInput WithTheBank(const std::vector<std::string>& keys) {
  ResolutionInput input;
  input.keys.insert(Bank());
  for (const std::string& key : keys) {
    input.keys.insert(key);
    input.company.emplace(key, Bank());
  }
  return input;
}

std::string ClusterOf(const std::string& key, const ResolutionInput& input, const std::vector<Verdict>& verdicts = {}) {
  return Resolution(input, verdicts).ClusterOf(key);
}

TEST(SurnamesTest, ABareSurnameIsThatOfItsOnlyBearerWhereAThirdNameStandsBesideBoth) {
  const std::string bare = Key("talheim"), full = Key("vera talheim");

  EXPECT_EQ(ClusterOf(bare, WithTheBank({bare, full})), full);
  EXPECT_EQ(ClusterOf(bare, WithTheBank({bare, full, Key("vera marta talheim")})), Key("vera marta talheim"));
}

TEST(SurnamesTest, ItStaysApartWhereNothingStandsBesideBoth) {
  const std::string bare = Key("talheim"), full = Key("vera talheim");
  ResolutionInput apart = WithTheBank({bare, full});
  apart.company.erase({full, Bank()});

  EXPECT_EQ(ClusterOf(bare, apart), bare);
}

TEST(SurnamesTest, ItStaysApartAndJoinsNobodyWhereTwoHaveIt) {
  const std::string bare = Key("talheim"), vera = Key("vera talheim"), rolf = Key("rolf talheim");
  ResolutionInput input = WithTheBank({bare, vera});
  input.keys.insert(rolf);

  EXPECT_EQ(ClusterOf(bare, input), bare);
  EXPECT_NE(ClusterOf(vera, input), ClusterOf(rolf, input));
}

TEST(SurnamesTest, ANameThatIsSpelledOtherwiseHasIt) {
  const std::string bare = Key("talheim"), vera = Key("vera talheim"), other = Key("rolf thalheim");

  EXPECT_EQ(ClusterOf(bare, WithTheBank({bare, other})), bare);
  EXPECT_EQ(ClusterOf(bare, WithTheBank({bare, vera, other})), bare);
}

TEST(SurnamesTest, TheFullNameNamesTheCluster) {
  const std::string bare = Key("arle"), full = Key("vera arle");

  EXPECT_EQ(ClusterOf(bare, WithTheBank({bare, full})), full);
  EXPECT_EQ(ClusterOf(full, WithTheBank({bare, full})), full);
}

TEST(SurnamesTest, JudgementsGoBefore) {
  const std::string bare = Key("talheim"), vera = Key("vera talheim"), rolf = Key("rolf talheim"), nick = Key("lilo");
  const Verdict apart{bare, vera, false, "j1"},
      not_rolf{rolf < bare ? rolf : bare, rolf < bare ? bare : rolf, false, "j2"}, same{nick, bare, true, "j3"};

  EXPECT_EQ(ClusterOf(bare, WithTheBank({bare, vera}), {apart}), bare);
  EXPECT_EQ(ClusterOf(bare, WithTheBank({bare, vera, rolf}), {not_rolf}), vera);
  EXPECT_EQ(ClusterOf(bare, WithTheBank({bare, vera, nick}), {same}), nick);
}

TEST(SurnamesTest, TellsWhatStandsBesideBoth) {
  const std::string bare = Key("talheim"), full = Key("vera talheim");

  const Resolution resolution(WithTheBank({bare, full}), {});

  ASSERT_EQ(resolution.edges().size(), 1u);
  EXPECT_EQ(resolution.edges()[0].evidence(), v1::MERGE_EVIDENCE_SURNAME);
  EXPECT_EQ(resolution.edges()[0].outcome(), v1::MERGE_OUTCOME_JOINED);
  EXPECT_EQ(resolution.edges()[0].reasons().rbegin()->first(), "ORGANIZATION rhona bank");
}

std::set<std::pair<std::string, std::string>> Company(const SubmissionBuilder& builder) {
  Submission built = builder.Build();
  return CompanyIn(*ReadFacts(*MakeLiveDocument(std::move(built.document), std::move(built.extraction))));
}

TEST(CompanyTest, IsWhatStandsInASentenceWithAPerson) {
  SubmissionBuilder builder("a");
  builder.Sentence("Talheim left Rhona Bank.");
  builder.Name("PERSON", "Talheim");
  builder.Name("ORGANIZATION", "Rhona Bank");
  builder.Sentence("Rolf Larin stayed.").Name("PERSON", "Rolf Larin");

  EXPECT_THAT(Company(builder), UnorderedElementsAre(Pair(Key("talheim"), Bank())));
}

TEST(CompanyTest, CountriesMediaAndBareSurnamesSayNothing) {
  SubmissionBuilder builder("a");
  builder.Sentence("Talheim told Larin of Norway and the Morning Ledger.");
  builder.Name("PERSON", "Talheim");
  builder.Name("PERSON", "Larin");
  builder.Name("PLACE", "Norway", "", "NO", "country");
  builder.Name("ORGANIZATION", "Morning Ledger", "", "", "media");

  EXPECT_THAT(Company(builder), IsEmpty());
}

}  // namespace
}  // namespace caspian::aggregator
