#include "extractor/rules/macro_uses.h"

#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "extractor/rules/macros.h"
#include "extractor/rules/problem.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr char kMacros[] = "macros";

// A macro where it stands.
struct Declared {
  const MacroFile* file;
  const YamlNode* name;
  std::string pattern;
  bool used = false;
};

using Table = std::map<std::string, Declared>;

void AddMacros(const MacroFile& file, Table* table) {
  const YamlNode* macros = file.root->kind == YamlKind::kMap ? file.root->Find(kMacros) : nullptr;
  if (macros == nullptr) return;
  for (size_t i = 0; i < macros->keys.size(); ++i)
    table->try_emplace(macros->keys[i]->text, Declared{&file, macros->keys[i].get(), macros->children[i]->text});
}

// Marks what the texts of one file use, as its own table and the pack's resolve it.
class FileUses {
 public:
  FileUses(Table* own, Table* pack) : own_(*own), pack_(*pack) {}

  void Visit(const YamlNode& node) {
    if (node.kind == YamlKind::kScalar) UseAll(node.text);
    for (size_t i = 0; i < node.children.size(); ++i) {
      const bool declares = node.kind == YamlKind::kMap && node.keys[i]->text == kMacros;
      if (!declares) Visit(*node.children[i]);
    }
  }

 private:
  void UseAll(const std::string& pattern) {
    for (const std::string& name : MacroNamesIn(pattern)) {
      if (!seen_.insert(name).second) continue;
      const auto local = own_.find(name), global = pack_.find(name);
      if (local == own_.end() && global == pack_.end()) continue;
      Declared& macro = local == own_.end() ? global->second : local->second;
      macro.used = true;
      UseAll(macro.pattern);
    }
  }

  Table& own_;
  Table& pack_;
  std::set<std::string> seen_;
};

void TellUnused(const Table& table, std::vector<pb::RuleSetProblem>* warnings) {
  for (const auto& [name, macro] : table) {
    if (macro.used) continue;
    warnings->push_back(MakeProblem(MakePosition(macro.file->name, macro.name->line, macro.name->column), "",
                                    absl::StrCat("no pattern uses macro ", name), "remove it"));
    warnings->back().set_severity(pb::PROBLEM_SEVERITY_WARNING);
  }
}

}  // namespace

std::vector<pb::RuleSetProblem> UnusedMacros(const std::vector<MacroFile>& manifests,
                                             const std::vector<MacroFile>& stages) {
  std::vector<pb::RuleSetProblem> warnings;
  Table pack;
  for (const MacroFile& manifest : manifests) AddMacros(manifest, &pack);
  for (const MacroFile& stage : stages) {
    Table own;
    AddMacros(stage, &own);
    FileUses(&own, &pack).Visit(*stage.root);
    TellUnused(own, &warnings);
  }
  TellUnused(pack, &warnings);
  return warnings;
}

}  // namespace caspian::extractor
