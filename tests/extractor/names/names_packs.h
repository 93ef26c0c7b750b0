// A names stage with a few words of each function, for the tests of names.
#ifndef CASPIAN_TESTS_EXTRACTOR_NAMES_NAMES_PACKS_H_
#define CASPIAN_TESTS_EXTRACTOR_NAMES_NAMES_PACKS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {

// `settings` and `rules` are YAML lines of the names stage.
inline TestPack NamesPack(const std::string& settings, const std::string& rules) {
  std::string words;
  for (const char* function :
       {"particle", "joiner_head", "joiner", "title", "ordinary", "stop", "ambiguous_title", "conjunction", "demonym",
        "phrase", "hyphen_part", "head", "possessive", "suffix", "given_name"}) {
    absl::StrAppend(&words, "    - {function: ", function, ", list: words, column: word, where: {class: [", function,
                    "]}}\n");
  }
  std::string rows = "word\tclass\n";
  const std::vector<std::pair<const char*, std::vector<const char*>>> lists = {
      {"particle", {"bin", "van", "der", "al"}},
      {"joiner_head", {"Ministry", "Bank"}},
      {"joiner", {"of", "for", "the"}},
      {"title", {"President", "Prime Minister", "Gen.", "General", "Foreign Minister"}},
      {"ordinary",
       {"rain", "isle", "trade", "motors", "general", "energy", "mines", "food", "drug", "yesterday", "president"}},
      {"stop", {"The", "Monday", "In", "May"}},
      {"ambiguous_title", {"General"}},
      {"conjunction", {"and"}},
      {"demonym", {"Turkish", "Kazakh"}},
      {"phrase", {"Isle and Sound", "Marnland"}},
      {"hyphen_part", {"Kazakh", "Azeri", "Lima", "Baku", "U.S."}},
      {"head", {"Airlines", "Ministry", "Corp.", "Office"}},
      {"possessive", {"'s", "s'"}},
      {"suffix", {"Jr", "Sr."}},
      {"given_name", {"Joe", "May", "Dan"}},
  };
  for (const auto& [function, entries] : lists) {
    for (const char* entry : entries) absl::StrAppend(&rows, entry, "\t", function, "\n");
  }
  return {
      "  PERSON: {kind: name, features: [country]}\n  ORG: {kind: name, features: [country]}\n  PLACE: {kind: name, "
      "features: [country]}\n"
      "  YEAR: {kind: value, normalizer: date}\n  HULL: {kind: name}\n",
      {"rules:\n  - {id: year, label: YEAR, pattern: '(?:May )?(?P<year>\\d{4})'}\n"
       "  - {id: hull, label: HULL, pattern: 'Hull \\d{1,2}'}\n",
       absl::StrCat("names:\n  labels: [PERSON, ORG, PLACE]\n  keep_first_word: [PERSON]\n", settings,
                    "  word_lists:\n", words, "rules:\n", rules)},
      {{"words", rows},
       {"places", "name\tiso\taliases\nLima\tPE\t\nBaku\tAZ\t\nNew Bay\tNZ\tNB\n"},
       {"firsts", "name\nAda\nLee\nvan der Bilt\n"},
       {"before", "phrase\nthe river\nsaid\n"}},
      "abbreviations: [{list: words, column: word, where: {class: [title, head]}}]\n"};
}

}  // namespace caspian::extractor

#endif  // CASPIAN_TESTS_EXTRACTOR_NAMES_NAMES_PACKS_H_
