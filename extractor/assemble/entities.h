// Which names of a document name the same thing.
//
// Names with the same `id` feature are one entity (and a demonym with its country's id names the country); of the
// others, those of one label with the same words, case apart. A short form joins the one full name of its label that it
// can stand for: the last word of a person's, the first or last of another's, all words but the first, an acronym.
// Where two could be meant it is the one whose full name alone stands before it; where two do, it stays apart.
#ifndef CASPIAN_EXTRACTOR_ASSEMBLE_ENTITIES_H_
#define CASPIAN_EXTRACTOR_ASSEMBLE_ENTITIES_H_

#include "extractor/assemble/assembly.h"

namespace caspian::extractor {

// Fills `entity_of` and the extraction's entities, in the order of their first name.
void AssembleEntities(Assembly* assembly);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ASSEMBLE_ENTITIES_H_
