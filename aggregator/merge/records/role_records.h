// Fillers of roles, credits and other texts over many documents, each with its support.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_ROLE_RECORDS_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_ROLE_RECORDS_H_

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "aggregator/merge/records/evidence.h"
#include "aggregator/merge/resolution/directory.h"
#include "caspian/v1/briefing.pb.h"

namespace caspian::aggregator {

using RoleRecords = google::protobuf::RepeatedPtrField<v1::RoleRecord>;
using CreditedSources = google::protobuf::RepeatedPtrField<v1::CreditedSource>;
using SupportedTexts = google::protobuf::RepeatedPtrField<v1::SupportedText>;

// Gathers the fillers of one record's roles.
class RoleTable {
 public:
  // Where `symmetric`, a partner that an earlier telling has as agent counts as agent, and the other way round.
  RoleTable(const Directory& directory, bool symmetric) : directory_(directory), symmetric_(symmetric) {}

  void Add(const DocumentFacts& document, const RoleFact& role, const Place& place);
  // Writes the roles: agent, partner, recipient, object or holder, channel, addressee, then others by bytes; then by
  // text.
  void Write(RecordEvidence* evidence, RoleRecords* records) const;

  // The text of the first role that is written.
  std::optional<std::string> FirstText() const;

 private:
  struct Filler {
    const DirectoryEntry* entry = nullptr;
    const v1::Value* value = nullptr;
    std::string text;
    std::vector<Place> places;
  };

  using Item = std::pair<const std::pair<std::string, std::string>, Filler>;

  static std::tuple<int, absl::string_view, absl::string_view, absl::string_view> OrderOf(const Item& item);
  std::string RoleName(const RoleFact& role, const std::string& identity);

  const Directory& directory_;
  const bool symmetric_;
  std::map<std::string, std::string> side_of_;  // Of symmetric events: identity → agent or partner.
  std::map<std::pair<std::string, std::string>, Filler> fillers_;  // By role and identity.
};

// Texts with the places that support them; written most supported first, then by bytes.
using TextPlaces = std::map<std::string, std::vector<Place>>;
void WriteTexts(const TextPlaces& texts, RecordEvidence* evidence, SupportedTexts* records);

// Whom `places` credit, by source, then date.
void WriteCredits(const std::vector<Place>& places, RecordEvidence* evidence, CreditedSources* records);

// The text with most places, then the smallest by bytes; empty where there is none.
std::string MostSupported(const TextPlaces& texts);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_ROLE_RECORDS_H_
