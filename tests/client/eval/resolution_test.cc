#include "client/cli/eval/resolution.h"

#include "absl/strings/str_cat.h"
#include "client/cli/eval/spec_amount.h"
#include "client/cli/eval/spec_time.h"
#include "client/cli/eval/spec_types.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace caspian::cli {
namespace {

constexpr char kReference[] = "2016-11-07T04:30:00-02:00";

struct Case {
  const char* type;
  Meaning meaning;
  const char* label;
  const char* value;  // as text
  bool right;
};

FoundValue Found(const std::string& label, const std::string& value) {
  FoundValue found = {label, "", {}};
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(value, &found.value)) << value;
  return found;
}

void Check(const std::vector<Case>& cases) {
  for (const Case& test : cases) {
    EXPECT_EQ(Resolves(test.type, {test.meaning}, Found(test.label, test.value), kReference), test.right)
        << test.type << " " << DescribeMeaning(test.meaning) << " / " << test.value;
  }
}

TEST(ResolutionTest, ComparesNumbers) {
  Check({
      {"number", {{"value", "81"}}, "NUMBER", R"(number { amount: "81" })", true},
      {"number", {{"value", "81"}}, "NUMBER", R"(number { amount: "81.0001" })", false},
      {"number", {{"value", "4E-06"}}, "NUMBER", R"(number { amount: "0.000004" })", true},
      {"number", {{"value", "-8.5E+3"}}, "NUMBER", R"(number { amount: "-8500" })", true},
      {"number", {{"value", "0.272727272727273"}}, "NUMBER", R"(number { amount: "0.2727272727" })", true},
      {"number", {{"value", "0.272727272727273"}}, "NUMBER", R"(number { amount: "0.2727" })", false},
      {"number", {{"value", "0.273"}}, "NUMBER", R"(number { amount: "0.2727272727" })", false},
      {"number", {{"value", "6"}}, "NUMBER", R"(number { amount: "6" } modifier: VALUE_MODIFIER_AT_LEAST)", true},
      {"number", {{"value", "6"}}, "NUMBER", "", false},
      {"Numeral", {{"value", "NumeralValue 7e6"}}, "NUMBER", R"(number { amount: "7000000" })", true},
      {"Numeral", {{"value", "NumeralValue (-81)"}}, "NUMBER", R"(number { amount: "-81" })", true},
      {"Ordinal", {{"value", "OrdinalData 19"}}, "ORDINAL", R"(number { amount: "19" ordinal: true })", true},
      {"ordinal.relative", {{"value", "end-1"}}, "ORDINAL", R"(canonical: "end-1")", true},
      {"ordinal.relative", {{"value", "end-1"}}, "ORDINAL", R"(canonical: "1" number { amount: "1" })", false},
      {"percentage", {{"value", "-5%"}}, "PERCENT", R"(percent { amount: "-5" })", true},
      {"percentage", {{"value", "5%"}}, "PERCENT", R"(percent { amount: "-5" })", false},
      {"percentage", {{"value", "null"}}, "PERCENT", "", true},
  });
}

TEST(ResolutionTest, ComparesRangesByTheirEnds) {
  Check({
      {"numberrange", {{"value", "[6,8)"}}, "NUMBER", R"(canonical: "6/8" number { amount: "6" })", true},
      {"numberrange", {{"value", "[6,8)"}}, "NUMBER", R"(canonical: "6" number { amount: "6" })", false},
      {"numberrange",
       {{"value", "(6,)"}},
       "NUMBER",
       R"(number { amount: "6" } modifier: VALUE_MODIFIER_AT_LEAST)",
       true},
      {"numberrange",
       {{"value", "(6,)"}},
       "NUMBER",
       R"(number { amount: "6" } modifier: VALUE_MODIFIER_AT_MOST)",
       false},
      {"numberrange", {{"value", "(,-6]"}}, "NUMBER", R"(canonical: "/-6" number { amount: "-6" })", true},
      {"numberrange", {{"value", "[7,7]"}}, "NUMBER", R"(canonical: "7" number { amount: "7" })", true},
      {"AmountOfMoney",
       {{"value", "between Dollar (6.5, 8.5)"}},
       "MONEY",
       R"(money { amount: "6.5" amount_high: "8.5" currency: "USD" })",
       true},
      {"AmountOfMoney",
       {{"value", "under EUR 6"}},
       "MONEY",
       R"(money { amount: "6" currency: "EUR" } modifier: VALUE_MODIFIER_AT_MOST)",
       true},
      {"AmountOfMoney", {{"value", "under EUR 6"}}, "MONEY", R"(money { amount: "6" currency: "EUR" })", false},
      {"Quantity",
       {{"value", "between Gram (100,200) (Just \"figs\")"}},
       "QUANTITY",
       R"(quantity { amount: "0.1" amount_high: "0.2" unit: "kg" })",
       true},
  });
}

