#ifndef CASPIAN_EXTRACTOR_ASSEMBLE_RELATIONS_H_
#define CASPIAN_EXTRACTOR_ASSEMBLE_RELATIONS_H_

#include "extractor/assemble/assembly.h"

namespace caspian::extractor {

// Gives persons their offices, agreements their parties, and names what they stand for. Entities and mentions stand
// already.
void AssembleRelations(Assembly* assembly);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ASSEMBLE_RELATIONS_H_
