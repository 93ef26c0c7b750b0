// Laws of dates: whatever the anchor, no interval ends before it begins, and the same parts give the same value.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "tests/extractor/normalize/parts_of.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

class DatePropertyTest : public testing::Test {
 protected:
  int Between(int least, int most) {
    return least + static_cast<int>(random_() % static_cast<unsigned>(most - least + 1));
  }

  std::string AnchorText() {
    const absl::CivilDay day = absl::CivilDay(1, 1, 8) + Between(0, 3650000);
    const int precision = Between(0, 3);
    if (precision == 0) return "";
    if (precision == 1) return absl::StrFormat("%04d", day.year());
    if (precision == 2) return absl::StrFormat("%04d-%02d", day.year(), day.month());
    return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
  }

  void MaybeAdd(const char* name, int least, int most, PartList* parts) {
    if (Between(0, 2) == 0) parts->push_back(Part(name, absl::StrCat(Between(least, most))));
  }

  // Parts as any rules might name them, sense or not.
  PartList AnyParts() {
    static const char* const kUnits[] = {"day", "week", "weekend", "month", "quarter", "year", "decade", "century"};
    PartList parts;
    MaybeAdd("year", 0, 10000, &parts);
    MaybeAdd("month", 0, 13, &parts);
    MaybeAdd("day", 0, 32, &parts);
    MaybeAdd("weekday", 1, 7, &parts);
    MaybeAdd("quarter", 1, 4, &parts);
    MaybeAdd("last_year", 0, 10000, &parts);
    MaybeAdd("last_month", 1, 12, &parts);
    MaybeAdd("last_day", 1, 31, &parts);
    MaybeAdd("last_weekday", 1, 7, &parts);
    if (Between(0, 3) == 0)
      parts.push_back(
          Part("relative", "r", {{"unit", kUnits[Between(0, 7)]}, {"offset", absl::StrCat(Between(-50000, 50000))}}));
    if (Between(0, 9) == 0) parts.push_back(Part("closest", absl::StrCat(Between(0, 60))));
    if (Between(0, 9) == 0) parts.push_back(Part("nth", absl::StrCat(Between(-3, 60))));
    if (Between(0, 5) == 0) parts.push_back(Part("ahead", "ahead"));
    if (Between(0, 5) == 0) parts.push_back(Part("since", "since"));
    if (Between(0, 5) == 0) parts.push_back(Part("until", "until"));
    return parts;
  }

  std::mt19937 random_{20060705};
};

TEST_F(DatePropertyTest, AnIntervalNeverEndsBeforeItBegins) {
  for (int i = 0; i < 50000; ++i) {
    const PartList parts = AnyParts();
    const std::string anchor = AnchorText();
    const pb::Value value = Normalize("date", "text", parts, PublishedOn(anchor));
    const pb::DateValue& date = value.date();
    if (!date.first_day().empty() && !date.last_day().empty()) {
      EXPECT_LE(date.first_day(), date.last_day()) << value.ShortDebugString();
    }
    EXPECT_EQ(value.problem().empty(), value.has_date()) << value.ShortDebugString();
    EXPECT_FALSE(value.canonical().empty());
  }
}

// The instant of "2006-07-05T14:30".
absl::CivilMinute Instant(const std::string& timex) {
  absl::CivilDay day;
  EXPECT_TRUE(absl::ParseCivilTime(timex.substr(0, 10), &day)) << timex;
  return absl::CivilMinute(day) + 60 * std::stoi(timex.substr(11, 2)) + std::stoi(timex.substr(14, 2));
}

TEST_F(DatePropertyTest, ARangeOfTimesNeverEndsBeforeItBegins) {
  static const char* const kHalves[] = {"", "am", "pm"};
  const auto clock = [this](const char* name) {
    PartList time = {Part("hour", absl::StrCat(Between(1, 12))),
                     Part("minute", absl::StrFormat("%02d", Between(0, 59)))};
    const char* half = kHalves[Between(0, 2)];
    if (*half != '\0') time.push_back(Part(half, half));
    return Holding(name, time);
  };
  for (int i = 0; i < 20000; ++i) {
    PartList parts = {clock("from"), clock("to")};
    if (Between(0, 1) == 0)
      parts.push_back(Part("relative", "r", {{"unit", "day"}, {"offset", absl::StrCat(Between(-9, 9))}}));
    const pb::Value value = Normalize("date", "text", parts, PublishedOn("2006-07-05"));
    if (!value.problem().empty()) continue;
    const size_t slash = value.canonical().find('/');
    ASSERT_NE(slash, std::string::npos) << value.ShortDebugString();
    EXPECT_LE(Instant(value.canonical()), Instant(value.canonical().substr(slash + 1))) << value.ShortDebugString();
  }
}

