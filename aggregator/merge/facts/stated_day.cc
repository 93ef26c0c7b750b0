#include "aggregator/merge/facts/stated_day.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "common/base/civil_date.h"

namespace caspian::aggregator {
namespace {

constexpr absl::string_view kShape = "dddd-dd-dd";

// The whole day that a date of ISO 8601 or TIMEX3 begins with; empty where it is coarser or of another form.
std::string WholeDay(absl::string_view date) {
  if (date.size() < kShape.size()) return "";
  for (size_t i = 0; i < kShape.size(); ++i) {
    const bool digit = absl::ascii_isdigit(static_cast<unsigned char>(date[i]));
    if (kShape[i] == 'd' ? !digit : date[i] != kShape[i]) return "";
  }
  return std::string(date.substr(0, kShape.size()));
}

}  // namespace

std::string StatedDay(const Place& place) {
  const std::string credited = place.credit == nullptr ? "" : WholeDay(place.credit->date);
  if (!credited.empty() || !place.document->head.has_published()) return credited;
  return WholeDay(FormatPublishedDate(place.document->head.published()));
}

}  // namespace caspian::aggregator
