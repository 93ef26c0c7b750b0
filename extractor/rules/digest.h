// The digest of a rule set: what makes two rule sets the same.
//
// Canonical form, version 2: the bytes "caspian.rule_set.v2\n" and then the deterministic serialization of a copy of
// the message in which
//   - description, format, tests, positions of files and the row counts and columns of lists (their hash covers both)
//   are
//     cleared,
//   - what the contract reads a 0 as is written out (confidence, thresholds, limits, vote shares, policies, bounds of
//   names),
//   - labels and lists are ordered by name, rules of a stage by id, settings and forms by name, weights by label,
//     attachments by role, guards by kind and pattern, word lists by function and words, context words, abbreviations;
//     and sets of words (values of a column filter, elided labels, what a stage sees, conditions on documents), each
//     once.
// So it does not depend on comments, tests, owners, nor on the order of rules, keys and rows; and it changes with every
// label, pattern, weight, setting and row. Name, version and language are part of it.
#ifndef CASPIAN_EXTRACTOR_RULES_DIGEST_H_
#define CASPIAN_EXTRACTOR_RULES_DIGEST_H_

#include <string>

#include "caspian/v1/rule_set.pb.h"

namespace caspian::extractor {

// The canonical form of `rule_set` as a message; it means the same.
v1::RuleSet CanonicalRuleSet(const v1::RuleSet& rule_set);

// SHA-256 of the canonical form, 64 lower-case hexadecimal digits.
std::string DigestOf(const v1::RuleSet& rule_set);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_DIGEST_H_
