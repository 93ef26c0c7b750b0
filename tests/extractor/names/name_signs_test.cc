#include "extractor/names/name_signs.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/names/chunks.h"
#include "extractor/names/sentence_words.h"
#include "tests/extractor/names/names_packs.h"

namespace caspian::extractor {
namespace {

// "The" begins a phrase of a list, too.
const LoadedRuleSet& Set() {
  static const auto& set = *new std::shared_ptr<const LoadedRuleSet>([] {
    TestPack pack = NamesPack("", "  - {id: e, evidence: {PERSON: 1}, pattern: 'Never'}\n");
    pack.lists["words"] += "The Sound\tphrase\nazeri\thyphen_part\n";
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
      {"by Monday-Friday rules", true}, {"the Hull 12.-azeri pact", true},
      {"élan is not Élan", true},
  };
  for (const Case& c : cases) {
    const Analyzed analyzed(Set(), c.text);
    const WordLists lists(*Set().program->stages[1].names);
    EXPECT_EQ(MayHoldNames(*Set().program, *analyzed, 0, lists), c.may) << c.text;
  }
}

// Against words and chunks themselves.
TEST(NameSignsTest, NoNameBeginsWhereNoneIsSaidTo) {
  const CompiledNames& names = *Set().program->stages[1].names;
  const std::vector<std::string> pieces = {"The",  "In",   "May",   "Monday", "Sound",  "rained", "Hull 12",
                                           "2011", "U.S.", "-",     "Marsh",  "bin",    "al",     "'s",
                                           ".",    ",",    "azeri", "Azeri",  "d’",     "É",      "élan",
                                           "“",    "of",   "Isle",  "and",    "Kazakh", "7"};
  std::mt19937 random(7);
  int none = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (size_t i = 1 + random() % 5; i > 0; --i)
      absl::StrAppend(&text, pieces[random() % pieces.size()], random() % 3 == 0 ? "" : " ");
    const Analyzed analyzed(Set(), text);
    for (uint32_t s = 0; s < analyzed->segmentation.sentences.size(); ++s) {
      SentenceWords words(*Set().program, names, *analyzed);
      if (MayHoldNames(*Set().program, *analyzed, s, words.lists())) continue;
      ++none;
      words.Read(s);
      for (size_t i = 0; i < words.size(); ++i)
        ASSERT_TRUE(!words[i].capital || ChunkAt(names, words, i).empty()) << text << ", word " << i;
    }
  }
  EXPECT_GT(none, 400);
}

}  // namespace
}  // namespace caspian::extractor
