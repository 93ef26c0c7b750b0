#include "extractor/match/stage_matcher.h"

#include "extractor/match/attachments.h"
#include "extractor/match/context_words.h"
#include "extractor/match/pattern_search.h"
#include "extractor/match/phrase_search.h"
#include "extractor/match/sentence_texts.h"
#include "extractor/match/verb_groups.h"

namespace caspian::extractor {
namespace {

void Begin(const v1::Rule& rule, MatchObserver* observer) {
  if (observer != nullptr) observer->RuleBegins(rule);
}

void WeighFrom(const CompiledRule& rule, const SentenceTexts& texts, size_t first, std::vector<Annotation>* made) {
  for (size_t i = first; i < made->size(); ++i) WeighContext(rule, texts, &(*made)[i]);
}

}  // namespace

StageMatches MatchStage(const Program& program, const CompiledStage& stage, const Analysis& analysis, uint32_t sentence,
                        MatchObserver* observer) {
  StageMatches matches;
  SentenceTexts texts(program, stage, analysis, sentence);
  for (const CompiledListRule& rule : stage.lists) {
    if (!analysis.Meets(rule.condition)) continue;
    const size_t first = matches.made.size();
    Begin(*rule.rule, observer);
    SearchPhrases(rule, &texts, observer, &matches.made);
    WeighFrom(rule, texts, first, &matches.made);
  }
  for (const CompiledMatchRule& rule : stage.matches) {
    if (!analysis.Meets(rule.condition)) continue;
    const size_t first = matches.made.size();
    Begin(*rule.rule, observer);
    SearchPatterns(rule, &texts, observer, &matches.made);
    for (size_t i = first; i < matches.made.size(); ++i) Attach(rule, &texts, &matches.made[i]);
    WeighFrom(rule, texts, first, &matches.made);
  }
  for (const CompiledVerbGroup& rule : stage.verb_groups) {
    if (!analysis.Meets(rule.condition)) continue;
    Begin(*rule.rule, observer);
    FindVerbGroups(rule, &texts, observer, &matches.made);
  }
  for (const CompiledRepair& rule : stage.repairs) {
    if (!analysis.Meets(rule.condition)) continue;
    Begin(*rule.rule, observer);
    FindRepairs(rule, &texts, observer, &matches.repairs);
  }
  return matches;
}

}  // namespace caspian::extractor
