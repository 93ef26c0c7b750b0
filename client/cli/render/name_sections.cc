// Figures, people, organizations, places and sources.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "client/cli/render/cells.h"
#include "client/cli/render/sections.h"
#include "client/cli/render/value_words.h"
#include "common/base/civil_date.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

constexpr size_t kLongestAcronym = 10;

// Rows under a title, with a left column that fits their names.
void WriteRows(PageContext* context, absl::string_view title, std::vector<PageRow> rows) {
  if (rows.empty()) return;
  context->page.Section(title);
  size_t cells = 0;
  for (const PageRow& row : rows) {
    if (CellWidth(row.left) <= context->page.width() / 3) cells = std::max(cells, CellWidth(row.left));
  }
  for (PageRow& row : rows) {
    row.left_cells = cells;
    context->page.Row(row);
  }
}

std::string Times(uint32_t count) { return count > 1 ? absl::StrCat(" ×", count) : ""; }

bool IsAcronym(absl::string_view name) {
  if (name.size() < 2 || name.size() > kLongestAcronym) return false;
  return std::all_of(name.begin(), name.end(), [](char c) { return absl::ascii_isupper(c) || absl::ascii_isdigit(c); });
}

// "Conference on Interaction (CICA) ×3"
std::string NameWords(const pb::EntityRecord& entity) {
  std::string words = OneLine(entity.name());
  for (const pb::SupportedText& name : entity.names()) {
    if (absl::EqualsIgnoreCase(name.text(), entity.name()) || !IsAcronym(name.text())) continue;
    absl::StrAppend(&words, " (", name.text(), ")");
    break;
  }
  return absl::StrCat(words, Times(entity.support().evidence_count()));
}

// When sources say so, where that is more than one day: " (stated 5–29 Jun)".
std::string StatedWords(const pb::SupportedOffice& office, DateForm form) {
  if (office.first_day() == office.last_day()) return "";
  return absl::StrCat(" (stated ", DayRangeWords(office.first_day(), office.last_day(), form), ")");
}

// Offices with their receipts: "Army General; minister of defense of Kazakhstan [3]".
std::string OfficesOf(PageContext* context, const pb::BriefingRecord& record) {
  std::vector<std::string> offices;
  for (const pb::SupportedOffice& office : record.entity().offices()) {
    offices.push_back(absl::StrCat(OfficeWords(office.title(), office.of(), office.at()),
                                   StatedWords(office, context->dates),
                                   context->receipts.Mark(record, office.support())));
  }
  return absl::StrJoin(offices, "; ");
}

void WritePeople(PageContext* context) {
  std::vector<PageRow> rows;
  for (const pb::BriefingRecord& record : context->briefing.records()) {
    if (!record.has_entity() || record.entity().label() != "PERSON") continue;
    PageRow row;
    row.left = OneLine(record.entity().name());
    row.body = OfficesOf(context, record);
    if (row.body.empty())
      row.body = absl::StrCat("office not stated", context->receipts.MarkFirst(record, record.entity().support()));
    row.right = std::string(absl::StripAsciiWhitespace(Times(record.entity().support().evidence_count())));
    rows.push_back(std::move(row));
  }
  WriteRows(context, "WHO", std::move(rows));
}

std::string TitleOfLabel(const std::string& label) {
  if (label == "AGREEMENT") return "OTHER AGREEMENTS";
  if (label == "NORP") return "PEOPLES AND GROUPS";
  if (label == "LAW") return "LAWS";
  std::string title = absl::StrReplaceAll(label, {{"_", " "}});
  if (absl::EndsWith(title, "Y")) return absl::StrCat(title.substr(0, title.size() - 1), "IES");
  return absl::StrCat(title, absl::EndsWith(title, "S") ? "" : "S");
}

