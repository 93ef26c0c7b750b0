// The copies of one sentence that the rules of a stage read: as the stage sees it, and one for each elision.
#ifndef CASPIAN_EXTRACTOR_MATCH_SENTENCE_TEXTS_H_
#define CASPIAN_EXTRACTOR_MATCH_SENTENCE_TEXTS_H_

#include <memory>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "extractor/match/lifted_copies.h"
#include "extractor/match/lifted_text.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// Copies are made when they are first asked for, one sentence and stage after another. Refers to its arguments; not
// thread-safe.
class SentenceTexts {
 public:
  // `copies` keeps the copy without elision from stage to stage, and memory for others; null: each stage makes its
  // own.
  SentenceTexts(const Program& program, const CompiledStage& stage, const Analysis& analysis, uint32_t sentence,
                LiftedCopies* copies = nullptr)
      : program_(program), stage_(stage), analysis_(analysis), sentence_(sentence), copies_(copies) {}

  const Program& program() const { return program_; }
  const CompiledStage& stage() const { return stage_; }
  const Analysis& analysis() const { return analysis_; }
  uint32_t sentence() const { return sentence_; }

  // The copy for `elision` of the stage; kNoElision: nothing is left out. The analysis is what it was at the first
  // call.
  const LiftedText& For(int elision) {
    const auto index = static_cast<size_t>(elision + 1);
    if (index >= known_.size()) known_.resize(index + 1);
    if (known_[index] == nullptr) known_[index] = &Find(elision);
    return *known_[index];
  }
  // The copy in which nothing is lifted.
  const LiftedText& Raw();

 private:
  const LiftedText& Find(int elision);

  const Program& program_;
  const CompiledStage& stage_;
  const Analysis& analysis_;
  uint32_t sentence_;
  LiftedCopies* copies_;
  size_t spares_ = 0;                                     // taken of `copies`
  std::unique_ptr<const LiftedText> raw_;                 // null where `copies` has it
  std::vector<std::unique_ptr<const LiftedText>> texts_;  // made here
  absl::InlinedVector<const LiftedText*, 4> known_;       // by elision + 1; null: not asked for
};

// An annotation of `rule` in the sentence of `texts`, its span still open, in the memory of the analysis.
Annotation MakeAnnotation(const CompiledRule& rule, const SentenceTexts& texts);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_SENTENCE_TEXTS_H_
