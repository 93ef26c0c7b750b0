#include "client/cli/eval/spec_score.h"

#include <fstream>

#include "absl/strings/str_cat.h"
#include "client/cli/eval/report_text.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace caspian::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

SpecFile Read(const std::string& content, const std::set<std::string>& types, std::vector<std::string>* failures) {
  const std::string path = ::testing::TempDir() + "/spec.jsonl";
  std::ofstream(path, std::ios::binary) << content;
  return ReadSpec(path, types, [failures](absl::string_view message) { failures->emplace_back(message); });
}

SpecFile Read(const std::string& content, const std::set<std::string>& types = {}) {
  std::vector<std::string> failures;
  const SpecFile file = Read(content, types, &failures);
  EXPECT_THAT(failures, IsEmpty());
  return file;
}

// é is two bytes, so that bytes and code points differ.
constexpr char kCase[] =
    R"({"id":"a","input":"é 3 km, 5 KM","reference_time":null,"expected":[)"
    R"({"text":"5 km","start":8,"end":12,"type":"Distance","resolution":{"value":"simple Kilometre 5"}},)"
    R"({"text":"3 km","type":"dimension","resolution":{"values":[{"value":"3","unit":"Kilometer"},{"value":null}]}}]})";

TEST(ReadSpecTest, SortsWhatIsExpectedAndFindsWhatHasNoOffsets) {
  const SpecFile file = Read(kCase);

  EXPECT_EQ(file.name, "spec.jsonl");
  EXPECT_THAT(file.types, ElementsAre("Distance", "dimension"));
  ASSERT_THAT(file.cases, SizeIs(1));
  const SpecCase& one = file.cases[0];
  EXPECT_EQ(one.reference_time, "");
  ASSERT_THAT(one.expected, SizeIs(2));
  EXPECT_EQ(absl::StrCat(one.expected[0].start, "-", one.expected[0].end, one.expected[0].type), "2-6dimension");
  EXPECT_EQ(absl::StrCat(one.expected[1].start, "-", one.expected[1].end, one.expected[1].type), "8-12Distance");
  EXPECT_THAT(one.meanings[0], SizeIs(2));
  EXPECT_THAT(one.meanings[1], SizeIs(1));
  EXPECT_EQ(one.meanings[0][0].at("unit"), "Kilometer");
  EXPECT_THAT(one.meanings[0][1], IsEmpty());
}

TEST(ReadSpecTest, FindsWordsThatComeTwiceOneAfterTheOther) {
  const SpecFile file = Read(
      R"({"id":"a","input":"Two and two","expected":[{"text":"two","type":"number"},{"text":"two","type":"number"}]})");

  EXPECT_EQ(file.cases[0].expected[0].start, 0u);
  EXPECT_EQ(file.cases[0].expected[1].start, 8u);
}

TEST(ReadSpecTest, KeepsCasesOfTheTypesAskedForAndThoseThatExpectNothing) {
  const std::string nothing = "\n{\"id\":\"b\",\"input\":\"x\",\"expected\":[]}";

  EXPECT_THAT(Read(kCase + nothing, {"number"}).cases, SizeIs(1));
  const SpecFile file = Read(kCase + nothing, {"Distance"});
  EXPECT_THAT(file.types, ElementsAre("Distance"));
  ASSERT_THAT(file.cases, SizeIs(2));
  EXPECT_TRUE(file.cases[0].expected[0].optional);
  EXPECT_FALSE(file.cases[0].expected[1].optional);
}

