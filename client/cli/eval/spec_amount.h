#ifndef CASPIAN_CLIENT_CLI_EVAL_SPEC_AMOUNT_H_
#define CASPIAN_CLIENT_CLI_EVAL_SPEC_AMOUNT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "caspian/v1/value.pb.h"
#include "client/cli/eval/resolution.h"
#include "client/cli/eval/spec_units.h"
#include "common/base/decimal.h"

namespace caspian::cli {

// A number as a spec writes it ("-8.5e6", "4E-06", "0.272727272727273").
struct SpecNumber {
  Decimal value;
  // Fifteen digits or more: a binary fraction that was rounded.
  bool rounded = false;
};
absl::optional<SpecNumber> ParseSpecNumber(absl::string_view text);

// Exactly equal; where the spec's number is rounded, to one part in a thousand million.
bool SameNumber(const SpecNumber& expected, const Decimal& found);

// What a spec expects: a number, a range whose ends may be open, or no number at all ("dollars"), of a unit.
struct SpecAmount {
  bool range = false;
  absl::optional<SpecNumber> low;  // of a plain number, the number
  absl::optional<SpecNumber> high;
  std::string unit;  // as the spec writes it
};
// Absent for what is none of these ("current+1").
absl::optional<SpecAmount> ParseSpecAmount(const Meaning& meaning);

// What was found. An end is absent where it is open; of a plain number both are the number.
struct FoundAmount {
  absl::optional<Decimal> low;
  absl::optional<Decimal> high;
};
FoundAmount AmountOf(const v1::Value& value);

// True where numbers and open ends agree, each side times its factor. A plain number is met by either end of an amount
// that the text qualifies ("more than 40" for 40).
bool SameAmount(const SpecAmount& expected, const FoundAmount& found, const UnitFactors& factors);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_SPEC_AMOUNT_H_