TEST(ResolutionTest, ComparesMoneyWithItsCurrency) {
  Check({
      {"currency",
       {{"value", "10"}, {"unit", "United States dollar"}, {"isoCurrency", "USD"}},
       "MONEY",
       R"(money { amount: "10" currency: "USD" })",
       true},
      {"currency",
       {{"value", "10"}, {"unit", "Canadian dollar"}, {"isoCurrency", "CAD"}},
       "MONEY",
       R"(money { amount: "10" currency: "USD" })",
       false},
      {"currency", {{"value", "10"}, {"unit", "Dollar"}}, "MONEY", R"(money { amount: "10" currency: "CAD" })", true},
      {"currency", {{"value", "10"}, {"unit", "Dollar"}}, "MONEY", R"(money { amount: "10" currency: "EUR" })", false},
      {"currency", {{"value", "10"}, {"unit", "Pence"}}, "MONEY", R"(money { amount: "0.1" currency: "GBP" })", true},
      {"currency", {{"unit", "Dollar"}}, "MONEY", R"(money { amount: "10" currency: "USD" })", false},
      {"AmountOfMoney", {{"value", "simple Cent 60"}}, "MONEY", R"(money { amount: "0.6" currency: "USD" })", true},
      {"AmountOfMoney", {{"value", "simple Unnamed 81"}}, "MONEY", R"(money { amount: "81" currency: "USD" })", true},
      {"AmountOfMoney",
       {{"value", "simple INR 6e5"}},
       "MONEY",
       R"(canonical: "INR|PKR 600000" money { amount: "600000" })",
       true},
  });
}

TEST(ResolutionTest, ComparesMeasuresAfterConversion) {
  Check({
      {"dimension",
       {{"value", "81"}, {"unit", "Kilometer"}},
       "QUANTITY",
       R"(quantity { amount: "81" unit: "km" })",
       true},
      {"dimension",
       {{"value", "81"}, {"unit", "Kilometer"}},
       "QUANTITY",
       R"(quantity { amount: "81" unit: "m" })",
       false},
      {"Distance", {{"value", "simple Inch 200"}}, "QUANTITY", R"(quantity { amount: "5.08" unit: "m" })", true},
      {"Quantity",
       {{"value", "simple Gram 8 Nothing"}},
       "QUANTITY",
       R"(quantity { amount: "0.008" unit: "kg" })",
       true},
      {"Volume", {{"value", "simple Hectolitre 8"}}, "QUANTITY", R"(quantity { amount: "8" unit: "kg" })", false},
      {"age", {{"value", "81"}, {"unit", "Year"}}, "QUANTITY", R"(quantity { amount: "81" unit: "years" })", true},
      {"temperature",
       {{"value", "66"}, {"unit", "F"}},
       "QUANTITY",
       R"(quantity { amount: "66" unit: "[degF]" })",
       true},
      {"temperature", {{"value", "66"}, {"unit", "F"}}, "QUANTITY", R"(quantity { amount: "66" unit: "Cel" })", false},
      {"Temperature", {{"value", "simple Degree 66"}}, "QUANTITY", R"(quantity { amount: "66" unit: "Cel" })", true},
      {"dimension",
       {{"value", "5"}, {"unit", "Parsec"}},
       "QUANTITY",
       R"(quantity { amount: "5" unit: "parsecs" })",
       true},
  });
}

constexpr char kDay[] =
    R"(canonical: "2016-11-08" date { timex3: "2016-11-08" first_day: "2016-11-08" last_day: "2016-11-08" })";
constexpr char kSince[] = R"(canonical: "2016-11-08/" date { timex3: "2016-11-08" first_day: "2016-11-08" })";
constexpr char kUntil[] = R"(canonical: "/2016-11-08" date { timex3: "2016-11-08" last_day: "2016-11-08" })";
constexpr char kMonth[] =
    R"(canonical: "2016-10" date { timex3: "2016-10" first_day: "2016-10-01" last_day: "2016-10-31" })";
constexpr char kDays[] =
    R"(canonical: "2016-11-08/2016-11-10" date { timex3: "2016-11-08" first_day: "2016-11-08" last_day: "2016-11-10" })";
constexpr char kYears[] =
    R"(canonical: "2011/2016" date { timex3: "2011" first_day: "2011-01-01" last_day: "2016-12-31" })";
constexpr char kTime[] =
    R"(canonical: "2016-11-07T18:30" date { timex3: "2016-11-07T18:30" first_day: "2016-11-07" last_day: "2016-11-07" })";
constexpr char kTimes[] =
    R"(canonical: "2016-11-07T18:00/2016-11-07T20:00" date { timex3: "2016-11-07T18:00" first_day: "2016-11-07" last_day: "2016-11-07" })";
