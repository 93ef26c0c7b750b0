// Names by evidence, and senses by evidence.
#ifndef CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_NAMES_H_
#define CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_NAMES_H_

#include <set>
#include <string>
#include <vector>

#include "tests/extractor/reference_engine/reading.h"

namespace caspian::extractor::reference {

// What a chunk of words could be the name of.
struct Candidate {
  size_t sentence = 0;
  uint32_t begin = 0, end = 0;
  std::vector<std::string> words;
  std::string text;  // what votes together
  bool sentence_initial = false;
  int annotation = -1;  // of a stage of senses: the name
};

std::vector<Candidate> CandidatesOf(const Reading& reading, const NameSettings& names, size_t sentence);

// What a full name may be called for short.
struct ShortForms {
  std::set<std::string> last, first, acronyms;

  bool Has(const NameSettings& names, const std::string& label, const std::string& text) const;
};
ShortForms ShortFormsOf(const NameSettings& names, const std::vector<std::string>& words);
// So many capitals, full stops apart.
bool LooksLikeAcronym(const NameSettings& names, const std::string& text);

// True where `text` is a phrase of a list with that function.
bool HasFunction(const Reading& reading, const NameSettings& names, const std::string& function,
                 const std::string& text);

// What the stage makes in the document, by sentence and begin.
std::vector<Annotation> NamesOf(const Reading& reading, const Stage& stage);
std::vector<Annotation> SensesOf(const Reading& reading, const Stage& stage);

}  // namespace caspian::extractor::reference

#endif  // CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_NAMES_H_
