// What happened, is wanted, is thought, is said.
#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/cli/render/cells.h"
#include "client/cli/render/event_words.h"
#include "client/cli/render/figure_range.h"
#include "client/cli/render/sections.h"
#include "client/cli/render/value_words.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

constexpr size_t kDateCells = 12;
constexpr size_t kMostCredits = 3;

using Credits = google::protobuf::RepeatedPtrField<pb::CreditedSource>;

// What packs call states, such as that somebody is a member of something.
constexpr absl::string_view kRelation = "RELATION";

enum class Chapter { kReported, kWanted, kAuthor, kRelations, kStatements };

bool IsReal(pb::Actuality actuality) {
  return actuality == pb::ACTUALITY_HAPPENED || actuality == pb::ACTUALITY_ONGOING;
}

bool IsRelation(const pb::EventRecord& event) {
  return std::find(event.supertypes().begin(), event.supertypes().end(), kRelation) != event.supertypes().end();
}

Chapter ChapterOf(const pb::BriefingRecord& record) {
  if (record.has_event()) {
    if (IsRelation(record.event())) return Chapter::kRelations;
    if (record.event().voice() == pb::VOICE_AUTHOR) return Chapter::kAuthor;
    return IsReal(record.event().actuality()) ? Chapter::kReported : Chapter::kWanted;
  }
  if (record.statement().voice() == pb::VOICE_AUTHOR) return Chapter::kAuthor;
  const MannerWords* words = FindMannerWords(record.statement().manner());
  return words != nullptr && words->wish ? Chapter::kWanted : Chapter::kStatements;
}

// What an event is ordered by: its first day, or behind that day the bound that is known; open ones last, then
// statements.
std::string DayOf(const pb::BriefingRecord& record) {
  if (!record.has_event()) return "~~";
  const pb::EventRecord& event = record.event();
  if (!event.first_day().empty()) return event.first_day();
  for (const std::string* day : {&event.not_after(), &event.not_before(), &event.last_day(), &event.when()}) {
    if (!day->empty()) return absl::StrCat(*day, " ");
  }
  return "~";
}

std::vector<const pb::BriefingRecord*> RecordsOf(const pb::Briefing& briefing, Chapter chapter) {
  std::vector<const pb::BriefingRecord*> records;
  for (const pb::BriefingRecord& record : briefing.records()) {
    if ((record.has_event() || record.has_statement()) && ChapterOf(record) == chapter) records.push_back(&record);
  }
  std::stable_sort(records.begin(), records.end(), [](const auto* a, const auto* b) { return DayOf(*a) < DayOf(*b); });
  return records;
}

// The column in front: a time, else that it goes on. What belongs together does so without a day.
std::string WhenWords(const pb::EventRecord& event, DateForm form) {
  if (IsRelation(event) && event.when().empty()) return "";
  std::string words = EventTimeWords(event, form);
  return words.empty() && event.actuality() == pb::ACTUALITY_ONGOING ? "ongoing" : words;
}

// Whoever says a thing is credited with it: only others need to be named. "Ozols" is "Juris Ozols".
Credits ForeignCredits(const pb::StatementRecord& statement) {
  Credits foreign;
  for (const pb::CreditedSource& credit : statement.credits()) {
    const auto is_holder = [&credit](const pb::RoleRecord& role) {
      return role.name() == "holder" &&
             (role.text() == credit.source() || absl::EndsWith(role.text(), absl::StrCat(" ", credit.source())));
    };
    if (std::none_of(statement.roles().begin(), statement.roles().end(), is_holder)) *foreign.Add() = credit;
  }
  return foreign;
}

// The receipts of another record of the page; nothing where a filter has left it out.
std::string MarkOf(PageContext* context, const std::string& record_id) {
  for (const pb::BriefingRecord& record : context->briefing.records()) {
    if (record.id() == record_id && record.has_event()) return context->receipts.Mark(record, record.event().support());
  }
  return "";
}

// What became of it, and who says the contrary: " → it happened [4]", " ↔ others say the contrary [5]".
std::string LinkWords(PageContext* context, const pb::EventRecord& event) {
  std::string words;
  for (const pb::EventOutcome& outcome : event.outcomes()) {
    const bool fulfilled = outcome.kind() == pb::OUTCOME_KIND_FULFILLED;
    absl::StrAppend(&words, " → ", fulfilled ? "it happened" : "it did not happen",
                    MarkOf(context, outcome.record_id()));
  }
  if (event.contradicting_record_ids().empty()) return words;
  absl::StrAppend(&words, " ↔ others say the contrary");
  for (const std::string& id : event.contradicting_record_ids()) absl::StrAppend(&words, MarkOf(context, id));
  return words;
}