constexpr char kAfter[] =
    R"(canonical: "2016-10/" modifier: VALUE_MODIFIER_AFTER date { timex3: "2016-10" first_day: "2016-10-01" })";
constexpr char kQuarters[] =
    R"(canonical: "2016-Q1/2016-Q3" date { timex3: "2016-Q1" first_day: "2016-01-01" last_day: "2016-09-30" })";
constexpr char kMorning[] =
    R"(canonical: "2016-11-08TMO" date { timex3: "2016-11-08TMO" first_day: "2016-11-08" last_day: "2016-11-08" })";
constexpr char kNow[] = R"(canonical: "PRESENT_REF" date { timex3: "PRESENT_REF" })";

TEST(ResolutionTest, ComparesDaysAndRangesOfThem) {
  Check({
      {"datetimeV2.date", {{"timex", "XXXX-11-08"}, {"type", "date"}, {"value", "2016-11-08"}}, "DATE", kDay, true},
      {"datetimeV2.date", {{"timex", "XXXX-11-08"}, {"type", "date"}, {"value", "2017-11-08"}}, "DATE", kDay, false},
      {"datetimeV2.date",
       {{"timex", "XXXX-WXX-2"}, {"value", "x"}},
       "DATE",
       R"(canonical: "XXXX-WXX-2" date { timex3: "XXXX-WXX-2" })",
       true},
      {"datetimeV2.date", {{"value", "2016-11-08"}}, "DATE", kSince, false},
      {"datetimeV2.date",
       {{"value", "2016-05-06"}},
       "DATE",
       R"(canonical: "2016-06-05" date { timex3: "2016-06-05" alternatives: "2016-05-06" })",
       true},
      {"datetimeV2.date", {{"value", "not resolved"}}, "DATE", R"(canonical: "June 31" problem: "no such day")", true},
      {"datetimeV2.date", {{"value", "not resolved"}}, "DATE", kDay, false},
      {"datetimeV2.daterange",
       {{"timex", "2016-10"}, {"start", "2016-10-01"}, {"end", "2016-11-01"}},
       "DATE",
       kMonth,
       true},
      {"datetimeV2.daterange", {{"timex", "x"}, {"start", "2016-10-01"}, {"end", "2016-10-31"}}, "DATE", kMonth, true},
      {"datetimeV2.daterange", {{"timex", "x"}, {"start", "2016-10-01"}, {"end", "2016-10-30"}}, "DATE", kMonth, false},
      {"datetimeV2.daterange", {{"timex", "x"}, {"start", "2016-11-08"}, {"end", "2016-11-11"}}, "DATE", kDays, true},
      {"datetimeV2.daterange", {{"timex", "x"}, {"start", "2011-01-01"}, {"end", "2016-01-01"}}, "DATE", kYears, true},
      {"datetimeV2.daterange",
       {{"timex", "2011"}, {"start", "2011-01-01"}, {"end", "2012-01-01"}},
       "DATE",
       kYears,
       false},
      {"datetimeV2.daterange",
       {{"timex", "2016-11-08"}, {"Mod", "since"}, {"start", "2016-11-08"}},
       "DATE",
       kSince,
       true},
      {"datetimeV2.daterange",
       {{"timex", "2016-11-08"}, {"Mod", "since"}, {"start", "2016-11-08"}},
       "DATE",
       kDay,
       false},
      {"datetimeV2.daterange",
       {{"timex", "2016-11-08"}, {"Mod", "before"}, {"end", "2016-11-08"}},
       "DATE",
       kUntil,
       true},
      {"datetimeV2.daterange",
       {{"timex", "2016-11-08"}, {"Mod", "before"}, {"end", "2016-11-08"}},
       "DATE",
       kSince,
       false},
      {"datetimeV2.daterange", {{"timex", "x"}, {"Mod", "after"}, {"start", "2016-11-01"}}, "DATE", kAfter, true},
      {"datetimeV2.daterange", {{"timex", "x"}, {"Mod", "after"}, {"start", "2016-11-02"}}, "DATE", kAfter, false},
      {"datetimeV2.daterange", {{"timex", "x"}, {"Mod", "since"}, {"start", "2016-11-09"}}, "DATE", kSince, false},
      {"datetimeV2.daterange",
       {{"timex", "x"}, {"start", "2016-01-01"}, {"end", "2016-07-01"}},
       "DATE",
       kQuarters,
       true},
      {"datetimeV2.datetimerange",
       {{"timex", "x"}, {"start", "2016-11-08 08:00:00"}, {"end", "2016-11-08 12:00:00"}},
       "DATE",
       kMorning,
       true},
      {"datetimeV2.datetimerange",
       {{"timex", "x"}, {"start", "2016-11-09 08:00:00"}, {"end", "2016-11-09 12:00:00"}},
       "DATE",
       kMorning,
       false},
  });
}

