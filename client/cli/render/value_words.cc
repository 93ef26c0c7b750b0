#include "client/cli/render/value_words.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/cli/render/cells.h"

namespace caspian::cli {
namespace {

std::string Amount(absl::string_view low, absl::string_view high) {
  return high.empty() ? GroupDigits(low) : absl::StrCat(GroupDigits(low), "–", GroupDigits(high));
}

std::string Joined(absl::string_view a, absl::string_view b) {
  return a.empty() || b.empty() ? absl::StrCat(a, b) : absl::StrCat(a, " ", b);
}

std::string Qualifier(const v1::Value& value) {
  const bool date = value.has_date();
  switch (value.modifier()) {
    case v1::VALUE_MODIFIER_APPROXIMATE:
      return "about ";
    case v1::VALUE_MODIFIER_ESTIMATED:
      return "est. ";
    case v1::VALUE_MODIFIER_AT_LEAST:
      return "at least ";
    case v1::VALUE_MODIFIER_AT_MOST:
      return "up to ";
    case v1::VALUE_MODIFIER_EARLY:
      return "early ";
    case v1::VALUE_MODIFIER_MID:
      return "mid-";
    case v1::VALUE_MODIFIER_LATE:
      return "late ";
    // Of dates, the canonical form's slash says it.
    case v1::VALUE_MODIFIER_SINCE:
      return date ? "" : "from ";
    case v1::VALUE_MODIFIER_UNTIL:
      return date ? "" : "until ";
    default:
      return "";
  }
}

absl::string_view UnitOfTime(char designator, bool time) {
  switch (designator) {
    case 'Y':
      return "year";
    case 'M':
      return time ? "minute" : "month";
    case 'W':
      return "week";
    case 'D':
      return "day";
    case 'H':
      return "hour";
    case 'S':
      return "second";
    default:
      return "";
  }
}

// "P5Y" as "5 years", "PT2H30M" as "2 hours 30 minutes", "PXD" as "some days".
std::string DurationWords(absl::string_view timex) {
  if (!absl::StartsWith(timex, "P")) return std::string(timex);
  std::string words, number;
  bool time = false;
  for (char c : timex.substr(1)) {
    if ((c >= '0' && c <= '9') || c == '.' || c == 'X') {
      number += c;
    } else if (c == 'T' && number.empty()) {
      time = true;
    } else {
      const absl::string_view unit = UnitOfTime(c, time);
      if (unit.empty() || number.empty()) return std::string(timex);
      absl::StrAppend(&words, words.empty() ? "" : " ", number == "X" ? "some" : number, " ", unit,
                      number == "1" ? "" : "s");
      number.clear();
    }
  }
  return number.empty() && !words.empty() ? words : std::string(timex);
}

// "USD"; of a currency that is left open all that it may be, "USD/CAD": the canonical string begins with its codes.
std::string Currency(const v1::Value& value) {
  if (!value.money().currency().empty()) return value.money().currency();
  const std::string first = value.canonical().substr(0, value.canonical().find(' '));
  return absl::StrContains(first, '|') ? absl::StrReplaceAll(first, {{"|", "/"}}) : "";
}

std::string Bare(const v1::Value& value, DateForm form) {
  switch (value.kind_case()) {
    case v1::Value::kDate:
      return DateWords(value.canonical().empty() ? value.date().timex3() : value.canonical(), form);
    case v1::Value::kDuration:
      return DurationWords(value.duration().timex3());
    case v1::Value::kMoney: {
      const auto& money = value.money();
      const std::string sum = Joined(Currency(value), Amount(money.amount(), money.amount_high()));
      return money.per_unit().empty() ? sum : absl::StrCat(sum, " per ", money.per_unit());
    }
    case v1::Value::kQuantity:
      return Joined(Amount(value.quantity().amount(), value.quantity().amount_high()), value.quantity().unit());
    case v1::Value::kPercent:
      return Joined(Amount(value.percent().amount(), value.percent().amount_high()),
                    value.percent().points() ? "points" : "%");
    case v1::Value::kNumber:
      return GroupDigits(value.canonical().empty() ? value.number().amount() : value.canonical());
    default:
      return value.canonical();
  }
}

}  // namespace

std::string GroupDigits(absl::string_view decimal) {
  absl::string_view sign = absl::StartsWith(decimal, "-") ? decimal.substr(0, 1) : "";
  const absl::string_view whole =
      decimal.substr(sign.size(), decimal.find('.') == decimal.npos ? decimal.npos : decimal.find('.') - sign.size());
  if (whole.empty() || whole.find_first_not_of("0123456789") != whole.npos) return std::string(decimal);
  std::string grouped(sign);
  for (size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) grouped += ',';
    grouped += whole[i];
  }
  return absl::StrCat(grouped, decimal.substr(sign.size() + whole.size()));
}

std::string ValueWords(const v1::Value& value, DateForm form) {
  const std::string words = OneLine(absl::StrCat(Qualifier(value), Bare(value, form)));
  return value.problem().empty() ? words : absl::StrCat(words, " (", OneLine(value.problem()), ")");
}

}  // namespace caspian::cli
