// Checks of verb-group rules: their tables have the columns that they need, and forms that verbs have.
#include <set>
#include <tuple>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

struct PlacedGroup {
  const RuleSetFacts& facts;
  const PlacedRule& placed;
  ProblemSink* sink;

  void Report(absl::string_view key, absl::string_view message, absl::string_view hint) const {
    sink->Report(absl::StrCat(placed.path, "/verb_group/", key), &placed.rule, message, hint);
  }
};

// True where the list has all `columns`.
bool CheckColumns(const PlacedGroup& at, absl::string_view key, const pb::ListUse& use,
                  const std::vector<std::string>& columns) {
  const List* list = at.facts.FindList(use.list());
  if (list == nullptr) return false;  // told of the list itself
  bool complete = true;
  for (const std::string& column : columns) {
    if (ColumnIndex(*list, column) >= 0) continue;
    complete = false;
    at.Report(key, absl::StrCat("list ", list->name, " has no column ", column),
              absl::StrCat("add it: a verb group needs ", column));
  }
  return complete;
}

std::set<std::string> FormsOf(const List& list) {
  std::set<std::string> forms;
  for (const ListRow row : list.rows) forms.emplace(row[static_cast<size_t>(ColumnIndex(list, "form"))]);
  return forms;
}

// Every form that an auxiliary takes or has is one of the table of forms.
void CheckAuxiliaries(const PlacedGroup& at, const List& auxiliaries, std::set<std::string> forms) {
  const auto cell = [&](const ListRow& row, absl::string_view column) {
    return row[static_cast<size_t>(ColumnIndex(auxiliaries, column))];
  };
  for (const ListRow row : auxiliaries.rows) {
    for (absl::string_view form : absl::StrSplit(cell(row, "takes"), ';', absl::SkipEmpty())) {
      if (forms.count(std::string(form)) == 0)
        at.Report("auxiliaries",
                  absl::StrCat("auxiliary '", row[0], "' takes form ", form, ", which the table of forms lacks"),
                  SuggestionFor(form, {forms.begin(), forms.end()}));
    }
    if (const std::string form(cell(row, "form")); !form.empty() && forms.count(form) == 0)
      at.Report("auxiliaries",
                absl::StrCat("auxiliary '", row[0], "' has form ", form, ", which the table of forms lacks"),
                SuggestionFor(form, {forms.begin(), forms.end()}));
    if (ColumnIndex(auxiliaries, "begins") >= 0 && !cell(row, "begins").empty() && cell(row, "begins") != "no")
      at.Report("auxiliaries", absl::StrCat("auxiliary '", row[0], "' has begins ", cell(row, "begins")),
                "write no where it stands only behind another, or leave it empty");
    int strength = 0;
    if (ColumnIndex(auxiliaries, "strength") >= 0 && !cell(row, "strength").empty() &&
        !absl::SimpleAtoi(cell(row, "strength"), &strength))
      at.Report("auxiliaries", absl::StrCat("auxiliary '", row[0], "' has strength ", cell(row, "strength")),
                "write a whole number, or leave it empty");
  }
}

// Rows of one phrase and form take different forms, so that what follows tells which of them counts.
void CheckReadings(const PlacedGroup& at, const List& auxiliaries) {
  const auto cell = [&](const ListRow& row, absl::string_view column) {
    return row[static_cast<size_t>(ColumnIndex(auxiliaries, column))];
  };
  std::set<std::tuple<absl::string_view, absl::string_view, std::string>> taken;  // phrase, form, taken form
  for (const ListRow row : auxiliaries.rows) {
    const std::set<std::string> takes = absl::StrSplit(cell(row, "takes"), ';', absl::SkipEmpty());
    for (const std::string& form : takes) {
      if (!taken.emplace(cell(row, "phrase"), cell(row, "form"), form).second)
        at.Report("auxiliaries",
                  absl::StrCat("auxiliary '", cell(row, "phrase"), "' takes form ", form, " in more than one row"),
                  "rows of one phrase and form are told apart by what they take: let one of them take it");
    }
  }
}

}  // namespace

void CheckVerbGroup(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink) {
  const PlacedGroup at{facts, placed, sink};
  const pb::VerbGroupRule& rule = placed.rule.verb_group();
  const pb::Label* label = facts.FindLabel(rule.label());
  if (label != nullptr && label->kind() != pb::LABEL_KIND_AUXILIARY)
    sink->Report(placed.path + "/label", &placed.rule, absl::StrCat("label ", label->name(), " is not auxiliary"),
                 "a verb group is a step for later stages: give it kind: auxiliary");
  if (CheckEarlierLabel(facts, rule.verb(), placed.stage, placed.path + "/verb_group/verb", &placed.rule, sink) &&
      !facts.HasFeature(*facts.FindLabel(rule.verb()), "form"))
    at.Report("verb", absl::StrCat("label ", rule.verb(), " declares no feature form"),
              "add form to its features in pack.yaml: it says which form of the verb stands there");
  const bool aux = CheckColumns(at, "auxiliaries", rule.auxiliaries(), {"phrase", "takes", "form"});
  const bool forms = CheckColumns(at, "forms", rule.forms(), {"form", "alone"});
  if (aux) CheckReadings(at, *facts.FindList(rule.auxiliaries().list()));
  if (aux && forms)
    CheckAuxiliaries(at, *facts.FindList(rule.auxiliaries().list()), FormsOf(*facts.FindList(rule.forms().list())));
  if (!rule.adverbs().list().empty()) CheckColumns(at, "adverbs", rule.adverbs(), {"phrase"});
}

}  // namespace caspian::extractor
