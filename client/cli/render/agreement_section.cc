#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/cli/render/cells.h"
#include "client/cli/render/sections.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

// "approved by chamber · 23 Jun · Senate [1]"
std::string StepWords(PageContext* context, const pb::BriefingRecord& record, const pb::AgreementStep& step) {
  std::vector<std::string> words = {
      absl::StrCat(step.polarity() == pb::POLARITY_NO ? "not " : "", OneLine(step.step()))};
  words.push_back(step.when().empty() ? "date not stated" : DateWords(step.when(), context->dates));
  if (!step.by().empty()) words.push_back(OneLine(step.by()));
  if (step.voice() == pb::VOICE_AUTHOR) words.push_back("the author’s own");
  return absl::StrCat(absl::StrJoin(words, " · "), context->receipts.Mark(record, step.support()));
}

// Party and what is known of it; several steps of a party give its name once. At least one row.
std::vector<PageRow> PartyRows(PageContext* context, const pb::BriefingRecord& record) {
  std::vector<PageRow> rows;
  std::set<std::string> with_steps;
  std::string last = "\n";
  for (const pb::AgreementStep& step : record.agreement().steps()) {
    PageRow row;
    const std::string party = step.party().empty() ? "party not stated" : OneLine(step.party());
    row.left = party == last ? "" : party;
    row.body = StepWords(context, record, step);
    rows.push_back(std::move(row));
    with_steps.insert(step.party());
    last = party;
  }
  if (rows.empty()) {
    rows.emplace_back();
    rows.back().body = "no step stated";
    return rows;
  }
  for (const pb::SupportedText& party : record.agreement().parties()) {
    if (with_steps.count(party.text())) continue;
    PageRow row;
    row.left = OneLine(party.text());
    row.body = "no step stated";
    rows.push_back(std::move(row));
  }
  return rows;
}

// Steps that no source states; nothing where there is no step at all, which the parties' rows say already.
std::string NotStated(const pb::AgreementRecord& agreement) {
  if (agreement.steps_size() == 0) return "";
  std::vector<std::string> steps;
  for (const std::string& step : agreement.steps_not_stated()) steps.push_back(OneLine(step));
  return absl::StrJoin(steps, ", ");
}

void WriteAgreement(PageContext* context, const pb::BriefingRecord& record) {
  const pb::AgreementRecord& agreement = record.agreement();
  std::vector<std::string> parties;
  for (const pb::SupportedText& party : agreement.parties()) parties.push_back(OneLine(party.text()));
  PageRow head;
  head.body = absl::StrCat(OneLine(agreement.name()), context->receipts.Mark(record, agreement.support()));
  head.right = parties.empty() ? "parties not stated" : absl::StrJoin(parties, " – ");
  context->page.Row(head);
  std::vector<PageRow> rows = PartyRows(context, record);
  if (std::string missing = NotStated(agreement); !missing.empty()) {
    rows.emplace_back();
    rows.back().left = "not stated";
    rows.back().body = std::move(missing);
  }
  size_t cells = 0;
  for (const PageRow& row : rows) cells = std::max(cells, std::min(CellWidth(row.left), context->page.width() / 4));
  for (PageRow& row : rows) {
    row.indent = 3;
    row.left_cells = cells;
    context->page.Row(row);
  }
}

}  // namespace

void WriteAgreements(PageContext* context) {
  std::vector<const pb::BriefingRecord*> records;
  for (const pb::BriefingRecord& record : context->briefing.records()) {
    if (record.has_agreement()) records.push_back(&record);
  }
  // Those of which most is known come first.
  std::stable_sort(records.begin(), records.end(), [](const auto* a, const auto* b) {
    const auto known = [](const pb::AgreementRecord& agreement) {
      return std::pair(agreement.steps_size(), agreement.parties_size());
    };
    return known(a->agreement()) > known(b->agreement());
  });
  if (records.empty()) return;
  context->page.Section("AGREEMENTS", "status by party, and what no source states");
  for (const pb::BriefingRecord* record : records) WriteAgreement(context, *record);
}

}  // namespace caspian::cli
