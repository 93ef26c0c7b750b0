#include "extractor/normalize/date_expression.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace caspian::extractor {
namespace {

constexpr int kLargestOffset = 9999 * 366;
// Two digits from here on are years of the 20th century.
constexpr int kFirstShortYear = 30;

// Reads whole numbers from parts, remembering the first failure.
class IntReader {
 public:
  explicit IntReader(const Parts& parts) : parts_(parts) {}

  absl::optional<int> Read(absl::string_view name, int least, int most) {
    const ValuePart* part = parts_.Find(name);
    if (part == nullptr) return absl::nullopt;
    const absl::optional<Decimal> number = ReadNumber(*part);
    const absl::optional<int> value = number ? number->ToInt(kLargestOffset) : absl::nullopt;
    if (value && *value >= least && *value <= most) return value;
    if (status_.ok()) status_ = absl::InvalidArgumentError(absl::StrCat("there is no ", name, " ", part->text));
    return absl::nullopt;
  }

  // A year of four digits, or of two ("'98").
  absl::optional<int> ReadYear(absl::string_view name) {
    const absl::optional<int> year = Read(name, 0, 9999);
    if (!year || parts_.Find(name)->text.size() > 2) return year;
    return *year + (*year < kFirstShortYear ? 2000 : 1900);
  }

  const absl::Status& status() const { return status_; }

 private:
  const Parts& parts_;
  absl::Status status_;
};

// "05/06/2006" is month, day, year as the United States write it, unless that does not exist; `order` says dmy for
// other packs.
void ReadNumericOrder(const Parts& parts, IntReader* ints, DateExpression* expression) {
  if (!parts.Has("first")) return;  // a second of a time of day
  const absl::optional<int> first = ints->Read("first", 1, 31), second = ints->Read("second", 1, 31);
  if (!first || !second) return;
  const bool day_first = *first > 12 || (*second <= 12 && parts.FeatureOrText("order", "order") == "dmy");
  expression->day = day_first ? first : second;
  expression->month = day_first ? second : first;
  expression->numeric_order_open = *first <= 12 && *second <= 12 && *first != *second;
}

// "three weeks ago", "in two months": the amount of units before or after the anchor.
void ReadDistance(const Parts& parts, IntReader* ints, DateExpression* expression) {
  if (!parts.Has("ago") && !parts.Has("ahead")) return;
  const absl::optional<int> amount = ints->Read("amount", 0, kLargestOffset);
  if (amount) expression->offset = parts.Has("ago") ? -*amount : *amount;
  expression->unit = std::string(parts.Feature("unit", "unit"));
}

void ReadRelative(const Parts& parts, DateExpression* expression) {
  for (absl::string_view name : {"relative", "direction"}) {
    const absl::string_view unit = parts.Feature(name, "unit");
    if (!unit.empty()) expression->unit = std::string(unit);
    if (parts.Feature(name, "from") == "text") expression->from_text = true;
    const absl::optional<Decimal> offset = Decimal::Parse(parts.Feature(name, "offset"));
    if (offset && !parts.Feature(name, "offset").empty()) expression->offset = offset->ToInt(kLargestOffset);
  }
  if (const ValuePart* offset = parts.Find("offset")) {
    const absl::optional<Decimal> number = ReadNumber(*offset);
    expression->offset = number ? number->ToInt(kLargestOffset) : absl::nullopt;
  }
  if (parts.Has("unit") && expression->unit.empty())
    expression->unit = std::string(parts.FeatureOrText("unit", "unit"));
}

}  // namespace

absl::StatusOr<DateExpression> ReadDateExpression(const Parts& parts) {
  IntReader ints(parts);
  DateExpression expression;
  // "14 A.D." is the year 14, "2014" and "'14" the same.
  expression.year = parts.Has("era") ? ints.Read("year", 0, 9999) : ints.ReadYear("year");
  expression.month = ints.Read("month", 1, 12);
  expression.day = ints.Read("day", 1, 31);
  expression.weekday = ints.Read("weekday", 1, 7);
  expression.week = ints.Read("week", 1, 53);
  expression.quarter = ints.Read("quarter", 1, 4);
  expression.half = ints.Read("half", 1, 2);
  expression.decade = ints.ReadYear("decade");
  expression.century = ints.Read("century", 1, 99);
  expression.season = std::string(parts.FeatureOrText("season", "code"));
  expression.holiday = std::string(parts.FeatureOrText("holiday", "rule"));
  expression.holiday_days = std::string(parts.Feature("holiday", "days"));
  expression.week_of = parts.Has("week_of");
  expression.weekend_of = parts.Has("weekend_of");
  expression.fiscal = std::string(parts.FeatureOrText("fiscal", "fiscal"));
  expression.before_christ = parts.Has("before_christ");
  expression.from_text |= parts.Has("from_text");
  ReadNumericOrder(parts, &ints, &expression);
  ReadRelative(parts, &expression);
  ReadDistance(parts, &ints, &expression);
  if (!ints.status().ok()) return ints.status();
  if (expression.year && *expression.year == 0) return absl::InvalidArgumentError("there is no year 0");
  if (!expression.season.empty() && !IsSeason(expression.season)) {
    return absl::InvalidArgumentError(absl::StrCat("\"", expression.season, "\" is no season"));
  }
  return expression;
}

absl::StatusOr<absl::optional<DateExpression>> ReadLastExpression(const Parts& parts, const DateExpression& first) {
  IntReader ints(parts);
  DateExpression last;
  const absl::optional<int> month = ints.Read("last_month", 1, 12);
  last.day = ints.Read("last_day", 1, 31);
  last.weekday = ints.Read("last_weekday", 1, 7);
  last.quarter = ints.Read("last_quarter", 1, 4);
  if (const ValuePart* year = parts.Find("last_year")) {
    last.year = ints.ReadYear("last_year");
    // "1996-97", "1999-2000": two digits are of the first year's century, or the next.
    if (year->text.size() <= 2 && last.year && first.year) {
      last.year = *first.year / 100 * 100 + *last.year % 100;
      if (*last.year < *first.year) last.year = *last.year + 100;
    }
  }
  if (!ints.status().ok()) return ints.status();
  if (!month && last.Empty()) return absl::optional<DateExpression>();
  last.month = month ? month : (last.day ? first.month : absl::nullopt);
  return absl::make_optional(last);
}

}  // namespace caspian::extractor
