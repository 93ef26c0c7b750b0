#include "aggregator/merge/judgements/judgement_log.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "aggregator/merge/judgements/entity_key.h"
#include "common/base/civil_date.h"
#include "common/base/document.h"
#include "common/base/error.h"
#include "common/base/sha256.h"
#include "common/base/utf8.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

constexpr size_t kIdBytes = 64, kAuthorBytes = 128, kReasonBytes = 4096, kKeyBytes = 4096;
constexpr int kMostKeys = 1000, kMostPlaces = 10000;

absl::Status Refuse(absl::string_view id, absl::string_view what) {
  return MakeError(pb::ERROR_REASON_JUDGEMENT_INVALID, absl::StrCat("judgement ", id, ": ", what));
}

bool HasControl(absl::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return absl::ascii_iscntrl(static_cast<uint8_t>(c)); });
}

bool AreDigits(absl::string_view text) { return std::all_of(text.begin(), text.end(), absl::ascii_isdigit); }

bool IsDay(absl::string_view text) {
  const auto date = ParsePublishedDate(std::string(text));
  return text.size() == 10 && date.ok() && date->day() > 0;
}

// "2006-07-05T09:30:00Z", with at most nine digits behind the second.
bool IsTime(absl::string_view time) {
  if (time.size() < 20 || time.size() > 30 || !IsDay(time.substr(0, 10)) || time.back() != 'Z') return false;
  const absl::string_view clock = time.substr(10, 9), rest = time.substr(19, time.size() - 20);
  if (clock[0] != 'T' || clock[3] != ':' || clock[6] != ':') return false;
  const absl::string_view hour = clock.substr(1, 2), minute = clock.substr(4, 2), second = clock.substr(7, 2);
  for (const absl::string_view part : {hour, minute, second}) {
    if (!AreDigits(part)) return false;
  }
  const bool fraction = rest.empty() || (rest.size() > 1 && rest[0] == '.' && AreDigits(rest.substr(1)));
  return hour < "24" && minute < "60" && second < "61" && fraction;
}

absl::Status CheckWho(absl::string_view id, const std::string& author, const std::string& reason,
                      const std::string& time) {
  if (id.empty() || id.size() > kIdBytes || HasControl(id))
    return Refuse(id, "an id has 1 to 64 bytes and no control characters");
  if (author.empty() || author.size() > kAuthorBytes) return Refuse(id, "author: say who judged, in 1 to 128 bytes");
  if (reason.size() > kReasonBytes)
    return Refuse(id, absl::StrCat("reason has ", reason.size(), " bytes, the limit is ", kReasonBytes));
  if (!IsTime(time)) return Refuse(id, absl::StrCat("time \"", time, "\" is not one like 2006-07-05T09:30:00Z"));
  return absl::OkStatus();
}

bool IsOfEntities(pb::JudgementKind kind) {
  return kind == pb::JUDGEMENT_KIND_SAME || kind == pb::JUDGEMENT_KIND_NOT_SAME || kind == pb::JUDGEMENT_KIND_SPLIT;
}

absl::Status CheckKeys(const pb::Judgement& judgement) {
  const std::string& id = judgement.id();
  const bool pair = IsOfEntities(judgement.kind()) && judgement.kind() != pb::JUDGEMENT_KIND_SPLIT;
  const int size = judgement.keys_size();
  if (pair && size != 2) return Refuse(id, absl::StrCat("names ", size, " keys: name two entities"));
  if (judgement.kind() == pb::JUDGEMENT_KIND_SPLIT && (size < 1 || size > kMostKeys))
    return Refuse(id, absl::StrCat("names ", size, " keys: name what is split, 1 to ", kMostKeys));
  if (!IsOfEntities(judgement.kind()) && size > 0) return Refuse(id, "keys are for SAME, NOT_SAME and SPLIT");
  for (const std::string& key : judgement.keys()) {
    const EntityKeyParts parts = PartsOfKey(key);
    if (key.size() > kKeyBytes || (parts.name.empty() && parts.identity.empty()))
      return Refuse(id, absl::StrCat("\"", key, "\" is no key of an entity"));
  }
  if (pair && judgement.keys(0) == judgement.keys(1)) return Refuse(id, "names one key twice: name two entities");
  return absl::OkStatus();
}

