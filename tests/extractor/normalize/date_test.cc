#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/normalize/parts_of.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

struct Case {
  const char* text;
  PartList parts;
  const char* canonical;
  const char* published = "2006-07-05";  // a Wednesday
};

void ExpectCanonical(const std::vector<Case>& cases) {
  for (const Case& test : cases) {
    const pb::Value value = Normalize("date", test.text, test.parts, PublishedOn(test.published));
    EXPECT_EQ(value.canonical(), test.canonical)
        << test.text << " published " << test.published << ": " << value.problem();
    EXPECT_EQ(value.problem(), "") << test.text;
  }
}

PartList MonthDay(int month, const char* day) { return {Worth("month", month), Part("day", day)}; }
PartList Relative(const char* unit, const char* offset) {
  return {Part("relative", "words", {{"unit", unit}, {"offset", offset}})};
}
PartList With(PartList parts, ValuePart part) {
  parts.push_back(std::move(part));
  return parts;
}

TEST(NormalizeDateTest, ReadsCompleteDates) {
  ExpectCanonical({
      {"23 June 2006", With(MonthDay(6, "23"), Part("year", "2006")), "2006-06-23", ""},
      {"2006-06-23", {Part("year", "2006"), Part("month", "06"), Part("day", "23")}, "2006-06-23", ""},
      {"June 2006", {Worth("month", 6), Part("year", "2006")}, "2006-06", ""},
      {"2006", {Part("year", "2006")}, "2006", ""},
      {"June 5, '98", With(MonthDay(6, "5"), Part("year", "98")), "1998-06-05", ""},
      {"the 1990s", {Part("decade", "1990")}, "199X", ""},
      {"the '80s", {Part("decade", "80")}, "198X", ""},
      {"the 19th century", {Part("century", "19")}, "18XX", ""},
      {"second quarter of 2004", {Worth("quarter", 2), Part("year", "2004")}, "2004-Q2", ""},
      {"first half of 2004", {Worth("half", 1), Part("year", "2004")}, "2004-H1", ""},
      {"summer of 2004", {Part("season", "summer", {{"code", "SU"}}), Part("year", "2004")}, "2004-SU", ""},
      {"29 February 2004", With(MonthDay(2, "29"), Part("year", "2004")), "2004-02-29", ""},
  });
}

TEST(NormalizeDateTest, TakesTheNearestYearForADayOfAMonth) {
  ExpectCanonical({
      {"June 23", MonthDay(6, "23"), "2006-06-23"},
      {"Nov. 29", MonthDay(11, "29"), "2006-11-29"},
      {"Dec. 29", MonthDay(12, "29"), "2005-12-29"},
      {"Feb. 3", MonthDay(2, "3"), "2006-02-03"},
      {"Dec. 29", MonthDay(12, "29"), "2005-12-29", "2006-01-10"},
      {"Jan. 3", MonthDay(1, "3"), "2007-01-03", "2006-12-20"},
      {"June 23", MonthDay(6, "23"), "2006-06-23", "2006"},
      {"June 23", MonthDay(6, "23"), "2006-06-23", "2006-07"},
      {"Dec. 29", MonthDay(12, "29"), "2005-12-29", "2006-01"},
      {"June 23", MonthDay(6, "23"), "XXXX-06-23", ""},
      {"Feb. 29", MonthDay(2, "29"), "2004-02-29", "2004-03-02"},
      {"Feb. 29", MonthDay(2, "29"), "2016-02-29", "2015-03-05"},
  });
}

