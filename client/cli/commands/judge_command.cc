#include <grpcpp/channel.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "client/cli/commands/commands.h"
#include "client/cli/output/merge_text.h"
#include "client/cli/output/terminal.h"
#include "client/cli/remote/judgement_calls.h"
#include "common/base/sha256.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

constexpr size_t kIdDigits = 12;

struct JudgeFlags {
  RemoteServer server;
  pb::JudgeRequest request;
  pb::UndoJudgementRequest undo;
  std::vector<std::string> documents;
  std::string author, reason, time;
};

ExitCode Fail(const absl::Status& status) {
  PrintError(status.message());
  return ExitCodeOf(status);
}

std::string TimeOr(const std::string& given) {
  return given.empty() ? absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::Now(), absl::UTCTimeZone()) : given;
}

// Runs `use` with the calls of the server; tells where it has no valid address.
template <class Use>
ExitCode WithCalls(const RemoteServer& server, Use use) {
  const auto channel = rpc::MakeChannel(server.address, server.tls);
  if (!channel.ok()) return PrintError(channel.status().message()), kExitUsage;
  return use(JudgementCalls(*channel, server.address));
}

// The request as the flags make it; an id that was not given is that of its contents.
pb::JudgeRequest RequestOf(const JudgeFlags& flags) {
  pb::JudgeRequest request = flags.request;
  pb::Judgement& judgement = *request.mutable_judgement();
  judgement.set_author(flags.author);
  judgement.set_reason(flags.reason);
  judgement.set_judged_time(TimeOr(flags.time));
  for (const std::string& document : flags.documents) judgement.add_places()->set_document_id(document);
  if (judgement.id().empty())
    judgement.set_id(absl::StrCat("j-", Sha256Hex(SerializeDeterministically(request)).substr(0, kIdDigits)));
  return request;
}

ExitCode Judge(const JudgeFlags& flags) {
  return WithCalls(flags.server, [&](const JudgementCalls& calls) -> ExitCode {
    const auto response = calls.Judge(RequestOf(flags));
    if (!response.ok()) return Fail(response.status());
    const bool late = response->outcome() == pb::STORE_OUTCOME_SUPERSEDED;
    PrintOut(absl::StrCat(response->judgement().id(), late ? ": a later one of that id is there" : "", "\n"));
    return kExitOk;
  });
}

// The judgement of that id; without a kind where there is none.
absl::StatusOr<pb::JudgementEntry> FindJudgement(const JudgementCalls& calls, const pb::UndoJudgementRequest& undo) {
  pb::JudgementEntry found;
  const absl::Status status = calls.ForEachJudgement(undo.collection(), [&](const pb::JudgementEntry& entry) {
    if (entry.judgement().id() == undo.judgement_id()) found = entry;
  });
  if (!status.ok()) return status;
  return found;
}

// Why undoing it would change nothing; empty where it would.
std::string WhyNotUndone(const pb::JudgementEntry& entry, const std::string& id) {
  if (entry.judgement().kind() == pb::JUDGEMENT_KIND_UNSPECIFIED)
    return absl::StrCat("no judgement ", id, ": 'caspian judge list' has them all");
  if (entry.in_force()) return "";
  return absl::StrCat(id, " was undone before, by ", entry.undo().author(), " ", entry.undo().undone_time());
}

ExitCode Undo(JudgeFlags& flags) {
  flags.undo.set_collection(flags.request.collection());
  flags.undo.mutable_undo()->set_author(flags.author);
  flags.undo.mutable_undo()->set_reason(flags.reason);
  flags.undo.mutable_undo()->set_undone_time(TimeOr(flags.time));
  return WithCalls(flags.server, [&](const JudgementCalls& calls) -> ExitCode {
    const auto entry = FindJudgement(calls, flags.undo);
    if (!entry.ok()) return Fail(entry.status());
    if (const std::string why = WhyNotUndone(*entry, flags.undo.judgement_id()); !why.empty())
      return PrintError(why), kExitSomeDocumentsFailed;
    const auto response = calls.Undo(flags.undo);
    if (!response.ok()) return Fail(response.status());
    if (response->undone()) return PrintOut("undone\n"), kExitOk;
    PrintError(absl::StrCat(flags.undo.judgement_id(), " is of ", entry->judgement().judged_time(),
                            ", later than this, so it stays in force: give a later --time"));
    return kExitSomeDocumentsFailed;
  });
}

ExitCode List(const JudgeFlags& flags) {
  return WithCalls(flags.server, [&](const JudgementCalls& calls) -> ExitCode {
    const absl::Status status = calls.ForEachJudgement(
        flags.request.collection(), [](const pb::JudgementEntry& entry) { PrintOut(FormatJudgement(entry)); });
    return status.ok() ? kExitOk : Fail(status);
  });
}

void AddPlaceFlags(CLI::App* app, JudgeFlags* flags) {
  AddRemoteServerFlags(app, &flags->server);
  app->add_option("--collection", *flags->request.mutable_collection(), "The collection")
      ->required()
      ->type_name("NAME");
}

void AddWhoFlags(CLI::App* app, JudgeFlags* flags) {
  app->add_option("--author", flags->author, "Who judges")->required()->type_name("NAME");
  app->add_option("--reason", flags->reason, "Why")->type_name("TEXT");
  app->add_option("--time", flags->time, "When, like 2006-07-05T09:30:00Z; default: now")->type_name("TIME");
}

