#include "extractor/engine/analyze.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/document.h"
#include "common/base/error.h"
#include "common/base/large_pages.h"
#include "extractor/engine/document_condition.h"
#include "extractor/match/plain_token.h"
#include "extractor/names/name_stage.h"
#include "extractor/names/sense_stage.h"

namespace caspian::extractor {
namespace {

absl::Status OverBudget(const v1::Document& document, const std::vector<Annotation>& made, uint32_t sentence,
                        uint32_t limit) {
  std::map<absl::string_view, size_t> counts;
  for (const Annotation& annotation : made) ++counts[annotation.rule_id];
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const std::string rule(most == counts.end() ? "" : most->first);
  return MakeError(
      v1::ERROR_REASON_BUDGET_EXCEEDED,
      absl::StrCat("document ", document.id(), ": more than ", limit, " annotations by sentence ", sentence + 1,
                   ", most of them of rule ", rule, ": narrow the rule or raise limits: in pack.yaml"),
      {{"document_id", document.id()}, {"rule_id", rule}, {"sentence", absl::StrCat(sentence + 1)}});
}

// True where what the stage's rules make of a sentence depends on that sentence alone, and changes no other.
bool ReadsSentencesAlone(const CompiledStage& stage) {
  return !stage.names.has_value() && !stage.senses.has_value() && stage.repairs.empty() &&
         std::none_of(stage.matches.begin(), stage.matches.end(),
                      [](const CompiledMatchRule& rule) { return rule.refers_to.has_value(); });
}

class DocumentRun {
 public:
  // Fills `analysis` and `matches`, which are empty. Without `scratch` every rule is searched.
  DocumentRun(const Program& program, const v1::Document& document, AnalysisTrace* trace, TriggerScratch* scratch,
              Analysis* analysis, StageMatches* matches)
      : program_(program),
        document_(document),
        trace_(trace),
        scratch_(scratch),
        analysis_(*analysis),
        matches_(*matches),
        in_sentence_(analysis->memory.get()) {
    analysis_.text = ContentOf(document);
    Segment(analysis_.text, program.abbreviations, &analysis_.segmentation);
    const size_t sentences = analysis_.segmentation.sentences.size();
    analysis_.visible.resize(sentences);
    analysis_.lifted.resize(sentences);
    analysis_.regions.resize(sentences);
    in_sentence_.resize(sentences);
    scratch == nullptr ? ReadTokens() : ReadTokens(scratch);
    // What is not used of it is never touched.
    ReserveLong(std::max(std::min<size_t>(analysis_.words.size() / 2, 1024), analysis_.words.size() / 8),
                &analysis_.annotations);
    analysis_.conditions = ConditionsMet(program, document, analysis_.segmentation, analysis_.words);
  }

  absl::Status Run(size_t stages) {
    const size_t last = analysis_.Meets(program_.condition) ? std::min(stages, program_.stages.size()) : 0;
    for (size_t s = 0; s < last;) {
      const size_t end = EndOfBlock(s, last);
      if (absl::Status status = RunBlock(s, end); !status.ok()) return status;
      s = end;
    }
    analysis_.keys = nullptr;
    return absl::OkStatus();
  }

 private:
  // So many sentences of a long document, and of so many tokens, are read by all stages of a block before the next are:
  // their copies are made once for a block, memory holds no more of them, and caches hold most.
  static constexpr uint32_t kSentencesAtOnce = 256, kTokensAtOnce = 4096;

  void ReadTokens() {
    const std::vector<Token>& tokens = analysis_.segmentation.tokens;
    analysis_.words.reserve(tokens.size());
    for (const Token& token : tokens) {
      std::string storage;
      analysis_.words.push_back(program_.vocabulary.WordsOf(PlainToken(analysis_.text, token, &storage)));
    }
  }

  void ReadTokens(TriggerScratch* scratch) {
    analysis_.keys = scratch->keys;
    scratch->tokens.Begin(analysis_.text, analysis_.segmentation.tokens, &analysis_.words);
    scratch->triggered.Begin(analysis_, &scratch->tokens);
    scratch->copies.Begin(analysis_, MostAtOnce());
  }

  uint32_t sentence_count() const { return static_cast<uint32_t>(analysis_.segmentation.sentences.size()); }