TEST(NormalizeDateTest, TakesTheLastMonthQuarterAndSeason) {
  const ValuePart summer = Part("season", "summer", {{"code", "SU"}});
  ExpectCanonical({
      {"May", {Worth("month", 5)}, "2006-05"},
      {"July", {Worth("month", 7)}, "2006-07"},
      {"November", {Worth("month", 11)}, "2005-11"},
      {"May", {Worth("month", 5)}, "2006-05", "2006"},
      {"May", {Worth("month", 5)}, "XXXX-05", ""},
      {"last July", {Worth("month", 7), Part("direction", "last", {{"offset", "-1"}})}, "2005-07"},
      {"last May", {Worth("month", 5), Part("direction", "last", {{"offset", "-1"}})}, "2006-05"},
      {"next May", {Worth("month", 5), Part("direction", "next", {{"offset", "1"}})}, "2007-05"},
      {"this October", {Worth("month", 10), Part("direction", "this", {{"offset", "0"}})}, "2006-10"},
      {"first quarter", {Worth("quarter", 1)}, "2006-Q1"},
      {"fourth quarter", {Worth("quarter", 4)}, "2005-Q4"},
      {"summer", {summer}, "2006-SU"},
      {"summer", {summer}, "XXXX-SU", ""},
  });
}

TEST(NormalizeDateTest, TakesTheLastWeekdayUnlessTheWordsSayOtherwise) {
  ExpectCanonical({
      {"Monday", {Worth("weekday", 1)}, "2006-07-03"},
      {"Wednesday", {Worth("weekday", 3)}, "2006-07-05"},
      {"Thursday", {Worth("weekday", 4)}, "2006-06-29"},
      {"last Wednesday", {Worth("weekday", 3), Part("direction", "last", {{"offset", "-1"}})}, "2006-06-28"},
      {"next Wednesday", {Worth("weekday", 3), Part("direction", "next", {{"offset", "1"}})}, "2006-07-12"},
      {"this Friday", {Worth("weekday", 5), Part("direction", "this", {{"offset", "0"}})}, "2006-07-07"},
      {"Friday", {Worth("weekday", 5), Part("offset", "1")}, "2006-07-07"},
      {"Friday", {Worth("weekday", 5)}, "XXXX-WXX-5", ""},
      {"Friday", {Worth("weekday", 5)}, "XXXX-WXX-5", "2006-07"},
      {"Monday to Friday", {Worth("weekday", 1), Worth("last_weekday", 5)}, "2006-07-03/2006-07-07"},
  });
}

TEST(NormalizeDateTest, CountsFromTheAnchor) {
  ExpectCanonical({
      {"yesterday", Relative("day", "-1"), "2006-07-04"},
      {"tomorrow", Relative("day", "1"), "2006-07-06"},
      {"last week", Relative("week", "-1"), "2006-W26"},
      {"last week", Relative("week", "-1"), "2004-W53", "2005-01-05"},
      {"this weekend", Relative("weekend", "0"), "2006-W27-WE"},
      {"last month", Relative("month", "-1"), "2005-12", "2006-01-31"},
      {"next quarter", Relative("quarter", "1"), "2006-Q4"},
      {"last year", Relative("year", "-1"), "2005"},
      {"last decade", Relative("decade", "-1"), "199X"},
      {"last year", Relative("year", "-1"), "2005", "2006"},
      {"last month", Relative("month", "-1"), "XXXX-XX", "2006"},
      {"yesterday", Relative("day", "-1"), "XXXX-XX-XX", "2006-07"},
      {"last week", Relative("week", "-1"), "XXXX-WXX", ""},
      {"three weeks ago",
       {Worth("amount", 3), Part("unit", "weeks", {{"unit", "week"}}), Part("ago", "ago")},
       "2006-W24"},
      {"two months from now",
       {Worth("amount", 2), Part("unit", "months", {{"unit", "month"}}), Part("ahead", "from now")},
       "2006-09"},
  });
}

