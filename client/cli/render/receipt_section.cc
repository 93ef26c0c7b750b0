#include <map>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "client/cli/render/cells.h"
#include "client/cli/render/sections.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

std::string SpanWords(const pb::Span& span) { return absl::StrCat("bytes ", span.begin(), "–", span.end()); }

// Which document, where the page has more than one.
std::string DocumentWords(const PageContext& context, const Receipt& receipt) {
  if (context.briefing.documents_size() < 2 && !context.options.receipts) return "";
  const std::string revision =
      receipt.document.revision() > 1 ? absl::StrCat(", revision ", receipt.document.revision()) : "";
  return absl::StrCat(OneLine(receipt.document.id()), revision, " · ");
}

void WritePlaces(PageContext* context, const Receipt& receipt, size_t indent) {
  for (const Receipt::Place& place : receipt.places) {
    const std::string credit = place.credit.empty() ? "" : absl::StrCat(" · ", place.credit);
    context->page.Text(absl::StrCat("rule ", place.rule.rule_id(), " · ", SpanWords(place.span), credit), indent);
  }
}

void WriteRuleSets(PageContext* context) {
  std::map<std::tuple<std::string, uint32_t, std::string>, bool> seen;
  for (const Receipt& receipt : context->receipts.all()) {
    for (const Receipt::Place& place : receipt.places) {
      const pb::RuleSetRef& ref = place.rule.rule_set();
      if (ref.digest().empty() || !seen.try_emplace({ref.name(), ref.version(), ref.digest()}, true).second) continue;
      if (seen.size() == 1) context->page.Section("RULES");
      context->page.Text(absl::StrCat(ref.name(), " version ", ref.version(), " · sha256 ", ref.digest()), 1);
    }
  }
}

}  // namespace

void WriteReceipts(PageContext* context) {
  const std::vector<Receipt>& all = context->receipts.all();
  if (all.empty()) return;
  context->page.Section("RECEIPTS");
  const size_t cells = absl::StrCat("[", all.size(), "]").size();
  for (size_t i = 0; i < all.size(); ++i) {
    PageRow row;
    row.left = absl::StrCat("[", i + 1, "]");
    row.left_cells = cells;
    row.indent = 0;
    row.right = absl::StrCat(DocumentWords(*context, all[i]), SpanWords(all[i].sentence));
    const size_t room = 2 * (context->page.width() - cells - 2);
    const size_t taken = CellWidth(row.right) + 18;  // a little for words that do not fit a line
    const bool whole = context->options.receipts || taken + 40 > room;
    row.body = absl::StrCat("“", whole ? all[i].quote : CutCells(all[i].quote, room - taken), "”");
    context->page.Row(row);
    if (context->options.receipts) WritePlaces(context, all[i], cells + 2);
  }
  if (context->options.receipts) WriteRuleSets(context);
}

}  // namespace caspian::cli
