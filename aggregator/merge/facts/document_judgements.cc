#include "aggregator/merge/facts/document_judgements.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/text/fold.h"
#include "common/base/sha256.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

const std::string& TypeOf(const EventFact& event) { return event.type; }
const std::string& TypeOf(const StatementFact& statement) { return statement.manner; }

// The later judgement of each kind; of wrong roles of each filler of a role.
using Findings = std::map<std::tuple<pb::JudgementKind, std::string, std::string>, const pb::Judgement*>;

bool IsFiller(const DocumentFacts& facts, const RoleFact& role, absl::string_view name, const std::string& filler) {
  return role.name == name && (FoldName(role.text) == filler || FoldName(FillerWords(facts, role)) == filler);
}

bool HasFiller(const DocumentFacts& facts, const std::vector<RoleFact>& roles, absl::string_view name,
               const std::string& filler) {
  return std::any_of(roles.begin(), roles.end(),
                     [&](const RoleFact& role) { return IsFiller(facts, role, name, filler); });
}

bool MoveRole(const DocumentFacts& facts, const pb::Judgement& judgement, const std::string& filler,
              std::vector<RoleFact>* roles) {
  if (!HasFiller(facts, *roles, judgement.role(), filler)) return false;
  for (RoleFact& role : *roles) {
    if (IsFiller(facts, role, judgement.role(), filler)) role.name = judgement.corrected_role();
  }
  roles->erase(std::remove_if(roles->begin(), roles->end(), [](const RoleFact& role) { return role.name.empty(); }),
               roles->end());
  return true;
}

// The other side of the agent: the first of these that is filled.
std::string OtherSide(const std::vector<RoleFact>& roles) {
  for (const char* name : {"partner", "recipient", "object"}) {
    if (std::any_of(roles.begin(), roles.end(), [name](const RoleFact& role) { return role.name == name; }))
      return name;
  }
  return "partner";
}

bool Reverse(const DocumentFacts& facts, const std::string& agent, std::vector<RoleFact>* roles) {
  if (!HasFiller(facts, *roles, "agent", agent)) return false;
  const std::string other = OtherSide(*roles);
  for (RoleFact& role : *roles) {
    if (role.name != "agent" && role.name != other) continue;
    role.name = role.name == "agent" ? other : "agent";
  }
  return true;
}

bool SetTime(const std::string& time, EventFact* event) {
  const std::string first = time.substr(0, 10), last = time.size() > 10 ? time.substr(11) : time;
  if (event->first_day == first && event->last_day == last && event->when.empty() == time.empty()) return false;
  event->when = time;
  event->first_day = first;
  event->last_day = last;
  event->not_before.clear();
  event->not_after.clear();
  return true;
}
// A statement has no time of its own.
bool SetTime(const std::string&, StatementFact*) { return false; }

bool SetAuthors(Place* place) {
  if (place->voice == pb::VOICE_AUTHOR && place->credit == nullptr) return false;
  place->voice = pb::VOICE_AUTHOR;
  place->credit = nullptr;
  place->presumed = false;
  return true;
}

template <typename Fact>
bool Change(const DocumentFacts& facts, const pb::Judgement& judgement, const std::string& filler, Fact* fact) {
  switch (judgement.kind()) {
    case pb::JUDGEMENT_KIND_WRONG_ROLE:
      return MoveRole(facts, judgement, filler, &fact->roles);
    case pb::JUDGEMENT_KIND_REVERSED:
      return Reverse(facts, filler, &fact->roles);
    case pb::JUDGEMENT_KIND_WRONG_DATE:
      return SetTime(judgement.corrected_time(), fact);
    case pb::JUDGEMENT_KIND_AUTHORS_VIEW:
      return SetAuthors(&fact->place);
    default:
      return false;
  }
}

class DocumentChange {
 public:
  DocumentChange(const DocumentJudgements& judgements, absl::string_view text, DocumentFacts* facts)
      : judgements_(judgements), text_(text), facts_(*facts) {}

  void Apply() {
    Split();
    Apply(&facts_.events);
    Apply(&facts_.statements);
  }

 private:
  void Split() {
    for (EntityFact& entity : facts_.entities) {
      const auto found = judgements_.splits.find(entity.key);
      if (found == judgements_.splits.end()) continue;
      entity.key = SplitKey(found->second->id(), found->second->keys(0));
      facts_.judgements_told.insert(found->second->id());
      facts_.judgement_ids.insert(found->second->id());
    }
  }

  template <typename Fact>
  void Apply(std::vector<Fact>* facts) {
    std::vector<pb::JudgedPlace> places;
    for (const Fact& fact : *facts) places.push_back(JudgedPlaceOf(fact.place, text_));
    std::vector<Findings> findings(facts->size());
    for (const PlaceJudgement& one : judgements_.places) {
      for (const size_t i : Meant(one, *facts, places)) {
        facts_.judgements_told.insert(one.judgement->id());
        const std::string role = one.judgement->role(), filler = FoldName(one.place->filler());
        findings[i].emplace(std::make_tuple(one.judgement->kind(), role, filler), one.judgement);
      }
    }
    std::vector<Fact> kept;
    for (size_t i = 0; i < facts->size(); ++i) {
      if (Keep(findings[i], &(*facts)[i])) kept.push_back(std::move((*facts)[i]));
    }
    *facts = std::move(kept);
  }

  // The tellings that a judgement means.
  template <typename Fact>
  static std::vector<size_t> Meant(const PlaceJudgement& one, const std::vector<Fact>& facts,
                                   const std::vector<pb::JudgedPlace>& places) {
    std::vector<size_t> exact, overlapping;
    for (size_t i = 0; i < facts.size(); ++i) {
      if (TypeOf(facts[i]) != one.judgement->type()) continue;
      if (places[i].sentence_sha256() != one.place->sentence_sha256()) continue;
      if (places[i].begin() == one.place->begin() && places[i].end() == one.place->end()) exact.push_back(i);
      if (places[i].begin() < one.place->end() && one.place->begin() < places[i].end()) overlapping.push_back(i);
    }
    return exact.empty() ? overlapping : exact;
  }

  // Changes the fact; false where it goes.
  template <typename Fact>
  bool Keep(const Findings& findings, Fact* fact) {
    for (const auto& [what, judgement] : findings) {
      const bool goes = judgement->kind() == pb::JUDGEMENT_KIND_NOT_AN_EVENT;
      if (!goes && !Change(facts_, *judgement, std::get<2>(what), fact)) continue;
      facts_.judgement_ids.insert(judgement->id());
      if (goes) return false;
      fact->judgement_ids.insert(judgement->id());
    }
    return true;
  }

  const DocumentJudgements& judgements_;
  const absl::string_view text_;
  DocumentFacts& facts_;
};

}  // namespace

pb::JudgedPlace JudgedPlaceOf(const Place& place, absl::string_view text) {
  const SentenceFact& sentence = *place.sentence;
  pb::JudgedPlace judged;
  judged.set_document_id(place.document->head.id());
  judged.set_sentence_sha256(Sha256Hex(CollapseBlanks(text.substr(sentence.begin, sentence.end - sentence.begin))));
  judged.set_begin(place.begin - sentence.begin);
  judged.set_end(place.end - sentence.begin);
  return judged;
}

std::string FillerWords(const DocumentFacts& document, const RoleFact& role) {
  return role.entity < 0 ? role.text : document.entities[role.entity].name;
}

void ApplyDocumentJudgements(const DocumentJudgements& judgements, absl::string_view text, DocumentFacts* facts) {
  DocumentChange(judgements, text, facts).Apply();
}

}  // namespace caspian::aggregator
