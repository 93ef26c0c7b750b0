// Reading the parts of an expression by name.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_PARTS_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_PARTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "caspian/v1/value.pb.h"
#include "common/base/decimal.h"
#include "extractor/normalize/fraction.h"
#include "extractor/normalize/normalize.h"

namespace caspian::extractor {

// A view of an expression's parts; a part without text is as good as absent, of several with one name the first counts.
// The parts of parts named `date`, `time` and `length` are found as the expression's own, behind those that it has
// itself: "next Monday at 9" is a date and a time. Where there is no part `day`, `day_2` to `day_9` stand for it. They
// outlive it.
class Parts {
 public:
  explicit Parts(absl::Span<const ValuePart> parts);

  // The part; null where it is absent.
  const ValuePart* Find(absl::string_view name) const;
  bool Has(absl::string_view name) const { return Find(name) != nullptr; }
  // The value of the part's feature; empty where part or feature is absent.
  absl::string_view Feature(absl::string_view name, absl::string_view feature) const;
  // The feature where the part has it, else the part's words; empty where it is absent.
  absl::string_view FeatureOrText(absl::string_view name, absl::string_view feature) const;
  // False where all names are absent of which BeginningOf is among `beginnings`.
  bool MayHave(uint64_t beginnings) const { return (beginnings_ & beginnings) != 0; }
  // One bit for the first two letters of a name.
  static constexpr uint64_t BeginningOf(absl::string_view name) {
    const auto letter = [&](size_t i) { return i < name.size() ? static_cast<uint8_t>(name[i]) : 0u; };
    return uint64_t{1} << ((letter(0) * 5 + letter(1)) % 64);
  }
  // The parts of the part's own annotation; empty where it is absent.
  Parts Inside(absl::string_view name) const;

 private:
  absl::Span<const ValuePart> parts_;
  uint64_t beginnings_;  // of the names that are there: most that are looked for are not
};

// The value of a part's feature; empty where it has none.
absl::string_view FeatureOf(const ValuePart& part, absl::string_view feature);

// The number that a part means (number_words.h). Absent where it is none or no finite decimal.
absl::optional<Decimal> ReadNumber(const ValuePart& part);

// An amount or a range of amounts.
struct Amount {
  Decimal low;
  absl::optional<Decimal> high;
};
// The same with thirds.
struct ExactAmount {
  Fraction low;
  absl::optional<Fraction> high;
};

// The parts `amount`, `amount_high`, `exponent` (of ten), `power` (of the amount), `scale` (a further factor of both
// ends), `negative` and `negative_high` (present: below zero). Where the upper end alone names its scale, it is that of
// both ("1.2 to 1.5 billion"). INVALID_ARGUMENT where no amount can be read, where it has more than 1000 digits or the
// range ends below its beginning.
absl::StatusOr<ExactAmount> ReadExactAmount(const Parts& parts);

// The same; INVALID_ARGUMENT, too, for what does not end as a decimal (1/3).
absl::StatusOr<Amount> ReadAmount(const Parts& parts);

// How the parts qualify the value: `cue` with the feature `modifier`, a part `modifier`, or a part with a modifier's
// name: approximate, estimated, at_least, at_most, since, until, before, after, no_later_than, early, mid, late, exact.
struct Qualifier {
  v1::ValueModifier modifier = v1::VALUE_MODIFIER_UNSPECIFIED;
  const ValuePart* cue = nullptr;
};
Qualifier ReadQualifier(const Parts& parts);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_PARTS_H_
