// Whom a text credits, and for what: a citation is stated for its own sentence, and presumed for what its rule says
// that it covers: the sentences before it in its paragraph, back to the previous citation or to a sentence in the
// author's own voice; those from or to an annotation of a label. No sentence is presumed that another citation has
// already.
#ifndef CASPIAN_EXTRACTOR_ASSEMBLE_CITATIONS_H_
#define CASPIAN_EXTRACTOR_ASSEMBLE_CITATIONS_H_

#include <memory_resource>
#include <vector>

#include "extractor/assemble/assembly.h"

namespace caspian::extractor {

// What credits a sentence.
struct SentenceCredit {
  int citation = kNone;  // index into the extraction's citations
  bool presumed = false;
  bool authors_voice = false;
};

// True where the citation's rule says that it covers its paragraph: a source in brackets at the end of what it told,
// not "X said".
using SentenceCredits = std::pmr::vector<SentenceCredit>;

bool CitesParagraph(const Annotation& citation);

// Fills the extraction's citations; one credit a sentence of the segmentation.
SentenceCredits AssembleCitations(Assembly* assembly);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ASSEMBLE_CITATIONS_H_
