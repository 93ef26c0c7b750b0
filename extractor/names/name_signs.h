// Sentences that no name is made of are most of some texts: told by their tokens, before words are made of these.
#ifndef CASPIAN_EXTRACTOR_NAMES_NAME_SIGNS_H_
#define CASPIAN_EXTRACTOR_NAMES_NAME_SIGNS_H_

#include <cstdint>

#include "extractor/match/annotation.h"
#include "extractor/names/words.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// False where no word of the sentence can begin a candidate (chunks.h): capitals stand only in values and names of
// earlier stages, and in stop words that begin no phrase of a list. Rather too often true.
bool MayHoldNames(const Program& program, const Analysis& analysis, uint32_t sentence, const WordLists& lists);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_NAME_SIGNS_H_
