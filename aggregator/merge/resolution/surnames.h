// Bare surnames ("Talheim"), and whose they are.
//
// A surname alone is sure of nobody, and never a bridge between two who have it. It joins the one person of the
// collection that has it, and only where what documents tell speaks for it besides: some third name, of whom or what is
// told with the bare surname in one sentence, stands in one with the full name, too. It names nothing: a record keeps
// the id and the name of the full one, and is what it was when a second bearer comes and the surname stands apart
// again. Tested in tests/aggregator/merge/resolution/surnames_test.cc.
#ifndef CASPIAN_AGGREGATOR_MERGE_RESOLUTION_SURNAMES_H_
#define CASPIAN_AGGREGATOR_MERGE_RESOLUTION_SURNAMES_H_

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "aggregator/merge/facts/facts.h"
#include "aggregator/merge/resolution/joining.h"
#include "aggregator/merge/resolution/name_edges.h"

namespace caspian::aggregator {

// A person's name of one word.
bool IsBareSurname(const NamedKey& key);
// A person's name of two words or more.
bool IsFullName(const NamedKey& key);
// The sounds of the word that is the surname, of either; a view into the key's form.
absl::string_view SurnameSounds(const NamedKey& key);
// True where the bare name sounds as the last word of the full one, and no country parts them.
bool IsSurnameOf(const NamedKey& bare, const NamedKey& full);
// The same, letter by letter.
bool IsSpelledAsSurnameOf(const NamedKey& bare, const NamedKey& full);

// The keys of persons, each with a key that stands in a sentence with it and says something of it: an organization but
// for news media, a facility, a place but for countries, or another person's full name. Linear in the sentences' names
// but for those that stand in one, which are paired.
std::set<std::pair<std::string, std::string>> CompanyIn(const DocumentFacts& document);

// False of a bare surname among the keys of an entity of which another is a full name: it does not say what that is
// called.
bool SaysTheName(absl::string_view key, const std::vector<std::string>& keys);

// One that has the surname.
struct Bearer {
  size_t node = 0;
  bool in_same_company = false;  // A third name stands beside either.
};

// The bearer whose the bare surname is; nullopt where it stays apart: others have it, nothing speaks for it besides, it
// is too common, or judgements say whose it is or is not. `bearers`: all of them, ascending.
std::optional<size_t> BearerOf(size_t bare, const std::vector<Bearer>& bearers, const Joining& joining);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RESOLUTION_SURNAMES_H_
