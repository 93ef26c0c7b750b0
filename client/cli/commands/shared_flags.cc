#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <map>

#include "absl/strings/str_cat.h"
#include "client/cli/commands/commands.h"
#include "common/base/civil_date.h"
#include "common/rpc/server_flags.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

using Names = std::vector<std::string>;

std::string CheckDay(const std::string& text) {
  const auto date = ParsePublishedDate(text);
  return date.ok() && text.size() == 10 ? "" : absl::StrCat(text, " is no day: write 2006-07-05");
}

// A flag that may come more than once, or with several values.
void AddNames(CLI::App* app, const std::string& flag, const std::string& help, const std::string& type,
              std::function<void(const Names&)> set) {
  app->add_option_function<Names>(flag, std::move(set), help)->type_name(type);
}

}  // namespace

void AddRemoteServerFlags(CLI::App* app, RemoteServer* server) {
  app->add_option("--server", server->address, "The server's address (127.0.0.1:7401)")->required()->type_name("ADDR");
  rpc::AddClientTlsFlags(app, "tls", &server->tls);
}

void AddFilterFlags(CLI::App* app, pb::BriefingFilter* filter) {
  AddNames(app, "--document", "Only what these documents support", "ID",
           [filter](const Names& names) { filter->mutable_document_ids()->Assign(names.begin(), names.end()); });
  AddNames(app, "--from-publisher", "Only what these publishers support", "NAME",
           [filter](const Names& names) { filter->mutable_publishers()->Assign(names.begin(), names.end()); });
  AddNames(app, "--type", "Only these labels, types of events, manners of statements (PERSON, SIGN, WANT)", "TYPE",
           [filter](const Names& names) { filter->mutable_types()->Assign(names.begin(), names.end()); });
  AddNames(app, "--name", "Only records that these names take part in", "NAME",
           [filter](const Names& names) { filter->mutable_names()->Assign(names.begin(), names.end()); });
  const std::map<std::string, pb::RecordKind> kinds = {
      {"entity", pb::RECORD_KIND_ENTITY},       {"event", pb::RECORD_KIND_EVENT},
      {"statement", pb::RECORD_KIND_STATEMENT}, {"agreement", pb::RECORD_KIND_AGREEMENT},
      {"figure", pb::RECORD_KIND_FIGURE},       {"source", pb::RECORD_KIND_SOURCE}};
  app->add_option_function<std::vector<pb::RecordKind>>(
         "--kind",
         [filter](const std::vector<pb::RecordKind>& wanted) {
           for (pb::RecordKind kind : wanted) filter->add_kinds(kind);
         },
         "Only these kinds: entity, event, statement, agreement, figure, source")
      ->transform(CLI::CheckedTransformer(kinds).description(""))
      ->type_name("KIND");
  app->add_option("--from", *filter->mutable_first_day(), "Without events that ended before this day")
      ->check(CheckDay)
      ->type_name("DAY");
  app->add_option("--to", *filter->mutable_last_day(), "Without events that began after this day")
      ->check(CheckDay)
      ->type_name("DAY");
}

void SetExamples(CLI::App* app, const std::vector<std::string>& examples) {
  std::string footer = "Examples:";
  for (const std::string& example : examples) absl::StrAppend(&footer, "\n  ", example);
  app->footer(footer);
}

}  // namespace caspian::cli
