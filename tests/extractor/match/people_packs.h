// Packs over a few names, for tests of single constructs.
#ifndef CASPIAN_TESTS_EXTRACTOR_MATCH_PEOPLE_PACKS_H_
#define CASPIAN_TESTS_EXTRACTOR_MATCH_PEOPLE_PACKS_H_

#include <string>
#include <vector>

#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {

inline constexpr char kPeopleRules[] =
    "rules:\n"
    "  - {id: list.people, label: PERSON, list: people, where: {class: [person]}, set: {country: $country}}\n"
    "  - {id: list.bodies, label: ORG, list: people, where: {class: [body]}, set: {country: $country}}\n"
    "  - {id: list.days, label: DAY, list: days}\n";

// A pack with PERSON, ORG and DAY; behind its first stage come `stages`, beside its labels `labels`.
inline TestPack PeoplePack(const std::string& labels, const std::vector<std::string>& stages) {
  TestPack pack;
  pack.labels =
      "  PERSON: {kind: name, features: [country]}\n  ORG: {kind: name, features: [country]}\n"
      "  DAY: {kind: auxiliary, features: [country]}\n" +
      labels;
  pack.stages = {kPeopleRules};
  pack.stages.insert(pack.stages.end(), stages.begin(), stages.end());
  pack.lists = {{"people",
                 "name\tclass\tcountry\nAnn\tperson\tNO\nBo\tperson\tSE\nCy\tperson\tNO\nDee\tperson\tFI\n"
                 "Union\tbody\tNO\nGuild\tbody\tSE\n"},
                {"days", "name\nMonday\nTuesday\nFriday\n"},
                {"plans", "name\nFoxes\n"}};
  pack.more = "enumeration: '(?:, (?:and )?| and )'\n";
  return pack;
}

}  // namespace caspian::extractor

#endif  // CASPIAN_TESTS_EXTRACTOR_MATCH_PEOPLE_PACKS_H_
