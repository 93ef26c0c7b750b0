// Judgements as tests of a pack: what people have said about a collection's briefing is held against what the pack
// finds in its documents now, without the judgements' help.
#include <grpcpp/channel.h>

#include <CLI/App.hpp>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/directory.h"
#include "aggregator/merge/judgements.h"
#include "aggregator/merge/live.h"
#include "client/cli/output/merge_text.h"
#include "client/cli/output/terminal.h"
#include "client/cli/remote/briefing_call.h"
#include "client/cli/remote/judgement_calls.h"
#include "client/local/local_commands.h"
#include "client/local/local_server.h"
#include "client/local/rules_tools.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

constexpr char kHere[] = "this process";

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
      const bool absent = entry.judgement().kind() != pb::JUDGEMENT_KIND_NOT_AN_EVENT && told_.count(id) == 0;
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
  const std::vector<pb::JudgementEntry> entries_;
  const aggregator::Judgements judgements_;
  aggregator::ResolutionInput input_;
  std::map<std::string, std::set<std::string>> fails_;  // By judgement: the documents, or what is wrong.
  std::set<std::string> told_;
};

absl::StatusOr<std::vector<pb::JudgementEntry>> InForceIn(const std::string& collection,
                                                          const cli::JudgementCalls& calls) {
  std::vector<pb::JudgementEntry> entries;
  const absl::Status status = calls.ForEachJudgement(collection, [&entries](const pb::JudgementEntry& entry) {
    if (entry.in_force()) entries.push_back(entry);
  });
  if (!status.ok()) return status;
  return entries;
}

// A briefing without records lists the documents.
absl::StatusOr<pb::Briefing> DocumentsIn(const std::string& collection, const std::string& address,
                                         const std::shared_ptr<grpc::Channel>& channel) {
  pb::StreamBriefingRequest request;
  request.set_collection(collection);
  request.mutable_filter()->add_kinds(pb::RECORD_KIND_SOURCE);
  return cli::FetchBriefing(channel, address, request);
}

absl::Status AddDocuments(const std::string& collection, const pb::Briefing& briefing, const cli::JudgementCalls& calls,
                          const extractor::Engine& engine, JudgementCases* cases) {
  for (const pb::EvidenceDocument& document : briefing.documents()) {
    if (!cases->NeedAll() && !cases->Names(document.id())) continue;
    pb::GetDocumentRequest request;
    request.set_collection(collection);
    request.set_document_id(document.id());
    const auto stored = calls.GetDocument(request);
    if (!stored.ok()) return stored.status();
    const auto extraction = engine.Extract(stored->document());
    if (!extraction.ok()) return extraction.status();
    cases->Add(*aggregator::MakeLiveDocument(stored->document(), *extraction));
  }
  return absl::OkStatus();
}

ExitCode Fail(const absl::Status& status) {
  cli::PrintError(status.message());
  return cli::ExitCodeOf(status);
}

ExitCode TestOver(const JudgementSource& source, const std::string& address,
                  const std::shared_ptr<grpc::Channel>& channel, const extractor::Engine& engine) {
  const cli::JudgementCalls calls(channel, address);
  auto entries = InForceIn(source.collection, calls);
  if (!entries.ok()) return Fail(entries.status());
  const auto briefing = DocumentsIn(source.collection, address, channel);
  if (!briefing.ok()) return Fail(briefing.status());
  JudgementCases cases(*std::move(entries));
  const absl::Status status = AddDocuments(source.collection, *briefing, calls, engine, &cases);
  if (!status.ok()) return Fail(status);
  cases.Resolve();
  return cases.Print(source.collection) ? kExitOk : kExitConfiguration;
}

}  // namespace

ExitCode TestJudgements(const JudgementSource& source, const std::string& pack, const extractor::Engine& engine) {
  if (!source.server.address.empty()) {
    const auto channel = rpc::MakeChannel(source.server.address, source.server.tls);
    if (!channel.ok()) return cli::PrintError(channel.status().message()), kExitUsage;
    return TestOver(source, source.server.address, *channel, engine);
  }
  LocalServerOptions options;
  options.store = source.store;
  if (!pack.empty()) options.packs = {pack};
  const auto server = LocalServer::Start(options);
  if (!server.ok()) return FailToOpen(server.status());
  return TestOver(source, kHere, (*server)->server().InProcessChannel(), engine);
}

}  // namespace caspian::local
