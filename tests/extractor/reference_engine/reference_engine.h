// A second, independent reading of the pack language: slow and plain, from DESIGN's matching rules and
// extractor/packs/README.md. It shares no code with extractor/; property tests hold the engine to it on random packs.
#ifndef CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_REFERENCE_ENGINE_H_
#define CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_REFERENCE_ENGINE_H_

#include "caspian/v1/document.pb.h"
#include "caspian/v1/extraction.pb.h"
#include "tests/extractor/reference_engine/pack.h"

namespace caspian::extractor::reference {

// What the pack finds in the document. Values have their canonical string alone; the fields that name document, text
// and rule set are empty. Characters are those of random_text.h.
v1::Extraction Extract(const Pack& pack, const v1::Document& document);

}  // namespace caspian::extractor::reference

#endif  // CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_REFERENCE_ENGINE_H_
