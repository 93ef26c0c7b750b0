// Settles what one stage made in one sentence, by total orders that no order of input affects.
//
// First the annotations of one label whose policy is leftmost or shortest are settled among themselves: highest
// priority, then leftmost and longest, or shortest and leftmost, then smallest rule id. Then what is left contends by
// priority, longest, leftmost, rule id. Names, values and auxiliary annotations contend for the same bytes; an event,
// statement or citation with those of its label and type only, of a label with policy all with those of its rule only;
// regions with those of their label; offices, parties, senses, author's voices and nested mentions with those of their
// own rule.
#ifndef CASPIAN_EXTRACTOR_MATCH_CONFLICT_H_
#define CASPIAN_EXTRACTOR_MATCH_CONFLICT_H_

#include <string>
#include <vector>

#include "extractor/match/annotation.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {

// What settled a conflict for the winner.
enum class ConflictGround { kPriority, kLength, kPlace, kRuleId };

// An annotation that lost, and to what.
struct Loss {
  Annotation loser;  // a copy: what it holds may outlive the analysis, what that refers to may not
  std::string winner_rule;
  ByteRange winner;
  ConflictGround ground = ConflictGround::kPriority;
};

// The winners, by begin. Losers are appended to `losses`, which may be null.
std::vector<Annotation> SettleConflicts(std::vector<Annotation> made, const Alphabet& alphabet,
                                        std::vector<Loss>* losses);

// Moves winners to the analysis and makes those that later stages see visible, in place of what they cover.
void AcceptAnnotations(const Alphabet& alphabet, std::vector<Annotation>* winners, Analysis* analysis);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_CONFLICT_H_