TEST(ResolutionTest, ComparesMoments) {
  Check({
      {"datetimeV2.time", {{"timex", "T18:30"}, {"type", "time"}, {"value", "18:30:00"}}, "TIME", kTime, true},
      {"datetimeV2.time", {{"timex", "T18"}, {"type", "time"}, {"value", "18:00:00"}}, "TIME", kTime, false},
      {"datetimeV2.time",
       {{"timex", "T18:30"}, {"value", "18:30:00"}},
       "TIME",
       R"(canonical: "T18:30" date { timex3: "T18:30" })",
       true},
      {"datetimeV2.datetime", {{"timex", "x"}, {"value", "2016-11-07 18:30:00"}}, "TIME", kTime, true},
      {"datetimeV2.datetime", {{"timex", "x"}, {"value", "2016-11-08 18:30:00"}}, "TIME", kTime, false},
      {"datetimeV2.datetime", {{"timex", "PRESENT_REF"}, {"value", "2016-11-07 04:30:00"}}, "DATE", kNow, true},
      {"datetimeV2.timerange", {{"timex", "x"}, {"start", "18:00:00"}, {"end", "20:00:00"}}, "TIME", kTimes, true},
      {"datetimeV2.timerange", {{"timex", "x"}, {"start", "18:00:00"}, {"end", "21:00:00"}}, "TIME", kTimes, false},
      {"datetimeV2.timerange",
       {{"timex", "TMO"}, {"start", "08:00:00"}, {"end", "12:00:00"}},
       "TIME",
       R"(canonical: "TMO" date { timex3: "TMO" })",
       true},
      {"datetimeV2.datetimerange",
       {{"timex", "x"}, {"start", "2016-11-07 18:00:00"}, {"end", "2016-11-07 20:00:00"}},
       "TIME",
       kTimes,
       true},
  });
}

TEST(ResolutionTest, ComparesKindsWithTheirGrain) {
  Check({
      {"Time", {{"kind", "instant"}, {"grain", "day"}, {"from", "2016-11-08T00:00:00"}}, "DATE", kDay, true},
      {"Time", {{"kind", "instant"}, {"grain", "month"}, {"from", "2016-10-01T00:00:00"}}, "DATE", kMonth, true},
      {"Time", {{"kind", "instant"}, {"grain", "day"}, {"from", "2016-10-01T00:00:00"}}, "DATE", kMonth, false},
      {"Time", {{"kind", "instant"}, {"grain", "minute"}, {"from", "2016-11-07T18:30:00"}}, "TIME", kTime, true},
      {"Time", {{"kind", "instant"}, {"grain", "second"}, {"from", "2016-11-07T04:30:00"}}, "DATE", kNow, true},
      {"Time", {{"kind", "instant"}, {"grain", "second"}, {"from", "2016-11-07T04:31:00"}}, "DATE", kNow, false},
      {"Time",
       {{"kind", "instant"}, {"grain", "minute"}, {"from", "2016-11-07T13:00:00"}},
       "TIME",
       R"(canonical: "2016-11-07T16:00+01:00" date { timex3: "2016-11-07T16:00+01:00" })",
       true},
      {"Time",
       {{"kind", "interval"}, {"grain", "day"}, {"from", "2016-11-08T00:00:00"}, {"to", "2016-11-11T00:00:00"}},
       "DATE",
       kDays,
       true},
      {"Time",
       {{"kind", "interval"}, {"grain", "minute"}, {"from", "2016-11-07T18:00:00"}, {"to", "2016-11-07T20:01:00"}},
       "TIME",
       kTimes,
       true},
      {"Time",
       {{"kind", "interval"}, {"grain", "hour"}, {"from", "2016-11-07T18:00:00"}, {"to", "2016-11-07T21:00:00"}},
       "TIME",
       kTimes,
       true},
      {"Time",
       {{"kind", "interval"}, {"grain", "minute"}, {"from", "2016-11-07T18:00:00"}, {"to", "2016-11-07T21:00:00"}},
       "TIME",
       kTimes,
       false},
      {"Time",
       {{"kind", "interval"}, {"grain", "hour"}, {"from", "2016-11-08T04:00:00"}, {"to", "2016-11-08T12:00:00"}},
       "TIME",
       R"(canonical: "2016-11-08TMO" date { timex3: "2016-11-08TMO" })",
       true},
      {"Time",
       {{"kind", "interval"}, {"grain", "hour"}, {"from", "2016-11-11T18:00:00"}, {"to", "2016-11-14T00:00:00"}},
       "DATE",
       R"(canonical: "2016-W45-WE" date { timex3: "2016-W45-WE" first_day: "2016-11-12" last_day: "2016-11-13" })",
       true},
      {"Time",
       {{"kind", "open"}, {"direction", "after"}, {"grain", "day"}, {"from", "2016-11-08T00:00:00"}},
       "DATE",
       kSince,
       true},
      {"Time",
       {{"kind", "open"}, {"direction", "before"}, {"grain", "day"}, {"from", "2016-11-08T00:00:00"}},
       "DATE",
       kSince,
       false},
  });
}

