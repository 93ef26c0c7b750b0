#include "aggregator/merge/views/growing_view.h"

#include <algorithm>
#include <utility>

#include "aggregator/merge/facts/facts_bytes.h"
#include "aggregator/merge/records/record_order.h"
#include "aggregator/merge/views/briefing.h"

namespace caspian::aggregator {
namespace {

// What a view takes in its tables, beside the facts themselves: of itself, and for each document, telling of an entity,
// entity key, record, name that may be another's, and event that may be another.
constexpr size_t kViewBytes = size_t{16} << 10, kDocumentBytes = 1500, kTellingBytes = 120, kKeyBytes = 1800,
                 kRecordBytes = 900, kMatchedKeyBytes = 600, kNeighbourBytes = 700;

}  // namespace

void GrowingView::Apply(const std::vector<DocumentChange>& changes) {
  DocumentList gone, here;
  FreshDocuments fresh;
  for (const DocumentChange& change : changes) {
    const auto before = documents_.find(change.id);
    if (before != documents_.end()) gone.push_back(before->second);
    if (change.facts == nullptr) continue;
    here.push_back(change.facts);
    fresh.insert(change.facts.get());
  }
  for (const auto& document : gone) directory_.Remove(*document);
  for (const auto& document : here) directory_.Add(*document);
  // Until the directory is brought up to date it tells in which groups documents are.
  const std::vector<ClusterMove> moves = directory_.Resolve();
  const DocumentSet moving = MovingDocuments(moves, fresh);
  for (const auto& document : gone) records_.Remove(*document);
  for (const DocumentFacts* document : moving) records_.Remove(*document);
  const DirectoryChanges changed = directory_.Update(moves);
  records_.Follow(changed);
  for (const auto& document : gone) Leave(*document);
  for (const auto& document : here) Enter(document);
  for (const DocumentFacts* document : moving) records_.Add(*document);
  for (const DirectoryEntry* entry : changed.renamed) {
    for (const std::string& key : entry->keys) {
      for (const DocumentFacts* document : directory_.DocumentsOf(key)) {
        if (!fresh.contains(document)) records_.Rename(*document);
      }
    }
  }
  for (const DocumentFacts* document : copies_.TakeChanged()) {
    if (const auto found = documents_.find(document->head.id()); found != documents_.end())
      records_.Recount(*found->second);
  }
  records_.Settle();
}

void GrowingView::Leave(const DocumentFacts& document) {
  copies_.Remove(&document);
  names_.Remove(document);
  Count(document, -1);
  // The caller holds it.
  documents_.erase(document.head.id());
}

void GrowingView::Enter(const std::shared_ptr<const DocumentFacts>& document) {
  documents_.emplace(document->head.id(), document);
  copies_.Add(document.get());
  names_.Add(*document);
  Count(*document, 1);
  records_.Add(*document);
}

void GrowingView::SetVerdicts(std::vector<Verdict> verdicts) {
  directory_.SetVerdicts(std::move(verdicts));
  Apply({});
}

DocumentSet GrowingView::MovingDocuments(const std::vector<ClusterMove>& moves, const FreshDocuments& fresh) const {
  DocumentSet moving;
  for (const ClusterMove& move : moves) {
    // Of a key that was not there only fresh documents tell, of one that is no more none.
    if (move.from.empty() || move.to.empty()) continue;
    for (const DocumentFacts* document : directory_.DocumentsOf(move.key)) {
      if (!fresh.contains(document)) moving.insert(document);
    }
  }
  return moving;
}

void GrowingView::Count(const DocumentFacts& document, int by) {
  fact_bytes_ += by * static_cast<int64_t>(BytesOf(document));
  telling_count_ += by * static_cast<int64_t>(document.entities.size());
  citation_count_ += by * static_cast<int64_t>(document.citations.size());
  for (const CreditFact& credit : document.credits) {
    const auto at = credited_.try_emplace(credit.folded_source).first;
    if ((at->second += by) == 0) credited_.erase(at);
  }
  for (const std::string& id : document.judgement_ids) {
    const auto at = judgements_.try_emplace(id).first;
    if ((at->second += by) == 0) judgements_.erase(at);
  }
  if (document.head.publisher().empty()) return;
  DocumentSet& of_publisher = of_publisher_[document.head.publisher()];
  if (by > 0) {
    of_publisher.insert(&document);
  } else {
    of_publisher.erase(&document);
  }
  if (of_publisher.empty()) of_publisher_.erase(document.head.publisher());
}

size_t GrowingView::EstimatedBytes() const {
  return kViewBytes + fact_bytes_ + documents_.size() * kDocumentBytes + telling_count_ * kTellingBytes +
         directory_.key_count() * kKeyBytes + records_.order().size() * kRecordBytes +
         directory_.MatchedKeys() * kMatchedKeyBytes + records_.NeighbouringEvents() * kNeighbourBytes;
}

DocumentList GrowingView::documents() const {
  DocumentList documents;
  documents.reserve(documents_.size());
  for (const auto& [id, document] : documents_) documents.push_back(document);
  return documents;
}

DocumentList GrowingView::Passing(const Filter& filter) const {
  DocumentList passing;
  const auto add = [&](const std::string& id) {
    const auto found = documents_.find(id);
    if (found != documents_.end() && filter.Passes(found->second->head)) passing.push_back(found->second);
  };
  if (!filter.BoundsDocuments()) return documents();
  if (!filter.document_ids().empty()) {
    for (const std::string& id : filter.document_ids()) add(id);
    return passing;
  }
  DocumentSet of_publishers;
  for (const std::string& publisher : filter.publishers()) {
    const auto found = of_publisher_.find(publisher);
    if (found != of_publisher_.end()) of_publishers.insert(found->second.begin(), found->second.end());
  }
  for (const DocumentFacts* document : of_publishers) add(document->head.id());
  return passing;
}

v1::BriefingCounts GrowingView::Counts() const {
  v1::BriefingCounts counts;
  counts.set_document_count(static_cast<uint32_t>(documents_.size()));
  counts.set_publisher_count(static_cast<uint32_t>(of_publisher_.size()));
  counts.set_credited_source_count(static_cast<uint32_t>(credited_.size()));
  counts.set_citation_count(static_cast<uint32_t>(citation_count_));
  return counts;
}

v1::BriefingCounts GrowingView::Counts(const Filter& filter) const {
  return filter.BoundsDocuments() ? CountsOf(Passing(filter)) : Counts();
}

std::vector<v1::EvidenceDocument> GrowingView::DocumentsAfter(const Filter& filter, const std::string& after,
                                                              size_t most_bytes) const {
  std::vector<v1::EvidenceDocument> documents;
  size_t bytes = 0;
  const auto add = [&](const DocumentFacts& document) {
    if (bytes >= most_bytes) return false;
    documents.push_back(document.head);
    bytes += document.head.ByteSizeLong();
    return true;
  };
  if (filter.BoundsDocuments()) {
    const DocumentList passing = Passing(filter);
    const auto behind = [](const std::string& id, const auto& document) { return id < document->head.id(); };
    auto at = std::upper_bound(passing.begin(), passing.end(), after, behind);
    while (at != passing.end() && add(**at)) ++at;
  } else {
    auto at = documents_.upper_bound(after);
    while (at != documents_.end() && add(*at->second)) ++at;
  }
  return documents;
}

const v1::EvidenceDocument* GrowingView::FindDocument(const std::string& id) const {
  const auto found = documents_.find(id);
  return found == documents_.end() ? nullptr : &found->second->head;
}

const EntityTally* GrowingView::TallyOf(const IndexedRecord& record) const {
  if (record.kind != v1::RECORD_KIND_ENTITY) return nullptr;
  {
    absl::MutexLock lock(&tally_mutex_);
    if (record.tally != nullptr) return record.tally.get();
  }
  if (records_.DocumentCount(record) < many_documents_) return nullptr;
  std::unique_ptr<EntityTally> made = records_.MakeTally(record, &copies_);
  absl::MutexLock lock(&tally_mutex_);
  if (record.tally == nullptr) record.tally = std::move(made);
  return record.tally.get();
}

// One briefing, as it is written.
class GrowingView::Writing {
 public:
  Writing(const GrowingView& view, const Filter& filter, size_t evidence_limit, const BriefingPage& page)
      : view_(view), filter_(filter), evidence_limit_(evidence_limit), page_(page) {}