bool IsSha256(absl::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(static_cast<uint8_t>(c)) || (c >= 'a' && c <= 'f');
         });
}

absl::Status CheckPlaces(const pb::Judgement& judgement) {
  const std::string& id = judgement.id();
  const bool pair = IsOfEntities(judgement.kind()) && judgement.kind() != pb::JUDGEMENT_KIND_SPLIT;
  if (pair != judgement.places().empty())
    return Refuse(id, pair ? "SAME and NOT_SAME have no places" : "has no places: name where what it judges is told");
  if (judgement.places_size() > kMostPlaces)
    return Refuse(id, absl::StrCat(judgement.places_size(), " places, the limit is ", kMostPlaces));
  for (const pb::JudgedPlace& place : judgement.places()) {
    if (!CheckDocumentId(place.document_id()).ok()) return Refuse(id, "a place has no valid document_id");
    if (judgement.kind() == pb::JUDGEMENT_KIND_SPLIT) continue;
    if (!IsSha256(place.sentence_sha256()) || place.begin() >= place.end())
      return Refuse(id, absl::StrCat("a place in ", place.document_id(), " has no sentence, or no stretch of it"));
    const bool filled =
        judgement.kind() == pb::JUDGEMENT_KIND_WRONG_ROLE || judgement.kind() == pb::JUDGEMENT_KIND_REVERSED;
    if (filled == place.filler().empty())
      return Refuse(id, absl::StrCat("a place in ", place.document_id(), filled ? " has no filler" : " has a filler"));
  }
  return absl::OkStatus();
}

absl::Status CheckCorrection(const pb::Judgement& judgement) {
  const std::string& id = judgement.id();
  if (!IsOfEntities(judgement.kind()) && judgement.type().empty())
    return Refuse(id, "type: name the event's type or the statement's manner");
  const bool role = judgement.kind() == pb::JUDGEMENT_KIND_WRONG_ROLE;
  if (role == judgement.role().empty() || (!role && !judgement.corrected_role().empty()))
    return Refuse(id, role ? "role: name the one that is filled wrongly" : "only WRONG_ROLE has a role");
  const absl::string_view time = judgement.corrected_time();
  if (time.empty()) return absl::OkStatus();
  const bool range =
      time.size() == 21 && time[10] == '/' && IsDay(time.substr(11)) && time.substr(0, 10) <= time.substr(11);
  if (judgement.kind() == pb::JUDGEMENT_KIND_WRONG_DATE && IsDay(time.substr(0, 10)) && (time.size() == 10 || range))
    return absl::OkStatus();
  return Refuse(id, absl::StrCat("corrected_time \"", time, "\" is not a day like 2006-06-23, nor two with / between"));
}

// What orders judgements, and undoings, of one id.
template <typename Message>
std::pair<std::string, std::string> RankOf(absl::string_view time, const Message& message) {
  return {TimeOrder(time), Sha256Hex(SerializeDeterministically(message))};
}

absl::StatusOr<pb::JudgementEntry> EntryOf(const std::string& collection, const std::string& id,
                                           Transaction* transaction) {
  absl::StatusOr<std::optional<pb::JudgementEntry>> found = transaction->Judgement(collection, id);
  if (!found.ok()) return found.status();
  if (found->has_value()) return **std::move(found);
  pb::JudgementEntry entry;
  entry.mutable_judgement()->set_id(id);
  return entry;
}

bool HasJudgement(const pb::JudgementEntry& entry) {
  return entry.judgement().kind() != pb::JUDGEMENT_KIND_UNSPECIFIED;
}

}  // namespace

