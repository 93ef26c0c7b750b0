#include "common/base/civil_date.h"

#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/error.h"

namespace caspian {
namespace {

absl::Status Invalid(absl::string_view what) {
  return MakeError(v1::ERROR_REASON_DOCUMENT_METADATA_INVALID,
                   absl::StrCat(what, ": write a date as 2006-07-05, 2006-07, 2006 or 2006-07-05T14:30+06:00"));
}

// Takes `count` digits from the front of `text`; false where they are not there.
bool TakeDigits(absl::string_view* text, size_t count, int* value) {
  if (text->size() < count) return false;
  for (char c : text->substr(0, count)) {
    if (c < '0' || c > '9') return false;
  }
  const bool read = absl::SimpleAtoi(text->substr(0, count), value);
  text->remove_prefix(count);
  return read;
}

bool TakeChar(absl::string_view* text, char c) {
  if (text->empty() || text->front() != c) return false;
  text->remove_prefix(1);
  return true;
}

bool TakeClock(absl::string_view* text, int* minutes) {
  int hour = 0, minute = 0;
  if (!TakeDigits(text, 2, &hour) || !TakeChar(text, ':') || !TakeDigits(text, 2, &minute) || hour > 23 || minute > 59)
    return false;
  *minutes = hour * 60 + minute;
  return true;
}

bool TakeSeconds(absl::string_view* text) {
  int seconds = 0;
  if (!TakeChar(text, ':')) return true;
  if (!TakeDigits(text, 2, &seconds) || seconds > 60) return false;
  if (!TakeChar(text, '.')) return true;
  size_t digits = 0;
  while (digits < text->size() && (*text)[digits] >= '0' && (*text)[digits] <= '9') ++digits;
  text->remove_prefix(digits);
  return digits > 0;
}

bool TakeOffset(absl::string_view* text, v1::PublishedDate* date) {
  if (text->empty()) return true;
  int minutes = 0;
  if (TakeChar(text, 'Z')) return date->set_utc_offset_minutes(0), true;
  const int sign = text->front() == '-' ? -1 : 1;
  if (!TakeChar(text, '+') && !TakeChar(text, '-')) return false;
  if (!TakeClock(text, &minutes)) return false;
  date->set_utc_offset_minutes(sign * minutes);
  return true;
}

bool TakeTime(absl::string_view* text, v1::PublishedDate* date) {
  int minutes = 0;
  if (!TakeClock(text, &minutes) || !TakeSeconds(text)) return false;
  date->set_minute_of_day(static_cast<uint32_t>(minutes));
  return TakeOffset(text, date);
}

bool TakeDate(absl::string_view* text, v1::PublishedDate* date) {
  int year = 0, month = 0, day = 0;
  if (!TakeDigits(text, 4, &year)) return false;
  date->set_year(static_cast<uint32_t>(year));
  if (text->empty()) return true;
  if (!TakeChar(text, '-') || !TakeDigits(text, 2, &month)) return false;
  date->set_month(static_cast<uint32_t>(month));
  if (month == 0) return false;
  if (text->empty()) return true;
  if (!TakeChar(text, '-') || !TakeDigits(text, 2, &day)) return false;
  date->set_day(static_cast<uint32_t>(day));
  if (day == 0) return false;
  if (text->empty()) return true;
  return (TakeChar(text, 'T') || TakeChar(text, ' ')) && TakeTime(text, date);
}

}  // namespace

int DaysInMonth(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

absl::StatusOr<v1::PublishedDate> ParsePublishedDate(absl::string_view text) {
  v1::PublishedDate date;
  absl::string_view rest = text;
  if (!TakeDate(&rest, &date) || !rest.empty()) return Invalid(absl::StrCat("published \"", text, "\" is no date"));
  if (absl::Status status = CheckPublishedDate(date); !status.ok()) return status;
  return date;
}

std::string FormatPublishedDate(const v1::PublishedDate& date) {
  std::string out = absl::StrFormat("%04d", date.year());
  if (date.month() != 0) absl::StrAppendFormat(&out, "-%02d", date.month());
  if (date.day() != 0) absl::StrAppendFormat(&out, "-%02d", date.day());
  if (!date.has_minute_of_day()) return out;
  absl::StrAppendFormat(&out, "T%02d:%02d", date.minute_of_day() / 60, date.minute_of_day() % 60);
  if (!date.has_utc_offset_minutes()) return out;
  const int offset = date.utc_offset_minutes();
  if (offset == 0) return out + "Z";
  absl::StrAppendFormat(&out, "%c%02d:%02d", offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
  return out;
}

absl::Status CheckPublishedDate(const v1::PublishedDate& date) {
  if (date.year() < 1 || date.year() > 9999) return Invalid(absl::StrCat("published year ", date.year()));
  if (date.month() > 12) return Invalid(absl::StrCat("published month ", date.month()));
  if (date.month() == 0 && date.day() != 0) return Invalid("published day without a month");
  const int days = DaysInMonth(static_cast<int>(date.year()), static_cast<int>(date.month()));
  if (static_cast<int>(date.day()) > days)
    return Invalid(absl::StrCat("published day ", date.day(), " of month ", date.month()));
  if (date.has_minute_of_day() && (date.day() == 0 || date.minute_of_day() > 1439))
    return Invalid("published minute of day");
  if (date.has_utc_offset_minutes() && !date.has_minute_of_day()) return Invalid("published offset without a time");
  if (std::abs(date.utc_offset_minutes()) > 1080) return Invalid("published offset above 18 hours");
  return absl::OkStatus();
}

}  // namespace caspian
