// Short ways to write the parts of an expression in tests.
#ifndef CASPIAN_TESTS_EXTRACTOR_NORMALIZE_PARTS_OF_H_
#define CASPIAN_TESTS_EXTRACTOR_NORMALIZE_PARTS_OF_H_

#include <string>
#include <utility>
#include <vector>

#include "common/base/civil_date.h"
#include "extractor/normalize/normalize.h"

namespace caspian::extractor {

using PartList = std::vector<ValuePart>;
using FeatureList = std::vector<std::pair<std::string, std::string>>;

inline ValuePart Part(std::string name, std::string text, FeatureList features = {}) {
  return {std::move(name), std::move(text), 0, 0, std::move(features)};
}

// A part whose words mean a number: "June" is 6.
inline ValuePart Worth(std::string name, int number) {
  return Part(std::move(name), "word", {{"number", std::to_string(number)}});
}

// A part of several number words: "26 1000" is "twenty-six thousand".
inline ValuePart Words(std::string name, std::string words, std::string text = "words") {
  return Part(std::move(name), std::move(text), {{"words", std::move(words)}});
}

inline DateContext PublishedOn(const std::string& date) {
  DateContext context;
  if (!date.empty()) context.published = *ParsePublishedDate(date);
  return context;
}

}  // namespace caspian::extractor

#endif  // CASPIAN_TESTS_EXTRACTOR_NORMALIZE_PARTS_OF_H_
