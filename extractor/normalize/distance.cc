#include "extractor/normalize/distance.h"

#include <cstdlib>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "extractor/normalize/place.h"

namespace caspian::extractor {
namespace {

using absl::CivilDay;
using absl::CivilMonth;

// Beyond it no date of the calendar is reached.
constexpr int kMostUnits = 4000000;
constexpr int kMostSeconds = 2000000000;

// `amount` in the larger unit is this many of the smaller; absent where that is no whole number.
absl::optional<int> Whole(const Decimal& amount, int factor, int limit) {
  return amount.Times(Decimal(factor)).ToInt(limit);
}

// Adds an amount of the unit with the TIMEX3 letter ("Y" … "D", "TH" …).
bool AddAmount(const Decimal& amount, absl::string_view timex, int factor, Distance* distance) {
  distance->of_day = absl::ConsumePrefix(&timex, "T");
  const char letter = timex.empty() ? ' ' : timex[0];
  int* sum = distance->of_day                 ? &distance->seconds
             : letter == 'W' || letter == 'D' ? &distance->days
                                              : &distance->months;
  const int in_units = distance->of_day ? (letter == 'H'   ? 3600
                                           : letter == 'M' ? 60
                                                           : 1)
                       : letter == 'W'  ? 7
                       : letter == 'Y'  ? 12
                                        : 1;
  const auto whole = Whole(amount, in_units * factor, distance->of_day ? kMostSeconds : kMostUnits);
  if (!whole || absl::string_view("YMWDHMS").find(letter) == absl::string_view::npos) return false;
  *sum += *whole;
  distance->to_second |= distance->of_day && letter == 'S';
  return true;
}

// Units by their letters and by their names.
struct Unit {
  absl::string_view letter, name;
  int factor;
};
constexpr Unit kUnits[] = {{"Y", "year", 1},    {"M", "month", 1},   {"W", "week", 1},     {"D", "day", 1},
                           {"M", "quarter", 3}, {"Y", "decade", 10}, {"Y", "century", 100}};

absl::string_view NameOf(absl::string_view letter) {
  for (const Unit& unit : kUnits) {
    if (unit.letter == letter) return unit.name;
  }
  return absl::string_view();
}

absl::Status AddPiece(const Parts& parts, absl::string_view amount_name, absl::string_view unit_name,
                      Distance* distance) {
  const ValuePart* unit = parts.Find(unit_name);
  const ValuePart* amount = parts.Find(amount_name);
  if (unit == nullptr) return absl::OkStatus();
  const absl::optional<Decimal> number = amount == nullptr ? absl::nullopt : ReadNumber(*amount);
  const absl::Status refused = absl::InvalidArgumentError(absl::StrCat("no such number of ", unit->text));
  if (!number || number->IsNegative()) return refused;
  int factor = 1;
  const absl::string_view factor_text = FeatureOf(*unit, "factor");
  if (!factor_text.empty() && !absl::SimpleAtoi(factor_text, &factor)) return refused;
  const absl::string_view name = FeatureOf(*unit, "unit");
  absl::string_view timex = FeatureOf(*unit, "timex");
  if (timex.empty()) timex = unit->text;
  for (const Unit& known : kUnits) {
    if (FeatureOf(*unit, "timex").empty() && known.name == name) timex = known.letter, factor = known.factor;
  }
  if (!AddAmount(*number, timex, factor, distance)) return refused;
  distance->unit = std::string(name.empty() ? NameOf(timex) : name);
  distance->count = number->ToInt(kMostUnits).value_or(0);
  if (!number->IsWhole()) distance->unit.clear();
  ++distance->pieces;
  return absl::OkStatus();
}

// The same day of the month so many months away, or the month's last.
CivilDay AddMonths(CivilDay day, int months) {
  const CivilMonth month = CivilMonth(day) + months;
  const CivilDay last = CivilDay(month + 1) - 1;
  return day.day() > last.day() ? last : CivilDay(month) + (day.day() - 1);
}

// Ten years of working days.
constexpr int kMaxWorkingDays = 2610;

bool IsWorkingDay(CivilDay day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday != absl::Weekday::saturday && weekday != absl::Weekday::sunday;
}

}  // namespace

void Distance::Negate() { months = -months, days = -days, seconds = -seconds, count = -count; }

absl::StatusOr<Distance> ReadDistance(const Parts& parts) {
  Distance distance;
  for (absl::string_view behind : {"", "_2", "_3", "_4"}) {
    const absl::Status status =
        AddPiece(parts, absl::StrCat("amount", behind), absl::StrCat("unit", behind), &distance);
    if (!status.ok()) return status;
  }
  if (distance.pieces > 1) distance.unit.clear();
  distance.working = parts.Has("working") && distance.unit == "day";
  return distance;
}

absl::StatusOr<CivilDay> MoveWorkingDays(CivilDay day, int count) {
  const int step = count < 0 ? -1 : 1, left = std::abs(count);
  if (left > kMaxWorkingDays) return absl::InvalidArgumentError("so many working days are not counted");
  for (int i = 0; i < left; ++i) {
    do day += step;
    while (!IsWorkingDay(day));
  }
  if (!IsYear(day.year())) return NoSuchYear();
  return day;
}

absl::StatusOr<CivilDay> MoveDay(CivilDay day, const Distance& distance) {
  if (distance.working) return MoveWorkingDays(day, distance.count);
  const CivilDay moved = AddMonths(day, distance.months) + distance.days;
  if (!IsYear(moved.year())) return NoSuchYear();
  return moved;
}

}  // namespace caspian::extractor
