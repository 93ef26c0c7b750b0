// caspian explain: why a rule made something in a text or did not, and what stands at a place and why.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "client/cli/commands/commands.h"
#include "client/cli/output/terminal.h"
#include "client/cli/render/context_line.h"
#include "client/cli/render/explanation_text.h"
#include "client/local/local_commands.h"
#include "client/local/rules_tools.h"
#include "common/base/document.h"
#include "common/base/error.h"
#include "extractor/explain/explain.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

struct ExplainFlags {
  std::string file;
  std::string rule;
  std::string at;
  std::vector<std::string> packs;
  Corpus corpus;
};

// The byte that `at` means: a number, or where its words stand first.
absl::StatusOr<uint32_t> OffsetOf(const std::string& at, const pb::Document& document) {
  uint32_t offset = 0;
  if (absl::SimpleAtoi(at, &offset)) return offset;
  const size_t found = ContentOf(document).find(at);
  if (found != absl::string_view::npos) return static_cast<uint32_t>(found);
  return MakeError(
      pb::ERROR_REASON_REQUEST_INVALID,
      absl::StrCat("document ", document.id(), ": no “", at, "” in it: give words as they stand there, or a byte"));
}

// "events.yaml:12, stage events"
std::string WhereOf(const pb::RuleSet& set, const std::string& rule_id) {
  for (const pb::Stage& stage : set.stages()) {
    for (const pb::Rule& rule : stage.rules()) {
      if (rule.id() != rule_id) continue;
      return absl::StrCat(" (", rule.position().file(), ":", rule.position().line(), ", stage ", stage.name(), ")");
    }
  }
  return "";
}

std::string HeadOf(const extractor::LoadedRuleSet& rules, const pb::Document& document,
                   const extractor::ExplainQuery& query) {
  std::string head = document.id();
  if (!query.rule_id.empty()) absl::StrAppend(&head, ", rule ", query.rule_id, WhereOf(rules.rule_set, query.rule_id));
  if (query.offset.has_value()) {
    const absl::string_view content = ContentOf(document);
    absl::StrAppend(&head, ", byte ", *query.offset, ": ", cli::ContextLine(content, *query.offset, *query.offset));
  }
  return absl::StrCat(head, "\n");
}

absl::Status ExplainDocument(const extractor::LoadedRuleSet& rules, const ExplainFlags& flags,
                             const pb::Document& document, bool* printed) {
  extractor::ExplainQuery query{flags.rule, std::nullopt};
  if (!flags.at.empty()) {
    const auto offset = OffsetOf(flags.at, document);
    if (!offset.ok()) return offset.status();
    query.offset = *offset;
  }
  const auto explanations = extractor::Explain(*rules.program, document, query);
  if (!explanations.ok()) return explanations.status();
  std::string text = HeadOf(rules, document, query);
  if (explanations->empty()) absl::StrAppend(&text, "no rule makes or refuses anything here\n");
  for (const pb::Explanation& explanation : *explanations)
    absl::StrAppend(&text, cli::ExplanationText(explanation, ContentOf(document), query.rule_id.empty()));
  *printed = *printed && cli::PrintOut(text);
  return absl::OkStatus();
}

ExitCode Explain(ExplainFlags flags) {
  if (flags.rule.empty() && flags.at.empty()) {
    cli::PrintError("nothing to explain: give --rule ID, --at OFFSET, or both");
    return kExitUsage;
  }
  const auto rules = LoadPackOrTell(flags.packs.empty() ? "" : flags.packs.front());
  if (!rules) return kExitConfiguration;
  flags.corpus.paths = {flags.file};
  bool printed = true;
  ExitCode worst = kExitOk;
  const uint64_t failed = ForEachDocument(flags.corpus, [&](const pb::Document& document) {
    const absl::Status status = ExplainDocument(*rules, flags, document, &printed);
    if (!status.ok()) worst = cli::ExitCodeOf(status);
    return status;
  });
  if (worst != kExitOk) return worst;
  return failed == 0 && printed ? kExitOk : kExitSomeDocumentsFailed;
}

}  // namespace

void AddExplainCommand(CLI::App* program, int* exit_code) {
  auto flags = std::make_shared<ExplainFlags>();
  CLI::App* app = program->add_subcommand("explain", "Tells why a rule made something in a text, or did not");
  app->add_option("FILE", flags->file,
                  "A text; in *.jsonl and - for standard input a line is one, {\"id\", \"text\", …}")
      ->required();
  app->add_option("--rule", flags->rule, "What became of this rule in the text")->type_name("ID");
  app->add_option("--at", flags->at,
                  "All that touches this byte, or these words where they stand first; with --rule: what "
                  "became of it in that sentence")
      ->type_name("OFFSET|WORDS");
  AddPackFlag(app, &flags->packs);
  cli::AddDocumentFlags(app, &flags->corpus.fields);
  cli::SetExamples(app, {"caspian explain article.txt --rule event.sign", "caspian explain article.txt --at 'Oslo'",
                         "caspian explain article.txt --rules my-pack --rule boat.list --at 1204"});
  app->callback([flags, exit_code] { *exit_code = Explain(*flags); });
}

}  // namespace caspian::local
