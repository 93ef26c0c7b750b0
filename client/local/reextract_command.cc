// caspian reextract: another rule set over the documents of a collection.
#include <grpcpp/channel.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/cli/commands/commands.h"
#include "client/cli/output/terminal.h"
#include "client/cli/remote/document_calls.h"
#include "client/cli/remote/judgement_calls.h"
#include "client/cli/render/briefing_difference.h"
#include "client/local/local_commands.h"
#include "client/local/reextraction.h"
#include "client/local/rules_tools.h"
#include "client/local/stored_collection.h"
#include "client/local/submit_call.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

// Of what may touch any document: so many are told.
constexpr size_t kMostReasons = 5;

struct ReextractFlags {
  CollectionPlace place;
  std::string rules;
  std::string from;
  bool dry_run = false;
};

ExitCode Tell(const absl::Status& status) {
  cli::PrintError(status.message());
  return cli::ExitCodeOf(status);
}

absl::Status CopyJudgements(const StoredCollection& stored, Reextraction* copy) {
  absl::Status added;
  const cli::JudgementCalls calls(stored.channel, stored.address);
  absl::Status status =
      calls.ForEachJudgement(stored.name, [&](const pb::JudgementEntry& entry) { added.Update(copy->Add(entry)); });
  status.Update(added);
  return status;
}

absl::Status Copy(const StoredCollection& stored, Reextraction* copy) {
  absl::Status status =
      cli::ForEachStoredDocument(stored.channel, stored.address, stored.name, [&](const pb::DocumentSummary& summary) {
        auto document = cli::FetchDocument(stored.channel, stored.address, stored.name, summary.id());
        // Deleted since it was listed.
        if (absl::IsNotFound(document.status())) return absl::OkStatus();
        return document.ok() ? copy->Add(*std::move(document)) : document.status();
      });
  if (status.ok()) status = CopyJudgements(stored, copy);
  return status;
}

std::string Describe(const ReextractionCounts& counts, const pb::RuleSetRef& rules) {
  std::string text = absl::StrCat(
      "rule set ", rules.name(), " ", rules.version(), ": ", counts.different, " of ",
      Count(counts.current + counts.same + counts.different + counts.outranked + counts.failed, "document"),
      " differ, ", counts.same, " the same, ", counts.current, " extracted by it before");
  if (counts.failed > 0) absl::StrAppend(&text, ", ", counts.failed, " failed");
  if (counts.untouched > 0)
    absl::StrAppend(&text, "; ", counts.untouched, " not read again: nothing that changed is in ",
                    counts.untouched == 1 ? "it" : "them");
  absl::StrAppend(&text, "\n");
  if (counts.outranked > 0) {
    absl::StrAppend(&text, Count(counts.outranked, "document"),
                    " left as before: extracted by a rule set that ranks higher; raise version: in pack.yaml\n");
  }
  return text;
}

ExitCode Write(const StoredCollection& stored, const Reextraction& copy) {
  size_t next = 0;
  absl::Status read;
  cli::IngestReport report;
  const absl::Status status = SubmitExtractions(
      stored.channel, stored.address, stored.name,
      [&](pb::GetDocumentResponse* made) {
        if (next == copy.replaced().size()) return false;
        auto live = copy.Live(copy.replaced()[next++]);
        read.Update(live.status());
        if (live.ok()) *made = *std::move(live);
        return live.ok();
      },
      [](const pb::DocumentError& error) { cli::PrintError(error.status().message()); }, &report);
  cli::PrintOut(absl::StrCat(cli::DescribeReport(report), "\n"));
  if (!read.ok()) return Tell(read);
  if (!status.ok()) return Tell(status);
  return report.failed + report.unanswered > 0 ? kExitSomeDocumentsFailed : kExitOk;
}

