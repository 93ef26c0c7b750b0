#ifndef CASPIAN_EXTRACTOR_ASSEMBLE_ASSEMBLE_H_
#define CASPIAN_EXTRACTOR_ASSEMBLE_ASSEMBLE_H_

#include "caspian/v1/document.pb.h"
#include "caspian/v1/extraction.pb.h"
#include "extractor/match/annotation.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// Turns the annotations of a document into its extraction: a pure function. `out` holds nothing yet and may be on an
// arena.
void Assemble(const Program& program, const v1::Document& document, const Analysis& analysis, v1::Extraction* out);
v1::Extraction Assemble(const Program& program, const v1::Document& document, const Analysis& analysis);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ASSEMBLE_ASSEMBLE_H_
