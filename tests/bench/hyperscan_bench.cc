// hyperscan_bench PACK TEXTS.txt: the match rules of a pack that look at plain text alone, searched by this engine and
// by Hyperscan, where Hyperscan compiles them: with the start of each match, and as a prefilter with RE2 behind it.
// Guards and attachments are left out of both. TEXTS are plain; its pieces of 4 KB are the documents.
#include <benchmark/benchmark.h>
#include <hs.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "extractor/engine/analyze.h"
#include "extractor/engine/library.h"
#include "extractor/program/compile.h"
#include "extractor/program/trigger_index.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/rule_parts.h"

namespace caspian::extractor {
namespace {

constexpr size_t kDocumentBytes = 4096;

struct HyperscanFree {
  void operator()(hs_database_t* database) const { hs_free_database(database); }
  void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
};
using Database = std::unique_ptr<hs_database_t, HyperscanFree>;
using Scratch = std::unique_ptr<hs_scratch_t, HyperscanFree>;

struct Pattern {
  std::string text;
  bool ignore_case;

  unsigned Flags(unsigned more) const {
    return HS_FLAG_UTF8 | HS_FLAG_UCP | HS_FLAG_DOTALL | (ignore_case ? unsigned{HS_FLAG_CASELESS} : 0) | more;
  }
};

// Null where Hyperscan refuses one of them.
Database Compile(const std::vector<Pattern>& patterns, unsigned flags) {
  std::vector<const char*> texts;
  std::vector<unsigned> all_flags, ids;
  for (const Pattern& pattern : patterns) {
    ids.push_back(static_cast<unsigned>(texts.size()));
    texts.push_back(pattern.text.c_str());
    all_flags.push_back(pattern.Flags(flags));
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(texts.data(), all_flags.data(), ids.data(), static_cast<unsigned>(texts.size()), HS_MODE_BLOCK,
                       nullptr, &database, &error) != HS_SUCCESS)
    hs_free_compile_error(error);
  return Database(database);
}

Scratch ScratchFor(const Database& database) {
  hs_scratch_t* scratch = nullptr;
  hs_alloc_scratch(database.get(), &scratch);
  return Scratch(scratch);
}

bool LooksAtPlainText(const v1::Rule& rule) {
  if (!rule.has_match()) return false;
  for (const RulePattern& pattern : SearchedPatterns(rule)) {
    if (!LabelsIn(pattern.text).empty()) return false;
  }
  return true;
}

bool HyperscanTakes(const v1::Rule& rule) {
  for (const RulePattern& pattern : SearchedPatterns(rule)) {
    if (Compile({{pattern.text, rule.match().ignore_case()}}, HS_FLAG_SOM_LEFTMOST) == nullptr) return false;
  }
  return true;
}

v1::Rule Bare(const v1::Rule& rule) {
  v1::Rule bare = rule;
  v1::MatchRule* match = bare.mutable_match();
  match->clear_guards();
  match->clear_attachments();
  match->clear_elide();
  match->clear_context();
  match->clear_refers_to();
  bare.clear_documents();
  return bare;
}

// What is compared, made once.
struct Compared {
  std::shared_ptr<const Program> program;
  std::unique_ptr<TriggerIndex> triggers;
  std::vector<Pattern> patterns;
  std::vector<std::shared_ptr<const Regex>> regexes;
  Database with_starts, prefilter;
  std::vector<v1::Document> documents;
  size_t bytes = 0;
};

v1::RuleSet PlainRulesOf(const v1::RuleSet& rule_set, std::vector<Pattern>* patterns) {
  v1::RuleSet plain = rule_set;
  plain.clear_stages();
  plain.clear_documents();
  v1::Stage* stage = plain.add_stages();
  stage->set_name("plain");
  for (const v1::Stage& from : rule_set.stages()) {
    for (const v1::Rule& rule : from.rules()) {
      if (!LooksAtPlainText(rule) || !HyperscanTakes(rule)) continue;
      *stage->add_rules() = Bare(rule);
      for (const RulePattern& pattern : SearchedPatterns(rule))
        patterns->push_back({pattern.text, rule.match().ignore_case()});
    }
  }
  return plain;
}

std::vector<v1::Document> DocumentsOf(const std::string& text) {
  std::vector<v1::Document> documents;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = std::min(text.size(), begin + kDocumentBytes);
    while (end < text.size() && text[end] != ' ') ++end;
    documents.emplace_back().set_id(std::to_string(documents.size()));
    documents.back().set_text(text.substr(begin, end - begin));
    begin = end;
  }
  return documents;
}

Compared Compare(const std::string& pack, const std::string& text) {
  Compared compared;
  const auto loaded = LoadPack(pack, nullptr);
  if (!loaded.ok()) {
    std::cerr << loaded.status().message() << "\n";
    std::exit(1);
  }
  const v1::RuleSet plain = PlainRulesOf((*loaded)->rule_set, &compared.patterns);
  auto program = CompileRuleSet(plain, {}, "");
  if (!program.ok()) {
    std::cerr << program.status().message() << "\n";
    std::exit(1);
  }
  compared.program = *std::move(program);
  compared.triggers = std::make_unique<TriggerIndex>(*compared.program);
  for (const Pattern& pattern : compared.patterns)
    compared.regexes.push_back(*Regex::Compile(pattern.text, pattern.ignore_case));
  compared.with_starts = Compile(compared.patterns, HS_FLAG_SOM_LEFTMOST);
  compared.prefilter = Compile(compared.patterns, HS_FLAG_PREFILTER | HS_FLAG_SINGLEMATCH);
  compared.documents = DocumentsOf(text);
  compared.bytes = text.size();
  return compared;
}

void ThisEngine(benchmark::State& state, const Compared* compared) {
  TriggerScratch scratch(*compared->program, *compared->triggers);
  size_t found = 0;
  for (auto round : state) {
    found = 0;
    for (const v1::Document& document : compared->documents) {
      const auto analysis = AnalyzeByTriggers(*compared->program, document, &scratch);
      if (analysis.ok()) found += (*analysis)->annotations.size();
    }
  }
  state.counters["found"] = static_cast<double>(found);
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(compared->bytes));
}

