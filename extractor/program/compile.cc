#include "extractor/program/compile.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/base/error.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {
namespace {

constexpr uint32_t kDefaultConfidence = 900;
constexpr int32_t kDefaultThreshold = 1500;

absl::Status Invalid(absl::string_view rule, absl::string_view what) {
  return MakeError(v1::ERROR_REASON_RULE_SET_INVALID, absl::StrCat("rule ", rule, ": ", what));
}

bool PassesFilter(const List& list, const v1::ColumnFilter& where, const std::vector<std::string>& row) {
  if (where.column().empty()) return true;
  const int column = ColumnIndex(list, where.column());
  return column >= 0 && std::count(where.values().begin(), where.values().end(), row[static_cast<size_t>(column)]) > 0;
}

std::map<std::string, List> ByName(std::vector<List> lists) {
  std::map<std::string, List> by_name;
  for (List& list : lists) by_name.emplace(list.name, std::move(list));
  return by_name;
}

// Builds a stage's rules over a program whose rule set and lists stand.
class Compiler {
 public:
  explicit Compiler(Program* program) : program_(program) {}

  absl::Status Compile() {
    for (const v1::ListUse& use : program_->rule_set.abbreviations()) AddAbbreviations(use);
    for (const v1::Stage& stage : program_->rule_set.stages()) {
      program_->stages.emplace_back();
      absl::Status status = stage.has_names() ? CompileNames(stage) : CompileStage(stage);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

 private:
  const List* FindList(const std::string& name) const {
    const auto found = program_->lists.find(name);
    return found == program_->lists.end() ? nullptr : &found->second;
  }

  void AddAbbreviations(const v1::ListUse& use) {
    const List* list = FindList(use.list());
    if (list == nullptr) return;
    const size_t column = static_cast<size_t>(std::max(0, ColumnIndex(*list, use.column())));
    for (const auto& row : list->rows) {
      if (PassesFilter(*list, use.where(), row)) program_->abbreviations.insert(row[column]);
    }
  }

  // One index for equal uses of a list.
  std::shared_ptr<const PhraseIndex> Index(const List& list, const std::string& column, const std::string& aliases,
                                           const v1::ColumnFilter& where, PhraseCase letter_case) {
    const auto key = std::make_tuple(list.name, column, aliases, where.SerializeAsString(), letter_case);
    auto& index = indexes_[key];
    if (index != nullptr) return index;
    auto built = std::make_shared<PhraseIndex>(letter_case);
    const size_t phrase = static_cast<size_t>(std::max(0, ColumnIndex(list, column)));
    const int alias = aliases.empty() ? -1 : ColumnIndex(list, aliases);
    for (uint32_t row = 0; row < list.rows.size(); ++row) {
      if (!PassesFilter(list, where, list.rows[row])) continue;
      built->Add(PlainForm(list.rows[row][phrase]), row);
      if (alias < 0) continue;
      for (absl::string_view spelling :
           absl::StrSplit(list.rows[row][static_cast<size_t>(alias)], ';', absl::SkipEmpty()))
        built->Add(PlainForm(spelling), row);
    }
    return index = std::move(built);
  }

  absl::Status CompileRegex(const v1::Rule& rule, const std::string& pattern, bool ignore_case,
                            std::shared_ptr<const Regex>* regex) {
    auto compiled = Regex::Compile(program_->alphabet.Translate(pattern), ignore_case);
    if (!compiled.ok()) return Invalid(rule.id(), compiled.status().message());
    *regex = *std::move(compiled);
    return absl::OkStatus();
  }

  absl::Status CompileGuards(const v1::Rule& rule, const google::protobuf::RepeatedPtrField<v1::Guard>& guards,
                             std::vector<CompiledGuard>* out) {
    for (const v1::Guard& guard : guards) {
      const bool before = guard.kind() == v1::GUARD_KIND_PRECEDED_BY || guard.kind() == v1::GUARD_KIND_NOT_PRECEDED_BY;
      const std::string pattern = before ? absl::StrCat("(?:", guard.pattern(), ")\\z") : guard.pattern();
      std::shared_ptr<const Regex> regex;
      if (absl::Status status = CompileRegex(rule, pattern, false, &regex); !status.ok()) return status;
      out->push_back({guard.kind(), std::move(regex)});
    }
    return absl::OkStatus();
  }

  template <typename Body>
  absl::Status CompileCommon(const v1::Rule& rule, const Body& body, CompiledRule* out) {
    out->rule = &rule;
    out->label = program_->alphabet.LabelIndex(body.label());
    if (out->label < 0) return Invalid(rule.id(), absl::StrCat("no label ", body.label()));
    out->kind = program_->alphabet.label(out->label).kind();
    out->priority = body.priority();
    out->confidence = body.confidence() == 0 ? kDefaultConfidence : body.confidence();
    for (const v1::Setting& setting : body.settings()) out->settings.emplace_back(setting);
    return CompileGuards(rule, body.guards(), &out->guards);
  }

  absl::Status CompileMatch(const v1::Rule& rule, CompiledStage* stage) {
    CompiledMatchRule out;
    const v1::MatchRule& match = rule.match();
    if (absl::Status status = CompileCommon(rule, match, &out); !status.ok()) return status;
    if (absl::Status status = CompileRegex(rule, match.pattern(), match.ignore_case(), &out.regex); !status.ok())
      return status;
    const auto& names = out.regex->group_names();
    if (!match.span_capture().empty())
      out.span_group = static_cast<size_t>(std::find(names.begin(), names.end(), match.span_capture()) - names.begin());
    if (out.span_group >= names.size()) return Invalid(rule.id(), absl::StrCat("no capture ", match.span_capture()));
    stage->matches.push_back(std::move(out));
    return absl::OkStatus();
  }

  absl::Status CompileList(const v1::Rule& rule, CompiledStage* stage) {
    CompiledListRule out;
    const v1::ListRule& body = rule.list();
    if (absl::Status status = CompileCommon(rule, body, &out); !status.ok()) return status;
    out.list = FindList(body.list());
    if (out.list == nullptr) return Invalid(rule.id(), absl::StrCat("no list ", body.list()));
    out.index = Index(*out.list, body.column(), body.aliases_column(), body.where(),
                      body.ignore_case() ? PhraseCase::kIgnored : PhraseCase::kFirstLetterFree);
    stage->lists.push_back(std::move(out));
    return absl::OkStatus();
  }

  absl::Status CompileStage(const v1::Stage& stage) {
    for (const v1::Rule& rule : stage.rules()) {
      absl::Status status =
          rule.has_list() ? CompileList(rule, &program_->stages.back()) : CompileMatch(rule, &program_->stages.back());
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status CompileConditions(const v1::Rule& rule, CompiledEvidenceRule* out) {
    for (const v1::ListCondition& condition : rule.evidence().lists()) {
      const List* list = FindList(condition.list());
      if (list == nullptr) return Invalid(rule.id(), absl::StrCat("no list ", condition.list()));
      const std::string aliases = ColumnIndex(*list, "aliases") > 0 && condition.column().empty() ? "aliases" : "";
      out->lists.push_back(
          {condition.part(), condition.negated(), list,
           Index(*list, condition.column(), aliases, condition.where(), PhraseCase::kFirstLetterFree)});
    }
    return absl::OkStatus();
  }

  absl::Status CompileEvidence(const v1::Rule& rule, const v1::NameSettings& settings, CompiledNames* names) {
    CompiledEvidenceRule out;
    out.rule = &rule;
    const v1::EvidenceRule& evidence = rule.evidence();
    if (!evidence.pattern().empty()) {
      if (absl::Status status = CompileRegex(rule, evidence.pattern(), false, &out.regex); !status.ok()) return status;
    }
    if (absl::Status status = CompileGuards(rule, evidence.guards(), &out.guards); !status.ok()) return status;
    if (absl::Status status = CompileConditions(rule, &out); !status.ok()) return status;
    for (const v1::Setting& setting : evidence.settings()) out.settings.emplace_back(setting);
    for (const v1::LabelWeight& weight : evidence.weights()) {
      const auto found = std::find(settings.labels().begin(), settings.labels().end(), weight.label());
      if (found == settings.labels().end())
        return Invalid(rule.id(), absl::StrCat("label ", weight.label(), " is none of the stage's"));
      out.weights.emplace_back(static_cast<size_t>(found - settings.labels().begin()), weight.weight());
    }
    names->rules.push_back(std::move(out));
    return absl::OkStatus();
  }

  absl::Status CompileNames(const v1::Stage& stage) {
    CompiledNames names;
    names.settings = &stage.names();
    names.threshold = stage.names().threshold() == 0 ? kDefaultThreshold : stage.names().threshold();
    names.inherited.resize(static_cast<size_t>(stage.names().labels_size()), 0);
    for (int i = 0; i < stage.names().labels_size(); ++i) {
      const std::string& label = stage.names().labels(i);
      names.labels.push_back(program_->alphabet.LabelIndex(label));
      if (names.labels.back() < 0) return Invalid(stage.name(), absl::StrCat("no label ", label));
      if (label == stage.names().unknown_label()) names.unknown_label = i;
      for (const v1::LabelWeight& weight : stage.names().inherited()) {
        if (weight.label() == label) names.inherited[static_cast<size_t>(i)] = weight.weight();
      }
    }
    for (const v1::NameWordList& words : stage.names().word_lists()) {
      const List* list = FindList(words.words().list());
      if (list == nullptr) return Invalid(stage.name(), absl::StrCat("no list ", words.words().list()));
      const bool aliases = ColumnIndex(*list, "aliases") > 0 && words.words().column().empty();
      names.words[words.function()].push_back(
          Index(*list, words.words().column(), aliases ? "aliases" : "", words.words().where(), PhraseCase::kExact));
    }
    for (const v1::Rule& rule : stage.rules()) {
      if (absl::Status status = CompileEvidence(rule, stage.names(), &names); !status.ok()) return status;
    }
    program_->stages.back().names = std::move(names);
    return absl::OkStatus();
  }

  Program* program_;
  std::map<std::tuple<std::string, std::string, std::string, std::string, PhraseCase>,
           std::shared_ptr<const PhraseIndex>>
      indexes_;
};

}  // namespace

Program::Program(v1::RuleSet set, std::vector<List> list_rows)
    : rule_set(std::move(set)), lists(ByName(std::move(list_rows))), alphabet(rule_set) {
  const v1::RuleSetLimits& limits = rule_set.limits();
  annotations_per_sentence = limits.annotations_per_sentence() == 0 ? 4096 : limits.annotations_per_sentence();
  annotations_per_document = limits.annotations_per_document() == 0 ? 4000000 : limits.annotations_per_document();
}

absl::StatusOr<std::shared_ptr<const Program>> CompileRuleSet(v1::RuleSet rule_set, std::vector<List> lists,
                                                              const std::string& digest) {
  auto program = std::make_shared<Program>(std::move(rule_set), std::move(lists));
  program->ref.set_name(program->rule_set.name());
  program->ref.set_version(program->rule_set.version());
  program->ref.set_digest(digest);
  if (absl::Status status = Compiler(program.get()).Compile(); !status.ok()) return status;
  return std::shared_ptr<const Program>(std::move(program));
}

}  // namespace caspian::extractor
