// Dates that are made of others: with a time, counted from one, ranges of two, and what comes back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractor/normalize/holiday.h"
#include "tests/extractor/normalize/parts_of.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;
using testing::ElementsAre;

constexpr char kWednesday[] = "2006-07-05T14:30";

PartList Weekday(int weekday) { return {Worth("weekday", weekday)}; }
PartList MonthDay(int month, const char* day) { return {Worth("month", month), Part("day", day)}; }
PartList Relative(const char* unit, const char* offset) {
  return {Part("relative", "words", {{"unit", unit}, {"offset", offset}})};
}
PartList Hour(const char* hour) { return {Part("hour", hour)}; }
PartList Hour(const char* hour, const char* half) { return {Part("hour", hour), Part(half, half)}; }
PartList Length(const char* amount, const char* timex, const char* unit) {
  return {Part("amount", amount), Part("unit", "units", {{"timex", timex}, {"unit", unit}})};
}
PartList Both(PartList parts, const PartList& more) {
  parts.insert(parts.end(), more.begin(), more.end());
  return parts;
}

struct Case {
  const char* text;
  PartList parts;
  const char* canonical;
};

void ExpectCanonical(const std::vector<Case>& cases) {
  for (const Case& test : cases) {
    const pb::Value value = Normalize("date", test.text, test.parts, PublishedOn(kWednesday));
    EXPECT_EQ(value.canonical(), test.canonical) << test.text << ": " << value.problem();
  }
}

TEST(ComposedDateTest, TakesWhatIsInsideOfADateAndATimeAsItsOwn) {
  ExpectCanonical({
      {"Monday at 9 p.m.", {Holding("date", Weekday(1)), Holding("time", Hour("9", "pm"))}, "2006-07-03T21:00"},
      {"June 23 at noon",
       {Holding("date", MonthDay(6, "23")), Holding("time", {Part("noon", "noon")})},
       "2006-06-23T12:00"},
      {"Tuesday of next week", {Worth("weekday", 2), Holding("date", Relative("week", "1"))}, "2006-07-11"},
      {"20th of next month", {Part("day", "20"), Holding("date", Relative("month", "1"))}, "2006-08-20"},
      {"March of last year", {Worth("month", 3), Holding("date", Relative("year", "-1"))}, "2005-03"},
      {"week of June 6", {Part("week_of", "week"), Holding("date", MonthDay(6, "6"))}, "2006-W23"},
      {"weekend of June 6", {Part("weekend_of", "weekend"), Holding("date", MonthDay(6, "6"))}, "2006-W22-WE"},
      {"weekend of June 7", {Part("weekend_of", "weekend"), Holding("date", MonthDay(6, "7"))}, "2006-W23-WE"},
      {"rest of the week", Both(Relative("week", "0"), {Part("rest", "rest")}), "2006-07-05/2006-07-09"},
      {"noon and 45 seconds",
       {Holding("date", MonthDay(6, "23")),
        Holding("time", {Part("hour", "12"), Part("minute", "00"), Part("second", "45"), Part("pm", "pm")})},
       "2006-06-23T12:00:45"},
      {"year 14 A.D.", {Part("year", "14"), Part("era", "A.D.")}, "0014"},
      {"week 23", {Part("week", "23")}, "2006-W23"},
      {"5/3/06 at 9 p.m.",
       {Holding("date", {Part("first", "5"), Part("second", "3"), Part("year", "06")}),
        Holding("time", Hour("9", "pm"))},
       "2006-05-03T21:00"},
  });
}

TEST(ComposedDateTest, SettlesTheHalfOfTheDayByItsPart) {
  const auto at = [](const char* hour, const char* part) {
    return PartList{Part("hour", hour), Part("day_part", "words", {{"part", part}})};
  };
  ExpectCanonical({
      {"4 in the morning", at("4", "MO"), "2006-07-05T04:00"},
      {"7 in the afternoon", at("7", "AF"), "2006-07-05T19:00"},
      {"8 at night", at("8", "NI"), "2006-07-05T20:00"},
      {"1 at night", at("1", "NI"), "2006-07-05T01:00"},
      {"12 in the evening", at("12", "EV"), "2006-07-05T24:00"},
      {"ten to noon", {Part("noon", "noon"), Part("minutes_to", "10")}, "2006-07-05T11:50"},
      {"330 p.m.", Hour("330", "pm"), "2006-07-05T15:30"},
      {"13 p.m.", Hour("13", "pm"), "13 p.m."},
  });
}

