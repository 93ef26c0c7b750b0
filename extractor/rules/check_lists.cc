// Checks of lists: those that the set names by hash, those that came, and every place that uses one.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "extractor/rules/list_uses.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

void CheckRef(const pb::ListRef& ref, const List& list, ProblemSink* sink) {
  const pb::ListRef actual = RefOf(list);
  if (ref.sha256() != actual.sha256()) {
    sink->Report(
        "", nullptr,
        absl::StrCat("list ", ref.name(), " has hash ", actual.sha256(), ", the rule set names ", ref.sha256()),
        "send the rows that the rule set was made with");
  } else if (ref.row_count() != actual.row_count() || !std::equal(ref.columns().begin(), ref.columns().end(),
                                                                  actual.columns().begin(), actual.columns().end())) {
    sink->Report("", nullptr,
                 absl::StrCat("rows or columns of list ", ref.name(), " are not those that the rule set names"),
                 "count the rows without head, comments and repetitions");
  }
}

void CheckRefs(const RuleSetFacts& facts, ProblemSink* sink) {
  std::set<std::string> used;
  for (const ListPlace& place : ListPlacesOf(facts.rule_set())) used.insert(place.list);
  std::set<std::string> seen;
  for (const pb::ListRef& ref : facts.rule_set().lists()) {
    if (!seen.insert(ref.name()).second)
      sink->Report("", nullptr, absl::StrCat("list ", ref.name(), " is named twice"), "remove one of them");
    if (used.count(ref.name()) == 0)
      sink->Report("", nullptr, absl::StrCat("no rule uses list ", ref.name()), "remove it from the rule set's lists");
    const List* list = facts.FindList(ref.name());
    if (list == nullptr) {
      sink->Report("", nullptr, absl::StrCat("the rows of list ", ref.name(), " are missing"),
                   "send them with the rule set");
    } else {
      CheckRef(ref, *list, sink);
    }
  }
}

void CheckRows(const RuleSetFacts& facts, const std::vector<List>& lists, ProblemSink* sink) {
  std::set<std::string> seen;
  std::set<std::string> named;
  for (const pb::ListRef& ref : facts.rule_set().lists()) named.insert(ref.name());
  for (const List& list : lists) {
    if (!seen.insert(list.name).second)
      sink->Report("", nullptr, absl::StrCat("the rows of list ", list.name, " came twice"), "send them once");
    if (named.count(list.name) == 0)
      sink->Report("", nullptr, absl::StrCat("the rule set names no list ", list.name),
                   "name it with its hash in the rule set's lists");
  }
}

// A filter that lets a value through that no row has can only be a slip.
void CheckFilter(const ListPlace& place, const List& list, ProblemSink* sink) {
  const std::string path = place.path + "/where";
  if (place.where->values().empty())
    sink->Report(path, place.rule, "where lets no value through", "name at least one value");
  const int column = place.where->column().empty() ? -1 : ColumnIndex(list, place.where->column());
  if (column < 0) {
    return sink->Report(path, place.rule, absl::StrCat("list ", list.name, " has no column ", place.where->column()),
                        SuggestionFor(place.where->column(), list.columns));
  }
  std::set<std::string> values;
  for (const ListRow row : list.rows) values.emplace(row[static_cast<size_t>(column)]);
  for (const std::string& value : place.where->values()) {
    if (values.count(value) > 0) continue;
    sink->Report(path, place.rule,
                 absl::StrCat("no row of list ", list.name, " has '", value, "' in column ", place.where->column()),
                 SuggestionFor(value, {values.begin(), values.end()}));
  }
}

void CheckPlace(const RuleSetFacts& facts, const ListPlace& place, ProblemSink* sink) {
  const List* list = facts.FindList(place.list);
  if (list == nullptr) {
    return sink->Report(place.path + "/list", place.rule, UnknownListMessage(place.list),
                        SuggestionFor(place.list, facts.ListNames()));
  }
  for (const auto& [key, column] : place.columns) {
    if (ColumnIndex(*list, column) >= 0) continue;
    sink->Report(absl::StrCat(place.path, "/", key), place.rule,
                 absl::StrCat("list ", list->name, " has no column ", column), SuggestionFor(column, list->columns));
  }
  if (place.where != nullptr) CheckFilter(place, *list, sink);
}

}  // namespace

void CheckLists(const RuleSetFacts& facts, const std::vector<List>& lists, ProblemSink* sink) {
  CheckRefs(facts, sink);
  CheckRows(facts, lists, sink);
  for (const ListPlace& place : ListPlacesOf(facts.rule_set())) CheckPlace(facts, place, sink);
}

}  // namespace caspian::extractor