  v1::Briefing Write(const std::string& collection, std::string* next) {
    briefing_.set_collection(collection);
    const bool bounded = filter_.BoundsDocuments(), listed = page_.IsWhole() && filter_.folded_names().empty();
    const DocumentList passing = bounded || listed ? view_.Passing(filter_) : DocumentList();
    *briefing_.mutable_counts() = bounded ? CountsOf(passing) : view_.Counts();
    if (bounded) {
      WriteNarrowed(passing);
    } else if (!filter_.folded_names().empty()) {
      WriteFound();
    } else {
      WriteAll();
    }
    *next = next_;
    if (listed) {
      for (const auto& document : passing) *briefing_.add_documents() = document->head;
    } else {
      ListDocuments();
    }
    return std::move(briefing_);
  }

  // False where the record is not made, or not wanted.
  bool Add(const RecordGroup& group) {
    const EventLinks none;
    const EventLinks& links = group.kind == v1::RECORD_KIND_EVENT ? LinksOf(group) : none;
    if (WriteGroup(group, view_.directory_, view_.copies_, links, filter_, evidence_limit_, briefing_.add_records()))
      return true;
    briefing_.mutable_records()->RemoveLast();
    return false;
  }

 private:
  // Adds a record that the filter does not narrow.
  bool AddWhole(const IndexedRecord& record) {
    const EntityTally* tally = view_.TallyOf(record);
    return tally == nullptr ? Add(view_.records_.GroupOf(record)) : AddTallied(record, *tally);
  }