TEST(ReadSpecTest, TellsEachFaultWithItsLineAndGoesOn) {
  for (const auto& [line, message] : std::vector<std::pair<std::string, std::string>>{
           {"x", "not JSON"},
           {R"({"id":"a"})", "no \"input\""},
           {R"({"id":"a","input":"x","expected":[{"text":"y","type":"number"}]})", "\"y\" is not in the input"},
           {R"({"id":"a","input":"x","expected":[{"text":"x"}]})", "without \"type\""},
           {R"({"id":"a","input":"x","expected":[{"start":0,"end":2,"text":"x","type":"number"}]})",
            "0-2 is not within"},
       }) {
    std::vector<std::string> failures;
    const SpecFile file = Read(line + "\n" + kCase, {}, &failures);
    EXPECT_THAT(failures, ElementsAre(HasSubstr("spec.jsonl:1: "))) << line;
    EXPECT_THAT(failures[0], HasSubstr(message));
    EXPECT_THAT(file.cases, SizeIs(1)) << line;
  }
}

// Mentions as "begin-end LABEL amount unit" in bytes.
v1::Extraction Mentions(const std::vector<std::tuple<uint32_t, uint32_t, std::string, std::string>>& mentions) {
  v1::Extraction extraction;
  for (const auto& [begin, end, label, amount] : mentions) {
    v1::Mention* mention = extraction.add_mentions();
    mention->mutable_span()->set_begin(begin);
    mention->mutable_span()->set_end(end);
    mention->set_label(label);
    mention->mutable_value()->set_canonical(amount + " km");
    mention->mutable_value()->mutable_quantity()->set_amount(amount);
    mention->mutable_value()->mutable_quantity()->set_unit("km");
  }
  return extraction;
}

std::string Figure(const Report& report, Scope scope, const std::string& name, Measure measure) {
  const auto found = report.figures.find({scope, name, measure});
  if (found == report.figures.end()) return "none";
  return absl::StrCat(found->second.right, "/", found->second.predicted, "/", found->second.gold);
}

Report Score(const SpecFile& file, const v1::Extraction& extraction) {
  Report report;
  ScoreCase(file, file.cases[0], extraction, &report);
  return report;
}

TEST(ScoreCaseTest, ACaseIsRightWhereAllIsResolvedAndNothingElseIsThere) {
  const SpecFile file = Read(kCase);
  const struct {
    const char* what;
    v1::Extraction found;
    const char *strict, *relaxed, *resolution, *cases;
  } kCases[] = {
      {"all", Mentions({{3, 7, "QUANTITY", "3"}, {9, 13, "QUANTITY", "5"}}), "2/2/2", "2/2/2", "2/2/2", "1/1/1"},
      {"other bounds", Mentions({{3, 7, "QUANTITY", "3"}, {7, 13, "QUANTITY", "5"}}), "1/2/2", "2/2/2", "2/2/2",
       "1/1/1"},
      {"a wrong value", Mentions({{3, 7, "QUANTITY", "3"}, {9, 13, "QUANTITY", "6"}}), "2/2/2", "2/2/2", "1/2/2",
       "0/1/1"},
      {"one missing", Mentions({{3, 7, "QUANTITY", "3"}}), "1/1/2", "1/1/2", "1/1/2", "0/1/1"},
      {"another label", Mentions({{3, 7, "MONEY", "3"}, {9, 13, "QUANTITY", "5"}}), "1/1/2", "1/1/2", "1/1/2", "0/1/1"},
      {"a stray", Mentions({{0, 2, "QUANTITY", "1"}, {3, 7, "QUANTITY", "3"}, {9, 13, "QUANTITY", "5"}}), "2/3/2",
       "2/3/2", "2/3/2", "0/1/1"},
      {"a stray of another label", Mentions({{0, 2, "PLACE", "1"}, {3, 7, "QUANTITY", "3"}, {9, 13, "QUANTITY", "5"}}),
       "2/2/2", "2/2/2", "2/2/2", "1/1/1"},
      {"nothing", Mentions({}), "0/0/2", "0/0/2", "0/0/2", "0/1/1"},
  };
  for (const auto& test : kCases) {
    const Report report = Score(file, test.found);
    for (const auto& [scope, name] : {std::pair(Scope::kAll, ""), std::pair(Scope::kFile, "spec.jsonl")}) {
      EXPECT_EQ(Figure(report, scope, name, Measure::kStrict), test.strict) << test.what;
      EXPECT_EQ(Figure(report, scope, name, Measure::kRelaxed), test.relaxed) << test.what;
      EXPECT_EQ(Figure(report, scope, name, Measure::kResolution), test.resolution) << test.what;
      EXPECT_EQ(Figure(report, scope, name, Measure::kCases), test.cases) << test.what;
    }
  }
}

