// Which judgement of an id counts, and what undoing one leaves.
//
// Of each id a store keeps the last judgement and the last undoing: by time, then by the hash of their bytes. Both are
// maxima, so that neither order nor repetition matters; the judgement is in force where its time is after the
// undoing's. Tested in tests/aggregator/merge/judgements/judgement_laws_test.cc.
#ifndef CASPIAN_AGGREGATOR_MERGE_JUDGEMENTS_JUDGEMENT_LOG_H_
#define CASPIAN_AGGREGATOR_MERGE_JUDGEMENTS_JUDGEMENT_LOG_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "aggregator/store/store.h"
#include "caspian/v1/acknowledgement.pb.h"
#include "caspian/v1/judgement.pb.h"

namespace caspian::aggregator {

// OK where the judgement keeps the rules of judgement.proto; INVALID_ARGUMENT (JUDGEMENT_INVALID) otherwise.
absl::Status CheckJudgement(const v1::Judgement& judgement);
absl::Status CheckUndo(absl::string_view judgement_id, const v1::JudgementUndo& undo);

// The judgement with keys ascending and places in their order, none twice.
v1::Judgement Ordered(v1::Judgement judgement);

// Bytes whose order is that of times that have been checked, whatever the digits of their seconds.
std::string TimeOrder(absl::string_view time);

bool InForce(const v1::JudgementEntry& entry);

// Keeps a judgement that has been checked. SUPERSEDED where a later one is there. Fails as the transaction does.
absl::StatusOr<v1::StoreOutcome> ApplyJudgement(const std::string& collection, const v1::Judgement& judgement,
                                                Transaction* transaction);

// Keeps an undoing that has been checked; true where a judgement was in force and is not any more.
absl::StatusOr<bool> ApplyUndo(const std::string& collection, const std::string& judgement_id,
                               const v1::JudgementUndo& undo, Transaction* transaction);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_JUDGEMENTS_JUDGEMENT_LOG_H_