  bool AddTallied(const IndexedRecord& record, const EntityTally& tally) {
    RecordEvidence evidence(evidence_limit_, &view_.copies_);
    v1::BriefingRecord* made = briefing_.add_records();
    made->set_id(record.id);
    for (const std::string& id : record.entry->judgement_ids) made->add_judgement_ids(id);
    tally.Write(&evidence, made->mutable_entity());
    if (evidence.HasPlaces() && filter_.Passes(*made)) {
      evidence.Finish(made);
      return true;
    }
    briefing_.mutable_records()->RemoveLast();
    return false;
  }

  // Groups that the filter narrows make records in another order than whole ones: all are made, and those that are
  // behind the page's end dropped on the way.
  void WriteNarrowed(const DocumentList& passing) {
    for (const RecordGroup& group : GroupFacts(passing, view_.directory_)) {
      if (!filter_.Passes(group.kind) || !Add(group)) continue;
      auto* records = briefing_.mutable_records();
      if (!page_.after.empty() && OrderOf(*records->rbegin()) <= page_.after) {
        records->RemoveLast();
        continue;
      }
      bytes_ += records->rbegin()->ByteSizeLong();
      if (IsFull() && (static_cast<size_t>(records->size()) / 2 > page_.most_records || bytes_ / 2 > page_.most_bytes))
        EndPage();
    }
    EndPage();
  }

  // Sorts what is there and cuts it off where the page ends.
  void EndPage() {
    auto* records = briefing_.mutable_records();
    SortRecords(records);
    bytes_ = 0;
    int end = 0;
    for (; end < records->size() && (end == 0 || !IsFull(end)); ++end) bytes_ += records->at(end).ByteSizeLong();
    if (end < records->size()) {
      records->DeleteSubrange(end, records->size() - end);
      cut_ = true;
    }
    if (cut_) next_ = OrderOf(*records->rbegin());
  }

  bool IsFull() const { return IsFull(briefing_.records_size()); }
  bool IsFull(int records) const {
    return static_cast<size_t>(records) >= page_.most_records || bytes_ >= page_.most_bytes;
  }

  // Both look-ups find a record by its order, as those of NameSearch::Found do.
  template <typename From, typename After>
  void WriteRecords(From from, After after) {
    for (const IndexedRecord* record = after(page_.after); record != nullptr;) {
      if (!filter_.Passes(record->kind)) {
        record = from(std::string(1, static_cast<char>(record->order[0] + 1)));
        continue;
      }
      if (IsFull()) return;
      if (MayPass(*record) && AddWhole(*record)) {
        next_ = record->order;
        bytes_ += briefing_.records().rbegin()->ByteSizeLong();
      }
      record = after(record->order);
    }
    next_.clear();
  }

