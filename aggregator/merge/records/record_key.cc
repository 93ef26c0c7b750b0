#include "aggregator/merge/records/record_key.h"

#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "aggregator/merge/facts/stated_day.h"
#include "aggregator/merge/text/fold.h"

namespace caspian::aggregator {
namespace {

// Above the separator inside entity keys.
constexpr absl::string_view kPart("\x1e", 1);
constexpr absl::string_view kParticipants[] = {"agent", "partner", "recipient", "object"};
constexpr absl::string_view kSymmetric[] = {"AGREE", "COOPERATE", "MARRY", "MEET",
                                            "MERGE", "NEGOTIATE", "SIGN",  "TALK"};
constexpr absl::string_view kWithDestination[] = {"ARRIVE", "TRAVEL", "VISIT"};

bool IsOneOf(absl::string_view name, absl::Span<const absl::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// "role=identity" of each role that `wanted` names, ascending, none twice.
std::set<std::string> Fillers(const DocumentFacts& document, const std::vector<RoleFact>& roles,
                              absl::Span<const absl::string_view> wanted, bool symmetric, const Directory& directory) {
  std::set<std::string> fillers;
  for (const RoleFact& role : roles) {
    if (!IsOneOf(role.name, wanted)) continue;
    const bool party = symmetric && (role.name == "agent" || role.name == "partner");
    fillers.insert(absl::StrCat(party ? "party" : role.name, "=", directory.IdentityOf(document, role)));
  }
  return fillers;
}

// A whole day or a range by its first day; what is coarser or open as it is written.
std::string DayOf(const EventFact& event) {
  const bool range = event.when.find('/') != std::string::npos;
  return !event.first_day.empty() && (range || event.first_day == event.last_day) ? event.first_day : event.when;
}

std::string PlaceText(const Place& place) {
  return absl::StrCat(place.document->head.id(), kPart, place.begin, kPart, place.end);
}

bool NamesAnybody(const EventFact& event) {
  return std::any_of(event.roles.begin(), event.roles.end(), [](const RoleFact& role) { return role.entity >= 0; });
}

// A count of something is told differently by those who tell of one event: "20 soldiers", "25 soldiers".
bool IsCount(const RoleFact& role) {
  return role.name == "object" && role.entity < 0 && role.value.has_value() && role.value->has_quantity() &&
         role.value->quantity().dimension() == "count";
}

// True where the event is known by its day, and by who acts or where, whatever the count of its object is.
bool IsCountedByAll(const EventFact& event) {
  if (event.first_day.empty() || event.first_day != event.last_day) return false;
  const auto names = [](const RoleFact& role) {
    return role.entity >= 0 && (role.name == "agent" || role.name == "place");
  };
  return std::any_of(event.roles.begin(), event.roles.end(), IsCount) &&
         std::any_of(event.roles.begin(), event.roles.end(), names);
}

// Counts by what they are of alone.
std::vector<RoleFact> WithoutCounts(std::vector<RoleFact> roles) {
  for (RoleFact& role : roles) {
    if (!IsCount(role)) continue;
    role.text = role.value->quantity().unit();
    role.value.reset();
  }
  return roles;
}

bool IsView(v1::Actuality actuality) {
  return actuality == v1::ACTUALITY_DESIRED || actuality == v1::ACTUALITY_CONDITIONAL ||
         actuality == v1::ACTUALITY_POSSIBLE;
}

std::string Holders(const DocumentFacts& document, const EventFact& event, const Directory& directory) {
  std::vector<std::string> holders;
  if (!IsView(event.actuality)) return "";
  for (const RoleFact& holder : event.holders) holders.push_back(directory.IdentityOf(document, holder));
  return absl::StrJoin(holders, kPart);
}

}  // namespace

bool IsSymmetric(const std::string& event_type) { return IsOneOf(event_type, kSymmetric); }

EventKeyParts PartsOfEvent(const DocumentFacts& document, const EventFact& event, const Directory& directory) {
  const bool symmetric = IsSymmetric(event.type), counted = IsCountedByAll(event);
  EventKeyParts parts;
  parts.participants =
      Fillers(document, counted ? WithoutCounts(event.roles) : event.roles, kParticipants, symmetric, directory);
  if (parts.participants.empty() || counted || IsOneOf(event.type, kWithDestination))
    parts.participants.merge(Fillers(document, event.roles, {"place"}, symmetric, directory));
  parts.day = DayOf(event);
  parts.holders = Holders(document, event, directory);
  if (parts.day.empty() && !NamesAnybody(event))
    parts.alone = parts.participants.empty() ? PlaceText(event.place) : StatedDay(event.place);
  return parts;
}

std::string EventKey(const DocumentFacts& document, const EventFact& event, const Directory& directory) {
  const EventKeyParts parts = PartsOfEvent(document, event, directory);
  return absl::StrCat("event", kPart, event.type, kPart, event.polarity, kPart, event.actuality, kPart, parts.day,
                      kPart, absl::StrJoin(parts.participants, kPart), kPart, "held", kPart, parts.holders, kPart,
                      parts.alone);
}

std::string ParticipantNames(const DocumentFacts& document, const EventFact& event, const Directory& directory) {
  std::set<std::string> names, places;
  for (const RoleFact& role : event.roles) {
    const std::string name = absl::StrCat(role.name, "=", directory.NameOf(document, role));
    if (IsOneOf(role.name, kParticipants)) names.insert(name);
    if (role.name == "place") places.insert(name);
  }
  if (names.empty() || IsOneOf(event.type, kWithDestination)) names.merge(places);
  return absl::StrJoin(names, ", ");
}

std::string StatementKey(const DocumentFacts& document, const StatementFact& statement, const Directory& directory) {
  const std::set<std::string> fillers = Fillers(document, statement.roles, {"holder", "addressee"}, false, directory);
  const std::string alone = fillers.empty() && statement.content.empty() ? PlaceText(statement.place) : "";
  return absl::StrCat("statement", kPart, statement.manner, kPart, absl::StrJoin(fillers, kPart), kPart, "said", kPart,
                      FoldName(statement.content), kPart, alone);
}

std::string FigureKey(const DocumentFacts& document, const FigureFact& figure) {
  const std::string of =
      figure.object.empty() ? absl::StrCat("in ", document.head.id()) : absl::StrCat("of ", FoldName(figure.object));
  return absl::StrCat("figure", kPart, figure.label, kPart, figure.value.canonical(), kPart, figure.value.modifier(),
                      kPart, of);
}

std::string PublicationKey(const std::string& publisher) { return absl::StrCat("publication", kPart, publisher); }

std::string CreditedSourceKey(const CreditFact& credit) {
  return absl::StrCat("credited", kPart, credit.folded_source);
}

}  // namespace caspian::aggregator
