#include "tests/aggregator/laws/reference_model.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "aggregator/merge/judgements/judgements.h"
#include "aggregator/merge/submissions/live.h"
#include "aggregator/merge/views/briefing.h"
#include "common/base/sha256.h"

namespace caspian::aggregator {
namespace {

// Less, equal or greater: the total order of a document's extractions.
auto OrderOf(const Submission& submission) {
  const v1::Extraction& extraction = submission.extraction;
  return std::make_tuple(submission.document.revision(), extraction.rule_set().version(), extraction.engine_version(),
                         extraction.rule_set().digest(), extraction.text_sha256(),
                         Sha256Hex(SerializeDeterministically(extraction)),
                         Sha256Hex(SerializeDeterministically(submission.document)));
}

}  // namespace

uint32_t ReferenceModel::DeletedUpTo(const std::string& id) const {
  uint32_t revision = 0;
  for (const Change& change : changes_) {
    if (change.id == id) revision = std::max(revision, change.revision);
  }
  return revision;
}

const Submission* ReferenceModel::LiveOf(const std::string& id) const {
  const uint32_t deleted = DeletedUpTo(id);
  const Submission* live = nullptr;
  for (const Change& change : changes_) {
    const Submission& submission = change.submission;
    if (change.id != id || !IsSubmission(change) || submission.document.revision() <= deleted) continue;
    if (live == nullptr || OrderOf(*live) < OrderOf(submission)) live = &submission;
  }
  return live;
}

v1::StoreOutcome ReferenceModel::OutcomeOf(const Submission& submission) const {
  const std::string& id = submission.document.id();
  if (submission.document.revision() <= DeletedUpTo(id)) return v1::STORE_OUTCOME_SUPERSEDED;
  const Submission* live = LiveOf(id);
  if (live == nullptr || OrderOf(*live) < OrderOf(submission)) return v1::STORE_OUTCOME_STORED;
  return OrderOf(*live) == OrderOf(submission) ? v1::STORE_OUTCOME_DUPLICATE : v1::STORE_OUTCOME_SUPERSEDED;
}

std::vector<Submission> ReferenceModel::Live() const {
  std::set<std::string> ids;
  for (const Change& change : changes_) ids.insert(change.id);
  std::vector<Submission> all;
  for (const std::string& id : ids) {
    if (const Submission* live = LiveOf(id)) all.push_back(*live);
  }
  return all;
}

std::vector<v1::JudgementEntry> ReferenceModel::JudgementEntries() const {
  std::map<std::string, v1::JudgementEntry> last;
  for (const Change& change : changes_) {
    if (!IsJudged(change)) continue;
    v1::JudgementEntry& entry = last[change.judged.judgement().id()];
    const std::string id = change.judged.judgement().id();
    if (change.judged.has_undo()) {
      if (entry.undo().undone_time() < change.judged.undo().undone_time()) *entry.mutable_undo() = change.judged.undo();
      entry.mutable_judgement()->set_id(id);
    } else if (entry.judgement().judged_time() < change.judged.judgement().judged_time()) {
      *entry.mutable_judgement() = change.judged.judgement();
    }
  }
  std::vector<v1::JudgementEntry> entries;
  for (const auto& [id, entry] : last) {
    if (!entry.has_undo() || entry.judgement().judged_time() > entry.undo().undone_time()) entries.push_back(entry);
  }
  return entries;
}

std::string ReferenceModel::Briefing() const {
  const Judgements judgements(JudgementEntries());
  DocumentList documents;
  for (Submission& live : Live()) {
    const DocumentJudgements* judged = judgements.Of(live.document.id());
    documents.push_back(ReadFacts(*MakeLiveDocument(std::move(live.document), std::move(live.extraction)), judged));
  }
  return SerializeDeterministically(
      CollectionView(std::move(documents), judgements.verdicts()).Brief("news", Filter(v1::BriefingFilter()), 3));
}

}  // namespace caspian::aggregator
