#include "aggregator/merge/records/role_records.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/string_view.h"

namespace caspian::aggregator {
namespace {

int RankOf(absl::string_view role) {
  constexpr absl::string_view kOrder[] = {"agent", "partner", "recipient", "object", "holder", "channel", "addressee"};
  return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), role) - std::begin(kOrder));
}

// The places without doubles, most first; ties in the map's order.
std::vector<std::pair<std::string, std::vector<Place>>> MostSupportedFirst(const TextPlaces& texts) {
  std::vector<std::pair<std::string, std::vector<Place>>> sorted(texts.begin(), texts.end());
  for (auto& [text, places] : sorted) SortPlaces(&places);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  return sorted;
}

}  // namespace

std::string RoleTable::RoleName(const RoleFact& role, const std::string& identity) {
  if (!symmetric_ || (role.name != "agent" && role.name != "partner")) return role.name;
  return side_of_.emplace(identity, role.name).first->second;
}

void RoleTable::Add(const DocumentFacts& document, const RoleFact& role, const Place& place) {
  const std::string identity = directory_.IdentityOf(document, role);
  Filler& filler = fillers_[{RoleName(role, identity), identity}];
  const std::string text = directory_.NameOf(document, role);
  // Of words that differ in writing alone the smallest by bytes is shown.
  if (filler.places.empty() || text < filler.text) {
    filler.text = text;
    filler.entry = directory_.Entry(document, role);
    filler.value = role.value.has_value() ? &*role.value : nullptr;
  }
  filler.places.push_back(place);
}

std::tuple<int, absl::string_view, absl::string_view, absl::string_view> RoleTable::OrderOf(const Item& item) {
  return {RankOf(item.first.first), item.first.first, item.second.text, item.first.second};
}

std::optional<std::string> RoleTable::FirstText() const {
  const auto first = std::min_element(fillers_.begin(), fillers_.end(),
                                      [](const Item& a, const Item& b) { return OrderOf(a) < OrderOf(b); });
  if (first == fillers_.end()) return std::nullopt;
  return first->second.text;
}

void RoleTable::Write(RecordEvidence* evidence, RoleRecords* records) const {
  std::vector<const Item*> sorted;
  for (const Item& item : fillers_) sorted.push_back(&item);
  std::sort(sorted.begin(), sorted.end(), [](const Item* a, const Item* b) { return OrderOf(*a) < OrderOf(*b); });
  for (const Item* item : sorted) {
    const Filler& filler = item->second;
    v1::RoleRecord* record = records->Add();
    record->set_name(item->first.first);
    record->set_text(filler.text);
    if (filler.entry != nullptr) {
      record->set_entity_record_id(filler.entry->record_id);
      record->set_office(filler.entry->office);
    }
    if (filler.value != nullptr) *record->mutable_value() = *filler.value;
    evidence->Fill(filler.places, record->mutable_support());
  }
}

void WriteTexts(const TextPlaces& texts, RecordEvidence* evidence, SupportedTexts* records) {
  for (const auto& [text, places] : MostSupportedFirst(texts)) {
    v1::SupportedText* record = records->Add();
    record->set_text(text);
    evidence->Fill(places, record->mutable_support());
  }
}

void WriteCredits(const std::vector<Place>& places, RecordEvidence* evidence, CreditedSources* records) {
  std::map<std::pair<std::string, std::string>, std::vector<Place>> credits;
  for (const Place& place : places) {
    if (place.credit != nullptr) credits[{place.credit->source, place.credit->date}].push_back(place);
  }
  for (const auto& [credit, supporting] : credits) {
    v1::CreditedSource* record = records->Add();
    record->set_source(credit.first);
    record->set_date(credit.second);
    record->set_presumed(
        std::all_of(supporting.begin(), supporting.end(), [](const Place& place) { return place.presumed; }));
    evidence->Fill(supporting, record->mutable_support());
  }
}

std::string MostSupported(const TextPlaces& texts) {
  return texts.empty() ? "" : MostSupportedFirst(texts).front().first;
}

}  // namespace caspian::aggregator
