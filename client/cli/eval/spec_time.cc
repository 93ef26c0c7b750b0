#include "client/cli/eval/spec_time.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"

namespace caspian::cli {
namespace {

constexpr double kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr double kDaysOfMonth = 30, kDaysOfYear = 365, kMonthsOfYear = 12;

// "06:30:00" of "06", "06:30", "06:30:00+06:00", "06:30Z"; a part of the day as it is.
std::string FullTime(absl::string_view text) {
  if (text.empty() || !absl::ascii_isdigit(text.front())) return std::string(text);
  std::string time(text.substr(0, text.find_first_of("+-Z")));
  while (time.size() < 8) absl::StrAppend(&time, ":00");
  return time;
}

// Adds `amount` of a unit to `length`; false for an unknown unit.
bool AddUnit(double amount, absl::string_view unit, bool time, TimeLength* length) {
  if (unit == "Y") return length->months += kMonthsOfYear * amount, true;
  if (unit == "M" && !time) return length->months += amount, true;
  const double seconds = unit == "W"    ? 7 * kDay
                         : unit == "WE" ? 2 * kDay
                         : unit == "D"  ? kDay
                         : unit == "H"  ? kHour
                         : unit == "M"  ? kMinute
                         : unit == "S"  ? 1
                                        : 0;
  length->seconds += amount * seconds;
  return seconds > 0;
}

// Minutes east of UTC of "…T04:30:00-02:00"; absent where no zone is named.
absl::optional<int> ZoneOf(absl::string_view text) {
  const size_t time = text.find('T');
  if (time == absl::string_view::npos) return absl::nullopt;
  if (absl::EndsWith(text, "Z")) return 0;
  const size_t sign = text.find_first_of("+-", time);
  int hours = 0, minutes = 0;
  if (sign == absl::string_view::npos || text.size() - sign != 6) return absl::nullopt;
  if (!absl::SimpleAtoi(text.substr(sign + 1, 2), &hours) || !absl::SimpleAtoi(text.substr(sign + 4), &minutes))
    return absl::nullopt;
  return (text[sign] == '-' ? -1 : 1) * (60 * hours + minutes);
}

// The first month and the number of months of "Q2", "H1", "SU"; of a winter December.
struct PartOfYear {
  absl::string_view code;
  int first_month, months;
};
constexpr PartOfYear kPartsOfYear[] = {{"Q1", 1, 3}, {"Q2", 4, 3}, {"Q3", 7, 3}, {"Q4", 10, 3}, {"H1", 1, 6},
                                       {"H2", 7, 6}, {"SP", 3, 3}, {"SU", 6, 3}, {"FA", 9, 3},  {"WI", 12, 3}};

// "45" or "45-WE" of a year.
absl::optional<DaySpan> DaysOfWeek(int year, absl::string_view week) {
  const bool weekend = absl::ConsumeSuffix(&week, "-WE");
  int number = 0;
  if (week.size() != 2 || !absl::SimpleAtoi(week, &number)) return absl::nullopt;
  const absl::CivilDay in_first_week(year, 1, 4);
  const absl::CivilDay monday = absl::PrevWeekday(in_first_week + 1, absl::Weekday::monday) + 7 * (number - 1);
  return DaySpan{weekend ? monday + 5 : monday, monday + 6};
}

// The end of a day as the beginning of the next.
Moment DayBegun(Moment moment) {
  const absl::optional<absl::CivilDay> day = ParseDay(moment.day);
  if (moment.time != "24:00:00" || !day) return moment;
  return {absl::FormatCivilTime(*day + 1), "00:00:00"};
}

}  // namespace

std::string InZoneOf(absl::string_view reference, absl::string_view moment) {
  const absl::optional<int> theirs = ZoneOf(reference), ours = ZoneOf(moment);
  const Moment parts = ParseMoment(moment);
  absl::CivilSecond second;
  if (!theirs || !ours || !absl::ParseCivilTime(absl::StrCat(parts.day, "T", parts.time), &second))
    return std::string(moment);
  return absl::FormatCivilTime(second + 60 * (*theirs - *ours));
}

Moment ParseMoment(absl::string_view text) {
  const bool only_time = text.size() > 2 && text[2] == ':';
  const size_t split = only_time ? 0 : std::min(text.find_first_of("T "), text.size());
  const absl::string_view time = only_time ? text : text.substr(std::min(split + 1, text.size()));
  return DayBegun({std::string(text.substr(0, split)), FullTime(time)});
}

bool SameMoment(const Moment& a, const Moment& b, absl::string_view today) {
  if (a.time != b.time) return false;
  const auto day = [today](const std::string& text) {
    return text.empty() || text == "XXXX-XX-XX" ? std::string(today) : text;
  };
  return a.day == b.day || day(a.day) == day(b.day);
}

absl::optional<absl::CivilDay> ParseDay(absl::string_view text) {
  absl::CivilDay day;
  if (text.size() < 10 || !absl::ParseCivilTime(text.substr(0, 10), &day)) return absl::nullopt;
  return day;
}

absl::optional<absl::CivilDay> FirstDayOf(absl::string_view timex) {
  int quarter = 0;
  if (timex.size() == 7 && timex[5] == 'Q' && absl::SimpleAtoi(timex.substr(6), &quarter))
    return ParseDay(absl::StrFormat("%s-%02d-01", timex.substr(0, 4), 3 * quarter - 2));
  const absl::string_view rest = timex.size() == 4 ? "-01-01" : timex.size() == 7 ? "-01" : "";
  return ParseDay(absl::StrCat(timex, rest));
}

absl::optional<DaySpan> DaysOf(absl::string_view timex) {
  timex = timex.substr(0, timex.find('T'));
  int year = 0;
  if (timex.size() > 6 && timex.substr(4, 2) == "-W" && timex[6] != 'I' && absl::SimpleAtoi(timex.substr(0, 4), &year))
    return DaysOfWeek(year, timex.substr(6));
  if (timex.size() == 7 && absl::SimpleAtoi(timex.substr(0, 4), &year)) {
    for (const PartOfYear& part : kPartsOfYear) {
      const absl::CivilMonth first(year, part.first_month);
      if (timex.substr(5) == part.code) return DaySpan{absl::CivilDay(first), absl::CivilDay(first + part.months) - 1};
    }
  }
  const absl::optional<absl::CivilDay> first = FirstDayOf(timex);
  if (!first) return absl::nullopt;
  const absl::CivilDay behind = timex.size() == 4   ? absl::CivilDay(absl::CivilYear(*first) + 1)
                                : timex.size() == 7 ? absl::CivilDay(absl::CivilMonth(*first) + 1)
                                                    : *first + 1;
  return DaySpan{*first, behind - 1};
}

bool IsSeasonOfSun(absl::string_view timex, absl::CivilDay first, absl::CivilDay last) {
  constexpr absl::string_view kSeasons[] = {"-SP", "-SU", "-FA", "-WI"};
  const bool season = std::any_of(std::begin(kSeasons), std::end(kSeasons),
                                  [timex](absl::string_view code) { return absl::EndsWith(timex, code); });
  const absl::optional<DaySpan> days = season ? DaysOf(timex) : absl::nullopt;
  const auto about = [](absl::CivilDay day, absl::CivilMonth month) {
    return absl::CivilMonth(day) == month && day.day() >= 19 && day.day() <= 24;
  };
  if (!days) return false;
  const absl::CivilMonth month(days->first);
  return about(first, month) && about(last, month + 3);
}

std::string NormalTimex(absl::string_view timex) {
  const size_t split = timex.find('T');
  const bool time = split != absl::string_view::npos && split + 1 < timex.size() &&
                    absl::ascii_isdigit(timex[split + 1]) && !absl::StartsWith(timex, "P");
  if (!time) return std::string(timex);
  const std::string full = FullTime(timex.substr(split + 1));
  return absl::StrCat(timex.substr(0, split + 1), absl::StripSuffix(full, ":00"));
}

double TimeLength::TotalSeconds() const {
  const double years = std::floor(months / kMonthsOfYear);
  return seconds + kDay * (years * kDaysOfYear + (months - years * kMonthsOfYear) * kDaysOfMonth);
}

absl::optional<TimeLength> ParseLength(absl::string_view timex) {
  if (!absl::ConsumePrefix(&timex, "P") || timex.empty()) return absl::nullopt;
  TimeLength length;
  for (bool time = false; !timex.empty();) {
    time |= absl::ConsumePrefix(&timex, "T");
    const size_t digits = std::min(timex.find_first_not_of("0123456789."), timex.size());
    const size_t end = std::min(timex.find_first_of("0123456789.T", digits), timex.size());
    double amount = 0;
    if (!absl::SimpleAtod(timex.substr(0, digits), &amount)) return absl::nullopt;
    if (!AddUnit(amount, timex.substr(digits, end - digits), time, &length)) return absl::nullopt;
    timex.remove_prefix(end);
  }
  return length;
}

bool SameLength(const TimeLength& a, const TimeLength& b) {
  constexpr double kEpsilon = 1e-6;
  const auto near = [](double x, double y) { return std::abs(x - y) < kEpsilon; };
  return (near(a.months, b.months) && near(a.seconds, b.seconds)) || near(a.TotalSeconds(), b.TotalSeconds());
}

}  // namespace caspian::cli
