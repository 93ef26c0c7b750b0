#ifndef CASPIAN_EXTRACTOR_ASSEMBLE_CURRENCIES_H_
#define CASPIAN_EXTRACTOR_ASSEMBLE_CURRENCIES_H_

#include "extractor/assemble/assembly.h"

namespace caspian::extractor {

// Settles by what else the document says which currency an amount of money is of. The words of a currency have the
// feature `code`, with several codes where they leave it open ("rupees": INR|PKR), and the feature `rivals`, the codes
// of what else shares their name ("dollars": AUD|CAD beside the code USD). A currency is stated where its words have
// one code and no rivals.
//   several codes  the one that the document states; where it states none, the one whose country an entity has as its
//                  feature `country` (the first two letters of an ISO 4217 code are its country's in ISO 3166); open
//                  where that is not just one
//   rivals         open between the code and those rivals that are stated, where the code itself is not
// Needs entities and mentions; changes `currency` and the canonical string.
void SettleCurrencies(Assembly* assembly);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ASSEMBLE_CURRENCIES_H_
