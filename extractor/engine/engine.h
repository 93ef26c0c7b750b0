// What applies a compiled rule set to documents: one interface, so that the plain engine is the oracle of a faster one.
#ifndef CASPIAN_EXTRACTOR_ENGINE_ENGINE_H_
#define CASPIAN_EXTRACTOR_ENGINE_ENGINE_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "caspian/v1/document.pb.h"
#include "caspian/v1/extraction.pb.h"
#include "caspian/v1/rule_set.pb.h"

namespace caspian::extractor {

// Raised when the same rules can find other things.
inline constexpr uint32_t kEngineVersion = 4;

// An immutable rule set, compiled, with its lists. Made by CompileRuleSet (extractor/program/compile.h).
class Program;

// Thread-safe: any number of threads may extract at once.
class Engine {
 public:
  virtual ~Engine() = default;

  // All that the rule set finds in `document`: a pure function of (document with metadata, rule set, engine version).
  // INVALID_ARGUMENT as CheckDocument (common/base/document.h) says; RESOURCE_EXHAUSTED (BUDGET_EXCEEDED) names rule
  // and sentence.
  absl::StatusOr<v1::Extraction> Extract(const v1::Document& document) const;

  // Likewise, into a message of the caller's, of which nothing stays. Cheaper where one message serves many documents
  // (extraction_buffer.h). On failure `out` holds nothing of use.
  virtual absl::Status ExtractTo(const v1::Document& document, v1::Extraction* out) const = 0;

  // The rule set that it applies.
  virtual const v1::RuleSetRef& rule_set() const = 0;
};

// The plain engine: each rule searched in each sentence. Keeps the program alive.
std::unique_ptr<const Engine> MakePlainEngine(std::shared_ptr<const Program> program);

// The same results from fewer searches: a rule is searched where what it needs stands. Keeps the program alive.
std::unique_ptr<const Engine> MakeFastEngine(std::shared_ptr<const Program> program);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_ENGINE_H_
