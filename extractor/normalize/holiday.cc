#include "extractor/normalize/holiday.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "extractor/normalize/period.h"

namespace caspian::extractor {
namespace {

using absl::CivilDay;
using absl::CivilMonth;

absl::optional<int> Number(absl::string_view text) {
  int value = 0;
  if (!absl::SimpleAtoi(text, &value)) return absl::nullopt;
  return value;
}

// "-2", "+39", or nothing.
absl::optional<CivilDay> DaysFrom(CivilDay day, absl::string_view rest) {
  if (rest.empty()) return day;
  absl::ConsumePrefix(&rest, "+");
  const absl::optional<int> days = Number(rest);
  if (!days) return absl::nullopt;
  return day + *days;
}

// "4#4", "1#-1" in the month.
absl::optional<CivilDay> NthWeekday(CivilMonth month, absl::string_view weekday_and_number) {
  const size_t mark = weekday_and_number.find('#');
  const absl::optional<int> weekday = Number(weekday_and_number.substr(0, mark));
  absl::string_view rest = weekday_and_number.substr(mark + 1);
  const size_t plus = std::min(rest.find('+'), rest.size());
  const absl::optional<int> number = Number(rest.substr(0, plus));
  if (!weekday || *weekday < 1 || *weekday > 7 || !number || *number == 0) return absl::nullopt;
  const auto name = static_cast<absl::Weekday>(*weekday - 1);
  const CivilDay day = *number > 0 ? absl::NextWeekday(CivilDay(month) - 1, name) + 7 * (*number - 1)
                                   : absl::PrevWeekday(CivilDay(month + 1), name) + 7 * (*number + 1);
  if (CivilMonth(day) != month) return absl::nullopt;
  return DaysFrom(day, rest.substr(plus));
}

// "!7-1", "!6-1!7+1": the day is moved where it has that weekday; each is told by the day as it was.
absl::optional<CivilDay> MovedOff(CivilDay day, absl::string_view moves) {
  CivilDay moved = day;
  while (absl::ConsumePrefix(&moves, "!")) {
    const size_t end = std::min(moves.find('!'), moves.size());
    const absl::optional<int> weekday = Number(moves.substr(0, 1));
    const absl::optional<CivilDay> to = end < 3 ? absl::nullopt : DaysFrom(day, moves.substr(1, end - 1));
    if (!weekday || *weekday < 1 || *weekday > 7 || !to) return absl::nullopt;
    if (static_cast<int>(absl::GetWeekday(day)) + 1 == *weekday) moved = *to;
    moves.remove_prefix(end);
  }
  return moved;
}

// "12-25", "05-25<1", "11-01>2", "04-27!7-1"; the month is read.
absl::optional<CivilDay> DayOfMonth(int year, int month, absl::string_view rest) {
  const size_t mark = rest.find_first_of("<>!");
  const absl::optional<int> day = Number(rest.substr(0, mark));
  if (!day || !IsDay(year, month, *day)) return absl::nullopt;
  const CivilDay found(year, month, *day);
  if (mark == absl::string_view::npos) return found;
  if (rest[mark] == '!') return MovedOff(found, rest.substr(mark));
  const absl::optional<int> weekday = Number(rest.substr(mark + 1));
  if (!weekday || *weekday < 1 || *weekday > 7) return absl::nullopt;
  const auto name = static_cast<absl::Weekday>(*weekday - 1);
  return rest[mark] == '<' ? absl::PrevWeekday(found, name) : absl::NextWeekday(found, name);
}

// The day of the year in a list of days.
absl::optional<CivilDay> DayInList(int year, absl::string_view days) {
  const std::string wanted = absl::StrFormat("%04d-", year);
  for (size_t at = 0; at + 10 <= days.size(); at += 11) {
    const absl::optional<int> month = Number(days.substr(at + 5, 2)), day = Number(days.substr(at + 8, 2));
    if (days.substr(at, 5) == wanted && month && day && IsDay(year, *month, *day)) return CivilDay(year, *month, *day);
  }
  return absl::nullopt;
}

}  // namespace

CivilDay GregorianEaster(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
  const int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return CivilDay(year, n / 31, n % 31 + 1);
}

CivilDay OrthodoxEaster(int year) {
  const int a = year % 4, b = year % 7, c = year % 19, d = (19 * c + 15) % 30, e = (2 * a + 4 * b - d + 34) % 7;
  const int n = d + e + 114, behind = year / 100 - year / 400 - 2;  // days that the Julian calendar is behind
  return CivilDay(year, n / 31, n % 31 + 1) + behind;
}

absl::optional<CivilDay> HolidayIn(int year, absl::string_view rule) {
  if (absl::ConsumePrefix(&rule, "easter")) return DaysFrom(GregorianEaster(year), rule);
  if (absl::ConsumePrefix(&rule, "orthodox")) return DaysFrom(OrthodoxEaster(year), rule);
  if (rule.size() >= 10 && rule[4] == '-') return DayInList(year, rule);
  const size_t dash = rule.find('-');
  const absl::optional<int> month = Number(rule.substr(0, dash));
  if (dash == absl::string_view::npos || !month || *month < 1 || *month > 12) return absl::nullopt;
  rule.remove_prefix(dash + 1);
  if (rule.find('#') != absl::string_view::npos) return NthWeekday(CivilMonth(year, *month), rule);
  return DayOfMonth(year, *month, rule);
}

std::vector<HolidaySpan> ReadHolidaySpans(absl::string_view spans) {
  std::vector<HolidaySpan> read;
  for (absl::string_view span : absl::StrSplit(spans, ' ', absl::SkipEmpty())) {
    const size_t dots = span.find("..");
    const absl::optional<int> first = Number(span.substr(0, dots));
    const absl::optional<int> last = dots == absl::string_view::npos ? first : Number(span.substr(dots + 2));
    if (first && last && *first <= *last) read.push_back({*first, *last});
  }
  return read;
}

}  // namespace caspian::extractor
