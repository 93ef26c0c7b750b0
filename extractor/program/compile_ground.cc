#include "extractor/program/compile_ground.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/error.h"

namespace caspian::extractor {

absl::Status Invalid(absl::string_view rule, absl::string_view what) {
  return MakeError(v1::ERROR_REASON_RULE_SET_INVALID, absl::StrCat("rule ", rule, ": ", what));
}

const List* CompileGround::FindList(const std::string& name) const {
  const auto found = program_.lists.find(name);
  return found == program_.lists.end() ? nullptr : &found->second;
}

std::shared_ptr<const PhraseIndex> CompileGround::Index(const List& list, const std::string& column,
                                                        const std::string& aliases, const v1::ColumnFilter& where,
                                                        PhraseCase letter_case) {
  const auto key = std::make_tuple(list.name, column, aliases, where.SerializeAsString(), letter_case);
  auto& index = indexes_[key];
  if (index != nullptr) return index;
  auto built = std::make_shared<PhraseIndex>(letter_case, &program_.vocabulary);
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

std::shared_ptr<const PhraseIndex> CompileGround::Index(const v1::ListUse& use, PhraseCase letter_case) {
  const List* list = FindList(use.list());
  return list == nullptr ? nullptr : Index(*list, use.column(), "", use.where(), letter_case);
}

absl::Status CompileGround::CompileRegex(absl::string_view rule, const std::string& pattern, bool ignore_case,
                                         std::shared_ptr<const Regex>* regex) {
  std::string translated = program_.alphabet.Translate(pattern);
  auto [known, is_new] = regexes_.try_emplace({std::move(translated), ignore_case}, nullptr);
  if (is_new) {
    auto compiled = Regex::Compile(known->first.first, ignore_case);
    if (!compiled.ok()) return Invalid(rule, compiled.status().message());
    known->second = *std::move(compiled);
  }
  *regex = known->second;
  return absl::OkStatus();
}

uint32_t CompileGround::Edge(absl::string_view pattern, bool ignore_case, PatternSide side) {
  return program_.edges.Add(edge_finder_.EdgeOf(pattern, ignore_case, side), side);
}

StartEdges CompileGround::Start(absl::string_view pattern, bool ignore_case) {
  const PatternStart start = edge_finder_.StartOf(pattern, ignore_case);
  return {program_.edges.Add(start.first, PatternSide::kBegin), program_.edges.Add(start.second, PatternSide::kBegin)};
}

absl::Status CompileGround::CompileGuards(absl::string_view rule, const Guards& guards, bool across_blank,
                                          std::vector<CompiledGuard>* out) {
  const absl::string_view blank = across_blank ? " ?" : "";
  for (const v1::Guard& guard : guards) {
    const bool before = guard.kind() == v1::GUARD_KIND_PRECEDED_BY || guard.kind() == v1::GUARD_KIND_NOT_PRECEDED_BY;
    const std::string pattern = before ? absl::StrCat("(?:", guard.pattern(), ")", blank, "\\z")
                                       : absl::StrCat(blank, "(?:", guard.pattern(), ")");
    std::shared_ptr<const Regex> regex;
    if (absl::Status status = CompileRegex(rule, pattern, false, &regex); !status.ok()) return status;
    const PatternSide side = before ? PatternSide::kEnd : PatternSide::kBegin;
    out->push_back({guard.kind(), std::move(regex), Edge(guard.pattern(), false, side)});
  }
  return absl::OkStatus();
}

std::vector<CompiledSetting> CompileGround::CompileSettings(
    const google::protobuf::RepeatedPtrField<v1::Setting>& settings) const {
  std::vector<CompiledSetting> compiled;
  for (const v1::Setting& setting : settings) {
    CompiledSetting out{Template(setting.name(), setting.value()), {}};
    for (const v1::FormValue& form : setting.by_form())
      out.by_form.emplace(form.form(), Template(setting.name(), form.value()));
    compiled.push_back(std::move(out));
  }
  return compiled;
}

int CompileGround::CompileCondition(const v1::DocumentCondition& condition) {
  const bool says = condition.languages_size() + condition.publishers_size() + condition.fields_size() > 0 ||
                    condition.has_function_words();
  if (!says) return kNoCondition;
  CompiledCondition compiled{&condition, nullptr};
  if (condition.has_function_words())
    compiled.function_words = Index(condition.function_words().words(), PhraseCase::kIgnored);
  program_.conditions.push_back(std::move(compiled));
  return static_cast<int>(program_.conditions.size()) - 1;
}

}  // namespace caspian::extractor