TEST(ResolutionTest, ComparesLengthsOfTimeAndSets) {
  Check({
      {"datetimeV2.duration",
       {{"timex", "PT2.5H"}, {"type", "duration"}, {"value", "9000"}},
       "DURATION",
       R"(duration { timex3: "PT2H30M" })",
       true},
      {"datetimeV2.duration",
       {{"timex", "P4WE"}, {"type", "duration"}, {"value", "691200"}},
       "DURATION",
       R"(duration { timex3: "P8D" })",
       true},
      {"datetimeV2.duration",
       {{"timex", "PT1H"}, {"type", "duration"}, {"value", "3600"}},
       "DURATION",
       R"(duration { timex3: "PXD" })",
       false},
      {"datetimeV2.set",
       {{"timex", "P1D"}, {"type", "set"}, {"value", "not resolved"}},
       "SET",
       R"(canonical: "P1D" date { timex3: "P1D" })",
       true},
      {"datetimeV2.set",
       {{"timex", "P1D"}, {"type", "set"}, {"value", "not resolved"}},
       "DURATION",
       R"(duration { timex3: "P1D" })",
       false},
      {"datetimeV2.set",
       {{"timex", "XXXX-WXX-2T09"}, {"type", "set"}},
       "SET",
       R"(canonical: "XXXX-WXX-2T09:00")"
       "date { timex3: \"XXXX-WXX-2T09:00\" }",
       true},
      {"Duration", {{"value", "DurationData 41 Month"}}, "DURATION", R"(duration { timex3: "P3Y5M" })", true},
      {"Duration",
       {{"value", "DurationData 31629605 Second"}},
       "DURATION",
       R"(duration { timex3: "P1Y1DT2H5S" })",
       true},
      {"Duration", {{"value", "DurationData 50 Minute"}}, "DURATION", R"(duration { timex3: "PT1H" })", false},
  });
}

TEST(ResolutionTest, TriesEachReadingOfATime) {
  const char kFriday[] =
      R"(canonical: "2016-11-04" date { timex3: "2016-11-04" first_day: "2016-11-04" last_day: "2016-11-04")"
      R"( alternatives: "2016-11-04" alternatives: "2016-11-11" })";
  const char kMarch[] =
      R"(canonical: "2016-03" date { timex3: "2016-03" alternatives: "2016-03" alternatives: "2017-03" })";
  const char kSeven[] = R"(canonical: "2016-11-07T07:00" date { timex3: "2016-11-07T07:00")"
                        R"( alternatives: "2016-11-07T07:00" alternatives: "2016-11-07T19:00" })";
  Check({
      {"Time", {{"kind", "instant"}, {"grain", "day"}, {"from", "2016-11-11T00:00:00"}}, "DATE", kFriday, true},
      {"Time", {{"kind", "instant"}, {"grain", "day"}, {"from", "2016-11-18T00:00:00"}}, "DATE", kFriday, false},
      {"Time", {{"kind", "instant"}, {"grain", "month"}, {"from", "2017-03-01T00:00:00"}}, "DATE", kMarch, true},
      {"Time", {{"kind", "instant"}, {"grain", "month"}, {"from", "2018-03-01T00:00:00"}}, "DATE", kMarch, false},
      {"Time", {{"kind", "instant"}, {"grain", "hour"}, {"from", "2016-11-07T19:00:00"}}, "TIME", kSeven, true},
      {"Time", {{"kind", "instant"}, {"grain", "hour"}, {"from", "2016-11-07T18:00:00"}}, "TIME", kSeven, false},
  });
}

