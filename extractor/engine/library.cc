#include "extractor/engine/library.h"

#include <algorithm>
#include <filesystem>
#include <new>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/error.h"
#include "extractor/program/compile.h"
#include "extractor/program/rule_set_image.h"
#include "extractor/rules/digest.h"
#include "extractor/rules/pack_reader.h"
#include "extractor/rules/problem.h"
#include "extractor/rules/validate.h"

namespace caspian::extractor {
namespace {

// The first faults in words; all of them are in `problems`.
absl::Status Refuse(absl::string_view what, std::vector<v1::RuleSetProblem> found,
                    std::vector<v1::RuleSetProblem>* problems) {
  const std::string first = FormatProblem(found.front());
  const std::string more = found.size() > 1 ? absl::StrCat(" (and ", found.size() - 1, " more)") : "";
  if (problems != nullptr) *problems = std::move(found);
  return MakeError(v1::ERROR_REASON_RULE_SET_INVALID, absl::StrCat(what, ": ", first, more));
}

absl::Status TooLittleMemory(const std::string& name, size_t rows) {
  return MakeError(v1::ERROR_REASON_RULE_SET_INVALID,
                   absl::StrCat("rule set ", name, ": there is not enough memory to compile it with the ", rows,
                                " rows of its lists: leave out rows, or give the program more memory"));
}

absl::StatusOr<std::shared_ptr<const LoadedRuleSet>> Compile(v1::RuleSet rule_set, std::vector<List> lists,
                                                             absl::optional<ListIndexes> indexes) {
  auto loaded = std::make_shared<LoadedRuleSet>();
  auto program = CompileRuleSet(rule_set, std::move(lists), DigestOf(rule_set), std::move(indexes));
  if (!program.ok()) return program.status();
  loaded->rule_set = std::move(rule_set);
  loaded->ref = (*program)->ref;
  loaded->program = *program;
  loaded->engine = MakeFastEngine(*std::move(program));
  return std::shared_ptr<const LoadedRuleSet>(std::move(loaded));
}

absl::StatusOr<std::shared_ptr<const LoadedRuleSet>> CompileWithinMemory(
    v1::RuleSet rule_set, std::vector<List> lists, absl::optional<ListIndexes> indexes = absl::nullopt) {
  const std::string name = rule_set.name();
  size_t rows = 0;
  for (const List& list : lists) rows += list.rows.size();
  try {
    return Compile(std::move(rule_set), std::move(lists), std::move(indexes));
  } catch (const std::bad_alloc&) {
    return TooLittleMemory(name, rows);
  }
}

}  // namespace

absl::StatusOr<std::shared_ptr<const LoadedRuleSet>> LoadPack(const std::string& path,
                                                              std::vector<v1::RuleSetProblem>* problems) {
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(path, unknown)) return LoadPack(path, CheckPack(path), problems);
  auto image = ReadImage(path);
  if (!image.ok()) return image.status();
  return CompileWithinMemory(std::move(image->rule_set), std::move(image->lists), std::move(image->indexes));
}

absl::StatusOr<std::shared_ptr<const LoadedRuleSet>> LoadPack(const std::string& path, Pack pack,
                                                              std::vector<v1::RuleSetProblem>* problems) {
  if (!pack.problems.empty()) return Refuse(absl::StrCat("pack ", path), std::move(pack.problems), problems);
  return CompileWithinMemory(std::move(pack.rule_set), std::move(pack.lists));
}

absl::StatusOr<std::shared_ptr<const LoadedRuleSet>> LoadRuleSet(const v1::RuleSet& rule_set,
                                                                 const std::vector<v1::ListContent>& lists,
                                                                 std::vector<v1::RuleSetProblem>* problems) {
  std::vector<v1::RuleSetProblem> found;
  std::vector<List> parsed;
  for (const v1::ListContent& list : lists) {
    if (auto rows = ParseList(list.name(), absl::StrCat("lists/", list.name(), ".tsv"), list.tsv(), &found))
      parsed.push_back(*std::move(rows));
  }
  if (found.empty()) found = ValidateRuleSet(rule_set, parsed);
  if (!found.empty()) return Refuse(absl::StrCat("rule set ", rule_set.name()), std::move(found), problems);
  return CompileWithinMemory(rule_set, std::move(parsed));
}

RuleSetLibrary::RuleSetLibrary(std::vector<std::shared_ptr<const LoadedRuleSet>> rule_sets)
    : rule_sets_(std::move(rule_sets)) {}

absl::StatusOr<std::shared_ptr<const LoadedRuleSet>> RuleSetLibrary::Find(absl::string_view name,
                                                                          absl::string_view digest) const {
  const auto found = name.empty() ? rule_sets_.begin()
                                  : std::find_if(rule_sets_.begin(), rule_sets_.end(),
                                                 [&](const auto& set) { return set->ref.name() == name; });
  if (found == rule_sets_.end()) {
    const std::string known =
        absl::StrJoin(rule_sets_, ", ", [](std::string* out, const auto& set) { out->append(set->ref.name()); });
    return MakeError(v1::ERROR_REASON_RULE_SET_NOT_FOUND, absl::StrCat("no rule set ", name, ": loaded are ", known));
  }
  if (!digest.empty() && (*found)->ref.digest() != digest) {
    return MakeError(v1::ERROR_REASON_RULE_SET_DIGEST_MISMATCH,
                     absl::StrCat("rule set ", (*found)->ref.name(), " has digest ", (*found)->ref.digest(), ", not ",
                                  digest, ": leave the digest out or load that version"));
  }
  return *found;
}

}  // namespace caspian::extractor
