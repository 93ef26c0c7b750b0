#include <cstdlib>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "extractor/normalize/date.h"

namespace caspian::extractor {
namespace {

constexpr int kMinutesOfDay = 24 * 60;

struct DayPart {
  absl::string_view part, timex;
};
constexpr DayPart kDayParts[] = {
    {"morning", "TMO"}, {"noon", "T12:00"}, {"afternoon", "TAF"}, {"evening", "TEV"}, {"night", "TNI"}};

absl::optional<int> ReadInt(const Parts& parts, absl::string_view name) {
  const ValuePart* part = parts.Find(name);
  const absl::optional<Decimal> number = part == nullptr ? absl::nullopt : ReadNumber(*part);
  return number ? number->ToInt(9999) : absl::nullopt;
}

// "Z", "+06:00", or empty: the feature `offset` of the part `zone` in minutes east of UTC, or a sign and hours in its
// words.
absl::StatusOr<std::string> ReadZone(const Parts& parts) {
  const absl::string_view text = parts.FeatureOrText("zone", "offset");
  int minutes = 0;
  if (text.empty()) return std::string();
  if (text == "Z") return std::string("Z");
  if (!absl::SimpleAtoi(text, &minutes) || std::abs(minutes) > 18 * 60) {
    return absl::InvalidArgumentError(absl::StrCat("there is no time zone ", parts.Find("zone")->text));
  }
  if (minutes == 0) return std::string("Z");
  return absl::StrFormat("%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
}

// Hours since midnight from the clock of twelve hours.
int FullHour(int hour, bool pm) { return hour % 12 + (pm ? 12 : 0); }

absl::optional<std::string> DayPartSuffix(const Parts& parts) {
  for (const DayPart& known : kDayParts) {
    if (parts.Has(known.part)) return std::string(known.timex);
  }
  return absl::nullopt;
}

}  // namespace

absl::StatusOr<absl::optional<std::string>> ReadTimeOfDay(const Parts& parts) {
  const ValuePart* stated = parts.Find("hour");
  if (stated == nullptr) return DayPartSuffix(parts);
  const absl::Status none = absl::InvalidArgumentError(absl::StrCat("there is no such time of day as ", stated->text));
  absl::optional<int> hour = ReadInt(parts, "hour");
  if (!hour || *hour < 0) return none;
  int minute = ReadInt(parts, "minute").value_or(0);
  if (stated->text.size() == 4 && !parts.Has("minute")) {  // "0735"
    minute = *hour % 100;
    hour = *hour / 100;
  }
  const bool twelve = parts.Has("am") || parts.Has("pm");
  if (twelve && (*hour < 1 || *hour > 12)) return none;
  const int second = ReadInt(parts, "second").value_or(0);
  const int minutes = (twelve ? FullHour(*hour, parts.Has("pm")) : *hour) * 60 + minute;
  // 24:00 is the end of the day.
  if (minute > 59 || second > 59 || minutes > kMinutesOfDay || (minutes == kMinutesOfDay && second > 0)) return none;
  const absl::StatusOr<std::string> zone = ReadZone(parts);
  if (!zone.ok()) return zone.status();
  const std::string seconds = parts.Has("second") ? absl::StrFormat(":%02d", second) : "";
  return absl::make_optional(absl::StrFormat("T%02d:%02d%s%s", minutes / 60, minutes % 60, seconds, *zone));
}

}  // namespace caspian::extractor
