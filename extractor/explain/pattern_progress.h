// How far a pattern gets in sentences where it does not match: inside of why_not.cc.
#ifndef CASPIAN_EXTRACTOR_EXPLAIN_PATTERN_PROGRESS_H_
#define CASPIAN_EXTRACTOR_EXPLAIN_PATTERN_PROGRESS_H_

#include <string>
#include <vector>

#include "caspian/v1/explanation.pb.h"
#include "extractor/match/annotation.h"
#include "extractor/match/lifted_text.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// A place where a pattern got no further.
struct PatternStop {
  v1::PatternProgress progress;
  uint32_t sentence = 0;
  ByteRange matched;     // in the document; empty where nothing matched
  size_t parts = 0;      // how many parts matched
  bool nowhere = false;  // the part that it wanted stands nowhere
};

// The copies of the sentences that a pattern is searched in, by sentence; null where one is not searched.
using SearchedTexts = std::vector<const LiftedText*>;

// Where `pattern` gets furthest, at most `limit` places in the order of the text, each begun at a token and followed by
// what it did not match; or, where a part of it stands nowhere in `texts`, that alone. Of a pattern with alternatives
// at its top level those that get furthest, counted in parts. Empty where it matches.
std::vector<PatternStop> FurthestStops(const Program& program, const Analysis& analysis, const SearchedTexts& texts,
                                       const std::string& pattern, bool ignore_case, size_t limit);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_EXPLAIN_PATTERN_PROGRESS_H_
