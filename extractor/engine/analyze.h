#ifndef CASPIAN_EXTRACTOR_ENGINE_ANALYZE_H_
#define CASPIAN_EXTRACTOR_ENGINE_ANALYZE_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "caspian/v1/document.pb.h"
#include "extractor/engine/document_memory.h"
#include "extractor/match/annotation.h"
#include "extractor/match/conflict.h"
#include "extractor/match/known_tokens.h"
#include "extractor/match/lifted_copies.h"
#include "extractor/match/match_observer.h"
#include "extractor/match/repairs.h"
#include "extractor/match/stage_matcher.h"
#include "extractor/match/triggered_rules.h"
#include "extractor/match/whole_matcher.h"
#include "extractor/names/evidence_edges.h"
#include "extractor/names/name_trace.h"
#include "extractor/program/program.h"
#include "extractor/program/trigger_index.h"

namespace caspian::extractor {

// What happened beside the result: for rule tests and explanations.
struct AnalysisTrace {
  std::vector<NameTrace> names;  // candidates of names and senses, by stage
  std::vector<Loss> losses;      // by stage and sentence
  std::vector<Repair> repairs;
  MatchObserver* observer = nullptr;  // looks on at each stage
};

inline constexpr size_t kAllStages = static_cast<size_t>(-1);

// Runs the first `stages` stages of `program` over `document`, which has passed CheckDocument and outlives the result.
// `trace` may be null. RESOURCE_EXHAUSTED (BUDGET_EXCEEDED) names the sentence and the rule that made most.
absl::StatusOr<Analysis> Analyze(const Program& program, const v1::Document& document, AnalysisTrace* trace,
                                 size_t stages = kAllStages);

// What an analysis by triggers fills, document after document: who keeps it asks for its memory once, and knows the
// words of the documents before. It grows with the longest document (see ScratchPool). The program and its triggers
// outlive it.
struct TriggerScratch {
  TriggerScratch(const Program& program, const TriggerIndex& triggers);

  // Forgets the analysis before and makes an empty one, with the room of the other's longest lists.
  Analysis* Begin();
  // Gives back what the search has grown by with the document, but not what is known of words. The analysis stays.
  void ReleaseSearch();
  // Gives back that and the analysis.
  void Release();

  size_t room = 0;        // bytes of the longest document whose lists it has room for; see ScratchPool
  DocumentMemory memory;  // of the analysis
  std::optional<Analysis> analysis;
  std::shared_ptr<PieceKeys> keys;
  KnownTokens tokens;
  TriggeredRules triggered;
  LiftedCopies copies;
  WholeMatcher whole_matcher;
  EvidenceEdges evidence_edges;
  StageMatches matches;

 private:
  // What is in the analysis' memory.
  void Forget();
};

// Likewise, all stages, but that rules are searched only where their triggers stand: the same annotations. `scratch` is
// of the program and used by nobody else meanwhile; the analysis stands in it until it is used again.
absl::StatusOr<const Analysis*> AnalyzeByTriggers(const Program& program, const v1::Document& document,
                                                  TriggerScratch* scratch);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_ANALYZE_H_
