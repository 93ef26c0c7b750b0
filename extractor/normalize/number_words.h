// Numbers in words, as the packs hand them over: the value of each word in order.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_NUMBER_WORDS_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_NUMBER_WORDS_H_

#include "absl/container/inlined_vector.h"
#include "absl/types/optional.h"
#include "extractor/normalize/fraction.h"
#include "extractor/normalize/normalize.h"

namespace caspian::extractor {

struct NumberWord {
  // A factor multiplies all before it ("dozen"), a point stands before decimal places, a joint between a whole number
  // and its fraction ("and").
  enum Kind { kNumber, kDenominator, kFactor, kPoint, kJoint };
  Kind kind = kNumber;
  Fraction value = Decimal();
};
using NumberWords = absl::InlinedVector<NumberWord, 2>;

// The words of a part: its feature `words` ("2 100 12", "3 /4", "3 *12", "1 . 5", "2 and 1 /3"), else its digits, else
// its feature `number`. Empty where it is no number.
NumberWords ReadWords(const ValuePart& part);

// What they mean together: units and tens add up, "hundred" multiplies what stands before it, a scale of a thousand or
// more closes a group, a denominator divides. Absent for no words and where Fraction::Of is.
absl::optional<Fraction> Compose(const NumberWords& words);

// The factor that the last words are ("1.5 billion"), and what is left without them.
struct ScaledNumber {
  absl::optional<Fraction> rest;
  Decimal scale;
};
ScaledNumber SplitScale(NumberWords words);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_NUMBER_WORDS_H_