// One paragraph of names a label; agreements stand above with their status.
void WriteOtherNames(PageContext* context) {
  std::set<std::string> agreements;
  for (const pb::BriefingRecord& record : context->briefing.records()) {
    if (record.has_agreement()) agreements.insert(record.agreement().name());
  }
  const std::map<std::string, int> first = {{"ORGANIZATION", 0}, {"PLACE", 1}};
  std::map<std::pair<int, std::string>, std::vector<std::string>> by_label;
  for (const pb::BriefingRecord& record : context->briefing.records()) {
    const pb::EntityRecord& entity = record.entity();
    if (!record.has_entity() || entity.label() == "PERSON") continue;
    if (entity.label() == "AGREEMENT" && agreements.count(entity.name())) continue;
    const auto place = first.find(entity.label());
    const std::string mark = context->options.receipts ? context->receipts.MarkFirst(record, entity.support()) : "";
    by_label[{place == first.end() ? 2 : place->second, entity.label()}].push_back(
        absl::StrCat(NameWords(entity), mark));
  }
  for (const auto& [key, names] : by_label) {
    context->page.Section(TitleOfLabel(key.second));
    context->page.Text(absl::StrJoin(names, " · "), 1);
  }
}

std::string SourceWords(const pb::SourceRecord& source) {
  if (source.kind() == pb::SOURCE_KIND_PUBLICATION)
    return absl::StrCat("publication · ", Counted(source.count(), "document"));
  return absl::StrCat("credited in ", Counted(source.count(), "citation"));
}

// Bytes of the sentence that are shown on either side of a figure.
constexpr size_t kBytesAround = 36;

// The figure's words with those beside them in its first evidence, cut between words; its words alone where there is no
// quote.
std::string WordsAround(const pb::BriefingRecord& record, const pb::FigureRecord& figure) {
  if (figure.support().evidence().empty()) return absl::StrCat("“", OneLine(figure.text()), "”");
  const pb::Evidence& evidence = record.evidence(static_cast<int>(figure.support().evidence(0)));
  const std::string& quote = evidence.quote();
  size_t begin = evidence.span().begin() - evidence.sentence().begin();
  size_t end = evidence.span().end() - evidence.sentence().begin();
  if (evidence.span().begin() < evidence.sentence().begin() || end > quote.size())
    return absl::StrCat("“", OneLine(figure.text()), "”");
  begin = begin <= kBytesAround ? 0 : quote.rfind(' ', begin - kBytesAround) + 1;
  end = quote.size() - end <= kBytesAround ? quote.size() : std::min(quote.find(' ', end + kBytesAround), quote.size());
  return absl::StrCat("“", begin > 0 ? "…" : "", OneLine(quote.substr(begin, end - begin)),
                      end < quote.size() ? "…" : "", "”");
}

}  // namespace

// What copies of a text repeat in the same words is one row.
void WriteFigures(PageContext* context) {
  std::vector<PageRow> rows;
  std::map<std::pair<std::string, std::string>, size_t> known;
  for (const pb::BriefingRecord& record : context->briefing.records()) {
    if (!record.has_figure()) continue;
    const pb::FigureRecord& figure = record.figure();
    PageRow row;
    row.left = ValueWords(figure.value(), context->dates);
    row.body = figure.object().empty() ? WordsAround(record, figure) : OneLine(figure.object());
    const std::string mark = context->receipts.Mark(record, figure.support());
    const auto [at, is_new] = known.try_emplace({row.left, row.body}, rows.size());
    if (!is_new) {
      rows[at->second].body += mark;
      continue;
    }
    row.body += mark;
    row.right = CreditWords(figure.credits(), context->long_dates);
    rows.push_back(std::move(row));
  }
  WriteRows(context, "FIGURES", std::move(rows));
}

void WriteNames(PageContext* context) {
  WritePeople(context);
  WriteOtherNames(context);
}

void WriteSources(PageContext* context) {
  std::vector<PageRow> rows;
  for (const pb::BriefingRecord& record : context->briefing.records()) {
    if (!record.has_source()) continue;
    PageRow row;
    row.left = OneLine(record.source().name());
    row.body = absl::StrCat(SourceWords(record.source()), context->receipts.Mark(record, record.source().support()));
    rows.push_back(std::move(row));
  }
  if (context->briefing.documents_size() > 1) {
    for (const pb::EvidenceDocument& document : context->briefing.documents()) {
      PageRow row;
      row.left = OneLine(document.id());
      const std::string published =
          document.has_published() ? FormatPublishedDate(document.published()) : "published date not given";
      row.body =
          absl::StrCat("document · ", published, document.publisher().empty() ? "" : " · ",
                       OneLine(document.publisher()), document.title().empty() ? "" : " · ", OneLine(document.title()));
      rows.push_back(std::move(row));
    }
  }
  WriteRows(context, "SOURCES", std::move(rows));
}

}  // namespace caspian::cli
