#include "extractor/engine/warm_up.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace caspian::extractor {
namespace {

// Texts are put together to documents of the length of news: names vote, and what is for each document is done once.
constexpr size_t kDocumentBytes = 4096;

// The first test of each rule, then the second of each ….
std::vector<const std::string*> TextsOf(const v1::RuleSet& rule_set) {
  std::vector<std::vector<const std::string*>> by_turn;
  for (const v1::Stage& stage : rule_set.stages()) {
    for (const v1::Rule& rule : stage.rules()) {
      const auto tests = static_cast<size_t>(rule.tests_size());
      if (by_turn.size() < tests) by_turn.resize(tests);
      for (size_t i = 0; i < tests; ++i) by_turn[i].push_back(&rule.tests(static_cast<int>(i)).text());
    }
  }
  std::vector<const std::string*> texts;
  for (const auto& turn : by_turn) texts.insert(texts.end(), turn.begin(), turn.end());
  return texts;
}

// Whether it fails (a test's text may be over a budget) is no matter here.
size_t Read(const Engine& engine, std::string text) {
  const size_t bytes = text.size();
  v1::Document document;
  document.set_id("warm-up");
  document.set_text(std::move(text));
  engine.Extract(document).IgnoreError();
  return bytes;
}

}  // namespace

size_t WarmUp(const LoadedRuleSet& rules, size_t limit_bytes) {
  size_t bytes = 0;
  std::string text;
  for (const std::string* next : TextsOf(rules.rule_set)) {
    if (bytes + text.size() + next->size() > limit_bytes) break;
    absl::StrAppend(&text, text.empty() ? "" : "\n\n", *next);
    if (text.size() < kDocumentBytes) continue;
    bytes += Read(*rules.engine, std::move(text));
    text.clear();
  }
  return text.empty() ? bytes : bytes + Read(*rules.engine, std::move(text));
}

}  // namespace caspian::extractor
