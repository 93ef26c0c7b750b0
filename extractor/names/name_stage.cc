#include "extractor/names/name_stage.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "extractor/match/sentence_texts.h"
#include "extractor/names/candidates.h"
#include "extractor/names/enumerations.h"
#include "extractor/names/evidence.h"
#include "extractor/names/vote.h"

namespace caspian::extractor {
namespace {

// News has at least so many.
constexpr size_t kTokensByCandidate = 8;

std::vector<CandidateEvidence> CollectEvidence(const Program& program, const CompiledStage& stage,
                                               const Analysis& analysis, const NameMemory& memory) {
  std::vector<CandidateEvidence> all;
  all.reserve(analysis.segmentation.tokens.size() / kTokensByCandidate);
  CandidateFinder finder(program, *stage.names, analysis);
  std::vector<NameCandidate> candidates;
  candidates.reserve(16);
  std::optional<EvidenceCollector> collector;
  for (uint32_t sentence = 0; sentence < analysis.segmentation.sentences.size(); ++sentence) {
    finder.Find(sentence, &candidates);
    if (candidates.empty()) continue;
    SentenceTexts texts(program, stage, analysis, sentence, memory.copies);
    const LiftedText& text = texts.For(kNoElision);
    if (!collector.has_value())
      collector.emplace(stage.names->rules, stage.names->evidence, program.vocabulary, analysis, text, memory);
    collector->Read(text);
    for (NameCandidate& candidate : candidates) {
      EvidenceHits hits = collector->Collect(candidate);
      all.push_back({std::move(candidate), std::move(hits)});
    }
  }
  return all;
}

Annotation MakeName(const CompiledNames& names, const Analysis& analysis, const NameCandidate& candidate,
                    NameDecision decision) {
  Annotation made(analysis.memory.get());
  made.begin = candidate.begin;
  made.end = candidate.end;
  made.mention = {candidate.begin, candidate.end};
  made.sentence = candidate.sentence;
  made.label = names.labels[static_cast<size_t>(decision.label)];
  made.rule_id = decision.rule_id;
  made.confidence = ConfidenceOf(names.vote, decision.score);
  made.features = std::move(decision.features);
  return made;
}

void AddTraces(const Program& program, const CompiledNames& names, const std::vector<CandidateEvidence>& candidates,
               const std::pmr::vector<NameDecision>& decisions, const std::vector<Scores>& scores,
               std::vector<NameTrace>* trace) {
  std::vector<std::string> choices;
  for (int label : names.labels) choices.push_back(program.alphabet.label(label).name());
  std::map<absl::string_view, size_t> occurrences;
  for (const CandidateEvidence& candidate : candidates) ++occurrences[candidate.candidate.text];
  for (size_t i = 0; i < candidates.size(); ++i) {
    trace->push_back(TraceOf(candidates[i], choices, scores[i], names.vote, decisions[i].label));
    trace->back().occurrences = occurrences[candidates[i].candidate.text];
    trace->back().decided_by = std::string(decisions[i].rule_id);
  }
}

}  // namespace

std::vector<Annotation> DecideNameStage(const Program& program, const CompiledStage& stage, const Analysis& analysis,
                                        const NameMemory& memory, std::vector<NameTrace>* trace) {
  const CompiledNames& names = *stage.names;
  const std::vector<CandidateEvidence> candidates = CollectEvidence(program, stage, analysis, memory);
  std::vector<Scores> scores;
  std::pmr::vector<NameDecision> decisions =
      DecideNames(names, candidates, analysis.memory.get(), trace == nullptr ? nullptr : &scores);
  DecideByEnumeration(names, analysis, candidates, absl::MakeSpan(decisions));
  if (trace != nullptr) AddTraces(program, names, candidates, decisions, scores, trace);
  std::vector<Annotation> made;
  made.reserve(static_cast<size_t>(std::count_if(decisions.begin(), decisions.end(),
                                                 [](const NameDecision& decision) { return decision.label >= 0; })));
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (decisions[i].label >= 0)
      made.push_back(MakeName(names, analysis, candidates[i].candidate, std::move(decisions[i])));
  }
  return made;
}

}  // namespace caspian::extractor
