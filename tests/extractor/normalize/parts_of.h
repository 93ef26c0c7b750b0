// Short ways to write the parts of an expression in tests.
#ifndef CASPIAN_TESTS_EXTRACTOR_NORMALIZE_PARTS_OF_H_
#define CASPIAN_TESTS_EXTRACTOR_NORMALIZE_PARTS_OF_H_

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "common/base/civil_date.h"
#include "extractor/normalize/normalize.h"

namespace caspian::extractor {

using PartList = std::vector<ValuePart>;
using FeatureList = std::vector<std::pair<std::string, std::string>>;

// For as long as the program runs.
inline absl::string_view Kept(std::string text) {
  static auto& texts = *new std::deque<std::string>();
  return texts.emplace_back(std::move(text));
}

inline ValuePart Part(std::string name, std::string text, const FeatureList& features = {}) {
  static auto& lists = *new std::deque<std::vector<std::pair<absl::string_view, absl::string_view>>>();
  auto& list = lists.emplace_back();
  for (const auto& [feature, value] : features) list.emplace_back(Kept(feature), Kept(value));
  return {Kept(std::move(name)), Kept(std::move(text)), 0, 0, list};
}

// A part that holds parts of its own.
inline ValuePart Holding(std::string name, PartList parts) {
  static auto& lists = *new std::deque<PartList>();
  ValuePart part = Part(std::move(name), "words");
  part.parts = lists.emplace_back(std::move(parts));
  return part;
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
