#ifndef CASPIAN_EXTRACTOR_SERVICE_OFFSET_UNITS_H_
#define CASPIAN_EXTRACTOR_SERVICE_OFFSET_UNITS_H_

#include "absl/strings/string_view.h"
#include "caspian/v1/extraction.pb.h"

namespace caspian::extractor {

// The units that spans carry beside bytes.
struct OffsetUnits {
  bool code_points = false;
  bool utf16 = false;

  bool any() const { return code_points || utf16; }
};

// Fills those units into every span of `extraction`, wherever it stands. Spans lie within `text`, at code points'
// boundaries. Linear in the text; sorts the spans.
void FillOffsets(absl::string_view text, OffsetUnits units, v1::Extraction* extraction);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_SERVICE_OFFSET_UNITS_H_
