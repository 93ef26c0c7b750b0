// Match, list, verb-group and repair rules.
#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "extractor/program/compile_ground.h"

namespace caspian::extractor {
namespace {

// Labels of the members of each capture that holds an enumeration and nothing else.
std::map<std::string, std::vector<int>> EnumerationsIn(absl::string_view pattern, const Alphabet& alphabet) {
  std::map<std::string, std::vector<int>> found;
  for (const LabelUse& use : LabelsIn(pattern)) {
    if (!use.plural || pattern.substr(use.offset + use.length, 1) != ")") continue;
    const size_t open = pattern.substr(0, use.offset).rfind("(?P<");
    if (open == absl::string_view::npos || use.offset == 0 || pattern[use.offset - 1] != '>') continue;
    const absl::string_view name = pattern.substr(open + 4, use.offset - open - 5);
    if (name.find_first_of("()<>") != absl::string_view::npos) continue;
    for (const std::string& label : use.labels) found[std::string(name)].push_back(alphabet.LabelIndex(label));
  }
  return found;
}

size_t GroupOf(const CompiledForm& form, const std::string& capture) {
  for (size_t g = 1; g < form.groups.size(); ++g) {
    if (form.groups[g].name == capture) return g;
  }
  return 0;
}

class RuleCompiler {
 public:
  RuleCompiler(const v1::Rule& rule, CompileGround* ground, CompiledStage* stage)
      : rule_(rule), ground_(*ground), stage_(*stage) {}

  absl::Status Compile() {
    switch (rule_.body_case()) {
      case v1::Rule::kMatch:
        return CompileMatch();
      case v1::Rule::kList:
        return CompileList();
      case v1::Rule::kVerbGroup:
        return CompileVerbGroup();
      case v1::Rule::kRepair:
        return CompileRepair();
      default:
        return Invalid(rule_.id(), "no body that fits the stage");
    }
  }

 private:
  template <typename Body>
  absl::Status CompileCommon(const Body& body, CompiledRule* out) {
    out->rule = &rule_;
    out->label = ground_.LabelIndex(body.label());
    if (out->label < 0) return Invalid(rule_.id(), absl::StrCat("no label ", body.label()));
    out->kind = ground_.program().alphabet.label(out->label).kind();
    out->priority = body.priority();
    out->confidence = body.confidence() == 0 ? kDefaultConfidence : body.confidence();
    out->condition = ground_.CompileCondition(rule_.documents());
    out->settings = ground_.CompileSettings(SettingsOf(rule_));
    for (const v1::ContextUse& use : ContextOf(rule_)) {
      auto words = ground_.Index(use.words(), PhraseCase::kIgnored);
      if (words == nullptr) return Invalid(rule_.id(), absl::StrCat("no list ", use.words().list()));
      out->context.push_back({std::move(words), use.within_tokens(), use.confidence()});
    }
    return ground_.CompileGuards(rule_.id(), body.guards(), false, &out->guards);
  }

  absl::Status CompilePattern(const std::string& pattern, bool ignore_case, CompiledPattern* out) const {
    return ground_.CompilePattern(rule_.id(), pattern, ignore_case, ReadingOrder::kForwards, out);
  }

  absl::Status CompileForm(const RulePattern& pattern, const std::vector<CompiledGuard>& guards,
                           CompiledForm* out) const {
    const v1::MatchRule& match = rule_.match();
    out->name = pattern.form;
    if (absl::Status status = CompilePattern(pattern.text, match.ignore_case(), &out->pattern); !status.ok())
      return status;
    auto enumerations = EnumerationsIn(pattern.text, ground_.program().alphabet);
    for (const std::string& name : out->pattern.regex->group_names()) out->groups.push_back({name, enumerations[name]});
    out->start = ground_.Start(pattern.text, match.ignore_case(), guards);
    out->span_group = GroupOf(*out, match.span_capture());
    out->mention_group = GroupOf(*out, match.mention_capture());
    return absl::OkStatus();
  }

  template <typename Labels>
  LabelSet SetOf(const Labels& labels) const {
    LabelSet set(static_cast<size_t>(ground_.program().alphabet.label_count()));
    for (const std::string& label : labels) {
      const int index = ground_.LabelIndex(label);
      if (index >= 0) set[static_cast<size_t>(index)] = true;
    }
    return set;
  }

