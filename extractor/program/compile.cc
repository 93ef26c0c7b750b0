#include "extractor/program/compile.h"

#include <algorithm>
#include <utility>

#include "extractor/program/compile_ground.h"

namespace caspian::extractor {
namespace {

constexpr uint32_t kAnnotationsPerSentence = 4096;
constexpr uint32_t kAnnotationsPerDocument = 4000000;

std::map<std::string, List> ByName(std::vector<List> lists) {
  std::map<std::string, List> by_name;
  for (List& list : lists) by_name.emplace(list.name, std::move(list));
  return by_name;
}

void AddAbbreviations(const v1::ListUse& use, CompileGround* ground) {
  const List* list = ground->FindList(use.list());
  if (list == nullptr) return;
  const size_t column = static_cast<size_t>(std::max(0, ColumnIndex(*list, use.column())));
  for (const ListRow row : list->rows) {
    if (PassesFilter(*list, use.where(), row)) ground->program().abbreviations.emplace(row[column]);
  }
}

std::map<std::string, std::vector<std::string>, std::less<>> SupertypesOf(const v1::RuleSet& rule_set) {
  std::map<std::string, std::string> parents;
  for (const v1::EventType& type : rule_set.event_types()) parents.emplace(type.name(), type.parent());
  std::map<std::string, std::vector<std::string>, std::less<>> supertypes;
  for (const auto& [name, direct] : parents) {
    std::vector<std::string>& above = supertypes[name];
    for (auto parent = parents.find(name); parent != parents.end() && above.size() < parents.size();
         parent = parents.find(parent->second))
      above.push_back(parent->second);
  }
  return supertypes;
}

// The labels that the stage sees; empty where it sees all.
LabelSet SeenBy(const v1::Stage& stage, const CompileGround& ground, int label_count) {
  if (stage.input().empty() && stage.input_without().empty()) return {};
  const bool only = !stage.input().empty();
  LabelSet sees(static_cast<size_t>(label_count), !only);
  for (const std::string& label : only ? stage.input() : stage.input_without()) {
    const int index = ground.LabelIndex(label);
    if (index >= 0) sees[static_cast<size_t>(index)] = only;
  }
  return sees;
}

absl::Status CompileStage(const v1::Stage& stage, CompileGround* ground) {
  Program& program = ground->program();
  program.stages.emplace_back();
  CompiledStage& out = program.stages.back();
  out.sees = SeenBy(stage, *ground, program.alphabet.label_count());
  out.condition = ground->CompileCondition(stage.documents());
  if (stage.has_names()) return CompileNames(stage, ground, &out);
  if (stage.has_senses()) return CompileSenses(stage, ground, &out);
  for (const v1::Rule& rule : stage.rules()) {
    if (absl::Status status = CompileRule(rule, ground, &out); !status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

Program::Program(v1::RuleSet set, std::vector<List> list_rows)
    : rule_set(std::move(set)), lists(ByName(std::move(list_rows))), alphabet(rule_set), edges(alphabet) {
  const v1::RuleSetLimits& limits = rule_set.limits();
  annotations_per_sentence =
      limits.annotations_per_sentence() == 0 ? kAnnotationsPerSentence : limits.annotations_per_sentence();
  annotations_per_document =
      limits.annotations_per_document() == 0 ? kAnnotationsPerDocument : limits.annotations_per_document();
}

absl::StatusOr<std::shared_ptr<const Program>> CompileRuleSet(v1::RuleSet rule_set, std::vector<List> lists,
                                                              const std::string& digest,
                                                              absl::optional<ListIndexes> indexes) {
  auto program = std::make_shared<Program>(std::move(rule_set), std::move(lists));
  program->ref.set_name(program->rule_set.name());
  program->ref.set_version(program->rule_set.version());
  program->ref.set_digest(digest);
  const bool has_indexes = indexes.has_value();
  if (has_indexes) {
    program->vocabulary = std::move(indexes->vocabulary);
    program->indexes = std::move(indexes->by_key);
  }
  CompileGround ground(program.get(), has_indexes);
  for (const v1::ListUse& use : program->rule_set.abbreviations()) AddAbbreviations(use, &ground);
  program->supertypes = SupertypesOf(program->rule_set);
  program->condition = ground.CompileCondition(program->rule_set.documents());
  for (const v1::Stage& stage : program->rule_set.stages()) {
    if (absl::Status status = CompileStage(stage, &ground); !status.ok()) return status;
  }
  if (absl::Status status = ground.Finish(); !status.ok()) return status;
  program->edges.Seal(program->vocabulary);
  return std::shared_ptr<const Program>(std::move(program));
}

}  // namespace caspian::extractor
