// What an extraction states, in parts that can be compared without its indexes.
#ifndef CASPIAN_EXTRACTOR_ENGINE_EXTRACTION_FACTS_H_
#define CASPIAN_EXTRACTOR_ENGINE_EXTRACTION_FACTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/extraction.pb.h"
#include "caspian/v1/rules_service.pb.h"

namespace caspian::extractor {

// "polarity", "yes"; of words that fill something, quoted and on one line, also where they stand.
struct Fact {
  std::string name;
  std::string value;
  uint32_t begin = 0;
  uint32_t end = 0;

  friend bool operator==(const Fact&, const Fact&) = default;
};

// A mention, an event or a statement: where it stands and what is stated of it. Its rule and its confidence are left
// out.
struct Finding {
  v1::ResultKind result = v1::RESULT_KIND_UNSPECIFIED;
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string label;  // label, type or manner
  std::vector<Fact> facts;
};

// Mentions, events and statements, each in the order of the extraction. Its indexes and spans fit it and `text`, the
// document's content.
std::vector<Finding> FindingsOf(const v1::Extraction& extraction, absl::string_view text);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_EXTRACTION_FACTS_H_