// What the briefing is and would be, printed.
absl::Status Compare(Reextraction* copy, const pb::RuleSetRef& rules) {
  const auto before = copy->Briefing();
  if (!before.ok()) return before.status();
  if (absl::Status ran = copy->Run([](const std::string& message) { cli::PrintError(message); }); !ran.ok()) return ran;
  const auto after = copy->Briefing();
  if (!after.ok()) return after.status();
  cli::PrintOut(
      absl::StrCat(cli::RenderDifference(cli::DiffBriefings(*before, *after)), Describe(copy->counts(), rules)));
  return absl::OkStatus();
}

// `--from` as it is compared, told where it spares nothing. False, and told, where there is no such pack.
bool ReadFrom(const std::string& path, const extractor::LoadedRuleSet& after, std::optional<RuleSetBefore>* before) {
  if (path.empty()) return true;
  const auto loaded = LoadPackOrTell(path);
  if (!loaded) return false;
  extractor::RuleSetChange change(*loaded->program, *after.program);
  if (change.unbounded().empty()) {
    *before = RuleSetBefore{loaded->ref, std::move(change)};
    return true;
  }
  const auto& reasons = change.unbounded();
  const size_t told = std::min(reasons.size(), kMostReasons);
  cli::PrintError(absl::StrCat("what changed may touch any document, so each is read again: ",
                               absl::StrJoin(reasons.begin(), reasons.begin() + static_cast<ptrdiff_t>(told), "; "),
                               reasons.size() > told ? absl::StrCat(" and ", reasons.size() - told, " more") : ""));
  return true;
}

void TellWhereFromIsOfNone(const std::optional<pb::RuleSetRef>& from, const ReextractionCounts& counts) {
  if (!from.has_value() || counts.comparable > 0) return;
  cli::PrintError(absl::StrCat("no document was extracted by rule set ", from->name(), " ", from->version(),
                               " (--from), so each was read again"));
}

ExitCode Reextract(const ReextractFlags& flags) {
  StoredCollection stored;
  if (const ExitCode opened = OpenCollection(flags.place, &stored); opened != kExitOk) return opened;
  const auto rules = LoadPackOrTell(flags.rules);
  if (!rules) return kExitConfiguration;
  std::optional<RuleSetBefore> before;
  if (!ReadFrom(flags.from, *rules, &before)) return kExitConfiguration;
  const auto from = before.has_value() ? std::optional<pb::RuleSetRef>(before->ref) : std::nullopt;
  auto copy = Reextraction::Create(stored.name, rules->engine.get(), std::move(before));
  if (!copy.ok()) return Tell(copy.status());
  if (absl::Status copied = Copy(stored, copy->get()); !copied.ok()) return Tell(copied);
  if (absl::Status compared = Compare(copy->get(), rules->ref); !compared.ok()) return Tell(compared);
  TellWhereFromIsOfNone(from, (*copy)->counts());
  const ExitCode extracted = (*copy)->counts().failed > 0 ? kExitSomeDocumentsFailed : kExitOk;
  if (flags.dry_run) {
    cli::PrintOut("dry run: nothing was written\n");
    return extracted;
  }
  const ExitCode written = Write(stored, **copy);
  return written == kExitOk ? extracted : written;
}

}  // namespace

void AddReextractCommand(CLI::App* program, int* exit_code) {
  auto flags = std::make_shared<ReextractFlags>();
  CLI::App* app = program->add_subcommand(
      "reextract", "Runs a rule pack over the documents of a collection, and prints what changes in its briefing");
  app->add_option("COLLECTION", flags->place.collection, "The collection")->required();
  AddPlaceFlags(app, &flags->place);
  app->add_option("--rules", flags->rules, "Folder of the rule pack; default: the shipped one")->type_name("PACK");
  app->add_option("--from", flags->from,
                  "The pack as it was when it extracted them: documents that the change can't touch are not read again")
      ->type_name("PACK");
  app->add_flag("--dry-run", flags->dry_run, "Print the difference and write nothing");
  cli::SetExamples(app, {"caspian reextract news --server 127.0.0.1:7401 --rules my-pack --dry-run",
                         "caspian reextract news --store archive --rules my-pack --from my-pack-of-last-week"});
  app->callback([flags, exit_code] { *exit_code = Reextract(*flags); });
}

}  // namespace caspian::local