TEST(ComposedDateTest, CountsFromTheAnchorABaseOrTheText) {
  const PartList christmas = {Part("holiday", "Christmas", {{"rule", "12-25"}}), Part("year", "2004")};
  ExpectCanonical({
      {"three weeks ago", Both(Length("3", "W", "week"), {Part("ago", "ago")}), "2006-W24"},
      {"in 45 minutes", Both(Length("45", "TM", ""), {Part("ahead", "in")}), "2006-07-05T15:15"},
      {"in half an hour", Both(Length("0.5", "TH", ""), {Part("ahead", "in")}), "2006-07-05T15:00"},
      {"two days before Christmas 2004",
       Both(Length("2", "D", "day"), {Part("back", "before"), Holding("base", christmas)}), "2004-12-23"},
      {"two years after 1990",
       Both(Length("2", "Y", "year"), {Part("onward", "after"), Holding("base", {Part("year", "1990")})}), "1992"},
      {"five business days after December 22 2004",
       Both(Length("5", "D", "day"), {Part("working", "business"), Part("onward", "after"),
                                      Holding("base", Both(MonthDay(12, "22"), {Part("year", "2004")}))}),
       "2004-12-29"},
      {"three business days ago", Both(Length("3", "D", "day"), {Part("working", "business"), Part("ago", "ago")}),
       "2006-06-30"},
      {"a month after January 31",
       Both(Length("1", "M", "month"), {Part("onward", "after"), Holding("base", MonthDay(1, "31"))}), "2006-02-28"},
      {"9,999,999 years ago", Both(Length("9999999", "Y", "year"), {Part("ago", "ago")}), "9,999,999 years ago"},
  });
}

TEST(ComposedDateTest, CountsFromTheLastDayOfTheText) {
  DateContext context = PublishedOn(kWednesday);
  context.previous = PublishedOn("1998-10-23").published;

  const pb::Value later =
      Normalize("date", "two days later", Both(Length("2", "D", "day"), {Part("onward", "later")}), context);
  const pb::Value same =
      Normalize("date", "the same day", {Part("unit", "day"), Part("offset", "0"), Part("from_text", "same")}, context);

  EXPECT_EQ(later.canonical(), "1998-10-25");
  EXPECT_EQ(later.date().anchor(), pb::DATE_ANCHOR_TEXT);
  EXPECT_EQ(same.canonical(), "1998-10-23");
}

TEST(ComposedDateTest, CountsDaysAndWeeksWithinAPeriod) {
  const auto of = [](PartList parts, PartList within) {
    parts.push_back(Holding("within", std::move(within)));
    return parts;
  };
  const PartList may_2004 = {Worth("month", 5), Part("year", "2004")};
  const PartList year_2015 = {Part("year", "2015")};
  ExpectCanonical({
      {"the first Monday of May 2004", of({Worth("nth", 1), Worth("weekday", 1)}, may_2004), "2004-05-03"},
      {"the last Monday of May 2004", of({Part("nth", "-1"), Worth("weekday", 1)}, may_2004), "2004-05-31"},
      {"the last day of May 2004", of({Part("nth", "-1"), Part("nth_unit", "day")}, may_2004), "2004-05-31"},
      {"the first week of 2015", of({Worth("nth", 1), Part("nth_unit", "week")}, year_2015), "2015-W01"},
      {"the third month of 2015", of({Worth("nth", 3), Part("nth_unit", "month")}, year_2015), "2015-03"},
      {"the first ten days of May 2004", of(Both({Worth("nth", 1)}, Length("10", "D", "day")), may_2004),
       "2004-05-01/2004-05-10"},
      {"the sixth Monday of May 2004", of({Worth("nth", 6), Worth("weekday", 1)}, may_2004),
       "the sixth Monday of May 2004"},
  });
}

TEST(ComposedDateTest, SharesBetweenTheEndsOfARangeWhatOneLeavesOut) {
  const auto range = [](PartList from, PartList to, PartList beside = {}) {
    return Both({Holding("from", std::move(from)), Holding("to", std::move(to))}, beside);
  };
  ExpectCanonical({
      {"5 to 6pm", range(Hour("5"), Hour("6", "pm")), "2006-07-05T17:00/2006-07-05T18:00"},
      {"9:30-4 pm", range(Both(Hour("9"), {Part("minute", "30")}), Hour("4", "pm")),
       "2006-07-05T09:30/2006-07-05T16:00"},
      {"10 pm to 2 am", range(Hour("10", "pm"), Hour("2", "am")), "2006-07-05T22:00/2006-07-06T02:00"},
      {"3 to 5 tomorrow", range(Hour("3"), Hour("5"), {Holding("date", Relative("day", "1"))}),
       "2006-07-06T03:00/2006-07-06T05:00"},
      {"7 to 8 tonight", range(Hour("7"), Hour("8"), {Part("night", "tonight")}), "2006-07-05T19:00/2006-07-05T20:00"},
      {"May 27 to the 3rd", range(MonthDay(5, "27"), {Part("day", "3")}), "2006-05-27/2006-06-03"},
      {"Monday to Friday", range(Weekday(1), Weekday(5)), "2006-07-03/2006-07-07"},
      {"March to last week", range({Worth("month", 3)}, Relative("week", "-1")), "2006-03/2006-W26"},
      {"May 2004 until now", range({Worth("month", 5), Part("year", "2004")}, {Part("reference", "PRESENT_REF")}),
       "2004-05/2006-07-05T14:30"},
      {"2005 to 2004", range({Part("year", "2005")}, {Part("year", "2004")}), "2005 to 2004"},
  });
}

