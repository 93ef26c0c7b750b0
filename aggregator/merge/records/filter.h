// Narrows a briefing, as BriefingFilter says.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_FILTER_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_FILTER_H_

#include <set>
#include <string>

#include "absl/status/status.h"
#include "aggregator/merge/records/groups.h"
#include "caspian/v1/briefing.pb.h"

namespace caspian::aggregator {

// OK where kinds are kinds and days are days; INVALID_ARGUMENT (REQUEST_INVALID) otherwise.
absl::Status CheckFilter(const v1::BriefingFilter& filter);

// Immutable.
class Filter {
 public:
  // `filter` has passed CheckFilter.
  explicit Filter(const v1::BriefingFilter& filter);

  // Whether evidence of that document stays.
  bool Passes(const v1::EvidenceDocument& document) const;
  // Whether records of that kind stay.
  bool Passes(v1::RecordKind kind) const;
  // Whether records of that kind and label, type or manner stay; sources have none.
  bool PassesType(v1::RecordKind kind, const std::string& type) const;
  // Whether the record, made of the evidence that stays, stays.
  bool Passes(const v1::BriefingRecord& record) const;
  // Whether evidence of some documents alone stays.
  bool BoundsDocuments() const { return !documents_.empty() || !publishers_.empty(); }
  const std::set<std::string>& document_ids() const { return documents_; }
  const std::set<std::string>& publishers() const { return publishers_; }
  // The names asked for, folded (fold.h).
  const std::set<std::string>& folded_names() const { return folded_names_; }
  // `group` with the sightings that stay.
  RecordGroup Narrow(const RecordGroup& group) const;

 private:
  bool PassesTypes(const v1::BriefingRecord& record) const;
  bool PassesType(const v1::EventRecord& event) const;
  bool PassesNames(const v1::BriefingRecord& record) const;
  bool PassesDays(const v1::BriefingRecord& record) const;

  std::set<std::string> documents_, publishers_, types_, folded_names_;
  std::set<int> kinds_;
  std::string first_day_, last_day_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_FILTER_H_
