// What dates are counted from: the document's own dates, as far as they are known.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_ANCHOR_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_ANCHOR_H_

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "caspian/v1/value.pb.h"
#include "extractor/normalize/normalize.h"

namespace caspian::extractor {

// A date, complete or not, with where it was taken from.
struct Anchor {
  v1::DateAnchor source = v1::DATE_ANCHOR_NONE;
  int year = 0, month = 0, day = 0;        // 0: unknown
  absl::optional<int> minute;              // of the day
  absl::optional<int> utc_offset_minutes;  // of `minute`

  bool Known() const { return source != v1::DATE_ANCHOR_NONE; }
  // Of one that is known to the day.
  absl::CivilDay Day() const { return absl::CivilDay(year, month, day); }
};

// The dateline where it is known down to `part`, else the published date; else none.
Anchor AnchorTo(v1::DatePart part, const DateContext& context);

// The anchor that knows most, at least the year.
Anchor BestAnchor(const DateContext& context);

// The last day that the text names before the expression; where there is none, AnchorTo(day).
Anchor AnchorInText(const DateContext& context);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_ANCHOR_H_
