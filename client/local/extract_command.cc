#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <map>

#include "absl/strings/match.h"
#include "client/cli/commands/commands.h"
#include "client/cli/input/document_files.h"
#include "client/cli/input/text_file.h"
#include "client/cli/output/terminal.h"
#include "client/local/extract_pipeline.h"
#include "client/local/local_commands.h"
#include "extractor/service/extractor_server.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

struct ExtractFlags {
  std::string file = cli::kStandardInput;
  std::string input_format;
  std::vector<std::string> packs;
  std::string engine = "fast";
  ExtractOptions options;
};

// Where no format is said: lines of JSON for standard input and *.jsonl, a text otherwise.
bool ReadsLines(const ExtractFlags& flags) {
  if (!flags.input_format.empty()) return flags.input_format == "jsonl";
  return flags.file == cli::kStandardInput || absl::EndsWith(flags.file, ".jsonl") ||
         absl::EndsWith(flags.file, ".ndjson");
}

ExitCode FailToRead(const absl::Status& status) {
  cli::PrintError(status.message());
  return kExitSomeDocumentsFailed;
}

ExitCode ExtractText(const ExtractFlags& flags, const extractor::Engine& engine) {
  auto document = cli::ReadTextFile(flags.file);
  if (!document.ok()) return FailToRead(document.status());
  cli::FillDocument(flags.options.fields, &*document);
  std::string line;
  const absl::Status status = ExtractDocument(engine, flags.options, *document, &line);
  if (!status.ok()) return FailToRead(status);
  return cli::PrintOut(line) ? kExitOk : kExitSomeDocumentsFailed;
}

ExitCode ExtractStream(const ExtractFlags& flags, const extractor::Engine& engine) {
  auto file = cli::OpenForReading(flags.file);
  if (!file.ok()) return FailToRead(file.status());
  cli::LineReader lines(*std::move(file));
  const ExtractCounts counts = ExtractLines(engine, flags.options, &lines, {cli::PrintOut, cli::PrintError});
  return counts.failed > 0 || counts.stopped ? kExitSomeDocumentsFailed : kExitOk;
}

ExitCode Extract(const ExtractFlags& flags) {
  const auto library = extractor::LoadLibrary(flags.packs);
  if (!library.ok()) return FailToOpen(library.status());
  const extractor::LoadedRuleSet& rules = *(*library)->rule_sets().front();
  const auto plain = flags.engine == "plain" ? extractor::MakePlainEngine(rules.program) : nullptr;
  const extractor::Engine& engine = plain == nullptr ? *rules.engine : *plain;
  return ReadsLines(flags) ? ExtractStream(flags, engine) : ExtractText(flags, engine);
}

}  // namespace

void AddExtractCommand(CLI::App* program, int* exit_code) {
  auto flags = std::make_shared<ExtractFlags>();
  CLI::App* app =
      program->add_subcommand("extract", "Prints what the rules find, one line of JSON a document, in their order");
  app->add_option("FILE", flags->file, "A file, or - for standard input (default)");
  app->add_option("--input-format", flags->input_format,
                  "jsonl: a line is a document, {\"id\", \"text\", …}; text: the file is one; default: by its name")
      ->check(CLI::IsMember({"jsonl", "text"}).description(""))
      ->type_name("FORMAT");
  AddPackFlag(app, &flags->packs);
  const std::map<std::string, pb::OffsetUnit> units = {
      {"bytes", pb::OFFSET_UNIT_BYTES}, {"codepoints", pb::OFFSET_UNIT_CODE_POINTS}, {"utf16", pb::OFFSET_UNIT_UTF16}};
  app->add_option("--offsets", flags->options.unit, "What offsets count: bytes (default), codepoints or utf16")
      ->transform(CLI::CheckedTransformer(units).description(""))
      ->type_name("UNIT");
  app->add_option("--threads", flags->options.threads, "Threads that extract; default: one for each processor")
      ->check(CLI::Range(0, 1024));
  const std::map<std::string, bool> formats = {{"jsonl", false}, {"eval", true}};
  app->add_option("--format", flags->options.evaluation,
                  "jsonl (default), or eval: {\"id\", \"entities\"} with offsets in code points, for scorers")
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->type_name("FORMAT");
  app->add_option("--engine", flags->engine,
                  "fast (default), or plain: each rule searched in each sentence; the same results")
      ->check(CLI::IsMember({"fast", "plain"}).description(""))
      ->type_name("NAME");
  cli::AddDocumentFlags(app, &flags->options.fields);
  cli::SetExamples(app, {"caspian extract --input-format jsonl archive.jsonl > found.jsonl",
                         "caspian extract harbour.txt --published 2019-03-14 --offsets utf16",
                         "zcat archive.jsonl.gz | caspian extract - --threads 8 --format eval"});
  app->callback([flags, exit_code] { *exit_code = Extract(*flags); });
}

}  // namespace caspian::local
