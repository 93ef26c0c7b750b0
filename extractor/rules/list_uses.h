// Every place of a rule set that names a list.
#ifndef CASPIAN_EXTRACTOR_RULES_LIST_USES_H_
#define CASPIAN_EXTRACTOR_RULES_LIST_USES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"

namespace caspian::extractor {

struct ListPlace {
  // Of what holds the use (source_map.h); its key `list` names the list.
  std::string path;
  // The rule that it belongs to; nullptr where it is none's. Points into the rule set.
  const v1::Rule* rule = nullptr;
  std::string list;
  // The columns it names, by their key; none empty.
  std::vector<std::pair<std::string, std::string>> columns;
  // The rows it takes; nullptr where all. Points into the rule set.
  const v1::ColumnFilter* where = nullptr;
};

// In the order of the rule set, which outlives the result.
std::vector<ListPlace> ListPlacesOf(const v1::RuleSet& rule_set);

// Whether `name` is 1 to 64 of a-z, 0-9, '_', '-', so that lists/NAME.tsv is a file of the pack.
bool IsListName(absl::string_view name);

// What is told of a list that is named and not there.
std::string UnknownListMessage(absl::string_view name);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_LIST_USES_H_
