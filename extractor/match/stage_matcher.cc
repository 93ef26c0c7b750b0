#include "extractor/match/stage_matcher.h"

#include "extractor/match/antecedents.h"
#include "extractor/match/attachments.h"
#include "extractor/match/context_words.h"
#include "extractor/match/pattern_search.h"
#include "extractor/match/phrase_search.h"
#include "extractor/match/sentence_texts.h"
#include "extractor/match/verb_groups.h"

namespace caspian::extractor {
namespace {

void WeighFrom(const CompiledRule& rule, const SentenceTexts& texts, size_t first, std::vector<Annotation>* made) {
  for (size_t i = first; i < made->size(); ++i) WeighContext(rule, texts, &(*made)[i]);
}

}  // namespace

StageMatches MatchStage(const Program& program, const CompiledStage& stage, const RuleChoice* choice,
                        const Analysis& analysis, uint32_t sentence, MatchObserver* observer) {
  StageMatches matches;
  SentenceTexts texts(program, stage, analysis, sentence, choice == nullptr ? nullptr : &choice->copies);
  const auto run = [&](const auto& rules, std::vector<RuleTriggers> StageTriggers::*triggers, const auto& search) {
    for (size_t r = 0; r < rules.size(); ++r) {
      if (!analysis.Meets(rules[r].condition)) continue;
      if (choice != nullptr && !choice->triggered.MayMatch((choice->triggers.*triggers)[r], sentence)) continue;
      if (observer != nullptr) observer->RuleBegins(*rules[r].rule);
      const SearchCounts counts = search(rules[r], r);
      if (observer != nullptr) observer->RuleEnds(*rules[r].rule, counts);
    }
  };
  run(stage.lists, &StageTriggers::lists, [&](const CompiledListRule& rule, size_t index) {
    const size_t first = matches.made.size();
    std::vector<uint32_t> starts;
    if (choice != nullptr) starts = choice->triggered.StartsOf(choice->triggers.list_starts[index], sentence);
    const SearchCounts counts =
        SearchPhrases(rule, choice == nullptr ? nullptr : &starts, &texts, observer, &matches.made);
    WeighFrom(rule, texts, first, &matches.made);
    return counts;
  });
  run(stage.matches, &StageTriggers::matches, [&](const CompiledMatchRule& rule, size_t) {
    const size_t first = matches.made.size();
    const SearchCounts counts = SearchPatterns(rule, &texts, observer, &matches.made);
    ReferToAntecedents(rule, texts, first, observer, &matches.made);
    for (size_t i = first; i < matches.made.size(); ++i) Attach(rule, &texts, &matches.made[i]);
    WeighFrom(rule, texts, first, &matches.made);
    return counts;
  });
  run(stage.verb_groups, &StageTriggers::verb_groups,
      [&](const CompiledVerbGroup& rule, size_t) { return FindVerbGroups(rule, &texts, observer, &matches.made); });
  run(stage.repairs, &StageTriggers::repairs,
      [&](const CompiledRepair& rule, size_t) { return FindRepairs(rule, &texts, observer, &matches.repairs); });
  return matches;
}

}  // namespace caspian::extractor
