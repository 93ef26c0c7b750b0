#include "client/cli/eval/span_score.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/eval/marked_text.h"

namespace caspian::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kText[] = "Ada Brandt came to Malmö on 2 May 2006 with Bo Lind and more words behind them all.";

Report Score(const SpanScoreOptions& options, const std::string& gold, const std::string& predicted) {
  Report report;
  ScoreSpans(options, "a", kText, Marks(gold), Marks(predicted), &report);
  return report;
}

std::string Figure(const Report& report, Scope scope, const std::string& name, Measure measure) {
  const auto found = report.figures.find({scope, name, measure});
  if (found == report.figures.end()) return "none";
  return absl::StrCat(found->second.right, "/", found->second.predicted, "/", found->second.gold);
}

std::string All(const Report& report, Measure measure) { return Figure(report, Scope::kAll, "", measure); }

TEST(SpanScoreTest, CountsRightPredictedAndGold) {
  const struct {
    const char* what;
    const char* gold;
    const char* predicted;
    const char *strict, *relaxed, *untyped_strict, *untyped, *value;
  } kCases[] = {
      {"nothing", "", "", "0/0/0", "0/0/0", "0/0/0", "0/0/0", "0/0/0"},
      {"only gold", "0-3 A", "", "0/0/1", "0/0/1", "0/0/1", "0/0/1", "0/0/1"},
      {"only predicted", "", "0-3 A", "0/1/0", "0/1/0", "0/1/0", "0/1/0", "0/1/0"},
      {"the same", "0-3 A", "0-3 A", "1/1/1", "1/1/1", "1/1/1", "1/1/1", "0/1/1"},
      {"other bounds", "0-3 A", "1-3 A", "0/1/1", "1/1/1", "0/1/1", "1/1/1", "0/1/1"},
      {"another type", "0-3 A", "0-3 B", "0/1/1", "0/1/1", "1/1/1", "1/1/1", "0/1/1"},
      {"equal values", "0-3 A=x", "1-3 B=x", "0/1/1", "0/1/1", "0/1/1", "1/1/1", "1/1/1"},
      {"other values", "0-3 A=x", "0-3 A=y", "1/1/1", "1/1/1", "1/1/1", "1/1/1", "0/1/1"},
      {"one twice", "0-3 A", "0-3 A, 0-3 A", "1/2/1", "1/2/1", "1/2/1", "1/2/1", "0/2/1"},
      {"optional found", "0-3 A ?", "0-3 A", "0/0/0", "0/0/0", "0/0/0", "0/0/0", "0/0/0"},
      {"optional missed", "0-3 A ?", "", "0/0/0", "0/0/0", "0/0/0", "0/0/0", "0/0/0"},
      {"optional, other type", "0-3 A ?", "0-3 B", "0/1/0", "0/1/0", "0/0/0", "0/0/0", "0/0/0"},
      {"optional with its value", "0-3 A=x ?", "0-3 A=x", "0/0/0", "0/0/0", "0/0/0", "0/0/0", "1/0/0"},
      {"optional takes first", "0-3 A ?, 1-4 A", "2-4 A", "0/1/1", "0/0/1", "0/1/1", "0/0/1", "0/0/1"},
  };
  SpanScoreOptions options;
  options.value = true;
  for (const auto& test : kCases) {
    const Report report = Score(options, test.gold, test.predicted);
    EXPECT_EQ(All(report, Measure::kStrict), test.strict) << test.what;
    EXPECT_EQ(All(report, Measure::kRelaxed), test.relaxed) << test.what;
    EXPECT_EQ(All(report, Measure::kUntypedStrict), test.untyped_strict) << test.what;
    EXPECT_EQ(All(report, Measure::kUntyped), test.untyped) << test.what;
    EXPECT_EQ(All(report, Measure::kValue), test.value) << test.what;
  }
}

TEST(SpanScoreTest, CountsEachTypeUnderItsOwnName) {
  const Report report = Score({}, "0-3 A, 4-9 B", "0-3 A, 4-9 A, 5-8 B");

  EXPECT_EQ(Figure(report, Scope::kType, "A", Measure::kStrict), "1/2/1");
  EXPECT_EQ(Figure(report, Scope::kType, "B", Measure::kStrict), "0/1/1");
  EXPECT_EQ(Figure(report, Scope::kType, "B", Measure::kRelaxed), "1/1/1");
  EXPECT_EQ(Figure(report, Scope::kType, "C", Measure::kStrict), "none");
}

