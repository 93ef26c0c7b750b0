// Name candidates: chunks of capitalised words, particles and joiners, cut where titles, demonyms and ordinary words
// stand.
#ifndef CASPIAN_EXTRACTOR_NAMES_CANDIDATES_H_
#define CASPIAN_EXTRACTOR_NAMES_CANDIDATES_H_

#include <cstdint>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "extractor/names/sentence_words.h"

namespace caspian::extractor {

// Views are of the document, or kept in the analysis.
using NameWords = absl::InlinedVector<absl::string_view, 4>;

struct NameCandidate {
  uint32_t sentence = 0;
  uint32_t begin = 0;  // bytes of the document
  uint32_t end = 0;
  NameWords words;         // plain forms
  absl::string_view text;  // the words joined by blanks: what votes together
  // The document's tokens that it is written in; none where its words are written otherwise.
  uint32_t first_token = 0;
  uint32_t last_token = 0;
  bool sentence_initial = false;
  int label = -1;  // of a name whose sense is in question: its label; -1 otherwise
};

// Finds the candidates of one document, sentence by sentence. Refers to its arguments; not thread-safe.
class CandidateFinder {
 public:
  CandidateFinder(const Program& program, const CompiledNames& names, const Analysis& analysis)
      : program_(program), names_(names), analysis_(analysis), words_(program, names, analysis) {}

  // Makes `candidates` those of `sentence`, ascending, not overlapping.
  void Find(uint32_t sentence, std::vector<NameCandidate>* candidates);

 private:
  const Program& program_;
  const CompiledNames& names_;
  const Analysis& analysis_;
  SentenceWords words_;
};

// Those of one sentence alone.
std::vector<NameCandidate> CandidatesOf(const Program& program, const CompiledNames& names, const Analysis& analysis,
                                        uint32_t sentence);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NAMES_CANDIDATES_H_
