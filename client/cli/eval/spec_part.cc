#include "client/cli/eval/spec_part.h"

#include <string>

namespace caspian::cli {
namespace {

// Money, percentages and measures each have an amount and an upper end. The canonical string stays that of the whole.
template <typename Amount>
void KeepEnd(bool high, Amount* amount) {
  if (high) amount->set_amount(amount->amount_high());
  amount->clear_amount_high();
}

void KeepEndOf(bool high, v1::Value* value) {
  if (value->has_money() && !value->money().amount_high().empty()) KeepEnd(high, value->mutable_money());
  if (value->has_percent() && !value->percent().amount_high().empty()) KeepEnd(high, value->mutable_percent());
  if (value->has_quantity() && !value->quantity().amount_high().empty()) KeepEnd(high, value->mutable_quantity());
}

void DropRate(v1::Value* value) {
  value->mutable_quantity()->set_unit(value->quantity().unit().substr(0, value->quantity().unit().find('/')));
}

}  // namespace

v1::Value ValueOfPart(const v1::Value& value, const FoundStretch& found, const Annotation& marked) {
  v1::Value part = value;
  if (found.high_start && marked.start >= *found.high_start) KeepEndOf(true, &part);
  if (found.high_start && marked.end <= *found.high_start) KeepEndOf(false, &part);
  if (part.has_quantity() && marked.end < found.whole.end) DropRate(&part);
  return part;
}

}  // namespace caspian::cli
