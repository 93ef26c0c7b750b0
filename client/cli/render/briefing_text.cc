#include "client/cli/render/briefing_text.h"

#include "absl/strings/str_cat.h"
#include "client/cli/render/sections.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

PageContext::PageContext(const pb::Briefing& shown, const BriefingTextOptions& asked)
    : briefing(shown),
      options(asked),
      dates{PublishedYear(shown), false},
      long_dates{dates.known_year, true},
      page(asked.look),
      sentences(dates) {}

std::string Counted(uint32_t count, absl::string_view one) {
  return absl::StrCat(count, " ", one, count == 1 ? "" : "s");
}

int PublishedYear(const pb::Briefing& briefing) {
  int year = 0;
  for (const pb::EvidenceDocument& document : briefing.documents()) {
    if (!document.has_published()) continue;
    const int other = static_cast<int>(document.published().year());
    if (year != 0 && other != year) return 0;
    year = other;
  }
  return year;
}

std::string RenderBriefing(const pb::Briefing& briefing, const BriefingTextOptions& options) {
  PageContext context(briefing, options);
  WriteHead(&context);
  WriteHappenings(&context);
  WriteAgreements(&context);
  WriteFigures(&context);
  WriteNames(&context);
  WriteSources(&context);
  WriteReceipts(&context);
  return context.page.text();
}

}  // namespace caspian::cli
