// An aggregator that keeps everything it was ever told and works out afresh what counts: the oracle of the real one.
//
// Which extraction of a document is live is written down here a second time, from the law alone, without store, rank or
// writer: of all submissions of an id whose revision lies above every deletion of that id, the greatest in the total
// order; of all judgements of an id the last, unless an undoing came later. What they tell together is worked out by a
// view that is made whole (views/briefing.h), from the live documents by id. So the oracle tells whether the
// incremental way (any order, replaced, deleted, redelivered, views kept up) ends where the plain one ends, not whether
// a briefing is well made: that is for the tests of records.
#ifndef CASPIAN_TESTS_AGGREGATOR_LAWS_REFERENCE_MODEL_H_
#define CASPIAN_TESTS_AGGREGATOR_LAWS_REFERENCE_MODEL_H_

#include <string>
#include <vector>

#include "caspian/v1/acknowledgement.pb.h"
#include "caspian/v1/judgement.pb.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {

// A submission, or where `revision` is above 0 the deletion of document `id` up to it, or where `judged` has an id what
// is judged, with an undoing the undoing alone. No two that are judged have one time.
struct Change {
  Submission submission;
  std::string id;
  uint32_t revision = 0;
  v1::JudgementEntry judged = {};
};
inline bool IsJudged(const Change& change) { return !change.judged.judgement().id().empty(); }
inline bool IsSubmission(const Change& change) { return change.revision == 0 && !IsJudged(change); }

class ReferenceModel {
 public:
  ReferenceModel() = default;
  explicit ReferenceModel(std::vector<Change> changes) : changes_(std::move(changes)) {}

  void Apply(const Change& change) { changes_.push_back(change); }

  // What an aggregator that has taken all so far must say to this submission.
  v1::StoreOutcome OutcomeOf(const Submission& submission) const;
  // The live documents by id.
  std::vector<Submission> Live() const;
  // The briefing's bytes.
  std::string Briefing() const;

 private:
  uint32_t DeletedUpTo(const std::string& id) const;
  // Of each id the last judgement and the last undoing.
  std::vector<v1::JudgementEntry> JudgementEntries() const;
  // The live submission of the id; null where there is none.
  const Submission* LiveOf(const std::string& id) const;

  std::vector<Change> changes_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_TESTS_AGGREGATOR_LAWS_REFERENCE_MODEL_H_