TEST(ComposedDateTest, TellsTheReadingsThatTheWordsAllow) {
  const auto readings = [](const PartList& parts) {
    const pb::Value value = Normalize("date", "text", parts, PublishedOn(kWednesday));
    return std::vector<std::string>(value.date().alternatives().begin(), value.date().alternatives().end());
  };

  EXPECT_THAT(readings(Weekday(5)), ElementsAre("2006-06-30", "2006-07-07"));
  EXPECT_THAT(readings({Worth("month", 3)}), ElementsAre("2006-03", "2007-03"));
  EXPECT_THAT(readings(MonthDay(6, "23")), ElementsAre("2006-06-23", "2007-06-23"));
  EXPECT_THAT(readings(MonthDay(8, "23")), ElementsAre("2005-08-23", "2006-08-23"));
  EXPECT_THAT(readings(Hour("7", "pm")), ElementsAre());
  EXPECT_THAT(readings(Both(Length("3", "M", "month"), {Part("ago", "ago")})), ElementsAre("2006-04", "2006-04-05"));
}

// It is told at half past two in the afternoon.
TEST(ComposedDateTest, MayReadATimeThatHasPassedOnTheNextDay) {
  const pb::Value passed = Normalize("date", "9 am", Hour("9", "am"), PublishedOn(kWednesday));
  EXPECT_EQ(passed.canonical(), "2006-07-05T09:00");
  EXPECT_THAT(passed.date().alternatives(), ElementsAre("2006-07-05T09:00", "2006-07-06T09:00"));
}

TEST(ComposedDateTest, ReadsARangeOnTheOtherSideOfTheAnchorToo) {
  const auto readings = [](const PartList& from, const PartList& to) {
    const pb::Value value =
        Normalize("date", "text", {Holding("from", from), Holding("to", to)}, PublishedOn("2006-07-05"));
    return std::vector<std::string>(value.date().alternatives().begin(), value.date().alternatives().end());
  };
  EXPECT_THAT(readings(Weekday(1), Weekday(5)), ElementsAre("2006-07-03/2006-07-07", "2006-07-10/2006-07-14"));
  EXPECT_THAT(readings(MonthDay(12, "28"), MonthDay(1, "3")),
              ElementsAre("2005-12-28/2006-01-03", "2006-12-28/2007-01-03"));
}

TEST(ComposedDateTest, TakesTheYearThatTheWeekdayFits) {
  ExpectCanonical({
      {"Friday, July 18", Both(Weekday(5), MonthDay(7, "18")), "2006-07-18"},  // a Tuesday; no year beside fits
      {"Friday, Dec. 29", Both(Weekday(5), MonthDay(12, "29")), "2006-12-29"},
      {"Thursday, Dec. 29", Both(Weekday(4), MonthDay(12, "29")), "2005-12-29"},
  });
}

TEST(ComposedDateTest, KeepsWhatComesBack) {
  const auto every = [](PartList parts) { return Both({Part("every", "every")}, parts); };
  ExpectCanonical({
      {"every Monday", every(Weekday(1)), "XXXX-WXX-1"},
      {"every Monday at 9 p.m.", every(Both(Weekday(1), Hour("9", "pm"))), "XXXX-WXX-1T21:00"},
      {"every three weeks", every(Length("3", "W", "week")), "P3W"},
      {"every day at 9 p.m.", every(Both(Length("1", "D", "day"), Hour("9", "pm"))), "T21:00"},
      {"every June 23", every(MonthDay(6, "23")), "XXXX-06-23"},
  });
  const pb::Value twice =
      Normalize("date", "twice a week", every(Both(Length("1", "W", "week"), {Worth("frequency", 2)})), {});
  EXPECT_EQ(twice.date().frequency(), "2X");
  EXPECT_EQ(twice.date().quantifier(), "EVERY");
}

