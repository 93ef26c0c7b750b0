// What another rule set would make of the documents of a collection.
#ifndef CASPIAN_CLIENT_LOCAL_REEXTRACTION_H_
#define CASPIAN_CLIENT_LOCAL_REEXTRACTION_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/merge/aggregator.h"
#include "caspian/v1/aggregator_service.pb.h"
#include "caspian/v1/briefing.pb.h"
#include "extractor/change/rule_set_change.h"
#include "extractor/engine/engine.h"

namespace caspian::local {

// What became of the documents, by their number.
struct ReextractionCounts {
  uint64_t current = 0;     // had been extracted by this very rule set and engine
  uint64_t same = 0;        // another rule set, and it finds the same
  uint64_t different = 0;   // it finds something else
  uint64_t outranked = 0;   // the extraction that is there ranks higher: it stays
  uint64_t failed = 0;      // not extracted: the extraction that is there stays
  uint64_t comparable = 0;  // of all these, extracted by the rule set before
  uint64_t untouched = 0;   // of those, not read again: the change can't touch them
};

// The rule set that has extracted most of the documents, as far as it is known, and what has changed since.
struct RuleSetBefore {
  v1::RuleSetRef ref;
  extractor::RuleSetChange change;
};

// Holds a copy of the collection in memory and changes that alone. Not thread-safe.
class Reextraction {
 public:
  // `collection` names the copy as the original; `engine` outlives it. What `before` has extracted and its change can't
  // touch is not extracted again: the result is the same.
  static absl::StatusOr<std::unique_ptr<Reextraction>> Create(const std::string& collection,
                                                              const extractor::Engine* engine,
                                                              std::optional<RuleSetBefore> before);

  // Adds a document with its live extraction, as the store keeps them.
  absl::Status Add(v1::GetDocumentResponse stored);
  // Adds a judgement, or its undoing, behind the documents.
  absl::Status Add(const v1::JudgementEntry& entry);
  // Extracts the documents anew. A document that can't be is told to `fail`, and the rest goes on.
  absl::Status Run(const std::function<void(const std::string&)>& fail);

  // The briefing of the copy as it is now, with as many places a support as a request may ask for.
  absl::StatusOr<v1::Briefing> Briefing() const;

  const ReextractionCounts& counts() const { return counts_; }
  // Ids of the documents whose new extraction took the place of the old one, in the order of adding.
  const std::vector<std::string>& replaced() const { return replaced_; }
  // The document with the extraction that is live in the copy.
  absl::StatusOr<v1::GetDocumentResponse> Live(const std::string& id) const;

 private:
  Reextraction(std::string collection, const extractor::Engine* engine, std::optional<RuleSetBefore> before,
               std::unique_ptr<aggregator::Aggregator> aggregator);
  // True where the new rule set finds in it what the live extraction holds, by what has changed.
  bool IsUntouched(const v1::GetDocumentResponse& live);
  absl::StatusOr<v1::Extraction> Extract(const v1::GetDocumentResponse& live);
  absl::Status RunOne(const std::string& id, const std::function<void(const std::string&)>& fail);

  const std::string collection_;
  const extractor::Engine* const engine_;
  const std::optional<RuleSetBefore> before_;
  const std::unique_ptr<aggregator::Aggregator> aggregator_;
  std::vector<std::string> ids_;
  std::vector<std::string> replaced_;
  ReextractionCounts counts_;
};

}  // namespace caspian::local

#endif  // CASPIAN_CLIENT_LOCAL_REEXTRACTION_H_