  // Index of the stage's elision of the rule's labels.
  int ElisionOf(const google::protobuf::RepeatedPtrField<std::string>& labels) {
    if (labels.empty()) return kNoElision;
    LabelSet set = SetOf(labels);
    const auto found = std::find(stage_.elisions.begin(), stage_.elisions.end(), set);
    if (found != stage_.elisions.end()) return static_cast<int>(found - stage_.elisions.begin());
    stage_.elisions.push_back(std::move(set));
    return static_cast<int>(stage_.elisions.size()) - 1;
  }

  absl::Status CompileAttachment(const v1::Attachment& attachment, CompiledMatchRule* out) const {
    CompiledAttachment compiled;
    compiled.role = attachment.role();
    compiled.side = attachment.side();
    compiled.within = attachment.within().empty() ? -1 : ground_.LabelIndex(attachment.within());
    absl::Status status = ground_.CompileRegex(rule_.id(), ReferenceOf(attachment.label()), false, &compiled.filler);
    if (status.ok()) status = ground_.CompileGuards(rule_.id(), attachment.guards(), true, &compiled.guards);
    if (status.ok()) out->attachments.push_back(std::move(compiled));
    return status;
  }

  absl::Status CompileAntecedent(const v1::Antecedent& antecedent, CompiledMatchRule* out) const {
    const std::string reference = ReferenceOf(antecedent.name());
    CompiledAntecedent compiled{nullptr, {}, antecedent.called(), SetOf(antecedent.rivals())};
    for (const LabelUse& use : LabelsIn(reference)) compiled.labels = SetOf(use.labels);
    absl::Status status = ground_.CompileRegex(rule_.id(), reference, false, &compiled.name);
    if (status.ok()) out->refers_to = std::move(compiled);
    return status;
  }

  absl::Status CompileMatch() {
    CompiledMatchRule out;
    const v1::MatchRule& match = rule_.match();
    if (absl::Status status = CompileCommon(match, &out); !status.ok()) return status;
    out.no_mention = match.no_mention();
    for (const RulePattern& pattern : SearchedPatterns(rule_)) {
      out.forms.emplace_back();
      if (absl::Status status = CompileForm(pattern, out.guards, &out.forms.back()); !status.ok()) return status;
    }
    std::sort(out.forms.begin(), out.forms.end(),
              [](const CompiledForm& a, const CompiledForm& b) { return a.name < b.name; });
    out.elision = ElisionOf(match.elide());
    for (const v1::Attachment& attachment : match.attachments()) {
      if (absl::Status status = CompileAttachment(attachment, &out); !status.ok()) return status;
    }
    if (match.has_refers_to()) {
      if (absl::Status status = CompileAntecedent(match.refers_to(), &out); !status.ok()) return status;
    }
    stage_.matches.push_back(std::move(out));
    return absl::OkStatus();
  }

  absl::Status CompileList() {
    CompiledListRule out;
    const v1::ListRule& body = rule_.list();
    if (absl::Status status = CompileCommon(body, &out); !status.ok()) return status;
    out.no_mention = body.no_mention();
    out.list = ground_.FindList(body.list());
    if (out.list == nullptr) return Invalid(rule_.id(), absl::StrCat("no list ", body.list()));
    out.index = ground_.Index(*out.list, body.column(), body.aliases_column(), body.where(),
                              body.ignore_case() ? PhraseCase::kIgnored : PhraseCase::kFirstLetterFree);
    stage_.lists.push_back(std::move(out));
    return absl::OkStatus();
  }

  // The rows of a table, each with the features of `label` that it has columns for.
  std::vector<VerbGroupWord> RowsOf(const List& list, int label) const {
    std::vector<VerbGroupWord> words;
    const auto cell = [&list](const ListRow& row, absl::string_view column) {
      const int index = ColumnIndex(list, column);
      return index < 0 ? std::string() : std::string(row[static_cast<size_t>(index)]);
    };
    for (const ListRow row : list.rows) {
      VerbGroupWord word;
      for (absl::string_view form : absl::StrSplit(cell(row, "takes"), ';', absl::SkipEmpty()))
        word.takes.emplace(form);
      word.form = cell(row, "form");
      word.begins = cell(row, "begins") != "no";
      if (!absl::SimpleAtoi(cell(row, "strength"), &word.strength)) word.strength = 0;
      for (const std::string& feature : ground_.program().alphabet.label(label).features()) {
        if (!cell(row, feature).empty()) word.features.emplace_back(feature, cell(row, feature));
      }
      words.push_back(std::move(word));
    }
    return words;
  }

