// What was weighed for each candidate, for rule tests and explanations.
#ifndef CASPIAN_EXTRACTOR_NAMES_NAME_TRACE_H_
#define CASPIAN_EXTRACTOR_NAMES_NAME_TRACE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "extractor/names/tally.h"

namespace caspian::extractor {

// An evidence rule that held.
struct EvidenceLine {
  std::string rule_id;
  bool votes = true;
  std::vector<std::pair<std::string, int32_t>> weights;  // choice, thousandths
};

struct NameTrace {
  std::string stage;
  uint32_t begin = 0;
  uint32_t end = 0;
  size_t occurrences = 0;  // of its string in the document
  std::vector<EvidenceLine> lines;
  std::vector<std::pair<std::string, Score>> scores;  // by choice, in the order of the stage
  int32_t threshold = 0;
  std::string decided;     // the choice; empty: none
  std::string decided_by;  // the rule that it is put down to
};

// What was weighed for one candidate: its scores by choice, and the index of the one decided, -1 where none was. Stage,
// occurrences and decided_by are left open.
NameTrace TraceOf(const CandidateEvidence& evidence, const std::vector<std::string>& choices, const Scores& scores,
                  const CompiledVote& vote, int decided);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_NAME_TRACE_H_