TEST(NormalizeDateTest, ReadsRanges) {
  ExpectCanonical({
      {"June 28-29", With(MonthDay(6, "28"), Part("last_day", "29")), "2006-06-28/2006-06-29"},
      {"June 28-29", With(MonthDay(6, "28"), Part("last_day", "29")), "XXXX-06-28/XXXX-06-29", ""},
      {"28-29 June", {Part("day", "28"), Part("last_day", "29"), Worth("last_month", 6)}, "2006-06-28/2006-06-29"},
      {"May 3 to June 2", With(With(MonthDay(5, "3"), Part("last_day", "2")), Worth("last_month", 6)),
       "2006-05-03/2006-06-02"},
      {"March 3-5, 2004", With(With(MonthDay(3, "3"), Part("last_day", "5")), Part("last_year", "2004")),
       "2004-03-03/2004-03-05"},
      {"Dec. 28 to Jan. 3", With(With(MonthDay(12, "28"), Part("last_day", "3")), Worth("last_month", 1)),
       "2005-12-28/2006-01-03", "2006-01-20"},
      {"Dec. 28 to Jan. 3, 2004",
       With(With(With(MonthDay(12, "28"), Part("last_day", "3")), Worth("last_month", 1)), Part("last_year", "2004")),
       "2003-12-28/2004-01-03"},
      {"November to February", {Worth("month", 11), Worth("last_month", 2)}, "2005-11/2006-02"},
      {"May-July 2004", {Worth("month", 5), Worth("last_month", 7), Part("last_year", "2004")}, "2004-05/2004-07"},
      {"2006-2010", {Part("year", "2006"), Part("last_year", "2010")}, "2006/2010"},
      {"1996-97", {Part("year", "1996"), Part("last_year", "97")}, "1996/1997"},
      {"1999-01", {Part("year", "1999"), Part("last_year", "01")}, "1999/2001"},
  });
}

TEST(NormalizeDateTest, OpensTheEndThatTheWordsLeaveOpen) {
  const pb::Value until = Normalize("date", "2010", {Part("until", "through"), Part("year", "2010")}, {});
  EXPECT_EQ(until.canonical(), "/2010");
  EXPECT_EQ(until.modifier(), pb::VALUE_MODIFIER_UNTIL);
  EXPECT_EQ(until.date().timex3(), "2010");
  EXPECT_EQ(until.date().first_day(), "");
  EXPECT_EQ(until.date().last_day(), "2010-12-31");

  const pb::Value since =
      Normalize("date", "May 2004", {Part("since", "since"), Worth("month", 5), Part("year", "2004")}, {});
  EXPECT_EQ(since.canonical(), "2004-05/");
  EXPECT_EQ(since.date().first_day(), "2004-05-01");
  EXPECT_EQ(since.date().last_day(), "");
}

TEST(NormalizeDateTest, KeepsThePartOfAPeriodAsModifier) {
  const pb::Value value =
      Normalize("date", "mid-June", {Part("mid", "mid"), Worth("month", 6)}, PublishedOn("2006-07-05"));
  EXPECT_EQ(value.canonical(), "2006-06");
  EXPECT_EQ(value.modifier(), pb::VALUE_MODIFIER_MID);
}

TEST(NormalizeDateTest, ReadsAnEdgeOfAPeriodAsItsFirstOrLastDaysToo) {
  const auto readings = [](const char* edge, PartList parts) {
    parts.push_back(Part(edge, edge));
    const pb::Value value = Normalize("date", "text", parts, PublishedOn("2006-07-05"));
    return std::vector<std::string>(value.date().alternatives().begin(), value.date().alternatives().end());
  };
  const PartList year = {Part("year", "2004")}, june = With(year, Worth("month", 6));
  const PartList week = {Part("direction", "last", {{"offset", "-1"}}), Part("unit", "week", {{"unit", "week"}})};
  EXPECT_THAT(readings("early", year), testing::ElementsAre("2004", "2004-01-01/2004-03-31"));
  EXPECT_THAT(readings("late", year), testing::ElementsAre("2004", "2004-09-01/2004-12-31"));
  EXPECT_THAT(readings("early", june), testing::ElementsAre("2004-06", "2004-06-01/2004-06-10"));
  EXPECT_THAT(readings("mid", june), testing::ElementsAre("2004-06", "2004-06-11/2004-06-20"));
  EXPECT_THAT(readings("late", june), testing::ElementsAre("2004-06", "2004-06-21/2004-06-30"));
  EXPECT_THAT(readings("early", week), testing::ElementsAre("2006-06-26/2006-06-28", "2006-W26"));
  EXPECT_THAT(readings("late", week), testing::ElementsAre("2006-06-30/2006-07-02", "2006-W26"));
  EXPECT_THAT(readings("late", {Part("decade", "1990")}), testing::IsEmpty());
}

