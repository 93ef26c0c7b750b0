#ifndef CASPIAN_TESTS_INTEGRATION_WORD_ENGINE_H_
#define CASPIAN_TESTS_INTEGRATION_WORD_ENGINE_H_

#include <memory>

#include "extractor/engine/library.h"

namespace caspian::testing {

// A library with one rule set, "words", whose engine finds each word: label WORD, or CAPITAL where it begins with A to
// Z. One sentence covers all. A document with the word OVERBUDGET gives BUDGET_EXCEEDED; others what CheckDocument
// says.
std::shared_ptr<const extractor::RuleSetLibrary> MakeWordLibrary();

// Digest of its rule set.
extern const char kWordDigest[];

}  // namespace caspian::testing

#endif  // CASPIAN_TESTS_INTEGRATION_WORD_ENGINE_H_
