#include "extractor/assemble/currencies.h"

#include <algorithm>
#include <memory_resource>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace caspian::extractor {
namespace {

// Of features, which outlive them.
using Codes = absl::InlinedVector<absl::string_view, 4>;

constexpr char kOr = '|';

Codes Split(absl::string_view codes) {
  Codes parts;
  for (absl::string_view code : absl::StrSplit(codes, kOr, absl::SkipEmpty())) parts.push_back(code);
  return parts;
}

absl::string_view CountryOf(absl::string_view code) { return code.substr(0, 2); }

// An amount of money, with what its currency's words say.
struct Sum {
  v1::Value* value;
  Codes codes;
  absl::string_view rivals;
};

class Settlement {
 public:
  explicit Settlement(Assembly* assembly)
      : assembly_(*assembly), sums_(assembly->memory()), stated_(assembly->memory()), countries_(assembly->memory()) {
    for (int index : assembly_.OfKind(v1::LABEL_KIND_VALUE)) AddSum(index);
    for (const Sum& sum : sums_) {
      if (sum.codes.size() == 1 && sum.rivals.empty()) stated_.insert(sum.codes[0]);
    }
  }

  void Settle() {
    for (const Sum& sum : sums_) {
      const Codes open = CodesOf(sum);
      if (open != sum.codes) SetCodes(open, sum.value);
    }
  }

 private:
  void AddSum(int index) {
    const int mention = assembly_.mention_of[static_cast<size_t>(index)];
    if (mention == kNone) return;
    v1::Value* value = assembly_.out->mutable_mentions(mention)->mutable_value();
    const Fill* currency = FindFill(assembly_.annotation(index), "currency");
    if (!value->has_money() || currency == nullptr || currency->annotation == kNoAnnotation) return;
    const Features& words = assembly_.annotation(currency->annotation).features;
    Codes codes = Split(FeatureOf(words, "code"));
    if (!codes.empty() && absl::StartsWith(value->canonical(), absl::StrJoin(codes, "|")))
      sums_.push_back({value, std::move(codes), FeatureOf(words, "rivals")});
  }

  Codes CodesOf(const Sum& sum) {
    if (sum.codes.size() > 1) return NarrowedBy(sum.codes);
    if (stated_.count(sum.codes[0]) > 0) return sum.codes;
    Codes open = sum.codes;
    for (absl::string_view rival : absl::StrSplit(sum.rivals, kOr, absl::SkipEmpty())) {
      if (stated_.count(rival) > 0) open.push_back(rival);
    }
    return open;
  }

  Codes NarrowedBy(const Codes& codes) {
    Codes stated, at_home;
    for (absl::string_view code : codes) {
      if (stated_.count(code) > 0) stated.push_back(code);
      if (Countries().count(CountryOf(code)) > 0) at_home.push_back(code);
    }
    if (!stated.empty()) return stated.size() == 1 ? stated : codes;
    return at_home.size() == 1 ? at_home : codes;
  }

  const std::pmr::set<absl::string_view>& Countries() {
    if (!countries_.empty()) return countries_;
    for (const v1::Entity& entity : assembly_.out->entities()) {
      for (const v1::Feature& feature : entity.features()) {
        if (feature.name() == "country") countries_.insert(feature.value());
      }
    }
    return countries_;
  }

  // The canonical string begins with the codes.
  static void SetCodes(const Codes& codes, v1::Value* value) {
    const std::string rest = value->canonical().substr(value->canonical().find(' '));
    value->set_canonical(absl::StrCat(absl::StrJoin(codes, "|"), rest));
    SetTo(codes.size() == 1 ? codes[0] : "", value->mutable_money()->mutable_currency());
  }

  Assembly& assembly_;
  std::pmr::vector<Sum> sums_;
  std::pmr::set<absl::string_view> stated_;
  std::pmr::set<absl::string_view> countries_;  // of the extraction's entities
};

}  // namespace

void SettleCurrencies(Assembly* assembly) { Settlement(assembly).Settle(); }

}  // namespace caspian::extractor
