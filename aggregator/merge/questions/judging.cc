#include "aggregator/merge/questions/judging.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/facts/document_judgements.h"
#include "aggregator/merge/judgements/judgement_log.h"
#include "aggregator/merge/questions/record_reference.h"
#include "aggregator/merge/text/fold.h"
#include "common/base/document.h"
#include "common/base/error.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

absl::Status Refuse(const pb::Judgement& judgement, absl::string_view what) {
  return MakeError(pb::ERROR_REASON_JUDGEMENT_INVALID, absl::StrCat("judgement ", judgement.id(), ": ", what));
}

// One telling of an event or a statement.
struct Telling {
  const DocumentFacts* document;
  const std::string* type;
  const std::vector<RoleFact>* roles;
  const Place* place;
};

Telling TellingOf(const RecordGroup& group, const Sighting& sighting) {
  if (group.kind == pb::RECORD_KIND_EVENT) {
    const EventFact& event = sighting.document->events[sighting.index];
    return {sighting.document, &event.type, &event.roles, &event.place};
  }
  const StatementFact& statement = sighting.document->statements[sighting.index];
  return {sighting.document, &statement.manner, &statement.roles, &statement.place};
}

class JudgementResolver {
 public:
  JudgementResolver(const pb::JudgeRequest& request, const GrowingView& view, Snapshot* snapshot)
      : request_(request), view_(view), snapshot_(snapshot), judgement_(request.judgement()) {}

  absl::StatusOr<pb::Judgement> Resolve() {
    const pb::JudgementKind kind = judgement_.kind();
    const int wanted = kind == pb::JUDGEMENT_KIND_SAME || kind == pb::JUDGEMENT_KIND_NOT_SAME ? 2 : 1;
    if (request_.records_size() != wanted)
      return Refuse(judgement_, absl::StrCat("names ", request_.records_size(), " records: name ", wanted));
    std::vector<RecordReference> records;
    for (const std::string& reference : request_.records()) {
      absl::StatusOr<RecordReference> record = FindRecord(view_, reference);
      if (!record.ok()) return record.status();
      records.push_back(*std::move(record));
    }
    absl::Status status = wanted == 2                        ? NameKeys(records)
                          : kind == pb::JUDGEMENT_KIND_SPLIT ? NameSplit(records[0])
                                                             : NamePlaces(*records[0].group);
    if (!status.ok()) return status;
    return std::move(judgement_);
  }

 private:
  absl::Status NameKeys(const std::vector<RecordReference>& records) {
    for (const RecordReference& record : records) {
      if (!IsEntity(*record.group)) return Refuse(judgement_, "only entities are the same or not the same");
      judgement_.add_keys(record.key);
    }
    return absl::OkStatus();
  }

  // The keys of the record that the split documents use.
  absl::Status NameSplit(const RecordReference& record) {
    if (!IsEntity(*record.group)) return Refuse(judgement_, "only entities are split");
    std::set<std::string> documents, keys;
    for (const pb::JudgedPlace& place : judgement_.places()) documents.insert(place.document_id());
    for (const Sighting& sighting : record.group->sightings) {
      if (documents.count(sighting.document->head.id()) > 0)
        keys.insert(sighting.document->entities[sighting.index].key);
    }
    if (keys.empty()) return Refuse(judgement_, "none of its documents speaks of that record");
    for (const std::string& key : keys) judgement_.add_keys(key);
    return absl::OkStatus();
  }

  absl::Status NamePlaces(const RecordGroup& group) {
    if (group.kind != pb::RECORD_KIND_EVENT && group.kind != pb::RECORD_KIND_STATEMENT)
      return Refuse(judgement_, "that kind is for events and statements");
    const bool all = judgement_.places().empty();
    std::set<std::string> shown;
    for (const Sighting& sighting : group.sightings) {
      const Telling telling = TellingOf(group, sighting);
      judgement_.set_type(*telling.type);
      if (!all) break;
      if (absl::Status status = AddPlace(telling, &shown); !status.ok()) return status;
    }
    if (!judgement_.places().empty()) return absl::OkStatus();
    std::string names;
    for (const std::string& name : shown) absl::StrAppend(&names, names.empty() ? "" : ", ", name);
    return Refuse(judgement_, absl::StrCat("nothing of the record is told so: its roles are ", names));
  }

  // The place of a telling; of wrong roles one for each way in which the telling names the filler.
  absl::Status AddPlace(const Telling& telling, std::set<std::string>* shown) {
    const absl::StatusOr<std::shared_ptr<const LiveDocument>> live =
        snapshot_->Find(request_.collection(), telling.document->head.id());
    if (!live.ok()) return live.status();
    // Deleted since the view was made: nothing is left to be judged.
    if (*live == nullptr || ContentOf((*live)->document).size() < telling.place->sentence->end) return absl::OkStatus();
    const pb::JudgedPlace place = JudgedPlaceOf(*telling.place, ContentOf((*live)->document));
    const bool reversed = judgement_.kind() == pb::JUDGEMENT_KIND_REVERSED;
    if (!reversed && judgement_.kind() != pb::JUDGEMENT_KIND_WRONG_ROLE) {
      *judgement_.add_places() = place;
      return absl::OkStatus();
    }
    for (const RoleFact& role : *telling.roles) {
      const std::string name = view_.directory().NameOf(*telling.document, role);
      shown->insert(absl::StrCat(role.name, "=", name));
      if (role.name != (reversed ? "agent" : judgement_.role())) continue;
      if (!reversed && FoldName(name) != FoldName(request_.filler())) continue;
      *judgement_.add_places() = place;
      judgement_.mutable_places()->rbegin()->set_filler(FillerWords(*telling.document, role));
    }
    return absl::OkStatus();
  }

  const pb::JudgeRequest& request_;
  const GrowingView& view_;
  Snapshot* const snapshot_;
  pb::Judgement judgement_;
};

}  // namespace

absl::StatusOr<pb::Judgement> ResolveJudgement(const pb::JudgeRequest& request, const GrowingView& view,
                                               Snapshot* snapshot) {
  return JudgementResolver(request, view, snapshot).Resolve();
}

std::vector<pb::JudgementEntry> JudgementPage(const std::vector<pb::JudgementEntry>& entries,
                                              const std::set<std::string>& acting, const std::string& after,
                                              size_t size, bool* more) {
  *more = false;
  std::vector<pb::JudgementEntry> page;
  for (const pb::JudgementEntry& entry : entries) {
    if (!after.empty() && entry.judgement().id() <= after) continue;
    *more = page.size() == size;
    if (*more) break;
    page.push_back(entry);
    page.back().set_in_force(InForce(entry));
    page.back().set_effective(page.back().in_force() && acting.count(entry.judgement().id()) > 0);
  }
  return page;
}

}  // namespace caspian::aggregator
