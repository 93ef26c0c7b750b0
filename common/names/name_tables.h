// What is known of words in names, from tables/*.tsv, which are built into the library.
#ifndef CASPIAN_COMMON_NAMES_NAME_TABLES_H_
#define CASPIAN_COMMON_NAMES_NAME_TABLES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "common/names/sounds.h"

namespace caspian {

// What a word or phrase does in a name of a kind.
enum class WordRole : uint8_t { kTitle, kParticle, kFiliation, kWeak, kGeneric };

// How words of one row of spellings.tsv belong together.
enum class Kinship : uint8_t {
  kSame,       // one name in several spellings: Mohammed, Muhammad
  kRomanized,  // syllables by several systems: Lee, Ri
  kShort,      // a name and its short forms: Robert, Bob
};

struct Numeral {
  enum Kind : uint8_t { kWord, kTens, kRoman } kind;
  int value;
};

// Words separated by one space → what they are.
template <typename T>
using PhraseTable = absl::flat_hash_map<std::string, T>;

// Immutable once built. Keys of spellings are sounds (sounds.h), all else is by lower-case letters.
struct NameTables {
  Sounds sounds;
  std::map<char32_t, std::string> letters;
  PhraseTable<WordRole> person_words;
  PhraseTable<WordRole> organization_words;
  PhraseTable<WordRole> vessel_words;
  PhraseTable<uint8_t> legal_forms;  // bit of the class
  PhraseTable<std::string> abbreviations;
  absl::flat_hash_map<std::string, std::vector<uint16_t>> spellings;  // groups, which `kinships` tells
  std::vector<Kinship> kinships;
  absl::flat_hash_set<std::string> given_names;
  absl::flat_hash_set<std::string> surnames;
  std::vector<std::string> patronymic_endings;  // letters
  absl::flat_hash_map<std::string, Numeral> numerals;
  size_t most_phrase_words = 1;
};

// The tables, read at the first call. Lives for ever. Thread-safe.
const NameTables& ShippedNameTables();

}  // namespace caspian

#endif  // CASPIAN_COMMON_NAMES_NAME_TABLES_H_
