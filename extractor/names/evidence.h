// What speaks for which label of one name candidate: every evidence rule whose conditions hold adds its weights.
#ifndef CASPIAN_EXTRACTOR_NAMES_EVIDENCE_H_
#define CASPIAN_EXTRACTOR_NAMES_EVIDENCE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/types/span.h"
#include "extractor/match/annotation.h"
#include "extractor/match/lifted_text.h"
#include "extractor/names/candidates.h"
#include "extractor/names/name_memory.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// An evidence rule that holds for a candidate.
struct EvidenceHit {
  const CompiledEvidenceRule* rule = nullptr;
  int64_t row = -1;  // that its first list has; -1: none
};
using EvidenceHits = absl::InlinedVector<EvidenceHit, 8>;

// The settings of the rule, evaluated. What is put together is kept in `memory`.
absl::InlinedVector<Features::value_type, 4> FeaturesOf(const EvidenceHit& hit, std::pmr::memory_resource* memory);

// The conditions of an evidence rule, in the order in which they are looked at.
enum class EvidenceCondition { kLabel, kWordCount, kSentenceInitial, kPattern, kList, kGuard };

// The first condition of a rule that does not hold.
struct FailedCondition {
  EvidenceCondition condition;
  size_t index = 0;  // of lists and guards
};

// A candidate with what its rules look at: its own tokens, and where it stands in the sentence's copy.
struct CandidateView {
  const NameCandidate* candidate = nullptr;
  absl::Span<const TokenWords> tokens;
  size_t copy_begin = 0;
  size_t copy_end = 0;
  size_t first_token = 0;  // of the copy's pieces
  size_t last_token = 0;
  absl::InlinedVector<int64_t, 96> rows;  // by lookup, as far as they were looked up
  // Rows of edges of its tokens, where they are known.
  absl::InlinedVector<uint32_t, 8> rows_of_tokens;
  // Of a candidate that is not written as the document's tokens are.
  absl::InlinedVector<TokenWords, 8> own_tokens;
};

// Evaluates evidence rules on the candidates of one document; those that are not for the document are left out. Refers
// to its arguments; not thread-safe.
class EvidenceCollector {
 public:
  // `table` is that of the rules. Without a matcher in `memory` RE2 is asked; without edges none rule out rules, with
  // edges the analysis has keys.
  EvidenceCollector(const std::vector<CompiledEvidenceRule>& rules, const EvidenceTable& table,
                    const Vocabulary& vocabulary, const Analysis& analysis, const LiftedText& text,
                    const NameMemory& memory = {});

  // Candidates that follow stand in `text`, of the same analysis.
  void Read(const LiftedText& text) { text_ = &text; }

  // The rules that hold, in the order of the stage.
  EvidenceHits Collect(const NameCandidate& candidate);
  // Why `rule` does not hold; nullopt where it does.
  std::optional<FailedCondition> WhyNot(const CompiledEvidenceRule& rule, const NameCandidate& candidate);

 private:
  // Makes `view_` that of the candidate.
  void Look(const NameCandidate& candidate);
  // Adds the document's tokens, or those of the candidate's words.
  void AddTokens();
  void ReadTokens();
  // Which lists each part of the candidate can be in.
  PartLists ListsOf(const CandidateView& view) const;
  // The rules that what costs least does not rule out.
  RuleBits ThoseThatMayHold(const CandidateView& view) const;
  // Whether the edges are known of what stands in the text.
  bool HasEdges() const { return edges_ != nullptr && text_->has_keys(); }
  // Takes those away that they rule out.
  void NarrowByEdges(const CandidateView& view, RuleBits* rules) const;
  // Whether the rule's pattern, which it has, matches the candidate.
  bool PatternMatches(const CompiledEvidenceRule& rule, const CandidateView& view) const;
  // Whether the rest of such a rule holds; `row` gets the row of the first list.
  bool Holds(const CompiledEvidenceRule& rule, CandidateView* view, int64_t* row) const;
  std::optional<FailedCondition> FirstFailing(const CompiledEvidenceRule& rule, CandidateView* view,
                                              int64_t* row) const;
  int64_t RowOf(const CompiledListCondition& condition, CandidateView* view) const;
  int64_t FindRow(const CompiledListCondition& condition, const CandidateView& view) const;

  const std::vector<CompiledEvidenceRule>& rules_;  // in the order of the stage
  const EvidenceTable& table_;
  const RuleBits for_document_;
  const Vocabulary& vocabulary_;
  const Analysis& analysis_;
  const LiftedText* text_;
  WholeMatcher* const matcher_;
  TableEdges* const edges_;
  CandidateView view_;  // of the last candidate
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_EVIDENCE_H_
