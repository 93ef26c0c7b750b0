// An aggregator that tests judge, one judgement a minute.
#ifndef CASPIAN_TESTS_AGGREGATOR_TESTING_JUDGING_FIXTURE_H_
#define CASPIAN_TESTS_AGGREGATOR_TESTING_JUDGING_FIXTURE_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/document.h"
#include "common/base/error.h"
#include "common/base/sha256.h"
#include "tests/aggregator/testing/aggregator_fixture.h"
#include "tests/aggregator/testing/briefing_of.h"

namespace caspian::aggregator {

class JudgingFixture : public AggregatorFixture {
 protected:
  static std::string Minute(int minute) { return absl::StrFormat("2026-01-01T00:%02d:00Z", minute); }

  v1::JudgeRequest Request(v1::JudgementKind kind, const std::vector<std::string>& records, const std::string& id) {
    v1::JudgeRequest request;
    request.set_collection("news");
    v1::Judgement& judgement = *request.mutable_judgement();
    judgement.set_id(id);
    judgement.set_kind(kind);
    judgement.set_author("ada");
    judgement.set_reason("seen");
    judgement.set_judged_time(Minute(++minute_));
    request.mutable_records()->Assign(records.begin(), records.end());
    return request;
  }

  // The judgement as stored.
  v1::Judgement Judge(const v1::JudgeRequest& request) {
    const auto response = aggregator_->Judge(request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? response->judgement() : v1::Judgement();
  }
  v1::Judgement Judge(v1::JudgementKind kind, const std::vector<std::string>& records, const std::string& id) {
    return Judge(Request(kind, records, id));
  }

  v1::ErrorReason WhyRefused(const v1::JudgeRequest& request) { return ReasonOf(aggregator_->Judge(request).status()); }

  bool Undo(const std::string& id) {
    v1::UndoJudgementRequest request;
    request.set_collection("news");
    request.set_judgement_id(id);
    request.mutable_undo()->set_author("bo");
    request.mutable_undo()->set_undone_time(Minute(++minute_));
    return aggregator_->UndoJudgement(request)->undone();
  }

  std::vector<v1::BriefingRecord> Records(v1::BriefingRecord::BodyCase kind) { return RecordsOf(*Brief(), kind); }
  std::vector<v1::BriefingRecord> Entities() { return Records(v1::BriefingRecord::kEntity); }
  std::vector<v1::BriefingRecord> Events() { return Records(v1::BriefingRecord::kEvent); }

  // "agent=Ilse Brandt, partner=Omar Haddad" of an event or a statement.
  static std::string Roles(const v1::BriefingRecord& record) {
    std::string roles;
    for (const auto& role : record.has_event() ? record.event().roles() : record.statement().roles())
      absl::StrAppend(&roles, roles.empty() ? "" : ", ", role.name(), "=", role.text());
    return roles;
  }

  v1::JudgementEntry Entry(const std::string& id) {
    v1::ListJudgementsRequest request;
    request.set_collection("news");
    const v1::ListJudgementsResponse page = *aggregator_->ListJudgements(request);
    for (const v1::JudgementEntry& entry : page.judgements()) {
      if (entry.judgement().id() == id) return entry;
    }
    return {};
  }

  std::string Bytes() { return SerializeDeterministically(*Brief()); }

  int minute_ = 0;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_TESTS_AGGREGATOR_TESTING_JUDGING_FIXTURE_H_
