// A briefing as a page for people.
#ifndef CASPIAN_CLIENT_CLI_RENDER_BRIEFING_TEXT_H_
#define CASPIAN_CLIENT_CLI_RENDER_BRIEFING_TEXT_H_

#include <string>

#include "caspian/v1/briefing.pb.h"
#include "client/cli/render/page.h"

namespace caspian::cli {

struct BriefingTextOptions {
  PageLook look;
  bool receipts = false;  // with rules, spans, credits and digests in full
};

// The page: head; REPORTED; WANTED, PLANNED; THE AUTHOR'S OWN; STATEMENTS; AGREEMENTS; FIGURES; WHO; names by kind;
// SOURCES; the numbered receipts. Sections without records are left out. A pure function: no clock, no locale, no
// terminal.
std::string RenderBriefing(const v1::Briefing& briefing, const BriefingTextOptions& options);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_BRIEFING_TEXT_H_