  void WriteFound() {
    NameSearch::Found found;
    for (const std::string& name : filter_.folded_names()) view_.names_.Find(name, &found);
    WriteRecords([&found](const std::string& order) { return found.From(order); },
                 [&found](const std::string& order) { return found.After(order); });
  }

  void WriteAll() {
    const RecordIndex::Order& all = view_.records_.order();
    const auto at = [&all](RecordIndex::Order::const_iterator one) { return one == all.end() ? nullptr : *one; };
    WriteRecords([&](const std::string& order) { return at(all.lower_bound(order)); },
                 [&](const std::string& order) { return at(all.upper_bound(order)); });
  }

  // False where the record's type is none that the filter lets through, nor a kind of one.
  bool MayPass(const IndexedRecord& record) const {
    if (filter_.PassesType(record.kind, TypeOf(record))) return true;
    if (record.kind != v1::RECORD_KIND_EVENT) return false;
    return std::any_of(record.sightings.begin(), record.sightings.end(), [&](const Sighting& sighting) {
      const std::vector<std::string>& supertypes = sighting.document->events[sighting.index].supertypes;
      return std::any_of(supertypes.begin(), supertypes.end(),
                         [&](const std::string& type) { return filter_.PassesType(record.kind, type); });
    });
  }

  static std::string TypeOf(const IndexedRecord& record) {
    if (record.entry != nullptr) return record.entry->label;
    const Sighting& first = *record.sightings.begin();
    switch (record.kind) {
      case v1::RECORD_KIND_EVENT:
        return first.document->events[first.index].type;
      case v1::RECORD_KIND_STATEMENT:
        return first.document->statements[first.index].manner;
      case v1::RECORD_KIND_FIGURE:
        return first.document->figures[first.index].label;
      default:
        return "";
    }
  }

  // Links are between whole groups, whatever the filter leaves of them.
  const EventLinks& LinksOf(const RecordGroup& group) {
    static const auto& kNone = *new EventLinks;
    const IndexedRecord* event = view_.records_.Find(group.key);
    if (event == nullptr || event->story == 0) return kNone;
    const auto [links, fresh] = links_.try_emplace(event->story);
    if (fresh) links->second = LinkEvents(view_.records_.StoryOf(*event), view_.directory_);
    return links->second;
  }

  // The documents that the records list evidence of.
  void ListDocuments() {
    std::map<absl::string_view, const v1::EvidenceDocument*> documents;
    for (const v1::BriefingRecord& record : briefing_.records()) {
      for (const v1::EvidenceDocument& document : record.documents()) documents.emplace(document.id(), &document);
    }
    for (const auto& [id, document] : documents) *briefing_.add_documents() = *document;
  }

  const GrowingView& view_;
  const Filter& filter_;
  const size_t evidence_limit_;
  const BriefingPage page_;
  v1::Briefing briefing_;
  std::string next_;
  size_t bytes_ = 0;                      // Of its records.
  bool cut_ = false;                      // Records behind the page were dropped.
  std::map<uint64_t, EventLinks> links_;  // By story.
};

v1::Briefing GrowingView::Brief(const std::string& collection, const Filter& filter, size_t evidence_limit,
                                const BriefingPage& page, std::string* next) const {
  return Writing(*this, filter, evidence_limit, page).Write(collection, next);
}

absl::optional<RecordGroup> GrowingView::GroupOf(const std::string& key_or_id) const {
  const IndexedRecord* record = records_.FindId(key_or_id);
  if (record == nullptr) record = records_.Find(key_or_id);
  if (record == nullptr) return absl::nullopt;
  return records_.GroupOf(*record);
}

std::set<std::string> GrowingView::ActingJudgements() const {
  std::set<std::string> ids = directory_.ActingJudgements();
  for (const auto& [id, count] : judgements_) ids.insert(id);
  return ids;
}

absl::optional<std::vector<Place>> GrowingView::EvidenceOf(const std::string& record_id, const Filter& filter) const {
  const IndexedRecord* record = records_.FindId(record_id);
  if (record == nullptr || !filter.Passes(record->kind)) return absl::nullopt;
  return PlacesOfGroup(filter.Narrow(records_.GroupOf(*record)), directory_, copies_, filter);
}

}  // namespace caspian::aggregator
