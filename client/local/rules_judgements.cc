// Judgements as tests of a pack: what people have said about a collection's briefing is held against what the pack
// finds in its documents now, without the judgements' help.
#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/judgements/judgements.h"
#include "aggregator/merge/resolution/directory.h"
#include "aggregator/merge/submissions/live.h"
#include "client/cli/output/merge_text.h"
#include "client/cli/output/terminal.h"
#include "client/cli/remote/document_calls.h"
#include "client/cli/remote/judgement_calls.h"
#include "client/local/rules_tools.h"
#include "client/local/stored_collection.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

// What the documents of a collection say about its judgements.
class JudgementCases {
 public:
  explicit JudgementCases(std::vector<pb::JudgementEntry> entries)
      : entries_(std::move(entries)), judgements_(entries_) {}

  // True where a judgement needs more than the documents that it names.
  bool NeedAll() const { return !judgements_.verdicts().empty(); }

  bool Names(const std::string& document_id) const { return judgements_.Of(document_id) != nullptr; }

  void Add(const aggregator::LiveDocument& live) {
    const aggregator::DocumentJudgements* judged = judgements_.Of(live.document.id());
    if (judged != nullptr) {
      read_.insert(live.document.id());
      const auto facts = aggregator::ReadFacts(live, judged);
      for (const std::string& id : facts->judgement_ids) fails_[id].insert(live.document.id());
      told_.insert(facts->judgements_told.begin(), facts->judgements_told.end());
    }
    if (NeedAll()) input_.Merge(aggregator::ResolutionInputOf({aggregator::ReadFacts(live)}));
  }

  // Of verdicts whether names alone bear them out.
  void Resolve() {
    const aggregator::Resolution resolution(input_, {});
    for (const aggregator::Verdict& verdict : judgements_.verdicts()) {
      if (!resolution.Has(verdict.first) || !resolution.Has(verdict.second)) continue;
      told_.insert(verdict.judgement_id);
      const bool one = resolution.ClusterOf(verdict.first) == resolution.ClusterOf(verdict.second);
      if (one != verdict.same) fails_[verdict.judgement_id].insert(one ? "they are merged" : "they are not merged");
    }
  }

  // Prints each that does not hold, or is not told any more, and how many there are; false where one does not hold.
  bool Print(const std::string& collection) const {
    size_t holds = 0, fails = 0, gone = 0;
    for (const pb::JudgementEntry& entry : entries_) {
      const std::string& id = entry.judgement().id();
      const auto failed = fails_.find(id);
      const bool absent = entry.judgement().kind() == pb::JUDGEMENT_KIND_NOT_AN_EVENT ? IsDeleted(entry.judgement())
                                                                                      : told_.count(id) == 0;
      ++(failed != fails_.end() ? fails : absent ? gone : holds);
      if (failed == fails_.end() && !absent) continue;
      std::string where;
      if (failed != fails_.end()) {
        for (const std::string& one : failed->second) absl::StrAppend(&where, where.empty() ? ": " : ", ", one);
      }
      cli::PrintOut(absl::StrCat(failed == fails_.end() ? "not told any more" : "does not hold", where, "\n  ",
                                 cli::FormatJudgement(entry)));
    }
    cli::PrintOut(absl::StrCat(collection, ": ", Count(entries_.size(), "judgement"), ", ", holds, " hold, ", fails,
                               " do not", gone > 0 ? absl::StrCat(", ", gone, " not told any more") : "", "\n"));
    return fails == 0;
  }

 private:
  // True where none of the documents is there that it is about.
  bool IsDeleted(const pb::Judgement& judgement) const {
    return std::none_of(judgement.places().begin(), judgement.places().end(),
                        [this](const pb::JudgedPlace& place) { return read_.count(place.document_id()) > 0; });
  }

  const std::vector<pb::JudgementEntry> entries_;
  const aggregator::Judgements judgements_;
  aggregator::ResolutionInput input_;
  std::map<std::string, std::set<std::string>> fails_;  // By judgement: the documents, or what is wrong.
  std::set<std::string> told_;
  std::set<std::string> read_;  // Documents of which something is judged.
};

absl::StatusOr<std::vector<pb::JudgementEntry>> InForceIn(const StoredCollection& stored) {
  std::vector<pb::JudgementEntry> entries;
  const absl::Status status = cli::JudgementCalls(stored.channel, stored.address)
                                  .ForEachJudgement(stored.name, [&entries](const pb::JudgementEntry& entry) {
                                    if (entry.in_force()) entries.push_back(entry);
                                  });
  if (!status.ok()) return status;
  return entries;
}

absl::Status AddDocuments(const StoredCollection& stored, const extractor::Engine& engine, JudgementCases* cases) {
  return cli::ForEachStoredDocument(
      stored.channel, stored.address, stored.name, [&](const pb::DocumentSummary& summary) {
        if (!cases->NeedAll() && !cases->Names(summary.id())) return absl::OkStatus();
        const auto document = cli::FetchDocument(stored.channel, stored.address, stored.name, summary.id());
        // Deleted since it was listed.
        if (absl::IsNotFound(document.status())) return absl::OkStatus();
        if (!document.ok()) return document.status();
        const auto extraction = engine.Extract(document->document());
        if (!extraction.ok()) return extraction.status();
        cases->Add(*aggregator::MakeLiveDocument(document->document(), *extraction));
        return absl::OkStatus();
      });
}

ExitCode Fail(const absl::Status& status) {
  cli::PrintError(status.message());
  return cli::ExitCodeOf(status);
}

}  // namespace

ExitCode TestJudgements(const CollectionPlace& place, const extractor::Engine& engine) {
  StoredCollection stored;
  if (const ExitCode opened = OpenCollection(place, &stored); opened != kExitOk) return opened;
  auto entries = InForceIn(stored);
  if (!entries.ok()) return Fail(entries.status());
  JudgementCases cases(*std::move(entries));
  if (const absl::Status added = AddDocuments(stored, engine, &cases); !added.ok()) return Fail(added);
  cases.Resolve();
  return cases.Print(stored.name) ? kExitOk : kExitConfiguration;
}

}  // namespace caspian::local
