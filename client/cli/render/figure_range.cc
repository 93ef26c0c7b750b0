#include "client/cli/render/figure_range.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/decimal.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

// What is measured, and in what; empty where the value is no amount that can be compared.
std::string UnitOf(const pb::RoleRecord& role) {
  const pb::Value& value = role.value();
  switch (value.kind_case()) {
    case pb::Value::kMoney:
      return value.money().currency().empty()
                 ? ""
                 : absl::StrCat("money ", value.money().currency(), "/", value.money().per_unit());
    case pb::Value::kQuantity:
      return absl::StrCat("quantity ", value.quantity().dimension(), " ", value.quantity().unit());
    case pb::Value::kPercent:
      return value.percent().points() ? "points" : "percent";
    default:
      return "";
  }
}

template <typename Amount>
std::pair<std::string, std::string> EndsOf(const Amount& amount) {
  return {amount.amount(), amount.amount_high().empty() ? amount.amount() : amount.amount_high()};
}

std::pair<std::string, std::string> EndsOf(const pb::RoleRecord& role) {
  const pb::Value& value = role.value();
  if (value.has_money()) return EndsOf(value.money());
  return value.has_quantity() ? EndsOf(value.quantity()) : EndsOf(value.percent());
}

bool IsLess(const std::string& a, const std::string& b) {
  const auto left = Decimal::Parse(a), right = Decimal::Parse(b);
  return left.has_value() && right.has_value() && *left < *right;
}

bool Comes(const pb::RoleRecord* a, const pb::RoleRecord* b) {
  const auto [a_low, a_high] = EndsOf(*a);
  const auto [b_low, b_high] = EndsOf(*b);
  if (IsLess(a_low, b_low) || IsLess(b_low, a_low)) return IsLess(a_low, b_low);
  return IsLess(a_high, b_high);
}

}  // namespace

bool FigureRange::Holds(const pb::RoleRecord& role_record) const {
  return std::find(readings.begin(), readings.end(), &role_record) != readings.end();
}

pb::Value FigureRange::Value() const {
  pb::Value value = readings.front()->value();
  std::string high = EndsOf(*readings.front()).second;
  for (const pb::RoleRecord* reading : readings) {
    if (IsLess(high, EndsOf(*reading).second)) high = EndsOf(*reading).second;
  }
  value.clear_modifier();
  if (value.has_money()) value.mutable_money()->set_amount_high(high);
  if (value.has_quantity()) value.mutable_quantity()->set_amount_high(high);
  if (value.has_percent()) value.mutable_percent()->set_amount_high(high);
  return value;
}

std::vector<FigureRange> FigureRangesOf(const pb::EventRecord& event) {
  std::vector<std::pair<std::string, FigureRange>> by_unit;
  for (const pb::RoleRecord& role : event.roles()) {
    const std::string unit = UnitOf(role);
    if (unit.empty()) continue;
    const auto known = std::find_if(by_unit.begin(), by_unit.end(), [&](const auto& one) {
      return one.first == unit && one.second.role == role.name();
    });
    if (known == by_unit.end()) {
      by_unit.push_back({unit, {role.name(), {&role}}});
    } else {
      known->second.readings.push_back(&role);
    }
  }
  std::vector<FigureRange> ranges;
  for (auto& [unit, range] : by_unit) {
    std::stable_sort(range.readings.begin(), range.readings.end(), Comes);
    if (Comes(range.readings.front(), range.readings.back())) ranges.push_back(std::move(range));
  }
  return ranges;
}

}  // namespace caspian::cli
