#include "client/local/rules_tools.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/cli/input/document_files.h"
#include "client/cli/input/text_file.h"
#include "client/cli/output/terminal.h"
#include "common/base/install_paths.h"
#include "extractor/rules/pack_reader.h"
#include "extractor/rules/problem.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

cli::InputFormat FormatOf(absl::string_view path) {
  const bool lines = path == cli::kStandardInput || absl::EndsWith(path, ".jsonl") || absl::EndsWith(path, ".ndjson");
  return lines ? cli::InputFormat::kJsonLines : cli::InputFormat::kText;
}

using Loaded = std::shared_ptr<const extractor::LoadedRuleSet>;

// `problems` are read when `loaded` is there: they are what it was refused for.
Loaded LoadedOrTold(const std::string& path, absl::StatusOr<Loaded> loaded,
                    const std::vector<pb::RuleSetProblem>& problems) {
  if (loaded.ok()) return *std::move(loaded);
  PrintProblems(problems);
  cli::PrintError(problems.empty() ? std::string(loaded.status().message())
                                   : absl::StrCat(path, ": ", Count(problems.size(), "fault")));
  return nullptr;
}

}  // namespace

std::string Count(uint64_t count, absl::string_view what) {
  return absl::StrCat(count, " ", what, count == 1 ? "" : "s");
}

std::optional<std::string> PackPathOrTell(const std::string& given) {
  if (!given.empty()) return given;
  auto shipped = DefaultPackPath();
  if (shipped.ok()) return *std::move(shipped);
  cli::PrintError(shipped.status().message());
  return std::nullopt;
}

void PrintProblems(const std::vector<pb::RuleSetProblem>& problems) {
  for (const pb::RuleSetProblem& problem : problems)
    cli::PrintOut(absl::StrCat(extractor::FormatProblem(problem), "\n"));
}

std::shared_ptr<const extractor::LoadedRuleSet> LoadPackOrTell(const std::string& given) {
  const auto path = PackPathOrTell(given);
  if (!path.has_value()) return nullptr;
  std::vector<pb::RuleSetProblem> problems;
  return LoadedOrTold(*path, extractor::LoadPack(*path, &problems), problems);
}

std::shared_ptr<const extractor::LoadedRuleSet> LoadPackOrTell(const std::string& path, extractor::Pack pack) {
  std::vector<pb::RuleSetProblem> problems;
  return LoadedOrTold(path, extractor::LoadPack(path, std::move(pack), &problems), problems);
}

void AddCorpus(CLI::App* app, Corpus* corpus) {
  app->add_option("CORPUS", corpus->paths,
                  "Texts: a file is one; in *.jsonl and - for standard input a line is, {\"id\", \"text\", …}")
      ->required();
  cli::AddDocumentFlags(app, &corpus->fields);
}

uint64_t ForEachDocument(const Corpus& corpus, const std::function<absl::Status(const pb::Document&)>& use) {
  uint64_t failed = 0;
  for (const std::string& path : cli::UniquePaths(corpus.paths)) {
    cli::DocumentFiles files({path}, FormatOf(path), corpus.fields);
    pb::Document document;
    while (files.Next(&document)) {
      const absl::Status status = use(document);
      if (status.ok()) continue;
      cli::PrintError(status.message());
      ++failed;
    }
    failed += files.failed();
  }
  return failed;
}

}  // namespace caspian::local