TEST(ResolutionTest, KnowsTheDaysOfWeeksQuartersAndSeasonsAmongTheReadings) {
  const auto reading = [](const std::string& value) {
    return absl::StrCat("canonical: \"2015\" date { timex3: \"2015\" alternatives: \"2015\" alternatives: \"", value,
                        "\" }");
  };
  const auto resolves = [&](const Meaning& meaning, const std::string& value) {
    return Resolves("Time", {meaning}, Found("DATE", reading(value)), kReference);
  };
  const Meaning week = {{"kind", "instant"}, {"grain", "week"}, {"from", "2016-11-07T00:00:00"}};
  EXPECT_TRUE(resolves(week, "2016-W45"));
  EXPECT_FALSE(resolves(week, "2016-W46"));
  EXPECT_FALSE(resolves(week, "2016-11-07"));
  const Meaning weekend = {{"kind", "interval"}, {"from", "2016-11-11T18:00:00"}, {"to", "2016-11-14T00:00:00"}};
  EXPECT_TRUE(resolves(weekend, "2016-W45-WE"));
  EXPECT_FALSE(resolves(weekend, "2016-W44-WE"));
  const Meaning quarter = {{"kind", "instant"}, {"grain", "quarter"}, {"from", "2016-07-01T00:00:00"}};
  EXPECT_TRUE(resolves(quarter, "2016-Q3"));
  EXPECT_FALSE(resolves(quarter, "2016-Q2"));
}

TEST(ResolutionTest, TakesASeasonByTheSunAsTheSeasonOfThatName) {
  const char kSummer[] =
      R"(canonical: "2016-SU" date { timex3: "2016-SU" first_day: "2016-06-01" last_day: "2016-08-31" })";
  const char kDays[] = R"(canonical: "2016-06-01/2016-08-31" date { first_day: "2016-06-01" last_day: "2016-08-31" })";
  const auto interval = [](const char* from, const char* to) {
    return Meaning{{"kind", "interval"}, {"grain", "day"}, {"from", from}, {"to", to}};
  };
  Check({
      {"Time", interval("2016-06-21T00:00:00", "2016-09-23T00:00:00"), "DATE", kSummer, true},
      {"Time", interval("2016-06-21T00:00:00", "2016-10-23T00:00:00"), "DATE", kSummer, false},
      {"Time", interval("2015-06-21T00:00:00", "2015-09-23T00:00:00"), "DATE", kSummer, false},
      {"Time", interval("2016-06-21T00:00:00", "2016-09-23T00:00:00"), "DATE", kDays, false},
  });
}

TEST(ResolutionTest, LetsAnEarlyMorningEndAtNine) {
  const Meaning morning = {{"kind", "interval"}, {"from", "2016-11-08T00:00:00"}, {"to", "2016-11-08T09:00:00"}};
  const char kMorning[] = R"(canonical: "2016-11-08TMO" date { timex3: "2016-11-08TMO" })";
  const char kEarly[] = R"(canonical: "2016-11-08TMO" date { timex3: "2016-11-08TMO" } modifier: VALUE_MODIFIER_EARLY)";
  Check({{"Time", morning, "DATE", kEarly, true}, {"Time", morning, "DATE", kMorning, false}});
}

TEST(ResolutionTest, ComparesYearsBeforeChrist) {
  const Meaning year = {{"kind", "instant"}, {"grain", "year"}, {"from", "-0044-01-01T00:00:00"}};
  Check({
      {"Time", year, "DATE", R"(canonical: "BC0044" date { timex3: "BC0044" })", true},
      {"Time", year, "DATE", R"(canonical: "0044" date { timex3: "0044" })", false},
  });
}

TEST(ResolutionTest, TakesALengthThatLiesOnTheCalendarAsItsDays) {
  const char kNext[] = R"(canonical: "P3D" duration { timex3: "P3D" begin: "2016-11-08" end: "2016-11-10" })";
  const Meaning days = {{"start", "2016-11-08"}, {"end", "2016-11-11"}};
  Check({
      {"datetimeV2.daterange", days, "DURATION", kNext, true},
      {"datetimeV2.daterange", {{"start", "2016-11-08"}, {"end", "2016-11-12"}}, "DURATION", kNext, false},
      {"datetimeV2.daterange", days, "DURATION", R"(canonical: "P3D" duration { timex3: "P3D" })", false},
      {"datetimeV2.datetimerange",
       {{"start", "2016-11-07 10:00:00"}, {"end", "2016-11-07 10:05:00"}},
       "DURATION",
       R"(canonical: "PT5M" duration { timex3: "PT5M" begin: "2016-11-07T10:00" end: "2016-11-07T10:05" })",
       true},
  });
}

TEST(ResolutionTest, KnowsWhatIsBeforeBehindOrNoLaterThanATime) {
  const char kBefore[] =
      R"(canonical: "/2010" modifier: VALUE_MODIFIER_BEFORE date { timex3: "2010" last_day: "2010-12-31" })";
  const char kAfter[] = R"(canonical: "2018/" modifier: VALUE_MODIFIER_AFTER date { timex3: "2018" })";
  const char kBy[] = R"(canonical: "/2016-11-07T14:00" modifier: VALUE_MODIFIER_NO_LATER_THAN)"
                     R"( date { timex3: "2016-11-07T14:00" last_day: "2016-11-07" })";
  Check({
      {"datetimeV2.daterange", {{"timex", "2010"}, {"Mod", "before"}}, "DATE", kBefore, true},
      {"datetimeV2.daterange", {{"timex", "2010"}, {"Mod", "after"}}, "DATE", kBefore, false},
      {"datetimeV2.daterange", {{"timex", "2018"}, {"Mod", "after"}}, "DATE", kAfter, true},
      {"Time",
       {{"kind", "interval"}, {"grain", "second"}, {"from", "2016-11-07T04:30:00"}, {"to", "2016-11-07T14:00:00"}},
       "TIME",
       kBy,
       true},
      {"Time",
       {{"kind", "interval"}, {"grain", "second"}, {"from", "2016-11-07T04:30:00"}, {"to", "2016-11-07T15:00:00"}},
       "TIME",
       kBy,
       false},
  });
}

