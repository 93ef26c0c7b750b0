#include "extractor/match/stage_matcher.h"

#include <optional>

#include "extractor/match/attachments.h"
#include "extractor/match/context_words.h"
#include "extractor/match/pattern_search.h"
#include "extractor/match/phrase_search.h"
#include "extractor/match/sentence_texts.h"
#include "extractor/match/triggered_rules.h"
#include "extractor/match/verb_groups.h"

namespace caspian::extractor {
namespace {

void WeighFrom(const CompiledRule& rule, const SentenceTexts& texts, size_t first, std::vector<Annotation>* made) {
  for (size_t i = first; i < made->size(); ++i) WeighContext(rule, texts, &(*made)[i]);
}

}  // namespace

StageMatches MatchStage(const Program& program, const CompiledStage& stage, const TriggerIndex* triggers,
                        const Analysis& analysis, uint32_t sentence, MatchObserver* observer) {
  StageMatches matches;
  SentenceTexts texts(program, stage, analysis, sentence);
  const auto run = [&](const auto& rule, const auto& search) {
    if (!analysis.Meets(rule.condition)) return;
    if (observer != nullptr) observer->RuleBegins(*rule.rule);
    const SearchCounts counts = search();
    if (observer != nullptr) observer->RuleEnds(*rule.rule, counts);
  };
  for (const CompiledListRule& rule : stage.lists) {
    run(rule, [&] {
      const size_t first = matches.made.size();
      const SearchCounts counts = SearchPhrases(rule, &texts, observer, &matches.made);
      WeighFrom(rule, texts, first, &matches.made);
      return counts;
    });
  }
  std::optional<TriggeredRules> triggered;
  if (triggers != nullptr) triggered.emplace(*triggers, &texts);
  for (size_t r = 0; r < stage.matches.size(); ++r) {
    if (triggered.has_value() && !triggered->MayMatch(r)) continue;
    const CompiledMatchRule& rule = stage.matches[r];
    run(rule, [&] {
      const size_t first = matches.made.size();
      const SearchCounts counts = SearchPatterns(rule, &texts, observer, &matches.made);
      for (size_t i = first; i < matches.made.size(); ++i) Attach(rule, &texts, &matches.made[i]);
      WeighFrom(rule, texts, first, &matches.made);
      return counts;
    });
  }
  for (const CompiledVerbGroup& rule : stage.verb_groups)
    run(rule, [&] { return FindVerbGroups(rule, &texts, observer, &matches.made); });
  for (const CompiledRepair& rule : stage.repairs)
    run(rule, [&] { return FindRepairs(rule, &texts, observer, &matches.repairs); });
  return matches;
}

}  // namespace caspian::extractor
