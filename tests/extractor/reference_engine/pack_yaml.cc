#include "tests/extractor/reference_engine/pack_yaml.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace caspian::extractor::reference {
namespace {

std::string Quoted(const std::string& text) { return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "''"}}), "'"); }

std::string Listed(const std::vector<std::string>& items) { return absl::StrCat("[", absl::StrJoin(items, ", "), "]"); }

std::string Decimal(int thousandths) {
  return absl::StrFormat("%s%d.%03d", thousandths < 0 ? "-" : "", std::abs(thousandths) / 1000,
                         std::abs(thousandths) % 1000);
}

std::string Escaped(const std::string& text) {
  std::string escaped;
  for (char c : text) {
    if (absl::string_view(R"(\.+*?()|[]{}^$)").find(c) != absl::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string Inside(const Reference& reference) {
  std::string written = absl::StrCat(absl::StrJoin(reference.labels, "|"), reference.plural ? "+" : "");
  for (const Constraint& c : reference.constraints)
    absl::StrAppend(&written, " ", c.feature, c.negated ? "!=" : "=", absl::StrJoin(c.values, "|"));
  return written;
}

std::string Quantifier(const Pattern& pattern) {
  std::string written = absl::StrCat("{", pattern.least, ",", pattern.most < 0 ? "" : absl::StrCat(pattern.most), "}");
  if (pattern.least == 0 && pattern.most == 1) written = "?";
  if (pattern.least == 0 && pattern.most < 0) written = "*";
  if (pattern.least == 1 && pattern.most < 0) written = "+";
  return absl::StrCat(written, pattern.lazy ? "?" : "");
}

std::string WithoutMacro(const Pattern& pattern) {
  std::vector<std::string> parts;
  for (const Pattern& part : pattern.parts) parts.push_back(Written(part));
  switch (pattern.kind) {
    case PatternKind::kText:
      return Escaped(pattern.text);
    case PatternKind::kClass:
      return pattern.characters.written;
    case PatternKind::kReference:
      return absl::StrCat("<", Inside(pattern.reference), ">");
    case PatternKind::kSequence:
      return absl::StrJoin(parts, "");
    case PatternKind::kChoice:
      return absl::StrCat("(?:", absl::StrJoin(parts, "|"), ")");
    case PatternKind::kRepeat:
      return absl::StrCat(pattern.parts[0].kind == PatternKind::kClass ? parts[0] : absl::StrCat("(?:", parts[0], ")"),
                          Quantifier(pattern));
    case PatternKind::kCapture:
      return absl::StrCat("(?P<", pattern.text, ">", parts[0], ")");
    case PatternKind::kBegin:
      return "^";
    default:
      return "$";
  }
}

void CollectMacros(const Pattern& pattern, std::map<std::string, std::string>* macros) {
  if (!pattern.macro.empty()) (*macros)[pattern.macro] = WithoutMacro(pattern);
  for (const Pattern& part : pattern.parts) CollectMacros(part, macros);
}

// "key: value" pairs of a map in one line.
class Map {
 public:
  void Add(const std::string& key, const std::string& value) { pairs_.push_back(absl::StrCat(key, ": ", value)); }
  void AddIf(bool present, const std::string& key, const std::string& value) {
    if (present) Add(key, value);
  }
  bool empty() const { return pairs_.empty(); }
  std::string Text() const { return absl::StrCat("{", absl::StrJoin(pairs_, ", "), "}"); }

 private:
  std::vector<std::string> pairs_;
};

void AddGuards(const std::vector<Guard>& guards, Map* map) {
  static const std::pair<v1::GuardKind, const char*> kKinds[] = {{v1::GUARD_KIND_PRECEDED_BY, "preceded_by"},
                                                                 {v1::GUARD_KIND_NOT_PRECEDED_BY, "not_preceded_by"},
                                                                 {v1::GUARD_KIND_FOLLOWED_BY, "followed_by"},
                                                                 {v1::GUARD_KIND_NOT_FOLLOWED_BY, "not_followed_by"}};
  for (const auto& [kind, key] : kKinds) {
    std::vector<std::string> patterns;
    for (const Guard& guard : guards) {
      if (guard.kind == kind) patterns.push_back(Quoted(Written(guard.pattern)));
    }
    map->AddIf(!patterns.empty(), key, Listed(patterns));
  }
}

void AddSettings(const std::vector<Setting>& settings, Map* map) {
  Map set;
  for (const Setting& setting : settings) {
    if (setting.by_form.empty()) {
      set.Add(setting.name, Quoted(setting.value));
      continue;
    }
    Map forms;
    for (const auto& [form, value] : setting.by_form) forms.Add(form, Quoted(value));
    forms.AddIf(!setting.value.empty(), "else", Quoted(setting.value));
    set.Add(setting.name, forms.Text());
  }
  map->AddIf(!set.empty(), "set", set.Text());
}

void AddDocuments(const Condition& condition, Map* map) {
  if (condition.empty()) return;
  Map documents;
  documents.AddIf(!condition.language.empty(), "language", Quoted(condition.language));
  documents.AddIf(!condition.publisher.empty(), "publisher", Quoted(condition.publisher));
  documents.AddIf(!condition.field.empty(), "field", condition.field);
  documents.AddIf(
      !condition.function_words.empty(), "function_words",
      absl::StrCat("{list: ", condition.function_words, ", least_share: ", Decimal(condition.least_share), "}"));
  map->Add("documents", documents.Text());
}

void AddListUse(const ListUse& use, Map* map) {
  map->Add("list", use.list);
  map->AddIf(!use.column.empty(), "column", use.column);
  if (!use.where_column.empty())
    map->Add("where", absl::StrCat("{", use.where_column, ": ", Listed(use.where_values), "}"));
}

std::string Attached(const Attachment& attachment) {
  Map map;
  map.Add("label", Quoted(Inside(attachment.filler)));
  AddGuards(attachment.guards, &map);
  map.AddIf(!attachment.within.empty(), "within", attachment.within);
  map.AddIf(attachment.side == v1::ATTACHMENT_SIDE_BEFORE, "side", "before");
  map.AddIf(attachment.side == v1::ATTACHMENT_SIDE_BEHIND, "side", "behind");
  return map.Text();
}

std::string Referring(const Antecedent& antecedent) {
  Map map;
  map.Add("name", Quoted(Inside(antecedent.name)));
  map.AddIf(!antecedent.called.empty(), "called", antecedent.called);
  map.AddIf(!antecedent.rivals.empty(), "rivals", Listed(antecedent.rivals));
  return map.Text();
}

void AddMatch(const Rule& rule, Map* map) {
  map->AddIf(!rule.type.empty(), "type", rule.type);
  map->AddIf(!rule.span.empty(), "span", rule.span);
  map->AddIf(!rule.mention.empty(), "mention", rule.mention);
  map->AddIf(!rule.elide.empty(), "elide", Listed(rule.elide));
  map->AddIf(!rule.elaborates.empty(), "elaborates", Listed(rule.elaborates));
  map->AddIf(rule.covers == v1::COVERAGE_KIND_SENTENCE, "covers", "sentence");
  map->AddIf(rule.covers == v1::COVERAGE_KIND_PARAGRAPH, "covers", "paragraph");
  map->AddIf(rule.covers == v1::COVERAGE_KIND_FROM, "covers", absl::StrCat("{from: ", rule.covers_label, "}"));
  map->AddIf(rule.covers == v1::COVERAGE_KIND_TO, "covers", absl::StrCat("{to: ", rule.covers_label, "}"));
  if (rule.refers_to.has_value()) map->Add("refers_to", Referring(*rule.refers_to));
  Map attach;
  for (const Attachment& attachment : rule.attachments) attach.Add(attachment.role, Attached(attachment));
  map->AddIf(!attach.empty(), "attach", attach.Text());
}

void AddEvidence(const Rule& rule, Map* map) {
  static const std::map<v1::CandidatePart, std::string> kParts = {
      {v1::CANDIDATE_PART_WHOLE, "whole"}, {v1::CANDIDATE_PART_FIRST, "first"},   {v1::CANDIDATE_PART_LAST, "last"},
      {v1::CANDIDATE_PART_ANY, "any"},     {v1::CANDIDATE_PART_BEFORE, "before"}, {v1::CANDIDATE_PART_AFTER, "after"}};
  Map weights, words;
  for (const auto& [label, weight] : rule.weights) weights.Add(label, Decimal(weight));
  map->Add("evidence", weights.Text());
  std::vector<std::string> lists;
  for (const ListCondition& condition : rule.lists) {
    Map list;
    list.Add("part", kParts.at(condition.part));
    AddListUse(condition.words, &list);
    list.AddIf(condition.negated, "not", "true");
    lists.push_back(list.Text());
  }
  map->AddIf(!lists.empty(), "lists", Listed(lists));
  words.AddIf(rule.min_words > 0, "min", absl::StrCat(rule.min_words));
  words.AddIf(rule.max_words > 0, "max", absl::StrCat(rule.max_words));
  map->AddIf(!words.empty(), "words", words.Text());
  map->AddIf(rule.sentence_initial, "sentence_initial", "true");
  map->AddIf(rule.no_vote, "vote", "none");
  map->AddIf(!rule.on.empty(), "on", rule.on);
}

void AddRepair(const Rule& rule, Map* map) {
  Map relabel;
  for (const auto& [capture, label] : rule.relabel) relabel.Add(capture, label);
  map->AddIf(!rule.drop.empty(), "drop", Listed(rule.drop));
  map->AddIf(!relabel.empty(), "relabel", relabel.Text());
}

void AddVerbGroup(const Rule& rule, Map* map) {
  Map tables;
  tables.Add("verb", rule.verb);
  tables.Add("auxiliaries", absl::StrCat("{list: ", rule.auxiliaries, "}"));
  tables.Add("adverbs", absl::StrCat("{list: ", rule.adverbs, "}"));
  tables.AddIf(rule.adverb_pattern, "adverb_pattern", "'[a-z]+ly'");
  tables.Add("forms", absl::StrCat("{list: ", rule.verb_forms, "}"));
  map->Add("verb_group", tables.Text());
}

void AddPatterns(const Rule& rule, Map* map) {
  if (rule.forms.size() == 1) return map->Add("pattern", Quoted(Written(rule.forms[0].pattern)));
  Map forms;
  for (const Form& form : rule.forms) forms.Add(form.name, Quoted(Written(form.pattern)));
  map->AddIf(!forms.empty(), "forms", forms.Text());
}

void AddContext(const Rule& rule, Map* map) {
  std::vector<std::string> context;
  for (const ContextWords& words : rule.context)
    context.push_back(absl::StrCat("{list: ", words.list, ", within: ", words.within,
                                   ", confidence: ", Decimal(words.confidence), "}"));
  map->AddIf(!context.empty(), "context", Listed(context));
}

std::string RuleText(const Rule& rule) {
  Map map;
  map.Add("id", rule.id);
  map.AddIf(!rule.label.empty(), "label", rule.label);
  AddPatterns(rule, &map);
  if (rule.kind == RuleKind::kMatch) AddMatch(rule, &map);
  if (rule.kind == RuleKind::kEvidence) AddEvidence(rule, &map);
  if (rule.kind == RuleKind::kRepair) AddRepair(rule, &map);
  if (rule.kind == RuleKind::kVerbGroup) AddVerbGroup(rule, &map);
  if (rule.kind == RuleKind::kList) AddListUse(rule.words, &map);
  map.AddIf(!rule.aliases.empty(), "aliases", rule.aliases);
  map.AddIf(rule.nested, "nested", "true");
  map.AddIf(rule.no_mention, "mention", "none");
  map.AddIf(rule.ignore_case, "ignore_case", "true");
  map.AddIf(rule.priority != 0, "priority", absl::StrCat(rule.priority));
  map.AddIf(rule.confidence != 900, "confidence", Decimal(rule.confidence));
  AddGuards(rule.guards, &map);
  AddSettings(rule.settings, &map);
  AddContext(rule, &map);
  AddDocuments(rule.documents, &map);
  return absl::StrCat("  - ", map.Text(), "\n");
}

void AddVote(const Vote& vote, Map* map) {
  std::vector<std::string> shares;
  for (int share : vote.shares) shares.push_back(Decimal(share));
  map->Add("threshold", Decimal(vote.threshold));
  map->Add("vote_shares", Listed(shares));
  map->Add("own_share", Decimal(vote.own_share));
}

std::string NamesText(const NameSettings& names) {
  Map map;
  map.Add("labels", Listed(names.labels));
  AddVote(names.vote, &map);
  if (!names.unknown_label.empty())
    map.Add("unknown", absl::StrCat("{label: ", names.unknown_label, ", weight: ", Decimal(names.unknown_weight),
                                    ", min_words: ", names.unknown_min, ", max_words: ", names.unknown_max, "}"));
  Map inherited;
  for (const auto& [label, weight] : names.inherited) inherited.Add(label, Decimal(weight));
  map.AddIf(!inherited.empty(), "inherited", inherited.Text());
  map.Add("acronyms", absl::StrCat("{min_letters: ", names.acronym_min, ", max_letters: ", names.acronym_max, "}"));
  map.Add("title_words", absl::StrCat(names.title_words));
  map.AddIf(!names.keep_first_word.empty(), "keep_first_word", Listed(names.keep_first_word));
  std::vector<std::string> lists;
  for (const auto& [function, list] : names.word_lists)
    lists.push_back(absl::StrCat("{function: ", function, ", list: ", list, "}"));
  map.Add("word_lists", Listed(lists));
  return map.Text();
}

std::string SensesText(const SenseSettings& senses) {
  Map map, choices;
  map.Add("on", senses.on);
  map.Add("label", senses.label);
  AddVote(senses.vote, &map);
  for (const Sense& sense : senses.senses) {
    Map settings;
    for (const Setting& setting : sense.settings) settings.Add(setting.name, Quoted(setting.value));
    choices.Add(sense.name, settings.Text());
  }
  map.Add("senses", choices.Text());
  return map.Text();
}

std::string StageText(const Stage& stage) {
  std::string text = absl::StrCat("stage: ", stage.name, "\n");
  if (!stage.input.empty()) absl::StrAppend(&text, "input: ", Listed(stage.input), "\n");
  if (!stage.input_without.empty()) absl::StrAppend(&text, "input_without: ", Listed(stage.input_without), "\n");
  if (stage.names.has_value()) absl::StrAppend(&text, "names: ", NamesText(*stage.names), "\n");
  if (stage.senses.has_value()) absl::StrAppend(&text, "senses: ", SensesText(*stage.senses), "\n");
  Map documents;
  AddDocuments(stage.documents, &documents);
  if (!documents.empty()) absl::StrAppend(&text, documents.Text().substr(1, documents.Text().size() - 2), "\n");
  absl::StrAppend(&text, stage.rules.empty() ? "rules: []\n" : "rules:\n");
  for (const Rule& rule : stage.rules) absl::StrAppend(&text, RuleText(rule));
  return text;
}

std::string LabelText(const Label& label) {
  static const std::map<v1::ConflictPolicy, std::string> kPolicies = {{v1::CONFLICT_POLICY_LONGEST, "longest"},
                                                                      {v1::CONFLICT_POLICY_LEFTMOST, "leftmost"},
                                                                      {v1::CONFLICT_POLICY_SHORTEST, "shortest"},
                                                                      {v1::CONFLICT_POLICY_ALL, "all"}};
  Map map;
  map.Add("kind", absl::AsciiStrToLower(v1::LabelKind_Name(label.kind).substr(sizeof("LABEL_KIND_") - 1)));
  map.AddIf(!label.features.empty(), "features", Listed(label.features));
  map.AddIf(!label.normalizer.empty(), "normalizer", label.normalizer);
  if (label.conflict != v1::CONFLICT_POLICY_UNSPECIFIED) map.Add("conflict", kPolicies.at(label.conflict));
  return absl::StrCat("  ", label.name, ": ", map.Text(), "\n");
}

std::string ListText(const List& list) {
  std::string text = absl::StrJoin(list.columns, "\t") + "\n";
  for (const auto& row : list.rows) absl::StrAppend(&text, absl::StrJoin(row, "\t"), "\n");
  return text;
}

std::string MacrosText(const Pack& pack) {
  std::map<std::string, std::string> macros;
  for (const Stage& stage : pack.stages) {
    for (const Rule& rule : stage.rules) {
      for (const Form& form : rule.forms) CollectMacros(form.pattern, &macros);
      for (const Guard& guard : rule.guards) CollectMacros(guard.pattern, &macros);
    }
  }
  Map map;
  for (const auto& [name, pattern] : macros) map.Add(name, Quoted(pattern));
  return map.empty() ? "" : absl::StrCat("macros: ", map.Text(), "\n");
}

// Everything of one pack under `folder`.
void AddFiles(const Pack& pack, const std::string& folder, const std::string& more,
              std::map<std::string, std::string>* files) {
  std::string labels;
  std::vector<std::string> stages;
  for (const Label& label : pack.labels) absl::StrAppend(&labels, LabelText(label));
  for (const Stage& stage : pack.stages) {
    stages.push_back(absl::StrCat(stage.name, ".yaml"));
    (*files)[absl::StrCat(folder, stages.back())] = StageText(stage);
  }
  std::string& manifest = (*files)[absl::StrCat(folder, "pack.yaml")];
  manifest = absl::StrCat("name: random\nversion: 1\n", more);
  if (!pack.labels.empty()) absl::StrAppend(&manifest, "labels:\n", labels);
  if (!stages.empty()) absl::StrAppend(&manifest, "stages: ", Listed(stages), "\n");
  for (const auto& [name, list] : pack.lists) (*files)[absl::StrCat(folder, "lists/", name, ".tsv")] = ListText(list);
}

std::string GroundText(const Pack& pack) {
  std::string text = MacrosText(pack);
  absl::StrAppend(&text, "enumeration: ", Quoted(Written(pack.separator)), "\n");
  if (!pack.abbreviations.empty()) absl::StrAppend(&text, "abbreviations: [{list: ", pack.abbreviations, "}]\n");
  return text;
}

std::string DocumentsText(const Condition& condition) {
  Map documents;
  AddDocuments(condition, &documents);
  return documents.empty() ? "" : documents.Text().substr(1, documents.Text().size() - 2) + "\n";
}

bool CanBeOverridden(const Rule& rule) { return rule.kind == RuleKind::kMatch || rule.kind == RuleKind::kList; }

// What the pack upon it puts right: every other rule, a label, a list; and its last stage is missing.
Pack BaseOf(Pack pack) {
  pack.stages.pop_back();
  for (Stage& stage : pack.stages) {
    for (size_t i = 0; i < stage.rules.size(); i += 2) {
      if (!CanBeOverridden(stage.rules[i])) continue;
      stage.rules[i].priority += 40;
      stage.rules[i].confidence = 123;
    }
  }
  Rule off;
  off.id = "zz.off";
  off.label = "THING";
  off.priority = 99;
  Pattern words;
  words.kind = PatternKind::kClass;
  words.characters.written = "[a-z]";
  off.forms = {{"", words}};
  pack.stages[0].rules.push_back(off);
  pack.labels[0].conflict = v1::CONFLICT_POLICY_LEFTMOST;
  List& list = pack.lists.begin()->second;
  list.rows.push_back(std::vector<std::string>(list.columns.size(), "the"));
  return pack;
}

Pack TopOf(const Pack& pack) {
  Pack top;
  top.labels = {pack.labels[0]};
  top.lists = {*pack.lists.begin()};
  for (size_t s = 0; s + 1 < pack.stages.size(); ++s) {
    Stage stage;
    stage.name = pack.stages[s].name;
    for (size_t i = 0; i < pack.stages[s].rules.size(); i += 2) {
      if (CanBeOverridden(pack.stages[s].rules[i])) stage.rules.push_back(pack.stages[s].rules[i]);
    }
    if (!stage.rules.empty()) top.stages.push_back(stage);
  }
  top.stages.push_back(pack.stages.back());
  return top;
}

}  // namespace

std::string Written(const Pattern& pattern) {
  return pattern.macro.empty() ? WithoutMacro(pattern) : absl::StrCat("<", pattern.macro, ">");
}

std::map<std::string, std::string> FilesOf(const Pack& pack) {
  std::map<std::string, std::string> files;
  const std::string own = DocumentsText(pack.documents);
  if (!pack.included || pack.stages.size() < 2) {
    AddFiles(pack, "", GroundText(pack) + own, &files);
    return files;
  }
  AddFiles(BaseOf(pack), "base/", GroundText(pack), &files);
  AddFiles(TopOf(pack), "", absl::StrCat("include: [base]\noff: [zz.off]\n", own), &files);
  return files;
}

}  // namespace caspian::extractor::reference