TEST(NormalizeDateTest, SaysWhatItInferredFromWhat) {
  const pb::Value day = Normalize("date", "June 23", MonthDay(6, "23"), PublishedOn("2006-07-05"));
  EXPECT_EQ(day.date().anchor(), pb::DATE_ANCHOR_PUBLISHED);
  EXPECT_THAT(day.date().inferred(), testing::ElementsAre(pb::DATE_PART_YEAR));
  EXPECT_EQ(day.date().first_day(), "2006-06-23");

  const pb::Value open = Normalize("date", "June 23", MonthDay(6, "23"), {});
  EXPECT_EQ(open.date().anchor(), pb::DATE_ANCHOR_NONE);
  EXPECT_THAT(open.date().inferred(), testing::IsEmpty());
  EXPECT_EQ(open.date().first_day(), "");

  const pb::Value complete = Normalize("date", "2006", {Part("year", "2006")}, PublishedOn("2006-07-05"));
  EXPECT_EQ(complete.date().anchor(), pb::DATE_ANCHOR_UNSPECIFIED);
}

TEST(NormalizeDateTest, PrefersTheDatelineWhereItIsKnownFarEnough) {
  DateContext context = PublishedOn("2006-07-05");
  context.dateline = *ParsePublishedDate("2005-01-03");
  const pb::Value dateline = Normalize("date", "yesterday", Relative("day", "-1"), context);
  EXPECT_EQ(dateline.canonical(), "2005-01-02");
  EXPECT_EQ(dateline.date().anchor(), pb::DATE_ANCHOR_DATELINE);

  context.dateline = *ParsePublishedDate("2005");
  EXPECT_EQ(Normalize("date", "yesterday", Relative("day", "-1"), context).canonical(), "2006-07-04");
}

TEST(NormalizeDateTest, KeepsDatesThatDoNotExistAsText) {
  const struct {
    const char* text;
    PartList parts;
    const char* published;
  } kCases[] = {
      {"31 June", MonthDay(6, "31"), "2006-07-05"},
      {"29 February 2015", With(MonthDay(2, "29"), Part("year", "2015")), ""},
      {"June 29-28", With(MonthDay(6, "29"), Part("last_day", "28")), "2006-07-05"},
      {"2010-2006", {Part("year", "2010"), Part("last_year", "2006")}, ""},
      {"99999", {Part("year", "99999")}, ""},
      {"9,000,000 years ago",
       {Part("amount", "9,000,000"), Part("unit", "years", {{"unit", "year"}}), Part("ago", "ago")},
       "2006"},
      {"3000 years ago",
       {Part("amount", "3000"), Part("unit", "years", {{"unit", "year"}}), Part("ago", "ago")},
       "2006"},
      {"25:00", {Part("hour", "25"), Part("minute", "00")}, "2006-07-05"},
      {"13 p.m.", {Part("hour", "13"), Part("pm", "p.m.")}, "2006-07-05"},
      {"10:30 XQZT", {Part("hour", "10"), Part("minute", "30"), Part("zone", "XQZT")}, "2006-07-05"},
      {"10:30 UTC+25", {Part("hour", "10"), Part("minute", "30"), Part("zone", "+25")}, "2006-07-05"},
      {"10:30 +0575", {Part("hour", "10"), Part("minute", "30"), Part("zone", "+0575")}, "2006-07-05"},
      {"10:30 +", {Part("hour", "10"), Part("minute", "30"), Part("zone", "+")}, "2006-07-05"},
      {"1 May 99999", With(MonthDay(5, "1"), Part("year", "99999")), "2006-07-05"},
      {"nothing", {}, "2006-07-05"},
  };
  for (const auto& test : kCases) {
    const pb::Value value = Normalize("date", test.text, test.parts, PublishedOn(test.published));
    EXPECT_EQ(value.canonical(), test.text);
    EXPECT_NE(value.problem(), "") << test.text;
    EXPECT_FALSE(value.has_date()) << test.text;
  }
}

