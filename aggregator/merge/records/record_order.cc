#include "aggregator/merge/records/record_order.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "aggregator/merge/records/record.h"

namespace caspian::aggregator {
namespace {

// Texts that end before others begin; those in which one begins another come before it.
void AppendText(const std::string& text, std::string* order) {
  for (const char c : text) {
    order->push_back(c);
    if (c == '\0') order->push_back('\xff');
  }
  order->append(2, '\0');
}

// Kind, group within it, evidence wanting (so that more comes first), texts, id.
std::string Bytes(int kind, int group, uint32_t wanting, const std::vector<std::string>& texts, const std::string& id) {
  std::string order = {static_cast<char>(kind), static_cast<char>(group)};
  for (int shift = 24; shift >= 0; shift -= 8) order.push_back(static_cast<char>(wanting >> shift));
  for (const std::string& text : texts) AppendText(text, &order);
  return order + id;
}

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

}  // namespace

std::string OrderOf(const v1::BriefingRecord& record) {
  const int kind = record.body_case();
  switch (record.body_case()) {
    case v1::BriefingRecord::kEntity:
      return Bytes(kind, 0, ~record.entity().support().evidence_count(), {record.entity().name()}, record.id());
    case v1::BriefingRecord::kEvent: {
      const auto [group, texts] = EventTime(record.event());
      return Bytes(kind, group, 0, texts, record.id());
    }
    case v1::BriefingRecord::kStatement:
      return Bytes(kind, 0, 0, StatementName(record.statement()), record.id());
    case v1::BriefingRecord::kAgreement:
      return Bytes(kind, 0, 0, {record.agreement().name()}, record.id());
    case v1::BriefingRecord::kFigure:
      return Bytes(kind, 0, 0, {record.figure().object(), record.figure().value().canonical()}, record.id());
    case v1::BriefingRecord::kSource:
      return Bytes(kind, record.source().kind(), 0, {record.source().name()}, record.id());
    default:
      return Bytes(kind, 0, 0, {}, record.id());
  }
}

std::string OrderOfGroup(const RecordGroup& group, const Directory& directory) {
  v1::BriefingRecord record;
  record.set_id(group.id);
  switch (group.kind) {
    case v1::RECORD_KIND_EVENT:
      WriteEventTime(group, record.mutable_event());
      break;
    case v1::RECORD_KIND_STATEMENT:
      WriteStatementName(group, directory, record.mutable_statement());
      break;
    case v1::RECORD_KIND_FIGURE:
      WriteFigureName(group, record.mutable_figure());
      break;
    case v1::RECORD_KIND_SOURCE:
      WriteSourceName(group, record.mutable_source());
      break;
    default:
      break;
  }
  return OrderOf(record);
}

std::string OrderOfEntity(v1::RecordKind kind, const DirectoryEntry& entry, uint64_t place_count,
                          const std::string& id) {
  if (kind == v1::RECORD_KIND_AGREEMENT) return Bytes(v1::BriefingRecord::kAgreement, 0, 0, {entry.name}, id);
  return Bytes(v1::BriefingRecord::kEntity, 0, ~static_cast<uint32_t>(place_count), {entry.name}, id);
}

void SortRecords(google::protobuf::RepeatedPtrField<v1::BriefingRecord>* records) {
  std::vector<std::pair<std::string, v1::BriefingRecord*>> keyed;
  for (v1::BriefingRecord& record : *records) keyed.emplace_back(OrderOf(record), &record);
  std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<v1::BriefingRecord*> sorted(keyed.size());
  for (size_t i = 0; i < keyed.size(); ++i) sorted[i] = keyed[i].second;
  std::copy(sorted.begin(), sorted.end(), records->pointer_begin());
}

}  // namespace caspian::aggregator
