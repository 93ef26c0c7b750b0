#ifndef CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_PACK_YAML_H_
#define CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_PACK_YAML_H_

#include <map>
#include <string>

#include "tests/extractor/reference_engine/pack.h"

namespace caspian::extractor::reference {

// The files of the pack by their path. Where it says `included`, they are a pack in `base` with other priorities,
// lists, labels and a rule too many, and one upon it that puts all that right.
std::map<std::string, std::string> FilesOf(const Pack& pack);

// As in a pack's file, without its quotes.
std::string Written(const Pattern& pattern);

}  // namespace caspian::extractor::reference

#endif  // CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_PACK_YAML_H_
