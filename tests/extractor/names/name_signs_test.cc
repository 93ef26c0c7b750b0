#include "extractor/names/name_signs.h"

#include <gtest/gtest.h>

#include "tests/extractor/names/names_packs.h"

namespace caspian::extractor {
namespace {

// "The" begins a phrase of a list, too.
const LoadedRuleSet& Set() {
  static const auto& set = *new std::shared_ptr<const LoadedRuleSet>([] {
    TestPack pack = NamesPack("", "  - {id: e, evidence: {PERSON: 1}, pattern: 'Never'}\n");
    pack.lists["words"] += "The Sound\tphrase\n";
    return Loaded(pack);
  }());
  return *set;
}

struct Case {
  const char* text;
  bool may;
};

TEST(NameSignsTest, TellSentencesThatNoNameIsMadeOf) {
  const Case cases[] = {
      {"it rained again", false},       {"The rain fell", false},
      {"In May 2011 it rained", false},  // a value
      {"it sold Hull 12 again", false},  // a name of an earlier stage
      {"The Sound froze", true},         // a phrase that begins with a stop word
      {"May Quork spoke", true},         // a stop word that is a given name
      {"they met Marsh", true},         {"they met d’Estaing", true},
      {"a pro-Marsh daily", true},      {"It rained", true},  // any other capital
      {"the Hull 12-based crew", true},                       // what goes on behind a hyphen
      {"by Monday-Friday rules", true}, {"élan is not Élan", true},
  };
  for (const Case& c : cases) {
    const Analyzed analyzed(Set(), c.text);
    const WordLists lists(*Set().program->stages[1].names);
    EXPECT_EQ(MayHoldNames(*Set().program, *analyzed, 0, lists), c.may) << c.text;
  }
}

}  // namespace
}  // namespace caspian::extractor
