// A pack with all constructs of the language that a test of its faults may need.
#ifndef CASPIAN_TESTS_EXTRACTOR_RULES_LANGUAGE_PACK_H_
#define CASPIAN_TESTS_EXTRACTOR_RULES_LANGUAGE_PACK_H_

#include <map>
#include <string>

#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {

// A stage `first` makes all labels but those of second.yaml, whose rules are `second`, from line 3 on.
inline std::map<std::string, std::string> LanguagePack(const std::string& second, const std::string& more = "") {
  return {
      {"pack.yaml", R"(name: small
version: 1
labels:
  PERSON: {kind: name, features: [country]}
  R: {kind: region}
  AUX: {kind: auxiliary, features: [f]}
  VERB: {kind: auxiliary, features: [lemma, form]}
  VG: {kind: auxiliary, features: [lemma, voice]}
  E: {kind: event}
  SENSE: {kind: sense}
  CITE: {kind: citation}
stages: [first.yaml, second.yaml]
)" + more},
      {"first.yaml", R"(stage: first
rules:
  - {id: person, label: PERSON, list: people, set: {country: $country}}
  - {id: region, label: R, pattern: ',[^,]*,'}
  - {id: aux, label: AUX, pattern: 'x', set: {f: one}}
  - {id: verb, label: VERB, list: verbs, set: {lemma: $lemma, form: $form}}
)"},
      {"second.yaml", "stage: second\nrules:\n" + second},
      {"lists/people.tsv", "name\tcountry\nAnn\tNO\nBo\tSE\n"},
      {"lists/verbs.tsv", "word\tlemma\tform\nsang\tsing\tpast\nsung\tsing\tpp\n"},
      {"lists/auxiliaries.tsv", "phrase\ttakes\tform\tstrength\nhas\tpp\t\t\nwas\tpp\t\t1\n"},
      {"lists/adverbs.tsv", "phrase\tpolarity\nnot\tno\n"},
      {"lists/forms.tsv", "form\talone\npast\tyes\npp\tno\n"},
  };
}

}  // namespace caspian::extractor

#endif  // CASPIAN_TESTS_EXTRACTOR_RULES_LANGUAGE_PACK_H_
