// One record of a briefing in one line, for lists of records outside of a page.
#ifndef CASPIAN_CLIENT_CLI_RENDER_RECORD_WORDS_H_
#define CASPIAN_CLIENT_CLI_RENDER_RECORD_WORDS_H_

#include <string>

#include "caspian/v1/briefing.pb.h"

namespace caspian::cli {

// What the record states, without its evidence: "event: 2 May 2006 · Ada Brandt visited Malmö · Reuters", "PERSON Ada
// Brandt · minister of trade of Norway". Printable; equal for records that state the same.
std::string RecordWords(const v1::BriefingRecord& record);

// What supports the record as a whole.
const v1::Support& SupportOf(const v1::BriefingRecord& record);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_RECORD_WORDS_H_
