// Before a rule set serves. RE2 builds the states of a pattern's automaton when a text first asks for them, so that the
// first documents after a load are read more slowly than those that follow: a server lets texts of its own pay for it.
#ifndef CASPIAN_EXTRACTOR_ENGINE_WARM_UP_H_
#define CASPIAN_EXTRACTOR_ENGINE_WARM_UP_H_

#include <cstddef>

#include "extractor/engine/library.h"

namespace caspian::extractor {

// Most bytes of text that a rule set is warmed up with where nothing else is said.
inline constexpr size_t kWarmUpBytes = size_t{256} << 10;

// Extracts from the texts of the rules' own tests, the first of each rule, then the second of each …, up to
// `limit_bytes` of them. Nothing is found anew or lost by it: results are those of a rule set that is not warm. Returns
// the bytes of text; 0 where no rule has a test. Thread-safe.
size_t WarmUp(const LoadedRuleSet& rules, size_t limit_bytes = kWarmUpBytes);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_WARM_UP_H_