TEST(ResolutionTest, TakesATimeWithoutDayAsThatOfTheDayOfReference) {
  const char kMorning[] = R"(canonical: "2016-11-07TMO" date { timex3: "2016-11-07TMO" })";
  Check({
      {"datetimeV2.timerange", {{"timex", "TMO"}}, "TIME", kMorning, true},
      {"datetimeV2.timerange", {{"timex", "TEV"}}, "TIME", kMorning, false},
      {"datetimeV2.timerange",
       {{"timex", "TMO"}},
       "TIME",
       R"(canonical: "2016-11-08TMO" date { timex3: "2016-11-08TMO" })",
       false},
  });
}

TEST(ResolutionTest, TakesAnHourOfTheReferenceAsTheDay) {
  const char kWeek[] =
      R"(canonical: "2016-11-14" date { timex3: "2016-11-14" first_day: "2016-11-14" last_day: "2016-11-14" })";
  Check({
      {"Time", {{"kind", "instant"}, {"grain", "hour"}, {"from", "2016-11-14T04:00:00"}}, "DATE", kWeek, true},
      {"Time", {{"kind", "instant"}, {"grain", "hour"}, {"from", "2016-11-14T05:00:00"}}, "DATE", kWeek, false},
      {"Time", {{"kind", "instant"}, {"grain", "hour"}, {"from", "2016-11-15T04:00:00"}}, "DATE", kWeek, false},
  });
}

