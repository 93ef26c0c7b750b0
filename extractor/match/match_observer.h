// Looks on while a stage is matched: for explanations and profiles. Never changes what is found.
#ifndef CASPIAN_EXTRACTOR_MATCH_MATCH_OBSERVER_H_
#define CASPIAN_EXTRACTOR_MATCH_MATCH_OBSERVER_H_

#include <cstddef>
#include <string>

#include "caspian/v1/rule_set.pb.h"
#include "extractor/match/annotation.h"

namespace caspian::extractor {

// A match that a rule did not accept.
struct Rejection {
  std::string form;  // of rules with forms
  uint32_t sentence = 0;
  ByteRange span;
  int guard = -1;              // index of the guard that failed; -1: none
  std::string condition = "";  // what else failed; empty, and no guard: it does not begin and end at tokens
};

// What a rule did in a sentence: matches that were looked at, and those that were accepted.
struct SearchCounts {
  size_t starts = 0;
  size_t made = 0;
};

class MatchObserver {
 public:
  virtual ~MatchObserver() = default;

  // A rule is about to read a sentence.
  virtual void RuleBegins(const v1::Rule& rule) {}
  // It has, all that its annotations need included.
  virtual void RuleEnds(const v1::Rule& rule, const SearchCounts& counts) {}
  virtual void Rejected(const v1::Rule& rule, const Rejection& rejection) {}
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_MATCH_OBSERVER_H_