TEST(ComposedDateTest, PlacesLengthsOnTheCalendar) {
  const auto placed = [](PartList parts) {
    const pb::Value value = Normalize("duration", "text", parts, PublishedOn(kWednesday));
    return value.duration().begin() + " " + value.duration().end();
  };
  const auto towards = [](const char* offset) { return Part("direction", "words", {{"offset", offset}}); };

  EXPECT_EQ(placed(Both(Length("3", "D", "day"), {towards("1")})), "2006-07-06 2006-07-08");
  EXPECT_EQ(placed(Both(Length("2", "M", "month"), {towards("-1")})), "2006-05-05 2006-07-04");
  const ValuePart working = Part("working", "business");
  EXPECT_EQ(placed(Both(Length("3", "D", "day"), {towards("1"), working})), "2006-07-06 2006-07-10");
  EXPECT_EQ(placed(Both(Length("3", "D", "day"), {towards("-1"), working})), "2006-06-30 2006-07-04");
  EXPECT_EQ(placed(Both(Length("3", "D", "day"), {towards("0"), working})), "2006-07-05 2006-07-07");
  EXPECT_EQ(placed(Both(Length("2611", "D", "day"), {towards("1"), working})), " ");
  EXPECT_EQ(placed(Both(Length("9", "M", "month"), {towards("0")})), "2006-07-05 2007-04-04");
  EXPECT_EQ(placed(Both(Length("5", "TM", ""), {towards("1")})), "2006-07-05T14:30 2006-07-05T14:35");
  EXPECT_EQ(placed(Both(Length("2", "TH", ""), {Holding("begin", Hour("4", "pm"))})),
            "2006-07-05T16:00 2006-07-05T18:00");
  EXPECT_EQ(placed(Length("3", "D", "day")), " ");
}

TEST(ComposedDateTest, CountsWeekdaysFromADay) {
  const ValuePart ahead = Part("ahead", "from now"), onward = Part("onward", "after"), back = Part("back", "before");
  const ValuePart third = Worth("nth", 3), monday = Worth("weekday", 1), wednesday = Worth("weekday", 3);
  const ValuePart may = Holding("base", MonthDay(5, "1"));  // a Monday
  ExpectCanonical({
      {"three Mondays from now", {third, monday, ahead}, "2006-07-24"},
      {"three Wednesdays from now", {third, wednesday, ahead}, "2006-07-26"},
      {"three Wednesdays ago", {third, wednesday, Part("ago", "ago")}, "2006-06-14"},
      {"the third Monday after May 1", {third, monday, onward, may}, "2006-05-22"},
      {"the third Monday before May 1", {third, monday, back, may}, "2006-04-10"},
      {"no weekday", {third, Part("day", "3"), ahead}, "no weekday"},
  });
}

TEST(ComposedDateTest, FindsTheClosestDay) {
  const ValuePart closest = Worth("closest", 1), second = Worth("closest", 2), monday = Worth("weekday", 1);
  const ValuePart new_year = Part("holiday", "New Year", {{"rule", "01-01"}});
  ExpectCanonical({
      {"Monday closest to May 3", {closest, monday, Holding("base", MonthDay(5, "3"))}, "2006-05-01"},
      {"Monday closest to May 5", {closest, monday, Holding("base", MonthDay(5, "5"))}, "2006-05-08"},
      {"Monday closest to May 1", {closest, monday, Holding("base", MonthDay(5, "1"))}, "2006-05-01"},
      {"Monday second closest to May 5", {second, monday, Holding("base", MonthDay(5, "5"))}, "2006-05-01"},
      {"closest Monday", {closest, monday}, "2006-07-03"},
      {"New Year closest to today", {closest, new_year, Holding("base", Relative("day", "0"))}, "2007-01-01"},
      {"New Year second closest to today", {second, new_year, Holding("base", Relative("day", "0"))}, "2006-01-01"},
      {"closest of nothing", {closest, Part("day", "3")}, "closest of nothing"},
  });
}

