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

class StageSearch {
 public:
  StageSearch(const Program& program, const CompiledStage& stage, const RuleChoice* choice, const Analysis& analysis,
              uint32_t sentence, MatchObserver* observer, StageMatches* matches)
      : stage_(stage),
        choice_(choice),
        analysis_(analysis),
        sentence_(sentence),
        observer_(observer),
        texts_(program, stage, analysis, sentence, choice == nullptr ? nullptr : &choice->copies),
        matches_(*matches) {}

  void Run() {
    Run(stage_.lists, &StageTriggers::lists, [this](const CompiledListRule& rule, size_t r) {
      ListStarts starts;
      if (choice_ != nullptr) starts = choice_->triggered.StartsOf(choice_->triggers.list_starts[r], sentence_);
      const size_t first = matches_.made.size();
      const SearchCounts counts =
          SearchPhrases(rule, choice_ == nullptr ? nullptr : &starts, &texts_, observer_, &matches_.made);
      WeighFrom(rule, texts_, first, &matches_.made);
      return counts;
    });
    Run(stage_.matches, &StageTriggers::matches, [this](const CompiledMatchRule& rule, size_t) {
      const size_t first = matches_.made.size();
      const SearchCounts counts =
          SearchPatterns(rule, choice_ == nullptr ? nullptr : &forms_, &texts_, observer_, &matches_.made);
      ReferToAntecedents(rule, texts_, first, observer_, &matches_.made);
      for (size_t i = first; i < matches_.made.size(); ++i) Attach(rule, &texts_, &matches_.made[i]);
      WeighFrom(rule, texts_, first, &matches_.made);
      return counts;
    });
    Run(stage_.verb_groups, &StageTriggers::verb_groups, [this](const CompiledVerbGroup& rule, size_t) {
      return FindVerbGroups(rule, &texts_, observer_, &matches_.made);
    });
    Run(stage_.repairs, &StageTriggers::repairs, [this](const CompiledRepair& rule, size_t) {
      return FindRepairs(rule, &texts_, observer_, &matches_.repairs);
    });
  }

 private:
  template <typename Rule, typename Search>
  void Run(const std::vector<Rule>& rules, SearchRange StageTriggers::*range, const Search& search) {
    const uint32_t last = choice_ == nullptr ? 0 : (choice_->triggers.*range).last;
    for (size_t r = Next(0, rules.size(), last); r < rules.size(); r = Next(r + 1, rules.size(), last)) {
      if (!analysis_.Meets(rules[r].condition)) continue;
      if (observer_ != nullptr) observer_->RuleBegins(*rules[r].rule);
      const SearchCounts counts = search(rules[r], r);
      if (observer_ != nullptr) observer_->RuleEnds(*rules[r].rule, counts);
    }
  }

  // The rule that comes next, from `r` on; of a choice the rule of the next search before `last`, with its forms.
  size_t Next(size_t r, size_t rules, uint32_t last) {
    if (choice_ == nullptr) return r;
    const std::vector<uint32_t>& searches = choice_->searches;
    if (next_ == searches.size() || searches[next_] >= last) return rules;
    const uint32_t rule = SearchAt(next_).rule;
    forms_.clear();
    for (; next_ < searches.size() && searches[next_] < last && SearchAt(next_).rule == rule; ++next_)
      forms_.push_back(SearchAt(next_).form);
    return rule;
  }
  const RuleSearch& SearchAt(size_t i) const { return choice_->triggered.index().searches()[choice_->searches[i]]; }

  const CompiledStage& stage_;
  const RuleChoice* choice_;
  size_t next_ = 0;  // of the choice's searches
  const Analysis& analysis_;
  uint32_t sentence_;
  MatchObserver* observer_;
  SentenceTexts texts_;
  FormIndexes forms_;
  StageMatches& matches_;
};

}  // namespace

void MatchStage(const Program& program, const CompiledStage& stage, const RuleChoice* choice, const Analysis& analysis,
                uint32_t sentence, MatchObserver* observer, StageMatches* matches) {
  StageSearch(program, stage, choice, analysis, sentence, observer, matches).Run();
}

}  // namespace caspian::extractor
