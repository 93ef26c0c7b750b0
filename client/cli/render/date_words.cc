#include "client/cli/render/date_words.h"

#include <array>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "common/base/civil_date.h"

namespace caspian::cli {
namespace {

constexpr std::array<absl::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
constexpr int kOpen = -1;

// A date as far as it is known: year kOpen for XXXX, month and day 0 where absent.
struct Parts {
  int year = 0;
  int month = 0;
  int day = 0;
  std::string time;
};

bool ReadNumber(absl::string_view text, size_t digits, int* value) {
  if (text.size() != digits) return false;
  if (text.find_first_not_of('X') == text.npos) return *value = kOpen, true;
  return text.find_first_not_of("0123456789") == text.npos && absl::SimpleAtoi(text, value);
}

std::optional<Parts> Parse(absl::string_view timex) {
  Parts parts;
  const size_t t = timex.find('T');
  if (t != timex.npos) {
    parts.time = std::string(timex.substr(t + 1));
    timex = timex.substr(0, t);
  }
  const std::vector<absl::string_view> fields = absl::StrSplit(timex, '-');
  if (fields.size() > 3 || !ReadNumber(fields[0], 4, &parts.year)) return std::nullopt;
  if (fields.size() > 1 && (!ReadNumber(fields[1], 2, &parts.month) || parts.month < 1 || parts.month > 12))
    return std::nullopt;
  if (fields.size() > 2 && (!ReadNumber(fields[2], 2, &parts.day) || parts.day < 1)) return std::nullopt;
  return parts;
}

std::string TimeOfDay(absl::string_view time) {
  if (time == "MO") return ", morning";
  if (time == "AF") return ", afternoon";
  if (time == "EV") return ", evening";
  if (time == "NI") return ", night";
  return time.empty() ? "" : absl::StrCat(" ", time);
}

std::string MonthName(int month, DateForm form) {
  const absl::string_view name = kMonths[static_cast<size_t>(month) - 1];
  return std::string(form.long_months ? name : name.substr(0, 3));
}

std::string YearSuffix(int year, DateForm form) {
  if (year == form.known_year) return "";
  return year == kOpen ? ", year open" : absl::StrCat(" ", year);
}

std::string OneDate(const Parts& date, DateForm form) {
  if (date.month == 0) return date.year == kOpen ? "year open" : absl::StrCat(date.year);
  const std::string day = date.day > 0 ? absl::StrCat(date.day, " ") : "";
  return absl::StrCat(day, MonthName(date.month, form), YearSuffix(date.year, form), TimeOfDay(date.time));
}

bool IsWholeMonths(const Parts& first, const Parts& last) {
  return first.day == 1 && last.day == DaysInMonth(last.year, last.month);
}

// Both ends with the same precision and known years: what they share is said once.
std::string Range(const Parts& first, const Parts& last, DateForm form) {
  if (first.year != last.year) {
    DateForm years = form;
    years.known_year = 0;
    return absl::StrCat(OneDate(first, years), " – ", OneDate(last, years));
  }
  const std::string year = YearSuffix(last.year, form);
  if (first.day == 0 || last.day == 0) {
    if (first.month == last.month) return OneDate(last, form);
    return absl::StrCat(MonthName(first.month, form), "–", MonthName(last.month, form), year);
  }
  if (first.month == last.month) return absl::StrCat(first.day, "–", last.day, " ", MonthName(last.month, form), year);
  return absl::StrCat(first.day, " ", MonthName(first.month, form), " – ", last.day, " ", MonthName(last.month, form),
                      year);
}

std::string DayOf(absl::CivilDay day) { return absl::FormatCivilTime(day); }

// The days of an ISO week, "2019-W19"; empty where it is none of a known year.
std::string WeekWords(absl::string_view timex, DateForm form) {
  int year = 0, week = 0;
  if (timex.size() != 8 || timex.substr(4, 2) != "-W" || !ReadNumber(timex.substr(0, 4), 4, &year) ||
      !ReadNumber(timex.substr(6), 2, &week) || year == kOpen || week == kOpen)
    return "";
  // The first week is that of 4 January.
  const absl::CivilDay monday = absl::PrevWeekday(absl::CivilDay(year, 1, 5), absl::Weekday::monday) + 7 * (week - 1);
  return DayRangeWords(DayOf(monday), DayOf(monday + 6), form);
}

std::string Bounded(const v1::EventRecord& event, DateForm form) {
  const std::string& first = event.not_before();
  const std::string& last = event.not_after();
  if (first.empty() && last.empty()) return "";
  if (first.empty()) return absl::StrCat("by ", DateWords(last, form));
  if (last.empty()) return absl::StrCat("from ", DateWords(first, form));
  return absl::StrCat("within ", DayRangeWords(first, last, form));
}

}  // namespace

std::string DateWords(absl::string_view canonical, DateForm form) {
  if (canonical == "PRESENT_REF") return "now";
  if (canonical == "PAST_REF") return "in the past";
  if (canonical == "FUTURE_REF") return "in future";
  if (absl::StartsWith(canonical, "/")) return absl::StrCat("until ", DateWords(canonical.substr(1), form));
  if (absl::EndsWith(canonical, "/"))
    return absl::StrCat("from ", DateWords(canonical.substr(0, canonical.size() - 1), form));
  if (const std::string week = WeekWords(canonical, form); !week.empty()) return week;
  const std::vector<absl::string_view> ends = absl::StrSplit(canonical, '/');
  const auto first = Parse(ends.front());
  const auto last = Parse(ends.back());
  if (!first || !last || ends.size() > 2) return std::string(canonical);
  if (ends.size() == 1) return OneDate(*first, form);
  if (first->month == 0 || last->month == 0 || !first->time.empty() || !last->time.empty()) {
    return absl::StrCat(OneDate(*first, form), " – ", OneDate(*last, form));
  }
  return Range(*first, *last, form);
}

std::string DayRangeWords(absl::string_view first_day, absl::string_view last_day, DateForm form) {
  auto first = Parse(first_day);
  auto last = Parse(last_day);
  if (!first || !last || first->day == 0 || last->day == 0) return absl::StrCat(first_day, " – ", last_day);
  if (first_day == last_day) return OneDate(*first, form);
  if (!IsWholeMonths(*first, *last)) return Range(*first, *last, form);
  first->day = last->day = 0;
  if (first->month > 1 || last->month < 12) return Range(*first, *last, form);
  return first->year == last->year ? absl::StrCat(first->year) : absl::StrCat(first->year, "–", last->year);
}

std::string EventTimeWords(const v1::EventRecord& event, DateForm form) {
  const bool has_days = !event.first_day().empty() && !event.last_day().empty();
  const auto exact = Parse(event.when());
  if (has_days && (!exact || exact->time.empty())) return DayRangeWords(event.first_day(), event.last_day(), form);
  if (!event.when().empty()) return DateWords(event.when(), form);
  return Bounded(event, form);
}

}  // namespace caspian::cli
