#include "extractor/normalize/period.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace caspian::extractor {
namespace {

using absl::CivilDay;
using absl::CivilMonth;

CivilDay Monday(CivilDay day) { return absl::PrevWeekday(day + 1, absl::Weekday::monday); }

// The ISO 8601 week: that of the year that holds its Thursday.
std::string WeekName(CivilDay day) {
  const CivilDay thursday = Monday(day) + 3;
  return absl::StrFormat("%04d-W%02d", thursday.year(), (absl::GetYearDay(thursday) - 1) / 7 + 1);
}

Period Months(std::string timex3, int year, int month, int count) {
  const CivilMonth first(year, month);
  return {std::move(timex3), CivilDay(first), CivilDay(first + count) - 1};
}

}  // namespace

bool IsYear(int64_t year) { return year >= 1 && year <= 9999; }

bool IsDay(int year, int month, int day) {
  const CivilDay normal(year, month, day);
  return IsYear(year) && normal.year() == year && normal.month() == month && normal.day() == day;
}

std::string FormatDay(CivilDay day) {
  return absl::StrCat(absl::Dec(day.year(), absl::kZeroPad4), "-", absl::Dec(day.month(), absl::kZeroPad2), "-",
                      absl::Dec(day.day(), absl::kZeroPad2));
}

Period DayPeriod(CivilDay day) { return {FormatDay(day), day, day}; }

Period DaysPeriod(CivilDay first, CivilDay last) {
  if (first == last) return DayPeriod(first);
  return {absl::StrCat(FormatDay(first), "/", FormatDay(last)), first, last};
}

Period WeekPeriod(CivilDay day) { return {WeekName(day), Monday(day), Monday(day) + 6}; }

Period WeekendPeriod(CivilDay day) { return {absl::StrCat(WeekName(day), "-WE"), Monday(day) + 5, Monday(day) + 6}; }

Period MonthPeriod(int year, int month) { return Months(absl::StrFormat("%04d-%02d", year, month), year, month, 1); }

Period QuarterPeriod(int year, int quarter) {
  return Months(absl::StrFormat("%04d-Q%d", year, quarter), year, quarter * 3 - 2, 3);
}

Period HalfPeriod(int year, int half) { return Months(absl::StrFormat("%04d-H%d", year, half), year, half * 6 - 5, 6); }

Period YearPeriod(int year) { return Months(absl::StrFormat("%04d", year), year, 1, 12); }

Period DecadePeriod(int year) {
  const int decade = year / 10;
  return {absl::StrFormat("%03dX", decade), CivilDay(std::max(1, decade * 10), 1, 1),
          CivilDay(decade * 10 + 9, 12, 31)};
}

Period CenturyPeriod(int century) {
  const int hundreds = century - 1;
  return {absl::StrFormat("%02dXX", hundreds), CivilDay(std::max(1, hundreds * 100), 1, 1),
          CivilDay(hundreds * 100 + 99, 12, 31)};
}

bool IsSeason(absl::string_view code) { return code == "SP" || code == "SU" || code == "FA" || code == "WI"; }

int SeasonMonth(absl::string_view code) { return code == "SP" ? 3 : code == "SU" ? 6 : code == "FA" ? 9 : 12; }

Period SeasonPeriod(int year, absl::string_view code) {
  return Months(absl::StrFormat("%04d-%s", year, code), year, SeasonMonth(code), 3);
}

}  // namespace caspian::extractor