void WithStarts(benchmark::State& state, const Compared* compared) {
  const Scratch scratch = ScratchFor(compared->with_starts);
  size_t found = 0;
  const auto count = [](unsigned, unsigned long long, unsigned long long, unsigned, void* counter) {
    ++*static_cast<size_t*>(counter);
    return 0;
  };
  for (auto round : state) {
    found = 0;
    for (const v1::Document& document : compared->documents)
      hs_scan(compared->with_starts.get(), document.text().data(), static_cast<unsigned>(document.text().size()), 0,
              scratch.get(), count, &found);
  }
  state.counters["found"] = static_cast<double>(found);
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(compared->bytes));
}

void AsPrefilter(benchmark::State& state, const Compared* compared) {
  const Scratch scratch = ScratchFor(compared->prefilter);
  size_t found = 0;
  const auto remember = [](unsigned id, unsigned long long, unsigned long long, unsigned, void* ids) {
    static_cast<std::vector<unsigned>*>(ids)->push_back(id);
    return 0;
  };
  for (auto round : state) {
    found = 0;
    for (const v1::Document& document : compared->documents) {
      std::vector<unsigned> ids;
      hs_scan(compared->prefilter.get(), document.text().data(), static_cast<unsigned>(document.text().size()), 0,
              scratch.get(), remember, &ids);
      for (unsigned id : ids) {
        GroupSpan whole;
        for (size_t start = 0; compared->regexes[id]->SearchSpan(document.text(), start, &whole);) {
          ++found;
          start = std::max(whole.end, start + 1);
        }
      }
    }
  }
  state.counters["found"] = static_cast<double>(found);
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(compared->bytes));
}

}  // namespace
}  // namespace caspian::extractor

int main(int argc, char** argv) {
  using namespace caspian::extractor;
  benchmark::Initialize(&argc, argv);
  if (argc != 3) {
    std::cerr << "usage: hyperscan_bench PACK TEXTS.txt [--benchmark_…]\n";
    return 2;
  }
  std::ifstream file(argv[2], std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const Compared compared = Compare(argv[1], text);
  std::cout << compared.patterns.size() << " patterns, " << compared.bytes << " bytes\n";
  benchmark::RegisterBenchmark("this_engine", ThisEngine, &compared);
  if (compared.with_starts != nullptr) benchmark::RegisterBenchmark("hyperscan_with_starts", WithStarts, &compared);
  if (compared.prefilter != nullptr) benchmark::RegisterBenchmark("hyperscan_prefilter_re2", AsPrefilter, &compared);
  benchmark::RunSpecifiedBenchmarks();
}