absl::Status CheckJudgement(const pb::Judgement& judgement) {
  const std::string& id = judgement.id();
  absl::Status status = CheckWho(id, judgement.author(), judgement.reason(), judgement.judged_time());
  if (!status.ok()) return status;
  if (!pb::JudgementKind_IsValid(judgement.kind()) || judgement.kind() == pb::JUDGEMENT_KIND_UNSPECIFIED)
    return Refuse(id, absl::StrCat("kind ", judgement.kind(), " is no kind of judgement"));
  if (status = CheckKeys(judgement); !status.ok()) return status;
  if (status = CheckPlaces(judgement); !status.ok()) return status;
  return CheckCorrection(judgement);
}

absl::Status CheckUndo(absl::string_view judgement_id, const pb::JudgementUndo& undo) {
  return CheckWho(judgement_id, undo.author(), undo.reason(), undo.undone_time());
}

pb::Judgement Ordered(pb::Judgement judgement) {
  std::sort(judgement.mutable_keys()->begin(), judgement.mutable_keys()->end());
  const auto tie = [](const pb::JudgedPlace& place) {
    return std::make_tuple(absl::string_view(place.document_id()), absl::string_view(place.sentence_sha256()),
                           place.begin(), place.end(), absl::string_view(place.filler()));
  };
  auto* places = judgement.mutable_places();
  std::sort(places->begin(), places->end(), [&tie](const auto& a, const auto& b) { return tie(a) < tie(b); });
  const auto end =
      std::unique(places->begin(), places->end(), [&tie](const auto& a, const auto& b) { return tie(a) == tie(b); });
  places->erase(end, places->end());
  return judgement;
}

std::string TimeOrder(absl::string_view time) {
  if (absl::EndsWith(time, "Z")) time.remove_suffix(1);
  std::string order(time.substr(0, 19));
  std::string fraction(time.size() > 20 ? time.substr(20) : "");
  fraction.resize(9, '0');
  return order + fraction;
}

bool InForce(const pb::JudgementEntry& entry) {
  if (!HasJudgement(entry)) return false;
  return !entry.has_undo() || TimeOrder(entry.judgement().judged_time()) > TimeOrder(entry.undo().undone_time());
}

absl::StatusOr<pb::StoreOutcome> ApplyJudgement(const std::string& collection, const pb::Judgement& judgement,
                                                Transaction* transaction) {
  absl::StatusOr<pb::JudgementEntry> entry = EntryOf(collection, judgement.id(), transaction);
  if (!entry.ok()) return entry.status();
  if (HasJudgement(*entry)) {
    const auto there = RankOf(entry->judgement().judged_time(), entry->judgement());
    const auto comes = RankOf(judgement.judged_time(), judgement);
    if (comes == there) return pb::STORE_OUTCOME_DUPLICATE;
    if (comes < there) return pb::STORE_OUTCOME_SUPERSEDED;
  }
  *entry->mutable_judgement() = judgement;
  if (absl::Status status = transaction->PutJudgement(collection, *entry); !status.ok()) return status;
  return pb::STORE_OUTCOME_STORED;
}

absl::StatusOr<bool> ApplyUndo(const std::string& collection, const std::string& judgement_id,
                               const pb::JudgementUndo& undo, Transaction* transaction) {
  absl::StatusOr<pb::JudgementEntry> entry = EntryOf(collection, judgement_id, transaction);
  if (!entry.ok()) return entry.status();
  const bool before = InForce(*entry);
  if (entry->has_undo() && RankOf(undo.undone_time(), undo) <= RankOf(entry->undo().undone_time(), entry->undo()))
    return false;
  *entry->mutable_undo() = undo;
  if (absl::Status status = transaction->PutJudgement(collection, *entry); !status.ok()) return status;
  return before && !InForce(*entry);
}

}  // namespace caspian::aggregator
