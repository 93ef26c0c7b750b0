// What speaks for which label of one name candidate: every evidence rule whose conditions hold adds its weights.
#ifndef CASPIAN_EXTRACTOR_NAMES_EVIDENCE_H_
#define CASPIAN_EXTRACTOR_NAMES_EVIDENCE_H_

#include <cstdint>
#include <vector>

#include "extractor/match/annotation.h"
#include "extractor/match/lifted_text.h"
#include "extractor/program/program.h"
#include "extractor/names/candidates.h"

namespace caspian::extractor {

// An evidence rule that holds for a candidate.
struct EvidenceHit {
  const CompiledEvidenceRule* rule = nullptr;
  Features features;  // its settings, evaluated
};

// Evaluates the rules of a names stage on the candidates of one sentence. Refers to its arguments.
class EvidenceCollector {
 public:
  EvidenceCollector(const CompiledNames& names, const LiftedText& text) : names_(names), text_(text) {}

  // The rules that hold, in the order of the stage.
  std::vector<EvidenceHit> Collect(const NameCandidate& candidate) const;

 private:
  bool Holds(const CompiledEvidenceRule& rule, const NameCandidate& candidate, EvidenceHit* hit) const;
  bool ListHolds(const CompiledListCondition& condition, const NameCandidate& candidate, int64_t* row) const;
  int64_t RowBeside(const CompiledListCondition& condition, const NameCandidate& candidate) const;

  const CompiledNames& names_;
  const LiftedText& text_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_EVIDENCE_H_
