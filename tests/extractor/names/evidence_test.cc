#include "extractor/names/evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/names/names_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

// The candidates for which a rule with `conditions` holds.
std::vector<std::string> HoldsFor(const std::string& conditions, absl::string_view text) {
  const auto set = Loaded(NamesPack("", "  - id: e\n    evidence: {PERSON: 1}\n    " + conditions + "\n"));
  const Analyzed analyzed(*set, text);
  std::vector<std::string> found;
  for (const NameTrace& trace : analyzed.trace().names) {
    if (!trace.lines.empty()) found.push_back(analyzed.Text(trace.begin, trace.end));
  }
  return found;
}

struct Case {
  const char* what;
  std::string conditions;
  std::string text;
  std::vector<std::string> expected;
};

TEST(EvidenceTest, AllConditionsMustHold) {
  const Case cases[] = {
      {"the pattern takes the whole candidate", "pattern: '[A-Z][a-z]+'", "met Ada Marsh and Lee", {"Lee"}},
      {"over plain marks", "pattern: \"O'[A-Z][a-z]+\"", "met O’Brien", {"O’Brien"}},
      {"guards look beside it", "pattern: '.+'\n    preceded_by: 'Mr '", "met mister Lee or Mr Marsh", {}},
      {"behind it", "followed_by: ' said'", "Lee ran and Marsh said", {"Marsh"}},
      {"over annotations of earlier stages",
       "followed_by: ' in <YEAR>'",
       "then Lee in 2011 and Marsh in Lima",
       {"Lee"}},
      {"fewest words", "words: {min: 2}", "met Ada Marsh and Lee", {"Ada Marsh"}},
      {"most words", "words: {max: 1}", "met Ada Marsh and Lee", {"Lee"}},
      {"begin of the sentence", "sentence_initial: true", "Lee met Marsh", {"Lee"}},
      {"whole", "lists: [{part: whole, list: places}]", "from New Bay, Lima Marsh and Lima", {"New Bay", "Lima"}},
      {"an alias", "lists: [{part: whole, list: places}]", "from NB", {"NB"}},
      {"first", "lists: [{part: first, list: firsts}]", "met Ada Marsh, Marsh Ada", {"Ada Marsh"}},
      {"last", "lists: [{part: last, list: firsts}]", "met Ada Marsh, Marsh Ada", {"Marsh Ada"}},
      {"last words", "lists: [{part: last, list: firsts}]", "met Omar van der Bilt", {"Omar van der Bilt"}},
      {"any", "lists: [{part: any, list: places}]", "the Old Lima Gate, Marsh", {"Old Lima Gate"}},
      {"before", "lists: [{part: before, list: before}]", "on the river Marsh, the Lee", {"Marsh"}},
      {"before begins a sentence, too", "lists: [{part: before, list: before}]", "Said Lee", {}},
      {"after", "lists: [{part: after, list: before}]", "then Marsh said, Lee ran", {"Marsh"}},
      {"not", "lists: [{part: first, list: firsts, not: true}]", "met Ada Marsh, Marsh Ada", {"Marsh Ada"}},
      {"two lists",
       "lists: [{part: first, list: firsts}, {part: last, list: places}]",
       "met Ada Lima, Ada Marsh",
       {"Ada Lima"}},
      {"rows that count", "lists: [{part: whole, list: places, where: {iso: PE}}]", "from Lima and Baku", {"Lima"}},
  };
  for (const Case& c : cases) EXPECT_EQ(HoldsFor(c.conditions, c.text), c.expected) << c.what;
}

TEST(EvidenceTest, SettingsComeFromTheFirstListsRow) {
  const auto set = Loaded(NamesPack(
      "  threshold: 1\n",
      "  - id: e\n    evidence: {PLACE: 1}\n    lists: [{part: whole, list: places}]\n    set: {country: $iso}\n"));

  EXPECT_THAT(Analyzed(*set, "in New Bay").FeaturesOf("PLACE"), ElementsAre("country=NZ"));
}

}  // namespace
}  // namespace caspian::extractor