// The witnesses behind a role: the credited source, else the publisher, else the document.
std::string SourcesOf(const pb::BriefingRecord& record, const pb::RoleRecord& role) {
  std::vector<std::string> sources;
  for (const uint32_t index : role.support().evidence()) {
    const pb::Evidence& evidence = record.evidence(static_cast<int>(index));
    const pb::EvidenceDocument& document = record.documents(static_cast<int>(evidence.document()));
    const std::string& publication = document.publisher().empty() ? document.id() : document.publisher();
    const std::string name = OneLine(evidence.cited_source().empty() ? publication : evidence.cited_source());
    if (std::find(sources.begin(), sources.end(), name) == sources.end()) sources.push_back(name);
  }
  return Enumerate(sources);
}

// Who tells which figure of a range: " – 20 soldiers: Harbour Post [3]; 25 soldiers: Atlas Daily [1]".
std::string ReadingWords(PageContext* context, const pb::BriefingRecord& record) {
  std::vector<std::string> readings;
  for (const FigureRange& range : FigureRangesOf(record.event())) {
    for (const pb::RoleRecord* reading : range.readings)
      readings.push_back(absl::StrCat(ValueWords(reading->value(), context->dates), ": ", SourcesOf(record, *reading),
                                      context->receipts.Mark(record, reading->support())));
  }
  return readings.empty() ? "" : absl::StrCat(" – ", absl::StrJoin(readings, "; "));
}

PageRow RowOf(PageContext* context, const pb::BriefingRecord& record) {
  PageRow row;
  if (record.has_event()) {
    const pb::EventRecord& event = record.event();
    row.left = WhenWords(event, context->dates);
    row.body = absl::StrCat(context->sentences.Event(event), context->receipts.Mark(record, event.support()),
                            ReadingWords(context, record), LinkWords(context, event));
    row.right = CreditWords(event.credits(), context->long_dates);
  } else {
    const pb::StatementRecord& statement = record.statement();
    row.body =
        absl::StrCat(context->sentences.Statement(statement), context->receipts.Mark(record, statement.support()));
    row.right = CreditWords(ForeignCredits(statement), context->long_dates);
  }
  return row;
}

// Below a dated event one without a date would read as of the same day.
std::vector<PageRow> RowsOf(PageContext* context, const std::vector<const pb::BriefingRecord*>& records) {
  std::vector<PageRow> rows;
  bool dated = false;
  for (const pb::BriefingRecord* record : records) {
    rows.push_back(RowOf(context, *record));
    dated = dated || !rows.back().left.empty();
    if (dated && rows.back().left.empty() && record->has_event()) rows.back().left = "undated";
  }
  return rows;
}

void WriteChapter(PageContext* context, Chapter chapter, absl::string_view title, absl::string_view note) {
  std::vector<PageRow> rows = RowsOf(context, RecordsOf(context->briefing, chapter));
  if (rows.empty()) return;
  context->page.Section(title, note);
  const bool dated = std::any_of(rows.begin(), rows.end(), [](const PageRow& row) { return !row.left.empty(); });
  size_t cells = dated ? kDateCells : 0;
  for (const PageRow& row : rows) {
    if (CellWidth(row.left) <= context->page.width() / 5) cells = std::max(cells, CellWidth(row.left));
  }
  for (PageRow& row : rows) {
    row.left_cells = cells;
    context->page.Row(row);
  }
}

}  // namespace

std::string CreditWords(const google::protobuf::RepeatedPtrField<pb::CreditedSource>& credits, DateForm form) {
  std::vector<std::string> words;
  for (const pb::CreditedSource& credit : credits) {
    if (words.size() == kMostCredits) break;
    const std::string date = credit.date().empty() ? "" : absl::StrCat(", ", DateWords(credit.date(), form));
    words.push_back(absl::StrCat(OneLine(credit.source()), date, credit.presumed() ? " (presumed)" : ""));
  }
  const int more = credits.size() - static_cast<int>(words.size());
  return absl::StrCat(absl::StrJoin(words, "; "), more > 0 ? absl::StrCat(" and ", more, " more") : "");
}

void WriteHappenings(PageContext* context) {
  WriteChapter(context, Chapter::kReported, "REPORTED", "[n] opens the words");
  WriteChapter(context, Chapter::kWanted, "WANTED, PLANNED", "");
  WriteChapter(context, Chapter::kAuthor, "THE AUTHOR’S OWN", "not credited to any source");
  WriteChapter(context, Chapter::kRelations, "RELATIONS", "");
  WriteChapter(context, Chapter::kStatements, "STATEMENTS", "");
}

}  // namespace caspian::cli
