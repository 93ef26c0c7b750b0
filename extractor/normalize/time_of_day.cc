#include "extractor/normalize/time_of_day.h"

#include <cstdlib>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace caspian::extractor {
namespace {

constexpr int kHour = 60 * 60, kNoon = 12 * kHour;
// Before it "tonight at …" is of the night's second half.
constexpr int kEndOfNight = 6 * kHour;

struct DayPart {
  absl::string_view name, code;
};
constexpr DayPart kDayParts[] = {
    {"morning", "MO"}, {"afternoon", "AF"}, {"evening", "EV"}, {"night", "NI"}, {"daytime", "DT"}};

absl::optional<int> ReadInt(const Parts& parts, absl::string_view name) {
  const ValuePart* part = parts.Find(name);
  const absl::optional<Decimal> number = part == nullptr ? absl::nullopt : ReadNumber(*part);
  return number ? number->ToInt(9999) : absl::nullopt;
}

// Minutes of "+3", "-0500", "+05:30".
absl::optional<int> MinutesOfSigned(absl::string_view text) {
  const std::string digits = absl::StrReplaceAll(text.substr(1), {{":", ""}});
  int number = 0;
  if (digits.size() > 4 || !absl::SimpleAtoi(digits, &number)) return absl::nullopt;
  const int hours = digits.size() > 2 ? number / 100 : number, minutes = digits.size() > 2 ? number % 100 : 0;
  if (minutes > 59) return absl::nullopt;
  return (text[0] == '-' ? -1 : 1) * (60 * hours + minutes);
}

// Minutes east of UTC: the feature `offset` of the part `zone`, or a sign and hours in its words.
absl::optional<int> ReadOffset(const Parts& parts) {
  const absl::string_view feature = parts.Feature("zone", "offset"), text = parts.Find("zone")->text;
  int minutes = 0;
  if (feature.empty() && (text[0] == '+' || text[0] == '-')) return MinutesOfSigned(text);
  return absl::SimpleAtoi(feature.empty() ? text : feature, &minutes) ? absl::make_optional(minutes) : absl::nullopt;
}

// "Z", "+06:00", or empty.
absl::StatusOr<std::string> ReadZone(const Parts& parts) {
  if (!parts.Has("zone")) return std::string();
  if (parts.Find("zone")->text == "Z") return std::string("Z");
  const absl::optional<int> offset = ReadOffset(parts);
  const int minutes = offset.value_or(0);
  if (!offset || std::abs(minutes) > 18 * 60) {
    return absl::InvalidArgumentError(absl::StrCat("there is no time zone ", parts.Find("zone")->text));
  }
  if (minutes == 0) return std::string("Z");
  return absl::StrFormat("%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
}

// Of several, the one that the words name last is the narrowest; the feature `part` of a part `day_part`, or a part
// with the name of one.
std::string ReadDayPart(const Parts& parts) {
  const absl::string_view code = parts.Feature("day_part", "part");
  if (!code.empty()) return std::string(code);
  for (const DayPart& known : kDayParts) {
    if (parts.Has(known.name)) return std::string(known.code);
  }
  return std::string();
}

// The hour and minute that are stated, on the clock of twelve or of 24 hours.
struct Clock {
  int named_hour = 0;
  int hour = 0;
  int minute = 0;
  bool digits_of_24 = false;  // "0735", "07:35"

  bool FitsTwelve() const { return named_hour >= 1 && named_hour <= 12; }
};

// "0735" is hour and minute in one.
void SplitDigits(absl::string_view digits, Clock* clock) {
  if (!absl::ascii_isdigit(digits[0]) || (digits.size() != 4 && (digits.size() != 3 || clock->hour < 100))) return;
  clock->minute = clock->hour % 100;
  clock->hour = clock->hour / 100;
}

// `minutes_to` ("ten to eight") counts back from the hour.
absl::optional<Clock> ReadClock(const Parts& parts, const ValuePart& stated) {
  const absl::optional<int> hour = parts.Has("noon") ? 12 : ReadInt(parts, "hour");
  if (!hour || *hour < 0) return absl::nullopt;
  Clock clock{0, *hour, ReadInt(parts, "minute").value_or(0), stated.text.size() > 1 && stated.text[0] == '0'};
  if (!parts.Has("minute")) SplitDigits(stated.text, &clock);
  clock.named_hour = clock.hour;
  if (clock.minute > 59) return absl::nullopt;
  if (!parts.Has("minutes_to")) return clock;
  const absl::optional<int> to = ReadInt(parts, "minutes_to");
  if (!to || *to < 1 || *to > 59) return absl::nullopt;
  clock.hour = clock.hour == 0 ? 23 : clock.hour - 1;
  clock.minute = 60 - *to;
  return clock;
}

// Seconds since midnight of a time on the clock of twelve hours.
int OfHalf(int seconds, bool afternoon) { return seconds % kNoon + (afternoon ? kNoon : 0); }

absl::StatusOr<absl::optional<TimeOfDay>> ReadStated(const Parts& parts, const ValuePart& stated, TimeOfDay time) {
  const absl::Status none = absl::InvalidArgumentError(absl::StrCat("there is no such time of day as ", stated.text));
  const absl::optional<Clock> clock = ReadClock(parts, stated);
  const bool of_date = parts.Has("first") && !parts.Inside("time").Has("second");  // "05/06/2006" has a second number
  const int second = of_date ? 0 : ReadInt(parts.Has("first") ? parts.Inside("time") : parts, "second").value_or(0);
  const bool am = parts.Has("am"), pm = parts.Has("pm");
  if (!clock || second > 59 || ((am || pm) && !clock->FitsTwelve())) return none;
  int seconds = clock->hour * kHour + clock->minute * 60 + second;
  if (am || pm) seconds = OfHalf(seconds, pm);
  if (seconds > kSecondsOfDay) return none;  // 24:00 is the end of the day
  time.second = seconds;
  time.seconds_stated = parts.Has("second") && !of_date;
  time.afternoon = pm;
  time.half_open = !am && !pm && !clock->digits_of_24 && time.zone.empty() && !parts.Has("noon") && clock->FitsTwelve();
  SettleByPart(&time);
  return absl::make_optional(time);
}

}  // namespace

absl::StatusOr<absl::optional<TimeOfDay>> ReadTimeOfDay(const Parts& parts) {
  TimeOfDay time;
  absl::StatusOr<std::string> zone = ReadZone(parts);
  if (!zone.ok()) return zone.status();
  time.zone = *std::move(zone);
  time.part = ReadDayPart(parts);
  if (const ValuePart* stated = parts.Find("hour")) return ReadStated(parts, *stated, time);
  if (const ValuePart* noon = parts.Find("noon")) {
    if (parts.Has("minutes_to") || parts.Has("minute")) return ReadStated(parts, *noon, time);
    time.second = kNoon;
    return absl::make_optional(time);
  }
  if (parts.Has("midnight")) {
    time.second = kSecondsOfDay;
    return absl::make_optional(time);
  }
  return time.part.empty() ? absl::optional<TimeOfDay>() : absl::make_optional(time);
}

void SettleByPart(TimeOfDay* time) {
  if (!time->half_open || time->part.empty()) return;
  const int early = OfHalf(*time->second, false);
  time->half_open = time->part == "DT";
  if (time->part == "MO" || (time->part == "NI" && early > 0 && early < kEndOfNight)) {
    time->second = early;
  } else if (time->part != "DT") {
    time->second = early == 0 && time->part != "AF" ? kSecondsOfDay : OfHalf(early, true);
  }
}

std::string FormatTimeOfDay(const TimeOfDay& time) {
  if (!time.second) return absl::StrCat("T", time.part);
  const int second = *time.second;
  const std::string seconds = time.seconds_stated ? absl::StrFormat(":%02d", second % 60) : "";
  return absl::StrFormat("T%02d:%02d%s%s", second / kHour, second / 60 % 60, seconds, time.zone);
}

TimeOfDay TwelveHoursLater(const TimeOfDay& time) {
  TimeOfDay later = time;
  later.second = OfHalf(*time.second, *time.second < kNoon);
  return later;
}

void SettleHalves(TimeOfDay* begin, TimeOfDay* end) {
  if (!begin->second || !end->second) return;
  if (begin->half_open && !end->half_open) {
    const int early = OfHalf(*begin->second, false), late = OfHalf(*begin->second, true);
    begin->second = end->afternoon && late < *end->second ? late : early;
    begin->half_open = false;
  } else if (!begin->half_open && end->half_open) {
    const int early = OfHalf(*end->second, false);
    end->second = early > *begin->second ? early : OfHalf(early, true);
    end->half_open = false;
  } else if (begin->half_open && *end->second < *begin->second) {
    *end = TwelveHoursLater(*end);  // "11:30-1:30"
    begin->half_open = end->half_open = false;
  }
}

}  // namespace caspian::extractor
