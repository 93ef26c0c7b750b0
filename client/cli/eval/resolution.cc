#include "client/cli/eval/resolution.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/cli/eval/spec_types.h"

namespace caspian::cli {

absl::string_view MemberOf(const Meaning& meaning, absl::string_view name) {
  const auto found = meaning.find(std::string(name));
  return found == meaning.end() ? absl::string_view() : absl::string_view(found->second);
}

bool Resolves(absl::string_view type, const std::vector<Meaning>& meanings, const FoundValue& found,
              absl::string_view reference) {
  const SpecFamily family = FamilyOf(type);
  return std::any_of(meanings.begin(), meanings.end(), [&](const Meaning& meaning) {
    switch (family) {
      case SpecFamily::kAmount:
        return AmountResolves(meaning, found);
      case SpecFamily::kMoney:
        return MoneyResolves(meaning, found);
      case SpecFamily::kMeasure:
        return MeasureResolves(meaning, found);
      case SpecFamily::kTime:
        return TimeResolves(meaning, found, reference);
      case SpecFamily::kText:
        return TextResolves(meaning, found);
    }
    return false;
  });
}

std::string DescribeMeaning(const Meaning& meaning) {
  return absl::StrJoin(meaning, " ", [](std::string* out, const auto& member) {
    absl::StrAppend(out, member.first, ":", member.second);
  });
}

}  // namespace caspian::cli
