#include "aggregator/merge/records/filter.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/text/fold.h"
#include "common/base/civil_date.h"
#include "common/base/error.h"
#include "common/base/utf8.h"

namespace caspian::aggregator {
namespace {

absl::Status CheckDay(absl::string_view field, const std::string& day) {
  if (day.empty()) return absl::OkStatus();
  const auto date = ParsePublishedDate(day);
  if (day.size() == 10 && date.ok() && date->day() > 0) return absl::OkStatus();
  return MakeError(v1::ERROR_REASON_REQUEST_INVALID,
                   absl::StrCat("filter.", field, " \"", day, "\" is not a day like 2006-06-23"));
}

bool PassesSet(const std::set<std::string>& wanted, const std::string& value) {
  return wanted.empty() || wanted.count(value) > 0;
}

// The names that a record is found by: its own and those of its fillers.
std::vector<std::string> NamesOf(const v1::BriefingRecord& record) {
  std::vector<std::string> names;
  const auto add_texts = [&names](const auto& texts) {
    for (const auto& text : texts) names.push_back(text.text());
  };
  names.push_back(record.entity().name());
  add_texts(record.entity().names());
  add_texts(record.event().roles());
  add_texts(record.statement().roles());
  names.push_back(record.agreement().name());
  add_texts(record.agreement().names());
  add_texts(record.agreement().parties());
  names.push_back(record.figure().object());
  names.push_back(record.source().name());
  return names;
}

}  // namespace

absl::Status CheckFilter(const v1::BriefingFilter& filter) {
  for (const int kind : filter.kinds()) {
    if (v1::RecordKind_IsValid(kind) && kind != v1::RECORD_KIND_UNSPECIFIED) continue;
    return MakeError(v1::ERROR_REASON_REQUEST_INVALID, absl::StrCat("filter.kinds ", kind, " is no kind of record"));
  }
  if (absl::Status status = CheckDay("first_day", filter.first_day()); !status.ok()) return status;
  return CheckDay("last_day", filter.last_day());
}

Filter::Filter(const v1::BriefingFilter& filter)
    : documents_(filter.document_ids().begin(), filter.document_ids().end()),
      publishers_(filter.publishers().begin(), filter.publishers().end()),
      types_(filter.types().begin(), filter.types().end()),
      kinds_(filter.kinds().begin(), filter.kinds().end()),
      first_day_(filter.first_day()),
      last_day_(filter.last_day()) {
  for (const std::string& name : filter.names()) folded_names_.insert(FoldName(name));
}

bool Filter::Passes(const v1::EvidenceDocument& document) const {
  return PassesSet(documents_, document.id()) && PassesSet(publishers_, document.publisher());
}

bool Filter::Passes(v1::RecordKind kind) const { return kinds_.empty() || kinds_.count(kind) > 0; }

bool Filter::PassesType(v1::RecordKind kind, const std::string& type) const {
  return kind == v1::RECORD_KIND_SOURCE ? types_.empty() : PassesSet(types_, type);
}

bool Filter::Passes(const v1::BriefingRecord& record) const {
  return PassesTypes(record) && PassesNames(record) && PassesDays(record);
}

bool Filter::PassesTypes(const v1::BriefingRecord& record) const {
  switch (record.body_case()) {
    case v1::BriefingRecord::kEntity:
      return PassesSet(types_, record.entity().label());
    case v1::BriefingRecord::kEvent:
      return PassesType(record.event());
    case v1::BriefingRecord::kStatement:
      return PassesSet(types_, record.statement().manner());
    case v1::BriefingRecord::kAgreement:
      return PassesSet(types_, "AGREEMENT");
    case v1::BriefingRecord::kFigure:
      return PassesSet(types_, record.figure().label());
    default:
      return types_.empty();
  }
}

bool Filter::PassesType(const v1::EventRecord& event) const {
  return PassesSet(types_, event.type()) ||
         std::any_of(event.supertypes().begin(), event.supertypes().end(),
                     [this](const std::string& type) { return types_.count(type) > 0; });
}

bool Filter::PassesNames(const v1::BriefingRecord& record) const {
  if (folded_names_.empty()) return true;
  for (const std::string& name : NamesOf(record)) {
    if (!name.empty() && folded_names_.count(FoldName(name)) > 0) return true;
  }
  return false;
}

bool Filter::PassesDays(const v1::BriefingRecord& record) const {
  if (!record.has_event()) return true;
  const v1::EventRecord& event = record.event();
  const std::string& end = event.last_day().empty() ? event.not_after() : event.last_day();
  const std::string& begin = event.first_day().empty() ? event.not_before() : event.first_day();
  if (!first_day_.empty() && !end.empty() && end < first_day_) return false;
  return last_day_.empty() || begin.empty() || begin <= last_day_;
}

RecordGroup Filter::Narrow(const RecordGroup& group) const {
  RecordGroup narrowed{group.key, group.id, group.kind, {}, {}, group.source_kind};
  for (const Sighting& sighting : group.sightings) {
    if (Passes(sighting.document->head)) narrowed.sightings.push_back(sighting);
  }
  for (const Sighting& step : group.steps) {
    if (Passes(step.document->head)) narrowed.steps.push_back(step);
  }
  return narrowed;
}

}  // namespace caspian::aggregator