TEST(SpanScoreTest, MapsTypesOfBothSidesBeforeItChoosesAmongThem) {
  SpanScoreOptions options;
  options.map = {{"GPE", "PLACE"}, {"FACILITY", "PLACE"}, {"PLACE", "OTHER"}};
  options.types = {"PLACE"};

  const Report report = Score(options, "0-3 GPE, 4-9 PERSON, 11-15 PLACE", "0-3 FACILITY, 4-9 PERSON");

  EXPECT_EQ(All(report, Measure::kStrict), "1/1/1");
  EXPECT_EQ(Figure(report, Scope::kType, "PERSON", Measure::kStrict), "none");
}

TEST(SpanScoreTest, LeavesOutGoldThatIsNotNamedWhereAsked) {
  SpanScoreOptions options;
  options.named = true;

  EXPECT_EQ(All(Score({}, "0-3 A !, 4-9 A", "4-9 A"), Measure::kRelaxed), "1/1/2");
  EXPECT_EQ(All(Score(options, "0-3 A !, 4-9 A", "4-9 A"), Measure::kRelaxed), "1/1/1");
}

TEST(SpanScoreTest, AddsDocumentsUp) {
  Report report;
  for (int i = 0; i < 3; ++i) ScoreSpans({}, absl::StrCat(i), kText, Marks("0-3 A"), Marks("0-3 A, 4-6 A"), &report);

  EXPECT_EQ(report.documents, 3u);
  EXPECT_EQ(All(report, Measure::kStrict), "3/6/3");
}

TEST(SpanScoreTest, TellsWhatStoodInPlaceOfAMiss) {
  SpanScoreOptions options;
  options.types = {"PERSON"};

  const Report report = Score(options, "44-51 PERSON", "44-46 ORG, 44-51 DATE=x, 60-64 PERSON");

  ASSERT_THAT(report.misses, SizeIs(1));
  const Finding& miss = report.misses[0];
  EXPECT_EQ(miss.document, "a");
  EXPECT_EQ(miss.excerpt.text, "Bo Lind");
  EXPECT_EQ(miss.before, "Brandt came to Malmö on 2 May 2006 with ");
  EXPECT_EQ(miss.after, " and more words behind them all.");
  ASSERT_THAT(miss.instead, SizeIs(2));
  EXPECT_EQ(miss.instead[0].type + miss.instead[0].text, "ORGBo");
  EXPECT_EQ(miss.instead[1].type + miss.instead[1].value, "DATEx");
  ASSERT_THAT(report.strays, SizeIs(1));
  EXPECT_EQ(report.strays[0].excerpt.start, 60u);
  EXPECT_THAT(report.strays[0].instead, IsEmpty());
}

TEST(SpanScoreTest, NeitherOptionalGoldNorWhatMatchesItIsAFinding) {
  const Report report = Score({}, "0-3 A ?, 4-10 A ?", "0-3 A");

  EXPECT_THAT(report.misses, IsEmpty());
  EXPECT_THAT(report.strays, IsEmpty());
}

TEST(SpanScoreTest, TellsValuesThatDiffer) {
  SpanScoreOptions options;
  options.value = true;

  const Report report = Score(options, "28-38 DATE=2006-05-02, 0-3 A", "28-38 DATE=2007-05-02, 0-3 A=x");

  ASSERT_THAT(report.values, SizeIs(1));
  EXPECT_EQ(report.values[0].excerpt.value, "2006-05-02");
  EXPECT_EQ(report.values[0].instead[0].value, "2007-05-02");
  EXPECT_THAT(Score({}, "28-38 DATE=2006-05-02", "28-38 DATE=x").values, IsEmpty());
}

TEST(CountsTest, FiguresOfNothingAreZero) {
  EXPECT_EQ((Counts{0, 0, 0}).F1(), 0);
  EXPECT_EQ((Counts{0, 3, 0}).Precision(), 0);
  EXPECT_EQ((Counts{1, 2, 4}).Precision(), 0.5);
  EXPECT_EQ((Counts{1, 2, 4}).Recall(), 0.25);
  EXPECT_DOUBLE_EQ((Counts{1, 2, 4}).F1(), 1.0 / 3);
}

}  // namespace
}  // namespace caspian::cli
