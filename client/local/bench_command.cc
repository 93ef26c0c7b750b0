// caspian bench extract: how fast rules read texts, beside one RE2 pattern over the same bytes in the same run.
#include <time.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <functional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "client/cli/commands/commands.h"
#include "client/cli/eval/text_table.h"
#include "client/cli/output/terminal.h"
#include "client/local/local_commands.h"
#include "client/local/rules_tools.h"
#include "common/base/document.h"
#include "extractor/engine/extraction_buffer.h"
#include "extractor/engine/warm_up.h"
#include "extractor/rules/regex.h"

namespace caspian::local {

namespace pb = ::caspian::v1;

namespace {

// Stands nowhere: all bytes are read. No character of it can be looked for ahead.
constexpr char kControl[] = "[A-Za-z]+[0-9][A-Za-z]+[0-9][A-Za-z]+[0-9][A-Za-z]+\\x00";

struct BenchFlags {
  std::string pack;
  Corpus corpus;
  size_t rounds = 3;
  bool plain = false;
  bool warm_up = false;
};

struct Texts {
  std::vector<pb::Document> documents;
  uint64_t bytes = 0;
};

// Processor seconds of this thread.
double Spent() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double Timed(const std::function<void()>& pass) {
  const double began = Spent();
  pass();
  return std::max(Spent() - began, 1e-9);
}

double Median(size_t rounds, const std::function<void()>& pass) {
  std::vector<double> seconds;
  for (size_t i = 0; i < rounds; ++i) seconds.push_back(Timed(pass));
  std::sort(seconds.begin(), seconds.end());
  return seconds[seconds.size() / 2];
}

void ScanAll(const extractor::Regex& control, const Texts& texts) {
  for (const pb::Document& document : texts.documents) {
    extractor::GroupSpan found;
    control.SearchSpan(ContentOf(document), 0, &found);
  }
}

// From bytes to the serialized extraction. Returns how many documents failed; `tell` may be null.
uint64_t ExtractAll(const extractor::Engine& engine, const Texts& texts, void (*tell)(absl::string_view) = nullptr) {
  uint64_t failed = 0;
  extractor::ExtractionBuffer buffer;
  for (const pb::Document& document : texts.documents) {
    pb::Extraction* extraction = buffer.Next();
    const absl::Status status = engine.ExtractTo(document, extraction);
    if (status.ok()) extraction->SerializeAsString();
    if (status.ok()) continue;
    ++failed;
    if (tell != nullptr) tell(status.message());
  }
  return failed;
}

class Table {
 public:
  Table(const Texts& texts, double control) : texts_(texts), control_(control) {
    rows_.push_back({"pass", "MB/s", "documents/s", "of one RE2 pattern"});
  }

  void Add(absl::string_view name, double seconds) {
    rows_.push_back({std::string(name), absl::StrFormat("%.2f", static_cast<double>(texts_.bytes) / seconds / 1e6),
                     absl::StrFormat("%.0f", static_cast<double>(texts_.documents.size()) / seconds),
                     absl::StrFormat("1/%.0f", seconds / control_)});
  }

  std::string Text() const { return cli::FormatTable(rows_); }

 private:
  const Texts& texts_;
  const double control_;
  std::vector<std::vector<std::string>> rows_;
};

// `failed` gets the number of documents that rules can't read: they are told, and what was read of them is measured.
std::string Measured(const BenchFlags& flags, const extractor::LoadedRuleSet& rules, const Texts& texts,
                     uint64_t* failed) {
  const auto control = extractor::Regex::Compile(kControl, false);
  const double one_pattern = Median(flags.rounds, [&] { ScanAll(**control, texts); });
  if (flags.warm_up) extractor::WarmUp(rules);
  Table table(texts, one_pattern);
  table.Add("one RE2 pattern", one_pattern);
  table.Add("first pass", Timed([&] { *failed = ExtractAll(*rules.engine, texts, cli::PrintError); }));
  const double warm = Median(flags.rounds, [&] { ExtractAll(*rules.engine, texts); });
  table.Add("warm", warm);
  std::string ratio;
  if (flags.plain) {
    const auto engine = extractor::MakePlainEngine(rules.program);
    ExtractAll(*engine, texts);
    const double plain = Median(flags.rounds, [&] { ExtractAll(*engine, texts); });
    table.Add("plain engine, warm", plain);
    ratio = absl::StrFormat(", %.1f times the plain engine", plain / warm);
  }
  return absl::StrCat(table.Text(), rules.ref.name(), ": ", Count(texts.documents.size(), "document"), ", ",
                      Count(texts.bytes, "byte"), ", one thread, processor time", ratio, "\n");
}

ExitCode Bench(const BenchFlags& flags) {
  const auto rules = LoadPackOrTell(flags.pack);
  if (!rules) return kExitConfiguration;
  Texts texts;
  const uint64_t failed = ForEachDocument(flags.corpus, [&](const pb::Document& document) {
    texts.documents.push_back(document);
    texts.bytes += ContentOf(document).size();
    return absl::OkStatus();
  });
  if (texts.bytes == 0)
    return cli::PrintError("no text to measure with: name files that hold some"), kExitSomeDocumentsFailed;
  uint64_t refused = 0;
  const bool printed = cli::PrintOut(Measured(flags, *rules, texts, &refused));
  return printed && failed + refused == 0 ? kExitOk : kExitSomeDocumentsFailed;
}

void AddBenchExtractCommand(CLI::App* bench, int* exit_code) {
  auto flags = std::make_shared<BenchFlags>();
  CLI::App* app = bench->add_subcommand("extract", "Bytes a second from text to serialized results, one thread");
  AddCorpus(app, &flags->corpus);
  app->add_option("--rules", flags->pack, "Folder of a rule pack; default: the shipped one")->type_name("PACK");
  app->add_option("--rounds", flags->rounds, "Passes that the median is of; default: 3")->check(CLI::Range(1, 1000));
  app->add_flag("--plain", flags->plain, "Measure the plain engine, too, which searches each rule in each sentence");
  app->add_flag("--warm-up", flags->warm_up, "Before the first pass read the texts of the rules' tests, as servers do");
  cli::SetExamples(app,
                   {"caspian bench extract archive.jsonl", "caspian bench extract archive.jsonl --plain --rounds 5"});
  app->callback([flags, exit_code] { *exit_code = Bench(*flags); });
}

}  // namespace

void AddBenchCommand(CLI::App* program, int* exit_code) {
  CLI::App* bench = program->add_subcommand("bench", "Measures how fast rules read your own texts on this machine");
  bench->require_subcommand(1);
  AddBenchExtractCommand(bench, exit_code);
  cli::SetExamples(bench, {"caspian bench extract archive.jsonl"});
}

}  // namespace caspian::local
