// What the rules of a stage make in one sentence, each construct read by itself.
#ifndef CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_RULES_H_
#define CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_RULES_H_

#include <map>
#include <string>
#include <vector>

#include "tests/extractor/reference_engine/pattern_matcher.h"

namespace caspian::extractor::reference {

// A drop, or a new label, that a rule asks for.
struct Repair {
  int annotation;
  std::string label;  // empty: a drop
  std::string rule_id;
  std::map<std::string, std::string> features;
};

// A sentence under one stage.
struct Place {
  const Reading& reading;
  const Stage& stage;
  size_t sentence;
};

// With what is attached, without context words.
std::vector<Annotation> MatchesOf(const Rule& rule, const Place& place);
std::vector<Annotation> ListedBy(const Rule& rule, const Place& place);
std::vector<Annotation> VerbGroupsOf(const Rule& rule, const Place& place);
std::vector<Repair> RepairsOf(const Rule& rule, const Place& place);

// Applies the context words of its rule.
void WeighContext(const Reading& reading, Annotation* made);
// Gives a match the name that it refers to, where its rule says so; false where its paragraph leaves none or several.
// `linked` are the matches of the rule before it in the sentence that have theirs.
bool Refer(const Place& place, const std::vector<Annotation>& linked, Annotation* match);
// Fills the roles that its rule attaches.
void Attach(const Place& place, Annotation* made);

// An annotation of pieces [first, last] of the sight.
Annotation Made(const Rule& rule, const Place& place, uint32_t begin, uint32_t end);
// The fills of a match, captures by name.
std::vector<Fill> FillsOf(const Reading& reading, const Sight& sight, const Match& match);
// `$capture`, `$capture.feature`.
std::string ValueOf(const Reading& reading, const std::vector<Fill>& fills, const std::string& capture,
                    const std::string& feature);
// Each match at a piece's begin, ascending, not overlapping, of the first form that is accepted there.
struct Found {
  const Form* form;
  Match match;
};
std::vector<Found> Search(const Rule& rule, const Reading& reading, const Sight& sight);

// The winners of one stage and sentence; see "Conflicts" of the README.
std::vector<Annotation> Settled(const Reading& reading, std::vector<Annotation> made);
void Apply(std::vector<Repair> repairs, size_t stage, Reading* reading);

}  // namespace caspian::extractor::reference

#endif  // CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_RULES_H_
