// Takes back or renames what earlier stages made.
#ifndef CASPIAN_EXTRACTOR_MATCH_REPAIRS_H_
#define CASPIAN_EXTRACTOR_MATCH_REPAIRS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/match/match_observer.h"
#include "extractor/match/sentence_texts.h"

namespace caspian::extractor {

// A repair that a rule asks for.
struct Repair {
  int annotation = kNoAnnotation;
  int label = -1;             // the new label; -1: dropped
  absl::string_view rule_id;  // of the program
  Features features;          // stated of what is renamed
};

// The repairs that the rule asks for in the sentence, in the order of the text. `observer` may be null.
SearchCounts FindRepairs(const CompiledRepair& rule, SentenceTexts* texts, MatchObserver* observer,
                         std::vector<Repair>* out);

// Makes them so. Of several of one annotation the first by rule id counts, a drop before a new name. A dropped
// annotation leaves the lifted text and makes nothing; what it covered does not come back. A renamed one keeps its
// place, its captures and the features that the new label declares, and takes the repair's rule id. What earlier stages
// have made of the same label and words goes with either.
void ApplyRepairs(std::vector<Repair> repairs, const Alphabet& alphabet, Analysis* analysis);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_REPAIRS_H_
