// Which rules of a set do something over documents, how often, and how long they take.
#ifndef CASPIAN_EXTRACTOR_ENGINE_RULE_USAGE_H_
#define CASPIAN_EXTRACTOR_ENGINE_RULE_USAGE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "caspian/v1/document.pb.h"
#include "extractor/engine/analyze.h"
#include "extractor/match/match_observer.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// What one rule did.
struct RuleUse {
  const v1::Rule* rule = nullptr;  // of the program
  uint64_t starts = 0;             // matches looked at; of evidence rules 0
  uint64_t fired = 0;              // matches accepted; of evidence rules the candidates for which it held
  uint64_t lost = 0;               // of those, how many lost a conflict
  uint64_t nanoseconds = 0;        // spent looking for matches; 0 without a clock and of evidence rules
};

// Adds up over documents. Not thread-safe.
class RuleUsage : private MatchObserver {
 public:
  // Nanoseconds that never go back.
  using Clock = std::function<uint64_t()>;

  // Without a clock no time is measured. A clock that reads the time makes what is reported depend on the machine; what
  // the rules find never does.
  explicit RuleUsage(std::shared_ptr<const Program> program, Clock clock = nullptr);
  RuleUsage(const RuleUsage&) = delete;
  RuleUsage& operator=(const RuleUsage&) = delete;

  // Runs the rules over `document`. Fails as Engine::Extract does; then nothing of it counts.
  absl::Status Add(const v1::Document& document);

  // In the order of the set.
  const std::vector<RuleUse>& rules() const { return rules_; }
  uint64_t documents() const { return documents_; }
  uint64_t bytes() const { return bytes_; }  // of the documents' contents

 private:
  void RuleBegins(const v1::Rule& rule) override;
  void RuleEnds(const v1::Rule& rule, const SearchCounts& counts) override;
  void CountTrace(const AnalysisTrace& trace);

  const std::shared_ptr<const Program> program_;
  const Clock clock_;
  std::vector<RuleUse> rules_;
  std::map<std::string, size_t, std::less<>> index_;  // by rule id
  uint64_t documents_ = 0;
  uint64_t bytes_ = 0;
  size_t running_ = 0;
  uint64_t began_ = 0;
};

// The kind of a rule in words: match, list, evidence, verb group, repair.
absl::string_view RuleKindName(const v1::Rule& rule);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_RULE_USAGE_H_