TEST(ScoreCaseTest, CountsOfATypeOnlyWhatIsMatchedToIt) {
  const Report report =
      Score(Read(kCase), Mentions({{0, 2, "QUANTITY", "1"}, {3, 7, "QUANTITY", "3"}, {9, 13, "QUANTITY", "6"}}));

  EXPECT_EQ(Figure(report, Scope::kType, "dimension", Measure::kResolution), "1/1/1");
  EXPECT_EQ(Figure(report, Scope::kType, "Distance", Measure::kResolution), "0/1/1");
  EXPECT_EQ(Figure(report, Scope::kType, "Distance", Measure::kRelaxed), "1/1/1");
  EXPECT_EQ(Figure(report, Scope::kType, "Distance", Measure::kCases), "0/1/1");
}

TEST(ScoreCaseTest, WhatIsNotAskedForNeitherHelpsNorHurts) {
  const SpecFile file = Read(kCase, {"Distance"});

  const Report found = Score(file, Mentions({{3, 7, "QUANTITY", "9"}, {9, 13, "QUANTITY", "5"}}));
  EXPECT_EQ(Figure(found, Scope::kAll, "", Measure::kResolution), "1/1/1");
  EXPECT_EQ(Figure(found, Scope::kAll, "", Measure::kCases), "1/1/1");
  EXPECT_EQ(Figure(found, Scope::kType, "dimension", Measure::kStrict), "none");
  EXPECT_THAT(found.values, IsEmpty());
  EXPECT_EQ(Figure(Score(file, Mentions({{9, 13, "QUANTITY", "5"}})), Scope::kAll, "", Measure::kCases), "1/1/1");
}

TEST(ScoreCaseTest, ComparesOneEndOfARangeWithThatEnd) {
  const SpecFile file = Read(R"({"id":"a","input":"3 to 5 km","expected":[{"text":"5 km","type":"dimension",)"
                             R"("resolution":{"value":"5","unit":"Kilometer"}}]})");
  v1::Extraction found = Mentions({{0, 9, "QUANTITY", "3"}});
  found.mutable_mentions(0)->mutable_value()->mutable_quantity()->set_amount_high("5");
  EXPECT_EQ(Figure(Score(file, found), Scope::kAll, "", Measure::kResolution), "0/1/1");

  v1::Capture* high = found.mutable_mentions(0)->add_captures();
  high->set_name("amount_high");
  high->mutable_span()->set_begin(5);
  EXPECT_EQ(Figure(Score(file, found), Scope::kAll, "", Measure::kResolution), "1/1/1");
}

TEST(ScoreCaseTest, TellsMissesStraysAndOtherValues) {
  const Report report =
      Score(Read(kCase), Mentions({{0, 2, "QUANTITY", "1"}, {3, 7, "MONEY", "3"}, {9, 13, "QUANTITY", "6"}}));

  ASSERT_THAT(report.misses, SizeIs(1));
  EXPECT_EQ(FormatFindingLine(report.misses[0]), "a 2-6 dimension “3 km” = unit:Kilometer value:3 |");
  EXPECT_EQ(report.misses[0].instead[0].type, "MONEY");
  ASSERT_THAT(report.strays, SizeIs(1));
  EXPECT_EQ(report.strays[0].excerpt.text, "é");
  ASSERT_THAT(report.values, SizeIs(1));
  EXPECT_EQ(report.values[0].instead[0].value, "6 km");
}

}  // namespace
}  // namespace caspian::cli
