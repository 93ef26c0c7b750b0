// The second half of GrowingView: what it tells, under a filter.
#include <algorithm>
#include <map>
#include <utility>

#include "aggregator/merge/records/record_order.h"
#include "aggregator/merge/views/briefing.h"
#include "aggregator/merge/views/growing_view.h"

namespace caspian::aggregator {

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

absl::optional<std::vector<Place>> GrowingView::EvidenceOf(const std::string& record_id, const Filter& filter) const {
  const IndexedRecord* record = records_.FindId(record_id);
  if (record == nullptr || !filter.Passes(record->kind)) return absl::nullopt;
  return PlacesOfGroup(filter.Narrow(records_.GroupOf(*record)), directory_, copies_, filter);
}

}  // namespace caspian::aggregator
