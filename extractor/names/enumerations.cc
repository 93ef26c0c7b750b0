#include "extractor/names/enumerations.h"

#include <cstdint>
#include <string>

#include "common/base/utf8.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {
namespace {

class Enumerations {
 public:
  Enumerations(const CompiledNames& names, const Analysis& analysis, absl::Span<const CandidateEvidence> candidates,
               absl::Span<NameDecision> decisions)
      : names_(names), analysis_(analysis), candidates_(candidates), decisions_(decisions) {}

  void Decide() {
    for (size_t first = 0; first < candidates_.size();) {
      size_t last = first + 1;
      while (last < candidates_.size() && Continues(last)) ++last;
      if (last - first >= names_.enumerated_members) DecideMembers(first, last);
      first = last;
    }
  }

 private:
  // True where the candidate is a member of the enumeration that the one before it is in.
  bool Continues(size_t i) {
    const NameCandidate& before = candidates_[i - 1].candidate;
    const NameCandidate& candidate = candidates_[i].candidate;
    if (before.sentence != candidate.sentence || before.end >= candidate.begin) return false;
    between_.clear();
    AppendPlainForm(analysis_.TextOf(before.end, candidate.begin), &between_);
    return names_.enumeration->MatchesAll(between_);
  }

  // The label that all decided members have, which are at least half; -1 where they differ or are fewer.
  int LabelOf(size_t first, size_t last) const {
    int label = -1;
    size_t decided = 0;
    for (size_t i = first; i < last; ++i) {
      if (decisions_[i].label < 0) continue;
      if (label >= 0 && decisions_[i].label != label) return -1;
      label = decisions_[i].label;
      ++decided;
    }
    return 2 * decided >= last - first ? label : -1;
  }

  // True where more is glued to what ends at `end`: a part of a longer word or name ("Woman" of "Woman's Union").
  bool GoesOn(uint32_t end) const {
    if (end >= analysis_.text.size()) return false;
    const auto bytes = static_cast<uint32_t>(DecodeUtf8(analysis_.text, end).bytes);
    const std::string behind = PlainForm(analysis_.TextOf(end, end + bytes));
    return behind == "'" || behind == "-" || behind == "/";
  }

  void DecideMembers(size_t first, size_t last) {
    const int label = LabelOf(first, last);
    if (label < 0) return;
    for (size_t i = first; i < last; ++i) {
      if (decisions_[i].label >= 0 || GoesOn(candidates_[i].candidate.end)) continue;
      decisions_[i].label = label;
      decisions_[i].score = names_.vote.threshold;
      decisions_[i].rule_id = "names.enumerated";
    }
  }

  const CompiledNames& names_;
  const Analysis& analysis_;
  const absl::Span<const CandidateEvidence> candidates_;
  absl::Span<NameDecision> decisions_;
  std::string between_;  // two candidates, in its plain form
};

}  // namespace

void DecideByEnumeration(const CompiledNames& names, const Analysis& analysis,
                         absl::Span<const CandidateEvidence> candidates, absl::Span<NameDecision> decisions) {
  if (names.enumeration != nullptr) Enumerations(names, analysis, candidates, decisions).Decide();
}

}  // namespace caspian::extractor
