// Small packs that tests write in YAML, load as users do and run.
#ifndef CASPIAN_TESTS_EXTRACTOR_ENGINE_TEST_PACKS_H_
#define CASPIAN_TESTS_EXTRACTOR_ENGINE_TEST_PACKS_H_

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/civil_date.h"
#include "extractor/engine/analyze.h"
#include "extractor/engine/engine.h"
#include "extractor/engine/library.h"
#include "extractor/program/program.h"
#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {

struct TestPack {
  std::string labels;                        // lines "  NAME: {…}"
  std::vector<std::string> stages;           // files without their first line
  std::map<std::string, std::string> lists;  // rows by name, tab-separated, with their head
  std::string more;                          // further lines of pack.yaml
};

inline std::map<std::string, std::string> FilesOf(const TestPack& pack) {
  std::map<std::string, std::string> files;
  std::vector<std::string> names;
  for (size_t i = 0; i < pack.stages.size(); ++i) {
    names.push_back(absl::StrCat("s", i, ".yaml"));
    files[names.back()] = absl::StrCat("stage: s", i, "\n", pack.stages[i]);
  }
  files["pack.yaml"] = absl::StrCat("name: test\nversion: 1\nlanguage: en\ndescription: Made by a test.\nlabels:\n",
                                    pack.labels, "\nstages: [", absl::StrJoin(names, ", "), "]\n", pack.more);
  for (const auto& [name, rows] : pack.lists) files[absl::StrCat("lists/", name, ".tsv")] = rows;
  return files;
}

// Ends the test program where the pack is not valid.
inline std::shared_ptr<const LoadedRuleSet> Loaded(const TestPack& pack) {
  const PackFiles files(FilesOf(pack));
  std::vector<v1::RuleSetProblem> problems;
  auto loaded = LoadPack(files.path(), &problems);
  if (!loaded.ok()) {
    ADD_FAILURE() << absl::StrJoin(PackFiles::Formatted(problems), "\n") << loaded.status();
    std::exit(1);
  }
  return *std::move(loaded);
}

inline v1::Document DocumentOf(absl::string_view text, absl::string_view published = "") {
  v1::Document document;
  document.set_id("test");
  document.set_text(std::string(text));
  if (!published.empty()) *document.mutable_published() = ParsePublishedDate(published).value();
  return document;
}

inline v1::Extraction Extracted(const LoadedRuleSet& set, absl::string_view text, absl::string_view published = "") {
  auto extraction = set.engine->Extract(DocumentOf(text, published));
  EXPECT_TRUE(extraction.ok()) << extraction.status();
  return extraction.ok() ? *std::move(extraction) : v1::Extraction();
}

// A document's annotations with their text; not moved.
class Analyzed {
 public:
  Analyzed(const LoadedRuleSet& set, absl::string_view text, size_t stages = kAllStages)
      : set_(set), document_(DocumentOf(text)) {
    auto analysis = Analyze(*set.program, document_, &trace_, stages);
    EXPECT_TRUE(analysis.ok()) << analysis.status();
    if (analysis.ok()) analysis_ = *std::move(analysis);
  }
  Analyzed(const Analyzed&) = delete;
  Analyzed& operator=(const Analyzed&) = delete;

  const Analysis& operator*() const { return analysis_; }
  Analysis& operator*() { return analysis_; }
  const Analysis* operator->() const { return &analysis_; }
  const AnalysisTrace& trace() const { return trace_; }
  std::string Text(uint32_t begin, uint32_t end) const { return std::string(analysis_.TextOf(begin, end)); }

  // "LABEL:text", of `label` or of all.
  std::vector<std::string> Found(absl::string_view label = "") const {
    std::vector<std::string> found;
    for (const Annotation& a : analysis_.annotations) {
      const std::string& name = set_.program->alphabet.label(a.label).name();
      if (label.empty() || name == label) found.push_back(absl::StrCat(name, ":", Text(a.begin, a.end)));
    }
    return found;
  }

  // "capture=text" of the first annotation of `label`.
  std::vector<std::string> Fills(absl::string_view label) const {
    std::vector<std::string> fills;
    for (const Annotation& a : analysis_.annotations) {
      if (set_.program->alphabet.label(a.label).name() != label) continue;
      for (const Fill& fill : a.fills) fills.push_back(absl::StrCat(fill.name, "=", Text(fill.begin, fill.end)));
      break;
    }
    return fills;
  }

  // "feature=value" of the first annotation of `label`.
  std::vector<std::string> FeaturesOf(absl::string_view label) const {
    std::vector<std::string> features;
    for (const Annotation& a : analysis_.annotations) {
      if (set_.program->alphabet.label(a.label).name() != label) continue;
      for (const auto& [name, value] : a.features) features.push_back(absl::StrCat(name, "=", value));
      break;
    }
    return features;
  }

 private:
  const LoadedRuleSet& set_;
  v1::Document document_;
  AnalysisTrace trace_;
  Analysis analysis_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_TESTS_EXTRACTOR_ENGINE_TEST_PACKS_H_