std::string ExampleOf(pb::JudgementKind kind) {
  const bool pair = kind == pb::JUDGEMENT_KIND_SAME || kind == pb::JUDGEMENT_KIND_NOT_SAME;
  const bool name = pair || kind == pb::JUDGEMENT_KIND_SPLIT;
  std::string example = absl::StrCat("caspian judge ", KindWord(kind));
  absl::StrAppend(&example, name ? " \"Ada Brandt\"" : " 9f86d081884c7d659a2feaa0c55ad015",
                  pair ? " \"A. Brandt\"" : "");
  if (kind == pb::JUDGEMENT_KIND_SPLIT) absl::StrAppend(&example, " --document harbour.txt");
  if (kind == pb::JUDGEMENT_KIND_WRONG_ROLE) absl::StrAppend(&example, " --role agent --filler Oslo --to place");
  if (kind == pb::JUDGEMENT_KIND_WRONG_DATE) absl::StrAppend(&example, " --date 2006-06-23");
  return absl::StrCat(example, " --server 127.0.0.1:7402 --collection news --author ada --reason \"seen in the text\"");
}

// One kind of judgement, as a command of its own.
CLI::App* AddKind(CLI::App* judge, pb::JudgementKind kind, const std::string& help, int records,
                  const std::shared_ptr<JudgeFlags>& flags, int* exit_code) {
  CLI::App* app = judge->add_subcommand(KindWord(kind), help);
  app->add_option_function<std::vector<std::string>>(
         "RECORD",
         [flags](const std::vector<std::string>& names) {
           flags->request.mutable_records()->Assign(names.begin(), names.end());
         },
         "A record's id, a key, or an entity's name")
      ->required()
      ->expected(records);
  AddPlaceFlags(app, flags.get());
  AddWhoFlags(app, flags.get());
  SetExamples(app, {ExampleOf(kind)});
  app->add_option("--id", *flags->request.mutable_judgement()->mutable_id(),
                  "The judgement's id; default: made of what it says")
      ->type_name("ID");
  app->callback([flags, kind, exit_code] {
    flags->request.mutable_judgement()->set_kind(kind);
    *exit_code = Judge(*flags);
  });
  return app;
}

void AddEntityKinds(CLI::App* judge, const std::shared_ptr<JudgeFlags>& flags, int* exit_code) {
  AddKind(judge, pb::JUDGEMENT_KIND_SAME, "Two entities are one", 2, flags, exit_code);
  AddKind(judge, pb::JUDGEMENT_KIND_NOT_SAME, "Two entities are not one", 2, flags, exit_code);
  AddKind(judge, pb::JUDGEMENT_KIND_SPLIT, "What some documents call so is another entity", 1, flags, exit_code)
      ->add_option("--document", flags->documents, "Those documents")
      ->required()
      ->type_name("ID");
}

void AddEventKinds(CLI::App* judge, const std::shared_ptr<JudgeFlags>& flags, int* exit_code) {
  pb::Judgement* judgement = flags->request.mutable_judgement();
  AddKind(judge, pb::JUDGEMENT_KIND_NOT_AN_EVENT, "A record is no event, or no statement", 1, flags, exit_code);
  CLI::App* role = AddKind(judge, pb::JUDGEMENT_KIND_WRONG_ROLE, "A role is filled wrongly", 1, flags, exit_code);
  role->add_option("--role", *judgement->mutable_role(), "The role (agent)")->required()->type_name("ROLE");
  role->add_option("--filler", *flags->request.mutable_filler(), "What fills it wrongly, as the briefing shows it")
      ->required()
      ->type_name("TEXT");
  role->add_option("--to", *judgement->mutable_corrected_role(), "The role that it has; default: none")
      ->type_name("ROLE");
  AddKind(judge, pb::JUDGEMENT_KIND_REVERSED, "Agent and partner are the wrong way round", 1, flags, exit_code);
  AddKind(judge, pb::JUDGEMENT_KIND_WRONG_DATE, "An event's time is wrong", 1, flags, exit_code)
      ->add_option("--date", *judgement->mutable_corrected_time(),
                   "The right one (2006-06-23, or 2006-06-23/2006-06-28); default: not known")
      ->type_name("DATE");
  AddKind(judge, pb::JUDGEMENT_KIND_AUTHORS_VIEW, "It is the author's view, not reported", 1, flags, exit_code);
}

}  // namespace

void AddJudgeCommand(CLI::App* program, int* exit_code) {
  auto flags = std::make_shared<JudgeFlags>();
  CLI::App* judge =
      program->add_subcommand("judge", "Says what a briefing has wrong, takes it back, lists what was said");
  judge->require_subcommand(1);
  AddEntityKinds(judge, flags, exit_code);
  AddEventKinds(judge, flags, exit_code);
  CLI::App* list = judge->add_subcommand("list", "All judgements with what became of each");
  AddPlaceFlags(list, flags.get());
  list->callback([flags, exit_code] { *exit_code = List(*flags); });
  CLI::App* undo = judge->add_subcommand("undo", "Takes a judgement back");
  undo->add_option("ID", *flags->undo.mutable_judgement_id(), "The judgement's id")->required();
  AddPlaceFlags(undo, flags.get());
  AddWhoFlags(undo, flags.get());
  undo->callback([flags, exit_code] { *exit_code = Undo(*flags); });
  SetExamples(judge,
              {"caspian judge same \"Ada Brandt\" \"A. Brandt\" --server 127.0.0.1:7402 --collection news --author ada",
               "caspian judge wrong-role 9f86d081884c7d659a2feaa0c55ad015 --role agent --filler Oslo --to place "
               "--server 127.0.0.1:7402 --collection news --author ada --reason \"it met in Oslo\"",
               "caspian judge list --server 127.0.0.1:7402 --collection news",
               "caspian judge undo j-0123456789ab --server 127.0.0.1:7402 --collection news --author ada"});
}

}  // namespace caspian::cli
