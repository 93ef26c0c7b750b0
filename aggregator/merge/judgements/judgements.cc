#include "aggregator/merge/judgements/judgements.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/judgements/judgement_log.h"

namespace caspian::aggregator {

namespace pb = ::caspian::v1;

Judgements::Judgements(const std::vector<pb::JudgementEntry>& entries) {
  for (const pb::JudgementEntry& entry : entries) {
    if (InForce(entry)) in_force_.push_back(entry.judgement());
  }
  const auto rank = [](const pb::Judgement& judgement) {
    return std::make_pair(TimeOrder(judgement.judged_time()), judgement.id());
  };
  std::sort(in_force_.begin(), in_force_.end(), [&rank](const auto& a, const auto& b) { return rank(a) > rank(b); });
  for (const pb::Judgement& judgement : in_force_) {
    judgement.places().empty() ? AddVerdict(judgement) : AddPlaces(judgement);
  }
}

void Judgements::AddVerdict(const pb::Judgement& judgement) {
  if (judgement.keys_size() != 2) return;
  Verdict verdict{judgement.keys(0), judgement.keys(1), judgement.kind() == pb::JUDGEMENT_KIND_SAME, judgement.id()};
  if (judged_pairs_.emplace(verdict.first, verdict.second).second) verdicts_.push_back(std::move(verdict));
}

void Judgements::AddPlaces(const pb::Judgement& judgement) {
  for (const pb::JudgedPlace& place : judgement.places()) {
    DocumentJudgements& document = of_documents_[place.document_id()];
    if (judgement.kind() != pb::JUDGEMENT_KIND_SPLIT) {
      document.places.push_back({&judgement, &place});
      continue;
    }
    for (const std::string& key : judgement.keys()) document.splits.emplace(key, &judgement);
  }
}

const DocumentJudgements* Judgements::Of(const std::string& document_id) const {
  const auto found = of_documents_.find(document_id);
  return found == of_documents_.end() ? nullptr : &found->second;
}

std::map<std::string, std::string> Judgements::Told() const {
  std::map<std::string, std::string> told;
  for (const auto& [id, document] : of_documents_) {
    std::string& bytes = told[id];
    for (const PlaceJudgement& one : document.places)
      absl::StrAppend(&bytes, one.judgement->SerializeAsString(), "\n", one.place->SerializeAsString(), "\n");
    for (const auto& [key, judgement] : document.splits)
      absl::StrAppend(&bytes, key, "\n", judgement->SerializeAsString(), "\n");
  }
  return told;
}

std::set<std::string> DocumentsJudgedOtherwise(const Judgements& before, const Judgements& after) {
  const std::map<std::string, std::string> old = before.Told(), now = after.Told();
  std::set<std::string> ids;
  for (const auto& [id, bytes] : old) {
    const auto found = now.find(id);
    if (found == now.end() || found->second != bytes) ids.insert(id);
  }
  for (const auto& [id, bytes] : now) {
    if (old.count(id) == 0) ids.insert(id);
  }
  return ids;
}

}  // namespace caspian::aggregator