  // The stages [first, end) may be run some sentences at a time.
  size_t EndOfBlock(size_t first, size_t last) const {
    size_t end = first + 1;
    if (EndOfPart(0) >= sentence_count() || !ReadsSentencesAlone(program_.stages[first])) return end;
    while (end < last && ReadsSentencesAlone(program_.stages[end])) ++end;
    return end;
  }

  // Behind the sentences from `first` on that are read at once, of which there is one at least.
  uint32_t EndOfPart(uint32_t first) const {
    const std::vector<Sentence>& sentences = analysis_.segmentation.sentences;
    const uint32_t most = std::min(sentence_count(), first + kSentencesAtOnce);
    uint32_t end = first + 1;
    while (end < most && sentences[end].last_token - sentences[first].first_token <= kTokensAtOnce) ++end;
    return end;
  }

  // How many sentences are read at once at most.
  uint32_t MostAtOnce() const {
    uint32_t most = 0;
    for (uint32_t first = 0; first < sentence_count(); first = EndOfPart(first))
      most = std::max(most, EndOfPart(first) - first);
    return most;
  }

  absl::Status RunBlock(size_t first, size_t last) {
    const CompiledStage& stage = program_.stages[first];
    if (stage.names.has_value() || stage.senses.has_value())
      return analysis_.Meets(stage.condition) ? RunNames(first) : absl::OkStatus();
    for (uint32_t sentence = 0; sentence < sentence_count();) {
      const uint32_t end = EndOfPart(sentence);
      for (size_t s = first; s < last; ++s) {
        if (!analysis_.Meets(program_.stages[s].condition)) continue;
        if (absl::Status status = RunRules(s, sentence, end); !status.ok()) return status;
      }
      sentence = end;
    }
    Apply(std::exchange(matches_.repairs, {}));
    return absl::OkStatus();
  }

  // Of names or senses.
  absl::Status RunNames(size_t s) {
    const CompiledStage& stage = program_.stages[s];
    std::vector<NameTrace>* names = trace_ == nullptr ? nullptr : &trace_->names;
    const size_t before = names == nullptr ? 0 : names->size();
    std::vector<Annotation> made = stage.names.has_value()
                                       ? DecideNameStage(program_, stage, analysis_, Memory(), names)
                                       : DecideSenseStage(program_, stage, analysis_, Memory(), names);
    for (size_t i = before; names != nullptr && i < names->size(); ++i)
      (*names)[i].stage = program_.rule_set.stages(static_cast<int>(s)).name();
    return AcceptBySentence(std::move(made));
  }

  NameMemory Memory() {
    return scratch_ == nullptr ? NameMemory()
                               : NameMemory{&scratch_->copies, &scratch_->whole_matcher, &scratch_->evidence_edges};
  }

  absl::Status RunRules(size_t s, uint32_t first, uint32_t last) {
    return scratch_ == nullptr ? RunAllRules(program_.stages[s], first, last) : RunTriggeredRules(s, first, last);
  }

