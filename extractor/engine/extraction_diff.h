// What two extractions of one text tell differently.
#ifndef CASPIAN_EXTRACTOR_ENGINE_EXTRACTION_DIFF_H_
#define CASPIAN_EXTRACTOR_ENGINE_EXTRACTION_DIFF_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/document.pb.h"
#include "caspian/v1/extraction.pb.h"
#include "caspian/v1/rules_service.pb.h"
#include "extractor/engine/engine.h"

namespace caspian::extractor {

// The differences: mentions, events, statements, each by begin, end. Of several findings over one span those that are
// alike are paired first, then those of one label, then the rest in order; what has no partner is added or removed. The
// order in which an extraction lists facts does not matter. Indexes and spans of both fit `text`, the document's
// content. Pure.
std::vector<v1::ExtractionDifference> DiffExtractions(const v1::Extraction& before, const v1::Extraction& after,
                                                      absl::string_view text);

// What two engines find differently in `document`. Fails as Engine::Extract does, where either side does.
absl::StatusOr<std::vector<v1::ExtractionDifference>> DiffEngines(const Engine& before, const Engine& after,
                                                                  const v1::Document& document);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_EXTRACTION_DIFF_H_