TEST(ComposedDateTest, PutsAnOccasionIntoTheYearThatADistanceComesTo) {
  const ValuePart thanksgiving = Holding("occasion", {Part("holiday", "Thanksgiving", {{"rule", "11-4#4"}})});
  const ValuePart march = Holding("occasion", {Worth("month", 3)}), ahead = Part("ahead", "in");
  ExpectCanonical({
      {"Thanksgiving a year ago", Both(Length("1", "Y", "year"), {thanksgiving, Part("ago", "ago")}), "2005-11-24"},
      {"Thanksgiving eight months ago", Both(Length("8", "M", "month"), {thanksgiving, Part("ago", "ago")}),
       "2005-11-24"},
      {"March in two years", Both(Length("2", "Y", "year"), {march, ahead}), "2008-03"},
      {"Monday in two weeks", Both(Length("2", "W", "week"), {Holding("occasion", Weekday(1)), ahead}), "2006-07-17"},
      {"last month a year ago",
       Both(Length("1", "Y", "year"), {Holding("occasion", {Part("direction", "last", {{"offset", "-1"}}),
                                                            Part("unit", "month", {{"unit", "month"}})}),
                                       Part("ago", "ago")}),
       "2005-06"},
      {"June 31 in two years", Both(Length("2", "Y", "year"), {Holding("occasion", MonthDay(6, "31")), ahead}),
       "June 31 in two years"},
      {"in a year at noon", Both(Length("1", "Y", "year"), {ahead, Part("noon", "noon")}), "2007-07-05T12:00"},
  });
}

TEST(ComposedDateTest, KnowsTheEveningBeforeAndAllDaysOfAHoliday) {
  const PartList parts = {Part("holiday", "feast", {{"rule", "2006-12-16"}, {"days", "-1 0..7"}})};

  const pb::Value value = Normalize("date", "feast", parts, PublishedOn("2006-12-05"));

  EXPECT_EQ(value.canonical(), "2006-12-16");
  EXPECT_THAT(value.date().alternatives(), ElementsAre("2006-12-15", "2006-12-16", "2006-12-16/2006-12-23"));
}

TEST(ComposedDateTest, ReadsTheNthWeekOfAPeriodAlsoAsItsNthWholeWeek) {
  const PartList parts = {Worth("nth", 1), Part("nth_unit", "week"),
                          Holding("within", {Worth("month", 11), Part("year", "2006")})};

  const pb::Value value = Normalize("date", "first week of November 2006", parts, PublishedOn(kWednesday));

  EXPECT_EQ(value.canonical(), "2006-W44");
  EXPECT_THAT(value.date().alternatives(), ElementsAre("2006-W44", "2006-W45"));
}

TEST(HolidayTest, ReadsSpansAndLeavesOutWhatIsNone) {
  const std::vector<HolidaySpan> spans = ReadHolidaySpans("-1 0..7 3..1 x ..");

  ASSERT_EQ(spans.size(), 2u);
  EXPECT_EQ(spans[0].first, -1);
  EXPECT_EQ(spans[0].last, -1);
  EXPECT_EQ(spans[1].first, 0);
  EXPECT_EQ(spans[1].last, 7);
  EXPECT_TRUE(ReadHolidaySpans("").empty());
}

TEST(HolidayTest, FindsTheDayOfAYear) {
  const auto day = [](int year, const char* rule) {
    const auto found = HolidayIn(year, rule);
    return found ? absl::FormatCivilTime(*found) : "";
  };

  EXPECT_EQ(day(2006, "12-25"), "2006-12-25");
  EXPECT_EQ(day(2006, "11-4#4"), "2006-11-23");
  EXPECT_EQ(day(2006, "11-4#4+1"), "2006-11-24");
  EXPECT_EQ(day(2006, "05-1#-1"), "2006-05-29");
  EXPECT_EQ(day(2006, "11-01>2"), "2006-11-07");
  EXPECT_EQ(day(2006, "05-25<1"), "2006-05-22");
  EXPECT_EQ(day(2013, "04-27!7-1"), "2013-04-27");
  EXPECT_EQ(day(2014, "04-27!7-1"), "2014-04-26");
  EXPECT_EQ(day(2021, "10-16!6-1!7+1"), "2021-10-15");
  EXPECT_EQ(day(2022, "10-16!6-1!7+1"), "2022-10-17");
  EXPECT_EQ(day(2006, "easter"), "2006-04-16");
  EXPECT_EQ(day(2006, "easter-2"), "2006-04-14");
  EXPECT_EQ(day(2018, "orthodox"), "2018-04-08");
  EXPECT_EQ(day(2019, "2018-06-15 2019-06-04 2020-05-24"), "2019-06-04");
  EXPECT_EQ(day(2021, "2018-06-15 2019-06-04 2020-05-24"), "");
  EXPECT_EQ(day(2006, "02-29"), "");
  for (const char* rule :
       {"", "x", "13-01", "11-8#1", "11-4#", "easter!", "2018-06", "10-16!", "10-16!8-1", "10-16!6x"})
    EXPECT_EQ(day(2006, rule), "") << rule;
}

}  // namespace
}  // namespace caspian::extractor
