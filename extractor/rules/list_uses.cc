#include "extractor/rules/list_uses.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "extractor/rules/rule_parts.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr size_t kLongestListName = 64;

// Fits ListRule, ListUse and ListCondition: all name a list, a column and a filter.
template <typename Use>
ListPlace PlaceOf(const Use& use, std::string path, const pb::Rule* rule) {
  ListPlace place;
  place.path = std::move(path);
  place.rule = rule;
  place.list = use.list();
  if (!use.column().empty()) place.columns.emplace_back("column", use.column());
  if (use.has_where()) place.where = &use.where();
  return place;
}

// A list's use that stands as a map of its own under a key.
void AddUse(const pb::ListUse& use, std::string path, const pb::Rule* rule, std::vector<ListPlace>* places) {
  if (!use.list().empty()) places->push_back(PlaceOf(use, std::move(path), rule));
}

void AddFunctionWords(const pb::DocumentCondition& documents, const std::string& path, const pb::Rule* rule,
                      std::vector<ListPlace>* places) {
  AddUse(documents.function_words().words(), absl::StrCat(path, "documents/function_words"), rule, places);
}

void AddRulePlaces(const pb::Rule& rule, const std::string& path, std::vector<ListPlace>* places) {
  AddFunctionWords(rule.documents(), path + "/", &rule, places);
  const auto& context = ContextOf(rule);
  for (int i = 0; i < context.size(); ++i)
    AddUse(context[i].words(), absl::StrCat(path, "/context/", i), &rule, places);
  AddUse(rule.verb_group().auxiliaries(), path + "/verb_group/auxiliaries", &rule, places);
  AddUse(rule.verb_group().adverbs(), path + "/verb_group/adverbs", &rule, places);
  AddUse(rule.verb_group().forms(), path + "/verb_group/forms", &rule, places);
  if (rule.has_list()) {
    ListPlace place = PlaceOf(rule.list(), path, &rule);
    if (!rule.list().aliases_column().empty()) place.columns.emplace_back("aliases", rule.list().aliases_column());
    places->push_back(std::move(place));
  }
  for (int i = 0; i < rule.evidence().lists_size(); ++i) {
    places->push_back(PlaceOf(rule.evidence().lists(i), absl::StrCat(path, "/lists/", i), &rule));
  }
}

}  // namespace

std::vector<ListPlace> ListPlacesOf(const pb::RuleSet& rule_set) {
  std::vector<ListPlace> places;
  for (int i = 0; i < rule_set.abbreviations_size(); ++i) {
    places.push_back(PlaceOf(rule_set.abbreviations(i), absl::StrCat("abbreviations/", i), nullptr));
  }
  AddFunctionWords(rule_set.documents(), "", nullptr, &places);
  for (int s = 0; s < rule_set.stages_size(); ++s) {
    const pb::Stage& stage = rule_set.stages(s);
    AddFunctionWords(stage.documents(), absl::StrCat("stages/", s, "/"), nullptr, &places);
    for (int i = 0; i < stage.names().word_lists_size(); ++i) {
      places.push_back(
          PlaceOf(stage.names().word_lists(i).words(), absl::StrCat("stages/", s, "/names/word_lists/", i), nullptr));
    }
    for (int i = 0; i < stage.rules_size(); ++i)
      AddRulePlaces(stage.rules(i), absl::StrCat("stages/", s, "/rules/", i), &places);
  }
  return places;
}

bool IsListName(absl::string_view name) {
  const auto is_allowed = [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_' || c == '-';
  };
  return !name.empty() && name.size() <= kLongestListName && std::all_of(name.begin(), name.end(), is_allowed);
}

std::string UnknownListMessage(absl::string_view name) { return absl::StrCat("no list ", name); }

}  // namespace caspian::extractor
