// Which of a program's conditions on documents a document meets.
#ifndef CASPIAN_EXTRACTOR_ENGINE_DOCUMENT_CONDITION_H_
#define CASPIAN_EXTRACTOR_ENGINE_DOCUMENT_CONDITION_H_

#include <vector>

#include "caspian/v1/document.pb.h"
#include "extractor/document/segment.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// One answer for each of the program's conditions (rule_set.proto, DocumentCondition, says what they mean); `words` are
// those of the tokens. Linear.
std::vector<bool> ConditionsMet(const Program& program, const v1::Document& document, const Segmentation& segmentation,
                                const std::vector<TokenWords>& words);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_DOCUMENT_CONDITION_H_
