#include "aggregator/merge/records/record_order.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace caspian::aggregator {
namespace {

// Kind, group within it, evidence wanting (so that more comes first), texts, id.
using OrderKey = std::tuple<int, int, uint32_t, std::vector<std::string>, std::string>;

// Events by first known day, then end, then type; those without any by the words of their time.
std::pair<int, std::vector<std::string>> EventTime(const v1::EventRecord& event) {
  for (const std::string* day : {&event.first_day(), &event.last_day(), &event.not_after(), &event.not_before()}) {
    if (!day->empty()) return {0, {*day, event.last_day(), event.type()}};
  }
  return {event.when().empty() ? 2 : 1, {event.when(), event.type()}};
}

std::vector<std::string> StatementName(const v1::StatementRecord& statement) {
  return {statement.roles().empty() ? "" : statement.roles(0).text(), statement.manner(), statement.content()};
}

OrderKey KeyOf(const v1::BriefingRecord& record) {
  const int kind = record.body_case();
  switch (record.body_case()) {
    case v1::BriefingRecord::kEntity:
      return {kind, 0, ~record.entity().support().evidence_count(), {record.entity().name()}, record.id()};
    case v1::BriefingRecord::kEvent: {
      auto [group, texts] = EventTime(record.event());
      return {kind, group, 0, std::move(texts), record.id()};
    }
    case v1::BriefingRecord::kStatement:
      return {kind, 0, 0, StatementName(record.statement()), record.id()};
    case v1::BriefingRecord::kAgreement:
      return {kind, 0, 0, {record.agreement().name()}, record.id()};
    case v1::BriefingRecord::kFigure:
      return {kind, 0, 0, {record.figure().object(), record.figure().value().canonical()}, record.id()};
    case v1::BriefingRecord::kSource:
      return {kind, record.source().kind(), 0, {record.source().name()}, record.id()};
    default:
      return {kind, 0, 0, {}, record.id()};
  }
}

}  // namespace

void SortRecords(google::protobuf::RepeatedPtrField<v1::BriefingRecord>* records) {
  std::vector<std::pair<OrderKey, v1::BriefingRecord*>> keyed;
  for (v1::BriefingRecord& record : *records) keyed.emplace_back(KeyOf(record), &record);
  std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<v1::BriefingRecord*> sorted(keyed.size());
  for (size_t i = 0; i < keyed.size(); ++i) sorted[i] = keyed[i].second;
  std::copy(sorted.begin(), sorted.end(), records->pointer_begin());
}

}  // namespace caspian::aggregator
