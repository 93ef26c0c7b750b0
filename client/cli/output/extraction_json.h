// An extraction as the lines of JSON that `caspian extract` prints.
#ifndef CASPIAN_CLIENT_CLI_OUTPUT_EXTRACTION_JSON_H_
#define CASPIAN_CLIENT_CLI_OUTPUT_EXTRACTION_JSON_H_

#include <string>

#include "absl/strings/string_view.h"
#include "caspian/v1/extraction.pb.h"
#include "caspian/v1/span.pb.h"

namespace caspian::cli {

// Appends one line, end of line included:
// {"id","offset_unit",
//  "mentions": [{"start","end","label","text","rule","value"?,"entity"?,"stands_for"?}],
//  "entities": [{"id","label","name","features"?: {name: value},"roles"?: [{"title","of"?,"at"?}],
//                "parties"?: [names]}],
//  "events": [{"type","supertypes"?,"start","end","roles": [{"role","text","refers_to"?}],"when"?,"polarity",
//              "actuality","voice","source"?}],
//  "statements": [{"manner","holder"?,"start","end"}],
//  "citations": [{"source","date"?,"stated": [[start,end]],"presumed": [[start,end]]}]}
// Offsets count `unit`; the spans of `extraction` carry it. `text` is the document's content.
void AppendExtractionLine(const v1::Extraction& extraction, absl::string_view text, v1::OffsetUnit unit,
                          std::string* out);

// Appends {"id","entities": [{"start","end","type","text","value"?}]}: offsets count code points, types are the labels,
// the value is the TIMEX3 one of time expressions. A name inside another PERSON, ORGANIZATION, PLACE or FACILITY is
// left out.
void AppendEvaluationLine(const v1::Extraction& extraction, absl::string_view text, std::string* out);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_OUTPUT_EXTRACTION_JSON_H_
