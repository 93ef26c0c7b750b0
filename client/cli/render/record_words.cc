#include "client/cli/render/record_words.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/cli/render/cells.h"
#include "client/cli/render/event_sentence.h"
#include "client/cli/render/sections.h"
#include "client/cli/render/value_words.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

// No page says which year is meant: each line does.
constexpr DateForm kForm{0, true};

using Parts = std::vector<std::string>;

std::string Line(const Parts& parts) {
  return absl::StrJoin(parts, " · ", [](std::string* out, const std::string& part) { out->append(OneLine(part)); });
}

std::string EntityWords(const pb::EntityRecord& entity) {
  Parts parts = {absl::StrCat(entity.label(), " ", entity.name())};
  for (const pb::SupportedText& name : entity.names()) {
    if (name.text() != entity.name()) parts.push_back(absl::StrCat("also ", name.text()));
  }
  for (const pb::Feature& feature : entity.features())
    parts.push_back(absl::StrCat(feature.name(), " ", feature.value()));
  for (const pb::SupportedOffice& office : entity.offices())
    parts.push_back(OfficeWords(office.title(), office.of(), office.at()));
  return Line(parts);
}

std::string EventWords(const pb::EventRecord& event) {
  Parts parts = {absl::StrCat("event ", event.type())};
  const std::string when = EventTimeWords(event, kForm);
  if (!when.empty()) parts.push_back(when);
  parts.push_back(SentenceWriter(kForm).Event(event));
  const std::string credits = CreditWords(event.credits(), kForm);
  if (!credits.empty()) parts.push_back(credits);
  return Line(parts);
}

std::string StatementWords(const pb::StatementRecord& statement) {
  Parts parts = {absl::StrCat("statement ", statement.manner()), SentenceWriter(kForm).Statement(statement)};
  const std::string credits = CreditWords(statement.credits(), kForm);
  if (!credits.empty()) parts.push_back(credits);
  return Line(parts);
}

std::string AgreementWords(const pb::AgreementRecord& agreement) {
  Parts parts = {absl::StrCat("agreement ", agreement.name())};
  for (const pb::SupportedText& party : agreement.parties()) parts.push_back(absl::StrCat("party ", party.text()));
  for (const pb::AgreementStep& step : agreement.steps()) {
    parts.push_back(absl::StrCat(
        step.party(), step.party().empty() ? "" : ": ", step.polarity() == pb::POLARITY_NO ? "not " : "", step.step(),
        step.when().empty() ? "" : " ", DateWords(step.when(), kForm), step.by().empty() ? "" : " by ", step.by()));
  }
  return Line(parts);
}

std::string FigureWords(const pb::FigureRecord& figure) {
  Parts parts = {absl::StrCat("figure ", ValueWords(figure.value(), kForm))};
  parts.push_back(figure.object().empty() ? absl::StrCat("“", figure.text(), "”") : figure.object());
  return Line(parts);
}

std::string SourceWords(const pb::SourceRecord& source) {
  return Line({absl::StrCat("source ", source.name()),
               Counted(source.count(), source.kind() == pb::SOURCE_KIND_PUBLICATION ? "document" : "citation")});
}

}  // namespace

std::string RecordWords(const pb::BriefingRecord& record) {
  switch (record.body_case()) {
    case pb::BriefingRecord::kEntity:
      return EntityWords(record.entity());
    case pb::BriefingRecord::kEvent:
      return EventWords(record.event());
    case pb::BriefingRecord::kStatement:
      return StatementWords(record.statement());
    case pb::BriefingRecord::kAgreement:
      return AgreementWords(record.agreement());
    case pb::BriefingRecord::kFigure:
      return FigureWords(record.figure());
    default:
      return SourceWords(record.source());
  }
}

const pb::Support& SupportOf(const pb::BriefingRecord& record) {
  switch (record.body_case()) {
    case pb::BriefingRecord::kEntity:
      return record.entity().support();
    case pb::BriefingRecord::kEvent:
      return record.event().support();
    case pb::BriefingRecord::kStatement:
      return record.statement().support();
    case pb::BriefingRecord::kAgreement:
      return record.agreement().support();
    case pb::BriefingRecord::kFigure:
      return record.figure().support();
    default:
      return record.source().support();
  }
}

}  // namespace caspian::cli
