#include "client/cli/render/briefing_difference.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/cli/render/cells.h"
#include "client/cli/render/record_words.h"
#include "client/cli/render/sections.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

constexpr int kMostDocuments = 3;

using Records = std::vector<const pb::BriefingRecord*>;

// What the record states, and how well it is supported.
std::string StateOf(const pb::BriefingRecord& record) {
  const pb::Support& support = SupportOf(record);
  return absl::StrCat(RecordWords(record), "\n", support.evidence_count(), " ", support.document_count(), " ",
                      support.witness_count());
}

// What connects the record with others of its kind.
std::vector<std::string> TiesOf(const pb::BriefingRecord& record) {
  std::vector<std::string> ties = {absl::StrCat(record.body_case(), " ", record.id())};
  for (const pb::Evidence& evidence : record.evidence()) {
    ties.push_back(absl::StrCat(record.body_case(), " ", evidence.span().begin(), " ", evidence.span().end(), " ",
                                record.documents(static_cast<int>(evidence.document())).id()));
  }
  return ties;
}

// Records of both briefings, sorted into what belongs together.
class Families {
 public:
  Families(const pb::Briefing& before, const pb::Briefing& after) : before_count_(before.records().size()) {
    for (const pb::Briefing* briefing : {&before, &after}) {
      for (const pb::BriefingRecord& record : briefing->records()) records_.push_back(&record);
    }
    heads_.resize(records_.size());
    std::iota(heads_.begin(), heads_.end(), size_t{0});
    std::map<std::string, size_t> first_of;
    for (size_t i = 0; i < records_.size(); ++i) {
      for (std::string& tie : TiesOf(*records_[i])) {
        const auto [first, added] = first_of.emplace(std::move(tie), i);
        if (!added) heads_[HeadOf(i)] = HeadOf(first->second);
      }
    }
  }

  // Before and after, each in the order of its briefing; in the order of their first records.
  std::vector<std::pair<Records, Records>> Sorted() {
    std::map<size_t, size_t> place_of;
    std::vector<std::pair<Records, Records>> families;
    for (size_t i = 0; i < records_.size(); ++i) {
      const auto [place, added] = place_of.emplace(HeadOf(i), families.size());
      if (added) families.emplace_back();
      auto& [before, after] = families[place->second];
      (i < before_count_ ? before : after).push_back(records_[i]);
    }
    return families;
  }

 private:
  size_t HeadOf(size_t i) {
    while (heads_[i] != i) i = heads_[i] = heads_[heads_[i]];
    return i;
  }

  size_t before_count_;
  Records records_;
  std::vector<size_t> heads_;
};

// Takes equal records out of both; returns how many pairs.
size_t TakeEqual(Records* before, Records* after) {
  size_t taken = 0;
  for (auto old = before->begin(); old != before->end();) {
    const auto same = std::find_if(after->begin(), after->end(), [&](const pb::BriefingRecord* record) {
      return StateOf(*record) == StateOf(**old);
    });
    if (same == after->end()) {
      ++old;
      continue;
    }
    after->erase(same);
    old = before->erase(old);
    ++taken;
  }
  return taken;
}

// Those with the same id are one that changed; what is left is gone or new.
void AddRearranged(const Records& before, Records after, std::vector<RecordChange>* changes) {
  for (const pb::BriefingRecord* old : before) {
    const auto same = std::find_if(after.begin(), after.end(), [&](const auto* one) { return one->id() == old->id(); });
    if (same == after.end()) {
      changes->push_back({RecordChangeKind::kGone, {old}, {}});
      continue;
    }
    changes->push_back({RecordChangeKind::kChanged, {old}, {*same}});
    after.erase(same);
  }
  for (const pb::BriefingRecord* made : after) changes->push_back({RecordChangeKind::kNew, {}, {made}});
}

void AddChanges(Records before, Records after, std::vector<RecordChange>* changes) {
  if (before.size() == 1 && after.size() == 1) {
    changes->push_back({RecordChangeKind::kChanged, std::move(before), std::move(after)});
  } else if (before.size() > 1 && after.size() == 1) {
    changes->push_back({RecordChangeKind::kMerged, std::move(before), std::move(after)});
  } else if (before.size() == 1 && after.size() > 1) {
    changes->push_back({RecordChangeKind::kSplit, std::move(before), std::move(after)});
  } else {
    AddRearranged(before, std::move(after), changes);
  }
}

absl::string_view TitleOf(RecordChangeKind kind) {
  switch (kind) {
    case RecordChangeKind::kGone:
      return "gone";
    case RecordChangeKind::kNew:
      return "new";
    case RecordChangeKind::kChanged:
      return "changed";
    case RecordChangeKind::kMerged:
      return "merged";
    default:
      return "split";
  }
}

// "[a.txt, b.txt; 3 places, 2 witnesses]"
std::string SupportWords(const pb::BriefingRecord& record) {
  std::vector<std::string> ids;
  for (const pb::EvidenceDocument& document : record.documents()) {
    if (static_cast<int>(ids.size()) == kMostDocuments) break;
    ids.push_back(OneLine(document.id()));
  }
  const int more = record.documents_size() - static_cast<int>(ids.size());
  const pb::Support& support = SupportOf(record);
  return absl::StrCat("[", absl::StrJoin(ids, ", "), more > 0 ? absl::StrCat(" and ", more, " more") : "",
                      ids.empty() ? "" : "; ", Counted(support.evidence_count(), "place"), ", ",
                      support.witness_count(), support.witness_count() == 1 ? " witness]" : " witnesses]");
}

void AppendRecords(const Records& records, absl::string_view mark, std::string* out) {
  for (const pb::BriefingRecord* record : records)
    absl::StrAppend(out, "  ", mark, " ", RecordWords(*record), " ", SupportWords(*record), "\n");
}

constexpr RecordChangeKind kKinds[] = {RecordChangeKind::kGone, RecordChangeKind::kNew, RecordChangeKind::kChanged,
                                       RecordChangeKind::kMerged, RecordChangeKind::kSplit};

size_t CountOf(const BriefingDifference& difference, RecordChangeKind kind) {
  return static_cast<size_t>(std::count_if(difference.changes.begin(), difference.changes.end(),
                                           [kind](const RecordChange& change) { return change.kind == kind; }));
}

}  // namespace

BriefingDifference DiffBriefings(const pb::Briefing& before, const pb::Briefing& after) {
  BriefingDifference difference;
  for (auto& [old, made] : Families(before, after).Sorted()) {
    difference.as_before += TakeEqual(&old, &made);
    AddChanges(std::move(old), std::move(made), &difference.changes);
  }
  std::stable_sort(difference.changes.begin(), difference.changes.end(),
                   [](const RecordChange& a, const RecordChange& b) { return a.kind < b.kind; });
  return difference;
}

std::string RenderDifference(const BriefingDifference& difference) {
  std::string text;
  std::vector<std::string> counts;
  for (RecordChangeKind kind : kKinds) {
    const size_t count = CountOf(difference, kind);
    counts.push_back(absl::StrCat(count, " ", TitleOf(kind)));
    if (count == 0) continue;
    absl::StrAppend(&text, TitleOf(kind), " (", count, ")\n");
    for (const RecordChange& change : difference.changes) {
      if (change.kind != kind) continue;
      AppendRecords(change.before, "-", &text);
      AppendRecords(change.after, "+", &text);
    }
  }
  return absl::StrCat(text, "records: ", absl::StrJoin(counts, ", "), ", ", difference.as_before, " as before\n");
}

}  // namespace caspian::cli