TEST(ResolutionTest, ComparesAddressesAndTelephones) {
  Check({
      {"email", {{"value", "Ada@x.io"}}, "EMAIL", R"(canonical: "ada@X.io")", true},
      {"Email", {{"value", "EmailData \"ada@x.io\""}}, "EMAIL", R"(canonical: "ada@x.io")", true},
      {"url", {{"value", "http://x.io/1"}}, "URL", R"(canonical: "http://x.io/2")", false},
      {"ip", {{"value", "fe80:0:0:0:0:0:0:1"}}, "IP", R"(canonical: "fe80::1")", true},
      {"ip", {{"value", "10.0.0.1"}}, "IP", R"(canonical: "10.0.0.2")", false},
      {"phonenumber", {{"value", "+1 (555) 0100"}}, "PHONE", R"(canonical: "+15550100")", true},
      {"phonenumber", {{"value", "555 0100"}}, "PHONE", R"(canonical: "+15550100")", false},
  });
  EXPECT_TRUE(TextResolves({{"value", "x.io"}}, {"URL", "x.io", {}}));
}

TEST(ResolutionTest, AnyOfTheMeaningsIsRight) {
  const FoundValue found = Found("DATE", kDay);

  EXPECT_TRUE(Resolves("datetimeV2.date", {{{"value", "2017-11-08"}}, {{"value", "2016-11-08"}}}, found, kReference));
  EXPECT_FALSE(Resolves("datetimeV2.date", {}, found, kReference));
}

TEST(SpecTypesTest, KnowsWhichLabelsFit) {
  EXPECT_TRUE(LabelFits("datetimeV2.daterange", "DURATION"));
  EXPECT_TRUE(LabelFits("Distance", "QUANTITY"));
  EXPECT_FALSE(LabelFits("Duration", "DATE"));
  EXPECT_TRUE(LabelFits("hashtag", "HASHTAG"));
  EXPECT_EQ(FamilyOf("currency"), SpecFamily::kMoney);
  EXPECT_EQ(FamilyOf("hashtag"), SpecFamily::kText);
}

v1::Value OfDimension(const std::string& dimension) {
  v1::Value value;
  value.mutable_quantity()->set_dimension(dimension);
  return value;
}

TEST(SpecTypesTest, TellsMeasuresFromCountsAndAges) {
  EXPECT_TRUE(ValueFits("age", OfDimension("age")));
  EXPECT_FALSE(ValueFits("age", OfDimension("length")));
  EXPECT_TRUE(ValueFits("dimension", OfDimension("length")));
  EXPECT_FALSE(ValueFits("dimension", OfDimension("count")));
  EXPECT_FALSE(ValueFits("Distance", OfDimension("age")));
  EXPECT_TRUE(ValueFits("currency", OfDimension("count")));
  EXPECT_TRUE(ValueFits("temperature", OfDimension("")));
}

TEST(SpecTypesTest, TellsRangesFromNumbers) {
  v1::Value value;
  value.set_canonical("10");
  EXPECT_FALSE(ValueFits("numberrange", value));
  EXPECT_TRUE(ValueFits("number", value));
  value.set_modifier(v1::VALUE_MODIFIER_APPROXIMATE);
  EXPECT_FALSE(ValueFits("numberrange", value));
  for (const auto modifier : {v1::VALUE_MODIFIER_AT_LEAST, v1::VALUE_MODIFIER_AT_MOST}) {
    value.set_modifier(modifier);
    EXPECT_TRUE(ValueFits("numberrange", value));
  }
  value.set_modifier(v1::VALUE_MODIFIER_UNSPECIFIED);
  value.mutable_modifier_span();
  EXPECT_TRUE(ValueFits("numberrange", value)) << "equal to 10";
  value.clear_modifier_span();
  value.set_canonical("10/15");
  EXPECT_TRUE(ValueFits("numberrange", value));
}

TEST(ResolutionTest, ComparesFractionsThatDoNotEnd) {
  FoundValue found = {"NUMBER", "two thirds", {}};
  found.value.set_canonical("2\u20443");
  found.value.mutable_number();
  EXPECT_TRUE(AmountResolves({{"value", "0.666666666666667"}}, found));
  EXPECT_FALSE(AmountResolves({{"value", "0.666666666666"}}, found));
  found.value.set_canonical("-1\u20443");
  EXPECT_TRUE(AmountResolves({{"value", "-0.333333333333333"}}, found));
}

TEST(SpecTimeTest, ReadsLengthsOnlyWhereTheyAreSuch) {
  EXPECT_EQ(ParseLength("P1Y3M")->months, 15);
  EXPECT_EQ(ParseLength("P1DT1M")->seconds, 86460);
  for (const char* text : {"", "P", "PXD", "P3Y/P5Y", "3D", "P3", "P3Q"}) EXPECT_FALSE(ParseLength(text)) << text;
}

TEST(SpecTimeTest, ReadsMomentsAndDays) {
  EXPECT_EQ(ParseMoment("2016-11-07T06").time, "06:00:00");
  EXPECT_EQ(ParseMoment("2016-11-07 06:30:01").day, "2016-11-07");
  EXPECT_EQ(ParseMoment("06:30:01").time, "06:30:01");
  EXPECT_EQ(ParseMoment("2016-11-07T06:30+06:00").time, "06:30:00");
  EXPECT_EQ(ParseMoment("2016-11-07").time, "");
  EXPECT_EQ(ParseMoment("2016-11-30T24:00").day, "2016-12-01");
  EXPECT_EQ(ParseMoment("2016-11-30T24:00").time, "00:00:00");
  EXPECT_EQ(NormalTimex("2016-11-07T08"), "2016-11-07T08:00");
  EXPECT_EQ(NormalTimex("2016-11-07TMO"), "2016-11-07TMO");
  EXPECT_FALSE(FirstDayOf("2016-W44"));
  EXPECT_EQ(*FirstDayOf("2016-02"), absl::CivilDay(2016, 2, 1));
  EXPECT_EQ(*FirstDayOf("2016-Q3"), absl::CivilDay(2016, 7, 1));
}

TEST(SpecTimeTest, KnowsTheDaysOfPeriods) {
  const std::vector<std::pair<std::string, std::string>> periods = {
      {"2016", "2016-01-01 2016-12-31"},          {"2016-02", "2016-02-01 2016-02-29"},
      {"2016-02-05TMO", "2016-02-05 2016-02-05"}, {"2016-W01", "2016-01-04 2016-01-10"},
      {"2015-W53-WE", "2016-01-02 2016-01-03"},   {"2016-Q4", "2016-10-01 2016-12-31"},
      {"2016-H1", "2016-01-01 2016-06-30"},       {"2016-WI", "2016-12-01 2017-02-28"},
  };
  for (const auto& [timex, days] : periods) {
    const auto found = DaysOf(timex);
    ASSERT_TRUE(found) << timex;
    EXPECT_EQ(absl::StrCat(absl::FormatCivilTime(found->first), " ", absl::FormatCivilTime(found->last)), days);
  }
  for (const char* text : {"", "XXXX-W01", "2016-WXX", "XXXX-WXX-WE", "201X", "BC0044", "2016-Q5", "XXXX-SU"})
    EXPECT_FALSE(DaysOf(text)) << text;
}

}  // namespace
}  // namespace caspian::cli