TEST(NormalizeDateTest, LeavesOpenWhenAFiscalYearBegins) {
  const ValuePart fiscal = Part("fiscal", "FY"), year = Part("year", "1988");
  const pb::Value value = Normalize("date", "fiscal 1988", {fiscal, year}, PublishedOn("2006-07-05"));

  EXPECT_EQ(value.canonical(), "FY1988");
  EXPECT_EQ(value.date().first_day(), "");
  EXPECT_THAT(value.date().alternatives(), testing::ElementsAre("1988", "FY1988"));
  ExpectCanonical({
      {"third quarter of fiscal 1988", {fiscal, year, Worth("quarter", 3)}, "FY1988-Q3"},
      {"first half of fiscal 1988", {fiscal, year, Worth("half", 1)}, "FY1988-H1"},
      {"school year '88", {Part("fiscal", "SY"), Part("year", "88")}, "SY1988"},
      {"fiscal third quarter", {fiscal, Worth("quarter", 3)}, "FYXXXX-Q3"},
  });
}

TEST(NormalizeDateTest, ReadsTimesOfDay) {
  const ValuePart gmt = Part("zone", "GMT", {{"offset", "0"}}), edt = Part("zone", "EDT", {{"offset", "-240"}});
  ExpectCanonical({
      {"10:30 GMT", {Part("hour", "10"), Part("minute", "30"), gmt}, "2006-07-05T10:30Z"},
      {"10:30 UTC+3", {Part("hour", "10"), Part("minute", "30"), Part("zone", "+3")}, "2006-07-05T10:30+03:00"},
      {"10:30 -0530", {Part("hour", "10"), Part("minute", "30"), Part("zone", "-0530")}, "2006-07-05T10:30-05:30"},
      {"10:30 +05:30", {Part("hour", "10"), Part("minute", "30"), Part("zone", "+05:30")}, "2006-07-05T10:30+05:30"},
      {"0735 GMT", {Part("hour", "0735"), gmt}, "2006-07-05T07:35Z"},
      {"9 p.m. Monday", {Part("hour", "9"), Part("pm", "p.m."), Worth("weekday", 1)}, "2006-07-03T21:00"},
      {"12 a.m.", {Part("hour", "12"), Part("am", "a.m.")}, "2006-07-05T00:00"},
      {"4 a.m. EDT", {Part("hour", "4"), Part("am", "a.m."), edt}, "2006-07-05T04:00-04:00"},
      {"Friday night", {Worth("weekday", 5), Part("night", "night")}, "2006-06-30TNI"},
      {"tonight", {Part("night", "tonight")}, "2006-07-05TNI"},
      {"14:30", {Part("hour", "14"), Part("minute", "30")}, "XXXX-XX-XXT14:30", ""},
  });
}

TEST(NormalizeDateTest, ListsBothReadingsOfADayAndMonthInFigures) {
  const PartList parts = {Part("first", "05"), Part("second", "06"), Part("year", "2006")};
  const pb::Value value = Normalize("date", "05/06/2006", parts, {});
  EXPECT_EQ(value.canonical(), "2006-05-06");
  EXPECT_THAT(value.date().alternatives(), testing::ElementsAre("2006-05-06", "2006-06-05"));
  EXPECT_EQ(Normalize("date", "05/06/2006", With(parts, Part("order", "dmy")), {}).canonical(), "2006-06-05");

  const pb::Value sure =
      Normalize("date", "23/06/2006", {Part("first", "23"), Part("second", "06"), Part("year", "2006")}, {});
  EXPECT_EQ(sure.canonical(), "2006-06-23");
  EXPECT_THAT(sure.date().alternatives(), testing::IsEmpty());
}

TEST(NormalizeDateTest, ReadsReferences) {
  EXPECT_EQ(Normalize("date", "now", {Part("reference", "now", {{"reference", "PRESENT_REF"}})}, {}).canonical(),
            "PRESENT_REF");
}

}  // namespace
}  // namespace caspian::extractor
