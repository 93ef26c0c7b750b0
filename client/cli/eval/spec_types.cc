#include "client/cli/eval/spec_types.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace caspian::cli {
namespace {

struct SpecType {
  absl::string_view name;
  absl::string_view labels;
  SpecFamily family;
};

constexpr SpecType kTypes[] = {
    {"number", "NUMBER", SpecFamily::kAmount},
    {"Numeral", "NUMBER", SpecFamily::kAmount},
    {"numberrange", "NUMBER", SpecFamily::kAmount},
    {"ordinal", "ORDINAL", SpecFamily::kAmount},
    {"ordinal.relative", "ORDINAL", SpecFamily::kAmount},
    {"Ordinal", "ORDINAL", SpecFamily::kAmount},
    {"percentage", "PERCENT", SpecFamily::kAmount},
    {"currency", "MONEY", SpecFamily::kMoney},
    {"AmountOfMoney", "MONEY", SpecFamily::kMoney},
    {"age", "QUANTITY", SpecFamily::kMeasure},
    {"dimension", "QUANTITY", SpecFamily::kMeasure},
    {"temperature", "QUANTITY", SpecFamily::kMeasure},
    {"Temperature", "QUANTITY", SpecFamily::kMeasure},
    {"Distance", "QUANTITY", SpecFamily::kMeasure},
    {"Volume", "QUANTITY", SpecFamily::kMeasure},
    {"Quantity", "QUANTITY", SpecFamily::kMeasure},
    {"Duration", "DURATION", SpecFamily::kTime},
    {"Time", "DATE|TIME|DURATION|SET", SpecFamily::kTime},
    {"email", "EMAIL", SpecFamily::kText},
    {"Email", "EMAIL", SpecFamily::kText},
    {"url", "URL", SpecFamily::kText},
    {"ip", "IP", SpecFamily::kText},
    {"phonenumber", "PHONE", SpecFamily::kText},
};

constexpr SpecType kDateTime = {"datetimeV2.", "DATE|TIME|DURATION|SET", SpecFamily::kTime};

// Null where the table does not have it.
const SpecType* Find(absl::string_view type) {
  if (absl::StartsWith(type, kDateTime.name)) return &kDateTime;
  const auto* found =
      std::find_if(std::begin(kTypes), std::end(kTypes), [type](const SpecType& one) { return one.name == type; });
  return found == std::end(kTypes) ? nullptr : found;
}

// Of plain numbers only the canonical string tells ranges: "10/15". Words that qualify a number without a modifier are
// "equal to" and the like.
bool IsRange(const v1::Value& value) {
  const v1::ValueModifier modifier = value.modifier();
  return absl::StrContains(value.canonical(), '/') || modifier == v1::VALUE_MODIFIER_AT_LEAST ||
         modifier == v1::VALUE_MODIFIER_AT_MOST ||
         (modifier == v1::VALUE_MODIFIER_UNSPECIFIED && value.has_modifier_span());
}

}  // namespace

SpecFamily FamilyOf(absl::string_view type) {
  const SpecType* found = Find(type);
  return found == nullptr ? SpecFamily::kText : found->family;
}

std::vector<std::string> LabelsOf(absl::string_view type) {
  const SpecType* found = Find(type);
  if (found == nullptr) return {absl::AsciiStrToUpper(type)};
  return absl::StrSplit(found->labels, '|');
}

bool LabelFits(absl::string_view type, absl::string_view label) {
  const std::vector<std::string> labels = LabelsOf(type);
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

bool ValueFits(absl::string_view type, const v1::Value& value) {
  if (type == "numberrange") return IsRange(value);
  const absl::string_view dimension = value.quantity().dimension();
  if (FamilyOf(type) != SpecFamily::kMeasure || dimension.empty()) return true;
  if (type == "age") return dimension == "age";
  return dimension != "age" && dimension != "count";
}

}  // namespace caspian::cli