  // By row: the words of all rows that have its phrase, by their form and what they take, so that the order of rows
  // does not matter.
  static std::vector<std::vector<VerbGroupWord>> ReadingsOf(const List& list, const std::vector<VerbGroupWord>& words) {
    const auto column = static_cast<size_t>(std::max(0, ColumnIndex(list, "phrase")));
    std::map<absl::string_view, std::vector<VerbGroupWord>> by_phrase;
    for (size_t r = 0; r < words.size(); ++r) by_phrase[list.rows[r][column]].push_back(words[r]);
    for (auto& [phrase, readings] : by_phrase) {
      std::sort(readings.begin(), readings.end(), [](const VerbGroupWord& a, const VerbGroupWord& b) {
        return std::tie(a.form, a.takes) < std::tie(b.form, b.takes);
      });
    }
    std::vector<std::vector<VerbGroupWord>> readings;
    for (const ListRow row : list.rows) readings.push_back(by_phrase[row[column]]);
    return readings;
  }

  absl::Status CompileVerbGroup() {
    CompiledVerbGroup out;
    const v1::VerbGroupRule& body = rule_.verb_group();
    if (absl::Status status = CompileCommon(body, &out); !status.ok()) return status;
    out.verb_label = ground_.LabelIndex(body.verb());
    const List* auxiliaries = ground_.FindList(body.auxiliaries().list());
    const List* forms = ground_.FindList(body.forms().list());
    const List* adverbs = ground_.FindList(body.adverbs().list());
    if (auxiliaries == nullptr || forms == nullptr) return Invalid(rule_.id(), "a table of the verb group is missing");
    out.auxiliaries = ground_.Index(body.auxiliaries(), PhraseCase::kFirstLetterFree);
    out.auxiliary_readings = ReadingsOf(*auxiliaries, RowsOf(*auxiliaries, out.label));
    if (adverbs != nullptr) {
      out.adverbs = ground_.Index(body.adverbs(), PhraseCase::kFirstLetterFree);
      out.adverb_rows = RowsOf(*adverbs, out.label);
    }
    const std::vector<VerbGroupWord> form_rows = RowsOf(*forms, out.label);
    for (size_t r = 0; r < forms->rows.size(); ++r) {
      const bool alone = forms->rows[r][static_cast<size_t>(std::max(0, ColumnIndex(*forms, "alone")))] == "yes";
      out.forms[form_rows[r].form] = {alone, form_rows[r].features};
    }
    if (!body.adverb_pattern().empty()) {
      absl::Status status = ground_.CompileRegex(rule_.id(), body.adverb_pattern(), false, &out.adverb_pattern);
      if (!status.ok()) return status;
    }
    stage_.verb_groups.push_back(std::move(out));
    return absl::OkStatus();
  }

  absl::Status CompileRepair() {
    CompiledRepair out;
    const v1::RepairRule& body = rule_.repair();
    out.rule = &rule_;
    out.condition = ground_.CompileCondition(rule_.documents());
    absl::Status status = CompilePattern(body.pattern(), body.ignore_case(), &out.pattern);
    if (status.ok()) status = ground_.CompileGuards(rule_.id(), body.guards(), false, &out.guards);
    if (!status.ok()) return status;
    out.start = ground_.Start(body.pattern(), body.ignore_case(), out.guards);
    out.settings = ground_.CompileSettings(body.settings());
    const auto& names = out.pattern.regex->group_names();
    const auto group = [&names](const std::string& capture) {
      return static_cast<size_t>(std::find(names.begin(), names.end(), capture) - names.begin());
    };
    auto members = EnumerationsIn(body.pattern(), ground_.program().alphabet);
    for (const std::string& capture : body.drop()) out.actions.push_back({group(capture), -1, members[capture]});
    for (const v1::Relabeling& relabel : body.relabel()) {
      const std::string& capture = relabel.capture();
      out.actions.push_back({group(capture), ground_.LabelIndex(relabel.label()), members[capture]});
    }
    for (const CompiledRepairAction& action : out.actions) {
      if (action.group >= names.size()) return Invalid(rule_.id(), "a capture that is repaired is missing");
    }
    stage_.repairs.push_back(std::move(out));
    return absl::OkStatus();
  }

  const v1::Rule& rule_;
  CompileGround& ground_;
  CompiledStage& stage_;
};

}  // namespace

absl::Status CompileRule(const v1::Rule& rule, CompileGround* ground, CompiledStage* stage) {
  return RuleCompiler(rule, ground, stage).Compile();
}

}  // namespace caspian::extractor
