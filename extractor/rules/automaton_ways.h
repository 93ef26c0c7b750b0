// With which characters the ways of an automaton's forks go on: so that who searches it takes none in vain.
#ifndef CASPIAN_EXTRACTOR_RULES_AUTOMATON_WAYS_H_
#define CASPIAN_EXTRACTOR_RULES_AUTOMATON_WAYS_H_

#include "extractor/rules/pattern_automaton.h"

namespace caspian::extractor {

// Fills what `automaton`, which has nodes, tells of what its ways go on with: all that they can, and little more.
void MarkWays(PatternAutomaton* automaton);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_AUTOMATON_WAYS_H_
