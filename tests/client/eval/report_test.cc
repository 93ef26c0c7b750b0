#include "client/cli/eval/report.h"

#include <cstdio>
#include <fstream>

#include "client/cli/eval/compare.h"
#include "client/cli/eval/report_text.h"
#include "client/cli/eval/span_score.h"
#include "client/cli/eval/text_table.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/eval/marked_text.h"

namespace caspian::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kText[] = "Ada Brandt came to Malmö.";

Report ScoreOf(const std::string& gold, const std::string& predicted) {
  Report report;
  report.command = "spans";
  ScoreSpans({}, "a", kText, Marks(gold), Marks(predicted), &report);
  return report;
}

std::string PathOf(const std::string& content) {
  const std::string path = ::testing::TempDir() + "/report.json";
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

TEST(ReportTest, HasTheDocumentedShape) {
  EXPECT_EQ(FormatReport(ScoreOf("0-10 PERSON=x", "0-3 PLACE")),
            R"({"command":"spans","documents":1,"figures":[)"
            R"({"scope":"all","measure":"strict","right":0,"predicted":1,"gold":1,)"
            R"("precision":0.000000,"recall":0.000000,"f1":0.000000},)"
            R"({"scope":"all","measure":"relaxed","right":0,"predicted":1,"gold":1,)"
            R"("precision":0.000000,"recall":0.000000,"f1":0.000000},)"
            R"({"scope":"all","measure":"untyped-strict","right":0,"predicted":1,"gold":1,)"
            R"("precision":0.000000,"recall":0.000000,"f1":0.000000},)"
            R"({"scope":"all","measure":"untyped","right":1,"predicted":1,"gold":1,)"
            R"("precision":1.000000,"recall":1.000000,"f1":1.000000},)"
            R"({"scope":"type","name":"PERSON","measure":"strict","right":0,"predicted":0,"gold":1,)"
            R"("precision":0.000000,"recall":0.000000,"f1":0.000000},)"
            R"({"scope":"type","name":"PERSON","measure":"relaxed","right":0,"predicted":0,"gold":1,)"
            R"("precision":0.000000,"recall":0.000000,"f1":0.000000},)"
            R"({"scope":"type","name":"PLACE","measure":"strict","right":0,"predicted":1,"gold":0,)"
            R"("precision":0.000000,"recall":0.000000,"f1":0.000000},)"
            R"({"scope":"type","name":"PLACE","measure":"relaxed","right":0,"predicted":1,"gold":0,)"
            R"("precision":0.000000,"recall":0.000000,"f1":0.000000}],)"
            R"("misses":[{"id":"a","start":0,"end":10,"type":"PERSON","text":"Ada Brandt","value":"x",)"
            R"("instead":[{"start":0,"end":3,"type":"PLACE","text":"Ada"}]}],)"
            R"("strays":[{"id":"a","start":0,"end":3,"type":"PLACE","text":"Ada",)"
            R"("instead":[{"start":0,"end":10,"type":"PERSON","text":"Ada Brandt","value":"x"}]}],)"
            R"("values":[]})"
            "\n");
}

TEST(ReportTest, ReadsWhatItWrites) {
  const Report report = ScoreOf("0-10 PERSON, 19-24 PLACE=x", "0-3 PLACE, 19-24 PLACE");

  const auto read = ReadReport(PathOf(FormatReport(report)));

  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(FormatReport(*read), FormatReport(report));
}

TEST(ReportTest, RefusesWhatIsNoReport) {
  for (const char* content : {"", "x", "[]", "{}", R"({"command":"spans","documents":1,"figures":[{"scope":"none"}]})",
                              R"({"command":"spans","documents":-1})", R"({"documents":1,"misses":[7]})"}) {
    const auto report = ReadReport(PathOf(content));
    ASSERT_FALSE(report.ok()) << content;
    EXPECT_THAT(std::string(report.status().message()), HasSubstr("--json wrote")) << content;
  }
  EXPECT_EQ(ReadReport("/no/such/file").status().code(), absl::StatusCode::kNotFound);
}

TEST(CompareReportsTest, EqualReportsHaveNoChange) {
  const Report report = ScoreOf("0-10 PERSON", "0-3 PLACE");

  const ReportChanges changes = CompareReports(report, report);

  EXPECT_FALSE(changes.AnyFell());
  EXPECT_THAT(changes.figures, SizeIs(report.figures.size()));
  for (const FindingChanges& findings : changes.findings) {
    EXPECT_THAT(findings.appeared, IsEmpty());
    EXPECT_THAT(findings.vanished, IsEmpty());
  }
}

TEST(CompareReportsTest, TellsWhatFellAndWhatAppearedAndVanished) {
  const ReportChanges changes = CompareReports(ScoreOf("0-10 PERSON, 19-24 PLACE", "0-10 PERSON"),
                                               ScoreOf("0-10 PERSON, 19-24 PLACE", "19-24 PLACE"));

  EXPECT_TRUE(changes.AnyFell());
  EXPECT_EQ(FormatChanges(changes),
            "F1                     old     new   change  right  predicted  gold\n"
            "all strict           66.67   66.67        =      1          1     2\n"
            "all relaxed          66.67   66.67        =      1          1     2\n"
            "all untyped-strict   66.67   66.67        =      1          1     2\n"
            "all untyped          66.67   66.67        =      1          1     2\n"
            "PERSON strict       100.00    0.00  -100.00  1 → 0      1 → 0     1\n"
            "PERSON relaxed      100.00    0.00  -100.00  1 → 0      1 → 0     1\n"
            "PLACE strict          0.00  100.00  +100.00  0 → 1      0 → 1     1\n"
            "PLACE relaxed         0.00  100.00  +100.00  0 → 1      0 → 1     1\n"
            "\n"
            "misses: 1 appeared, 1 vanished\n"
            "+ a 0-10 PERSON “Ada Brandt”\n"
            "- a 19-24 PLACE “Malmö”\n");
}

TEST(CompareReportsTest, CountsEqualFindings) {
  const ReportChanges changes = CompareReports(ScoreOf("", "0-3 A"), ScoreOf("", "0-3 A, 0-3 A"));

  EXPECT_THAT(changes.findings[1].appeared, SizeIs(1));
  EXPECT_THAT(changes.findings[1].vanished, IsEmpty());
}

TEST(ReportTextTest, ShowsFiguresByMeasureAndByType) {
  EXPECT_EQ(FormatSpanTables(ScoreOf("0-10 PERSON, 19-24 PLACE", "0-3 PERSON, 19-24 PLACE, 11-15 PLACE")),
            "1 document\n"
            "measure         precision  recall     F1  right  predicted  gold\n"
            "strict              33.33   50.00  40.00      1          3     2\n"
            "relaxed             66.67  100.00  80.00      2          3     2\n"
            "untyped-strict      33.33   50.00  40.00      1          3     2\n"
            "untyped             66.67  100.00  80.00      2          3     2\n"
            "\n"
            "type    strict P       R     F1  relaxed P       R      F1  predicted  gold\n"
            "PERSON      0.00    0.00   0.00     100.00  100.00  100.00          1     1\n"
            "PLACE      50.00  100.00  66.67      50.00  100.00   66.67          2     1\n");
}

TEST(ReportTextTest, ShowsFindingsInContext) {
  const Report report = ScoreOf("0-10 PERSON=x, 19-24 PLACE", "4-10 ORG");

  EXPECT_EQ(FormatFindings("misses", report.misses, 1),
            "\nmisses: 2, the first 1\n"
            "a 0-10 PERSON “Ada Brandt” = x\n"
            "    …[Ada Brandt] came to Malmö.…\n"
            "    instead: 4-10 ORG “Brandt”\n");
  EXPECT_THAT(FormatFindings("misses", report.misses, 0), HasSubstr("…Ada Brandt came to [Malmö].…"));
}

TEST(TextTableTest, AlignsByCells) {
  EXPECT_EQ(FormatTable({{"a", "bb"}, {"東京", "c", "d"}, {"x"}}), "a     bb\n東京   c  d\nx\n");
}

}  // namespace
}  // namespace caspian::cli
