// Lengths of time that the words place on the calendar.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_DURATION_PLACE_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_DURATION_PLACE_H_

#include "caspian/v1/value.pb.h"
#include "extractor/normalize/parts.h"

namespace caspian::extractor {

// Sets `begin` and `end` where the parts say where the length lies: `direction` (feature `offset`: below zero "the past
// two months", which end before the anchor's day; above it "the next three days", which begin behind it; 0 "within
// three days", which begin with it), or `begin`, a date or time of its own ("three days from Monday"). A part `working`
// counts days from Monday to Friday alone. Leaves both empty where the parts say nothing, the anchor is not known, or
// the calendar ends.
void PlaceDuration(const Parts& parts, const DateContext& context, v1::DurationValue* duration);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_DURATION_PLACE_H_