  absl::Status RunAllRules(const CompiledStage& stage, uint32_t first, uint32_t last) {
    MatchObserver* observer = trace_ == nullptr ? nullptr : trace_->observer;
    for (uint32_t sentence = first; sentence < last; ++sentence) {
      MatchStage(program_, stage, nullptr, analysis_, sentence, observer, &matches_);
      if (absl::Status status = Accept(sentence); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status RunTriggeredRules(size_t s, uint32_t first, uint32_t last) {
    TriggeredRules& triggered = scratch_->triggered;
    const StageTriggers& triggers = triggered.index().stage(s);
    for (uint32_t sentence = triggered.NextSentence(s, first, last); sentence < last;
         sentence = triggered.NextSentence(s, sentence + 1, last)) {
      const RuleChoice choice{triggered, triggers, triggered.SearchesOf(triggers, sentence), scratch_->copies};
      if (choice.searches.empty()) continue;
      MatchStage(program_, program_.stages[s], &choice, analysis_, sentence, nullptr, &matches_);
      if (absl::Status status = Accept(sentence); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  void Apply(const std::vector<Repair>& repairs) {
    if (trace_ != nullptr) trace_->repairs.insert(trace_->repairs.end(), repairs.begin(), repairs.end());
    if (repairs.empty()) return;
    // What an annotation shows may be its head's, which was made before it.
    const auto first = std::min_element(repairs.begin(), repairs.end(), [](const Repair& a, const Repair& b) {
                         return a.annotation < b.annotation;
                       })->annotation;
    ApplyRepairs(repairs, program_.alphabet, &analysis_);
    Announce(static_cast<size_t>(first));
    if (scratch_ != nullptr) scratch_->copies.Forget();
  }

  absl::Status AcceptBySentence(std::vector<Annotation> made) {
    for (auto begin = made.begin(); begin != made.end();) {
      const uint32_t sentence = begin->sentence;
      const auto end = std::find_if(begin, made.end(), [&](const Annotation& a) { return a.sentence != sentence; });
      matches_.made.assign(std::make_move_iterator(begin), std::make_move_iterator(end));
      if (absl::Status status = Accept(sentence); !status.ok()) return status;
      begin = end;
    }
    return absl::OkStatus();
  }

  // Takes what was made in the sentence.
  absl::Status Accept(uint32_t sentence) {
    std::vector<Annotation>& made = matches_.made;
    if (made.empty()) return absl::OkStatus();
    in_sentence_[sentence] += static_cast<uint32_t>(made.size());
    if (in_sentence_[sentence] > program_.annotations_per_sentence)
      return OverBudget(document_, made, sentence, program_.annotations_per_sentence);
    if (analysis_.annotations.size() + made.size() > program_.annotations_per_document)
      return OverBudget(document_, made, sentence, program_.annotations_per_document);
    std::vector<Loss>* losses = trace_ == nullptr ? nullptr : &trace_->losses;
    const size_t first = analysis_.annotations.size();
    made = SettleConflicts(std::move(made), program_.alphabet, losses);
    AcceptAnnotations(program_.alphabet, &made, &analysis_);
    Announce(first);
    return absl::OkStatus();
  }

  // Annotations from `first` on are new, or changed.
  void Announce(size_t first) {
    if (scratch_ == nullptr) return;
    analysis_.keys->AddAnnotations(analysis_, first);
    scratch_->triggered.AddAnnotations(first);
  }

  const Program& program_;
  const v1::Document& document_;
  AnalysisTrace* trace_;
  TriggerScratch* scratch_;
  Analysis& analysis_;
  StageMatches& matches_;
  std::pmr::vector<uint32_t> in_sentence_;
};

}  // namespace

absl::StatusOr<Analysis> Analyze(const Program& program, const v1::Document& document, AnalysisTrace* trace,
                                 size_t stages) {
  Analysis analysis;
  StageMatches matches;
  const absl::Status status = DocumentRun(program, document, trace, nullptr, &analysis, &matches).Run(stages);
  if (!status.ok()) return status;
  return analysis;
}

TriggerScratch::TriggerScratch(const Program& program, const TriggerIndex& triggers)
    : keys(std::make_shared<PieceKeys>(program.edges)),
      tokens(program.vocabulary, triggers, keys.get()),
      triggered(triggers),
      copies(program.alphabet) {}

// The longest lists keep their room.
Analysis* TriggerScratch::Begin() {
  Segmentation segmentation;
  std::vector<TokenWords> words;
  std::vector<Annotation> annotations;
  if (analysis.has_value()) {
    segmentation = std::move(analysis->segmentation);
    words = std::move(analysis->words);
    annotations = std::move(analysis->annotations);
  }
  annotations.clear();
  Forget();
  analysis.emplace(memory.Begin());
  analysis->segmentation = std::move(segmentation);
  analysis->words = std::move(words);
  analysis->annotations = std::move(annotations);
  return &*analysis;
}

void TriggerScratch::Release() {
  room = 0;
  ReleaseSearch();
  Forget();
  memory.Begin();
}

void TriggerScratch::Forget() {
  matches.made.clear();
  matches.repairs.clear();
  analysis.reset();
}

void TriggerScratch::ReleaseSearch() {
  keys->Release();
  triggered.Release();
  copies.Release();
}

absl::StatusOr<const Analysis*> AnalyzeByTriggers(const Program& program, const v1::Document& document,
                                                  TriggerScratch* scratch) {
  Analysis* analysis = scratch->Begin();
  const absl::Status status =
      DocumentRun(program, document, nullptr, scratch, analysis, &scratch->matches).Run(kAllStages);
  if (!status.ok()) return status;
  return analysis;
}

}  // namespace caspian::extractor
