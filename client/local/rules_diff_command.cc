// caspian rules diff: what two packs find differently in texts.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <map>

#include "absl/strings/str_cat.h"
#include "client/cli/commands/commands.h"
#include "client/cli/output/terminal.h"
#include "client/cli/render/cells.h"
#include "client/cli/render/context_line.h"
#include "client/local/local_commands.h"
#include "client/local/rules_tools.h"
#include "common/base/document.h"
#include "extractor/engine/extraction_diff.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

struct DiffFlags {
  std::string before;
  std::string after;
  Corpus corpus;
  bool exit_code = false;
};

using Counts = std::map<std::pair<pb::ResultKind, pb::DifferenceKind>, uint64_t>;

absl::string_view Name(pb::ResultKind result) {
  if (result == pb::RESULT_KIND_EVENT) return "event";
  return result == pb::RESULT_KIND_STATEMENT ? "statement" : "mention";
}

absl::string_view Mark(pb::DifferenceKind kind) {
  if (kind == pb::DIFFERENCE_KIND_ADDED) return "+";
  return kind == pb::DIFFERENCE_KIND_REMOVED ? "-" : "~";
}

// What is stated; of a change both sides.
std::string FactsOf(const pb::ExtractionDifference& difference) {
  const auto or_nothing = [](const std::string& told) { return told.empty() ? "nothing" : cli::OneLine(told); };
  if (difference.kind() == pb::DIFFERENCE_KIND_CHANGED)
    return absl::StrCat(": ", or_nothing(difference.before()), " → ", or_nothing(difference.after()));
  const std::string told = cli::OneLine(absl::StrCat(difference.before(), difference.after()));
  return told.empty() ? "" : absl::StrCat(": ", told);
}

std::string LinesOf(const pb::ExtractionDifference& difference, absl::string_view text) {
  const pb::Span& span = difference.span();
  return absl::StrCat(Mark(difference.kind()), " ", Name(difference.result()), " ", difference.label(), " ",
                      difference.document_id(), " ", span.begin(), "..", span.end(), FactsOf(difference), "\n    ",
                      cli::ContextLine(text, span.begin(), span.end()), "\n");
}

std::string SummaryOf(const Counts& counts) {
  std::string summary;
  for (const pb::ResultKind result : {pb::RESULT_KIND_MENTION, pb::RESULT_KIND_EVENT, pb::RESULT_KIND_STATEMENT}) {
    const auto of = [&](pb::DifferenceKind kind) {
      const auto found = counts.find({result, kind});
      return found == counts.end() ? 0 : found->second;
    };
    absl::StrAppend(&summary, Name(result), "s: ", of(pb::DIFFERENCE_KIND_ADDED), " added, ",
                    of(pb::DIFFERENCE_KIND_REMOVED), " removed, ", of(pb::DIFFERENCE_KIND_CHANGED), " changed\n");
  }
  return summary;
}

ExitCode Diff(const DiffFlags& flags) {
  const auto before = LoadPackOrTell(flags.before), after = LoadPackOrTell(flags.after);
  if (!before || !after) return kExitConfiguration;
  Counts counts;
  bool printed = true;
  const uint64_t failed = ForEachDocument(flags.corpus, [&](const pb::Document& document) {
    const auto differences = extractor::DiffEngines(*before->engine, *after->engine, document);
    if (!differences.ok()) return differences.status();
    std::string lines;
    for (const pb::ExtractionDifference& difference : *differences) {
      ++counts[{difference.result(), difference.kind()}];
      absl::StrAppend(&lines, LinesOf(difference, ContentOf(document)));
    }
    printed = printed && cli::PrintOut(lines);
    return absl::OkStatus();
  });
  printed = printed && cli::PrintOut(SummaryOf(counts));
  const bool tells = flags.exit_code && !counts.empty();
  return failed == 0 && printed && !tells ? kExitOk : kExitSomeDocumentsFailed;
}

}  // namespace

void AddRulesDiffCommand(CLI::App* rules, int* exit_code) {
  auto flags = std::make_shared<DiffFlags>();
  CLI::App* app = rules->add_subcommand("diff", "Prints what two packs find differently in texts");
  app->add_option("PACK-A", flags->before, "Folder of the pack before: what it alone finds is removed (-)")->required();
  app->add_option("PACK-B", flags->after, "Folder of the pack after: what it alone finds is added (+)")->required();
  AddCorpus(app, &flags->corpus);
  app->add_flag("--exit-code", flags->exit_code, "End with 1 where they differ");
  cli::SetExamples(app, {"caspian rules diff old-pack new-pack archive.jsonl",
                         "caspian rules diff old-pack new-pack *.txt --exit-code > changes.txt"});
  app->callback([flags, exit_code] { *exit_code = Diff(*flags); });
}

}  // namespace caspian::local
