// What the types of specs are called in a pack, and how their resolutions are read.
//
//   type of a spec                                          label                     family
//   number, Numeral                                         NUMBER                    amount
//   numberrange                                             NUMBER                    amount
//   ordinal, ordinal.relative, Ordinal                      ORDINAL                   amount
//   percentage                                              PERCENT                   amount
//   currency, AmountOfMoney                                 MONEY                     money
//   age, dimension, temperature, Temperature, Distance,
//   Volume, Quantity                                        QUANTITY                  measure
//   Duration                                                DURATION                  time
//   datetimeV2.*, Time                                      DATE, TIME, DURATION, SET time
//   email, Email; url; ip; phonenumber                      EMAIL; URL; IP; PHONE     text
//
// A type that is not in the table has its own name in capitals as label, and the family text.
#ifndef CASPIAN_CLIENT_CLI_EVAL_SPEC_TYPES_H_
#define CASPIAN_CLIENT_CLI_EVAL_SPEC_TYPES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/value.pb.h"

namespace caspian::cli {

enum class SpecFamily { kAmount, kMoney, kMeasure, kTime, kText };

SpecFamily FamilyOf(absl::string_view type);
std::vector<std::string> LabelsOf(absl::string_view type);

// True where a mention of that label may be what a spec calls `type`.
bool LabelFits(absl::string_view type, absl::string_view label);

// True where a mention of that value may be what a spec calls `type`: its ages are ages, its other measures neither
// ages nor counts ("fourteen people"), its ranges of numbers have two ends, an open one, or words that name one number
// ("equal to 5"). Of other types, and where a value has no dimension, always.
bool ValueFits(absl::string_view type, const v1::Value& value);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_SPEC_TYPES_H_