TEST_F(DatePropertyTest, EachMinuteReadsBackFromItsCanonicalString) {
  for (int minute = 0; minute < 24 * 60; ++minute) {
    const std::string clock = absl::StrFormat("%02d:%02d", minute / 60, minute % 60);
    const pb::Value value = Normalize(
        "date", clock, {Part("hour", clock.substr(0, 2)), Part("minute", clock.substr(3))}, PublishedOn("2006-07-05"));
    EXPECT_EQ(value.canonical(), absl::StrCat("2006-07-05T", clock));
  }
}

TEST_F(DatePropertyTest, ADistanceBackUndoesTheSameDistanceOnward) {
  for (int i = 0; i < 5000; ++i) {
    const absl::CivilDay day = absl::CivilDay(1500, 1, 1) + Between(0, 300000);
    const std::string days = absl::StrCat(Between(0, 50000));
    const auto moved = [&](const char* direction, absl::CivilDay from) {
      const ValuePart base =
          Holding("base", {Part("year", absl::StrFormat("%04d", from.year())),
                           Part("month", absl::StrCat(from.month())), Part("day", absl::StrCat(from.day()))});
      const pb::Value value =
          Normalize("date", "text", {Part("amount", days), Part("unit", "D"), Part(direction, direction), base}, {});
      absl::CivilDay to;
      EXPECT_TRUE(absl::ParseCivilTime(value.canonical(), &to)) << value.ShortDebugString();
      return to;
    };
    EXPECT_EQ(moved("back", moved("onward", day)), day);
  }
}

TEST_F(DatePropertyTest, EachDayReadsBackFromItsCanonicalString) {
  for (int i = 0; i < 5000; ++i) {
    const absl::CivilDay day = absl::CivilDay(1, 1, 1) + Between(0, 3652058);
    const std::string canonical = absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
    const pb::Value value = Normalize(
        "date", canonical,
        {Part("year", canonical.substr(0, 4)), Part("month", canonical.substr(5, 2)), Part("day", canonical.substr(8))},
        {});
    EXPECT_EQ(value.canonical(), canonical);
    EXPECT_EQ(value.date().first_day(), canonical);
    EXPECT_EQ(value.date().last_day(), canonical);
  }
}

TEST_F(DatePropertyTest, ADayOfAMonthIsWithinHalfAYearOfItsAnchor) {
  for (int i = 0; i < 5000; ++i) {
    const absl::CivilDay anchor = absl::CivilDay(1900, 1, 1) + Between(0, 60000);
    const absl::CivilDay day = anchor + Between(-150, 150);
    const std::string published = absl::StrFormat("%04d-%02d-%02d", anchor.year(), anchor.month(), anchor.day());
    const pb::Value value =
        Normalize("date", "text", {Part("month", absl::StrCat(day.month())), Part("day", absl::StrCat(day.day()))},
                  PublishedOn(published));
    EXPECT_EQ(value.canonical(), absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day())) << published;
  }
}

TEST_F(DatePropertyTest, ABareWeekdayIsWithinTheLastSevenDays) {
  for (int i = 0; i < 2000; ++i) {
    const absl::CivilDay anchor = absl::CivilDay(1900, 1, 1) + Between(0, 60000);
    const absl::CivilDay day = anchor - Between(0, 6);
    const int weekday = static_cast<int>(absl::GetWeekday(day)) + 1;
    const std::string published = absl::StrFormat("%04d-%02d-%02d", anchor.year(), anchor.month(), anchor.day());
    EXPECT_EQ(Normalize("date", "text", {Worth("weekday", weekday)}, PublishedOn(published)).canonical(),
              absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day()));
  }
}

TEST_F(DatePropertyTest, AWeekdayIsCountedFromTheDayAndTheClosestIsNoMoreThanThreeDaysAway) {
  for (int i = 0; i < 20000; ++i) {
    const absl::CivilDay base = absl::CivilDay(1000, 1, 1) + Between(0, 3280000);
    const int nth = Between(1, 50);
    const ValuePart weekday = Part("weekday", absl::StrCat(Between(1, 7)));
    const DateContext context = PublishedOn(absl::FormatCivilTime(base));
    const auto days_from_base = [&](const PartList& parts) {
      absl::CivilDay day;
      EXPECT_TRUE(absl::ParseCivilTime(Normalize("date", "words", parts, context).canonical(), &day)) << base;
      return static_cast<int>(day - base);
    };

    const int ahead = days_from_base({weekday, Part("nth", absl::StrCat(nth)), Part("ahead", "from now")});
    const int closest = days_from_base({weekday, Part("closest", "1")});

    EXPECT_GT(ahead, 7 * (nth - 1)) << base;
    EXPECT_LE(ahead, 7 * nth) << base;
    EXPECT_LE(std::abs(closest), 3) << base;
  }
}

}  // namespace
}  // namespace caspian::extractor
