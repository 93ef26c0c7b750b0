#include "extractor/engine/engine.h"

namespace caspian::extractor {

absl::StatusOr<v1::Extraction> Engine::Extract(const v1::Document& document) const {
  v1::Extraction found;
  if (absl::Status status = ExtractTo(document, &found); !status.ok()) return status;
  return found;
}

}  // namespace caspian::extractor
