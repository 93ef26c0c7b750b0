#ifndef CASPIAN_CLIENT_CLI_EVAL_SPEC_UNITS_H_
#define CASPIAN_CLIENT_CLI_EVAL_SPEC_UNITS_H_

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/base/decimal.h"

namespace caspian::cli {

// What amounts of two units are multiplied with to be compared.
struct UnitFactors {
  Decimal found;
  Decimal expected;
};

// For a unit that was found, a UCUM code ("[mi_i]") or a noun ("years"), and one as a spec names it ("Kilometre", "F"):
// 1000 and 1 for "kg" and "Gram". Absent where they measure different things. Units that the table does not have are
// equal where their words are, but for capitals and an ending -s. The spec's bare "Degree" takes degrees of each scale.
absl::optional<UnitFactors> FactorsOf(absl::string_view found, absl::string_view expected);

// The ISO 4217 codes that a spec's name of a currency may mean, separated by '|' ("USD|CAD|…" for "Dollar"), and the
// decimal places that it counts in (2 for "Cent"); a name that is not known is a code itself. Empty codes: any.
struct SpecCurrency {
  absl::string_view codes;
  int places = 0;
};
SpecCurrency CurrencyOf(absl::string_view name);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_SPEC_UNITS_H_
