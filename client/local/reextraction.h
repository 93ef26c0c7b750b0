// What another rule set would make of the documents of a collection.
#ifndef CASPIAN_CLIENT_LOCAL_REEXTRACTION_H_
#define CASPIAN_CLIENT_LOCAL_REEXTRACTION_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/merge/aggregator.h"
#include "caspian/v1/aggregator_service.pb.h"
#include "caspian/v1/briefing.pb.h"
#include "extractor/engine/engine.h"

namespace caspian::local {

// What became of the documents, by their number.
struct ReextractionCounts {
  uint64_t current = 0;    // had been extracted by this very rule set and engine
  uint64_t same = 0;       // another rule set, and it finds the same
  uint64_t different = 0;  // it finds something else
  uint64_t outranked = 0;  // the extraction that is there ranks higher: it stays
  uint64_t failed = 0;     // not extracted: the extraction that is there stays
};

// Holds a copy of the collection in memory and changes that alone. Not thread-safe.
class Reextraction {
 public:
  // `collection` names the copy as the original; `engine` outlives it.
  static absl::StatusOr<std::unique_ptr<Reextraction>> Create(const std::string& collection,
                                                              const extractor::Engine* engine);

  // Adds a document with its live extraction, as the store keeps them.
  absl::Status Add(v1::GetDocumentResponse stored);
  // Adds a judgement, or its undoing, behind the documents.
  absl::Status Add(const v1::JudgementEntry& entry);
  // Extracts all documents anew. A document that can't be is told to `fail`, and the rest goes on.
  absl::Status Run(const std::function<void(const std::string&)>& fail);

  // The briefing of the copy as it is now, with as many places a support as a request may ask for.
  absl::StatusOr<v1::Briefing> Briefing() const;

  const ReextractionCounts& counts() const { return counts_; }
  // Ids of the documents whose new extraction took the place of the old one, in the order of adding.
  const std::vector<std::string>& replaced() const { return replaced_; }
  // The document with the extraction that is live in the copy.
  absl::StatusOr<v1::GetDocumentResponse> Live(const std::string& id) const;

 private:
  Reextraction(std::string collection, const extractor::Engine* engine,
               std::unique_ptr<aggregator::Aggregator> aggregator);
  absl::Status RunOne(const std::string& id, const std::function<void(const std::string&)>& fail);

  const std::string collection_;
  const extractor::Engine* const engine_;
  const std::unique_ptr<aggregator::Aggregator> aggregator_;
  std::vector<std::string> ids_;
  std::vector<std::string> replaced_;
  ReextractionCounts counts_;
};

}  // namespace caspian::local

#endif  // CASPIAN_CLIENT_LOCAL_REEXTRACTION_H_
