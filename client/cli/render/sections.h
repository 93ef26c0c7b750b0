// The sections of a briefing's page, each of which adds what it has to the page and nothing where it has nothing.
#ifndef CASPIAN_CLIENT_CLI_RENDER_SECTIONS_H_
#define CASPIAN_CLIENT_CLI_RENDER_SECTIONS_H_

#include <string>
#include <vector>

#include "caspian/v1/briefing.pb.h"
#include "client/cli/render/briefing_text.h"
#include "client/cli/render/date_words.h"
#include "client/cli/render/event_sentence.h"
#include "client/cli/render/page.h"
#include "client/cli/render/receipts.h"

namespace caspian::cli {

// What the sections of one page share. The briefing outlives it.
struct PageContext {
  PageContext(const v1::Briefing& shown, const BriefingTextOptions& asked);

  const v1::Briefing& briefing;
  const BriefingTextOptions& options;
  DateForm dates;       // for columns
  DateForm long_dates;  // for credits
  Page page;
  SentenceWriter sentences;
  Receipts receipts;
};

// Title, counts, documents.
void WriteHead(PageContext* context);
// REPORTED; WANTED, PLANNED; THE AUTHOR'S OWN; STATEMENTS.
void WriteHappenings(PageContext* context);
// AGREEMENTS: parties, steps by party, what is not stated.
void WriteAgreements(PageContext* context);
// FIGURES.
void WriteFigures(PageContext* context);
// WHO, ORGANIZATIONS, PLACES, and other kinds of names.
void WriteNames(PageContext* context);
// SOURCES.
void WriteSources(PageContext* context);
// The numbered sentences, and with the option their places, rules and rule sets.
void WriteReceipts(PageContext* context);

// Who is credited: "Interfax-Kazakhstan, 23 June (presumed); …"; empty where nobody is.
std::string CreditWords(const google::protobuf::RepeatedPtrField<v1::CreditedSource>& credits, DateForm form);

// "1 document", "2 documents".
std::string Counted(uint32_t count, absl::string_view one);

// The year of all known published dates; 0 where they differ or none is known.
int PublishedYear(const v1::Briefing& briefing);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_SECTIONS_H_
