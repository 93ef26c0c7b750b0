#include "extractor/rules/pack_reader.h"

#include <algorithm>
#include <map>
#include <new>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "extractor/rules/desk_lists.h"
#include "extractor/rules/list_uses.h"
#include "extractor/rules/macro_uses.h"
#include "extractor/rules/pack_folder.h"
#include "extractor/rules/problem.h"
#include "extractor/rules/stage_yaml.h"
#include "extractor/rules/suggest.h"
#include "extractor/rules/validate.h"
#include "extractor/rules/yaml_fields.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;
namespace fs = std::filesystem;

namespace {

constexpr char kManifest[] = "pack.yaml";

// A stage file that was parsed.
struct ParsedStage {
  size_t folder;
  std::string name;
  std::unique_ptr<YamlNode> root;
  StageHead head;
  pb::SourcePosition named_at;
};

// Reads the files of one folder, and of those that it includes, into a pack. Whatever stands in two of them counts as
// the outer one has it: so the outer is read first.
class PackReader {
 public:
  explicit PackReader(const std::string& folder)
      : reader_(&macros_, &pack_.problems), folders_(reader_.ReadAll(folder)) {}

  Pack Read() {
    if (!folders_.empty()) {
      JoinHeads();
      ParseStages();
      OrderStages();
      FindDeskLists();
      ReadStages();
      CheckOff();
      ReadLists();
      FindUnused();
    }
    pack_.is_complete = reader_.is_complete() && !LacksStages(own());
    SortProblems(&pack_.problems);
    return std::move(pack_);
  }

 private:
  PackFolder& own() { return folders_.back(); }

  // Adds the labels and abbreviations of the includes to the pack's own head.
  void JoinHeads() {
    pack_.places = std::move(own().places);
    pack_.rule_set = own().head;
    YamlFile file{kManifest, &pack_.problems, &pack_.places, &macros_, ""};
    macros_fit_ = CheckMacros(*own().manifest_yaml, file, macros_);
    for (size_t f = folders_.size() - 1; f-- > 0;) {
      const pb::RuleSet& head = folders_[f].head;
      AddUnknown(head.labels(), pack_.rule_set.mutable_labels());
      AddUnknown(head.event_types(), pack_.rule_set.mutable_event_types());
      pack_.rule_set.mutable_abbreviations()->MergeFrom(head.abbreviations());
      if (pack_.rule_set.enumeration_separator().empty())
        pack_.rule_set.set_enumeration_separator(head.enumeration_separator());
      if (pack_.rule_set.language().empty()) pack_.rule_set.set_language(head.language());
    }
    SortByName(pack_.rule_set.mutable_labels());
    SortByName(pack_.rule_set.mutable_event_types());
  }

  template <typename Named>
  static void AddUnknown(const google::protobuf::RepeatedPtrField<Named>& more,
                         google::protobuf::RepeatedPtrField<Named>* all) {
    std::set<std::string> known;
    for (const Named& named : *all) known.insert(named.name());
    for (const Named& named : more) {
      if (known.insert(named.name()).second) *all->Add() = named;
    }
  }

  template <typename Named>
  static void SortByName(google::protobuf::RepeatedPtrField<Named>* all) {
    std::sort(all->begin(), all->end(), [](const Named& a, const Named& b) { return a.name() < b.name(); });
  }

  // A manifest that must name stages and does not, which is told.
  static bool LacksStages(const PackFolder& folder) {
    return folder.manifest_yaml->Find("stages") == nullptr && folder.manifest_yaml->Find("include") == nullptr;
  }

  void ParseStages() {
    for (size_t f = 0; f < folders_.size(); ++f) {
      const PackFolder& folder = folders_[f];
      std::set<std::string> known = {kManifest};
      for (const NamedNode& stage : folder.manifest.stages) {
        known.insert(stage.name);
        const auto at = MakePosition(folder.prefix + kManifest, stage.node->line, stage.node->column);
        auto root = reader_.ReadYaml(folder, stage.name, at);
        if (root == nullptr) continue;
        StageHead head = ReadStageHead(*root);
        stages_.push_back({f, folder.prefix + stage.name, std::move(root), std::move(head), at});
      }
      if (LacksStages(folder)) continue;
      for (const std::string& name : FilesIn(folder.path, ".yaml")) {
        if (known.count(name) == 0)
          reader_.Report(f + 1 == folders_.size() ? pack_.places.Find("stages") : folder.places.Find("stages"),
                         absl::StrCat("file ", name, " is no stage"), "add it to stages: or remove it");
      }
    }
  }

  // The names of the stages in the order in which they run: those of the includes first.
  void OrderStages() {
    for (const ParsedStage& stage : stages_) {
      if (IsKnown(stage.head.name) && !IsTwiceInOne(stage)) continue;
      const bool before = !stage.head.before.empty();
      const std::string& anchor = before ? stage.head.before : stage.head.after;
      auto at = order_.end();
      if (!anchor.empty()) {
        at = std::find(order_.begin(), order_.end(), anchor);
        if (at == order_.end()) {
          reader_.Report(MakePosition(stage.name, 1, 1), absl::StrCat("no stage ", anchor, " above"),
                         SuggestionFor(anchor, order_));
        } else if (!before) {
          ++at;
        }
      }
      order_.insert(at, stage.head.name);
    }
    for (const std::string& name : order_) pack_.rule_set.add_stages()->set_name(name);
  }

  bool IsKnown(const std::string& name) const { return std::count(order_.begin(), order_.end(), name) > 0; }

  // Two files of one folder with one stage's name are a fault, which the validator tells of the second.
  bool IsTwiceInOne(const ParsedStage& stage) const {
    for (const ParsedStage& other : stages_) {
      if (&other == &stage) return false;
      if (other.folder == stage.folder && other.head.name == stage.head.name) return true;
    }
    return false;
  }

  // Index in the order; of a name that stands twice in one folder, the next free one.
  int IndexOf(const ParsedStage& stage) {
    int index = -1;
    for (size_t i = 0; i < order_.size(); ++i) {
      if (order_[i] != stage.head.name) continue;
      index = static_cast<int>(i);
      if (taken_.insert({stage.folder, i}).second) break;
    }
    return index;
  }

  // The lists of a desk's own, and what of the stages needs them.
  void FindDeskLists() {
    for (size_t f = folders_.size(); f-- > 0;) {
      for (const DeskList& desk : folders_[f].manifest.desk_lists) desk_.declared.emplace(desk.name, desk);
    }
    for (const auto& [name, desk] : desk_.declared) ReadDeskList(desk);
    for (ParsedStage& stage : stages_) {
      for (const std::string& id : DropWithoutRows(desk_, stage.root.get())) innermost_[id] = stage.folder;
    }
  }

  void ReadDeskList(const DeskList& desk) {
    for (size_t f = folders_.size(); f-- > 0;) {
      for (const DeskListFile& file : DeskListFiles(folders_[f].path, desk.name)) {
        std::error_code error;
        if (fs::exists(file.path, error)) return ParseDeskList(desk, folders_[f], file);
      }
    }
  }

  void ParseDeskList(const DeskList& desk, const PackFolder& folder, const DeskListFile& file) {
    const std::string shown = folder.prefix + file.shown;
    const auto tsv = reader_.ReadFile(folder, file.path.string(), kListFileLimitBytes, MakePosition(shown, 0, 0), "");
    if (!tsv.has_value()) return;
    list_bytes_ += tsv->size();
    ParseWithinMemory(desk.name, shown, CompleteDeskList(desk, shown, *tsv, &pack_.problems));
    if (!pack_.lists.empty()) desk_.found.emplace(desk.name, std::move(pack_.lists.back()));
    pack_.lists.clear();
  }

  void ReadStages() {
    for (const PackFolder& folder : folders_) {
      for (const NamedNode& off : folder.manifest.off) off_.insert(off.name);
    }
    for (size_t f = folders_.size(); f-- > 0;) {
      std::map<std::string, std::string> own_rules;
      for (const ParsedStage& stage : stages_) {
        if (stage.folder == f) ReadOne(stage, &own_rules);
      }
      rules_.insert(own_rules.begin(), own_rules.end());
    }
  }

  void ReadOne(const ParsedStage& stage, std::map<std::string, std::string>* own_rules) {
    const int index = IndexOf(stage);
    YamlFile file{stage.name, &pack_.problems, &pack_.places, macros_fit_ ? &macros_ : &no_macros_, ""};
    const auto keep = [&](const std::string& id, const YamlNode& at) {
      innermost_[id] = stage.folder;  // outer folders are read first
      if (off_.count(id) > 0 && stage.folder + 1 < folders_.size()) return false;
      own_rules->emplace(id, stage.head.name);
      const auto outer = rules_.find(id);
      if (outer == rules_.end()) return true;
      if (outer->second != stage.head.name) TellOtherStage(id, outer->second, stage, at);
      return false;
    };
    ReadStage(*stage.root, absl::StrCat("stages/", index), keep, &file, pack_.rule_set.mutable_stages(index));
    pack_.rule_set.mutable_stages(index)->set_name(stage.head.name);
  }

  void TellOtherStage(const std::string& id, const std::string& outer, const ParsedStage& stage, const YamlNode& at) {
    reader_.Report(MakePosition(stage.name, at.line, at.column),
                   absl::StrCat("rule ", id, " of stage ", stage.head.name, " is replaced by one of stage ", outer),
                   absl::StrCat("put the one that replaces it into a file with stage: ", stage.head.name));
  }

  void CheckOff() {
    for (size_t f = 0; f < folders_.size(); ++f) {
      const PackFolder& folder = folders_[f];
      std::vector<std::string> included;
      for (const auto& [id, innermost] : innermost_) {
        if (innermost < f) included.push_back(id);
      }
      for (const NamedNode& off : folder.manifest.off) {
        if (std::count(included.begin(), included.end(), off.name) > 0) continue;
        reader_.Report(MakePosition(folder.prefix + kManifest, off.node->line, off.node->column),
                       absl::StrCat("off: no rule ", off.name, " in what the pack includes"),
                       SuggestionFor(off.name, included));
      }
    }
  }

  void ReadLists() {
    std::set<std::string> read;
    for (const ListPlace& place : ListPlacesOf(pack_.rule_set)) {
      if (place.list.empty() || !read.insert(place.list).second) continue;
      const auto desk = desk_.found.find(place.list);
      desk == desk_.found.end() ? ReadList(place) : pack_.lists.push_back(desk->second);
    }
    std::sort(pack_.lists.begin(), pack_.lists.end(), [](const List& a, const List& b) { return a.name < b.name; });
    for (const List& list : pack_.lists) *pack_.rule_set.add_lists() = RefOf(list);
  }

  void FindUnused() {
    std::vector<MacroFile> manifests, stages;
    for (size_t f = folders_.size(); f-- > 0;)
      manifests.push_back({folders_[f].prefix + kManifest, folders_[f].manifest_yaml.get()});
    for (const ParsedStage& stage : stages_) stages.push_back({stage.name, stage.root.get()});
    if (macros_fit_) pack_.warnings = UnusedMacros(manifests, stages);
    for (size_t f = 0; f + 1 < folders_.size(); ++f) pack_.included.push_back(folders_[f].prefix);
    std::set<std::string> read;
    for (const ListPlace& place : ListPlacesOf(pack_.rule_set)) read.insert(place.list + ".tsv");
    for (const std::string& file : FilesIn(own().path / "lists", ".tsv")) {
      if (read.count(file) > 0) continue;
      pack_.warnings.push_back(MakeProblem(MakePosition("lists/" + file, 1, 1), "", "no rule reads the list",
                                           "name it in a rule, or remove the file"));
      pack_.warnings.back().set_severity(pb::PROBLEM_SEVERITY_WARNING);
    }
  }

  // The folder whose list of that file name counts: the outermost that has one, or else the pack's own.
  const PackFolder& FolderOf(const std::string& name) {
    std::error_code error;
    for (size_t f = folders_.size(); f-- > 0;) {
      if (fs::exists(folders_[f].path / name, error)) return folders_[f];
    }
    return own();
  }

  void ReadList(const ListPlace& place) {
    const pb::SourcePosition at = pack_.places.Find(absl::StrCat(place.path, "/list"));
    if (!IsListName(place.list)) {
      return reader_.Report(at, absl::StrCat("'", place.list, "' is no name of a list"),
                            "use a-z, 0-9, '_' and '-', without .tsv");
    }
    const std::string name = absl::StrCat("lists/", place.list, ".tsv");
    const PackFolder& folder = FolderOf(name);
    const auto tsv = reader_.ReadFile(folder, name, kListFileLimitBytes, at, ListHint(place.list));
    if (!tsv.has_value()) return;
    list_bytes_ += tsv->size();
    if (list_bytes_ > kListsLimitBytes) {
      return reader_.Report(
          MakePosition(folder.prefix + name, 0, 0),
          absl::StrCat("with this list those of the pack are larger than ", kListsLimitBytes >> 20, " MiB together"),
          "leave out rows or lists that no rule needs");
    }
    ParseWithinMemory(place.list, folder.prefix + name, *tsv);
  }

  // Rows take several times the bytes of their file: what does not fit is a fault of this list.
  void ParseWithinMemory(const std::string& name, const std::string& file, const std::string& tsv) {
    try {
      if (auto list = ParseList(name, file, tsv, &pack_.problems)) pack_.lists.push_back(*std::move(list));
    } catch (const std::bad_alloc&) {
      reader_.Report(MakePosition(file, 0, 0),
                     absl::StrCat("there is not enough memory for the rows of its ", tsv.size() >> 20, " MiB"),
                     "leave out rows, or give the program more memory");
    }
  }

  std::string ListHint(absl::string_view name) {
    std::vector<std::string> known = FilesIn(own().path / "lists", ".tsv");
    for (std::string& file : known) file.resize(file.size() - 4);
    return SuggestionFor(name, known);
  }

  Pack pack_;
  MacroTable macros_;
  const MacroTable no_macros_;
  bool macros_fit_ = true;
  PackFolderReader reader_;
  std::vector<PackFolder> folders_;  // the pack's own last
  std::vector<ParsedStage> stages_;
  DeskLists desk_;
  std::vector<std::string> order_;
  std::set<std::pair<size_t, size_t>> taken_;  // folder and index of stages that were read
  std::map<std::string, std::string> rules_;   // of outer packs: the stage, by id
  std::map<std::string, size_t> innermost_;    // the first folder that has a rule of that id
  std::set<std::string> off_;
  size_t list_bytes_ = 0;  // of the lists read
};

// Whether a fault of form stands in the same line or rule: then a fault of sense there is but its echo.
bool IsEcho(const pb::RuleSetProblem& problem, const std::vector<pb::RuleSetProblem>& of_form) {
  return std::any_of(of_form.begin(), of_form.end(), [&](const pb::RuleSetProblem& other) {
    const bool same_rule = !problem.rule_id().empty() && problem.rule_id() == other.rule_id();
    const bool same_line = problem.position().line() > 0 && problem.position().line() == other.position().line();
    return same_rule || (same_line && problem.position().file() == other.position().file());
  });
}

// Whether the fault is that of a list that could not be read, which has been told.
bool IsOfUnreadList(const pb::RuleSetProblem& problem, const std::set<std::string>& unread) {
  return std::any_of(unread.begin(), unread.end(),
                     [&](const std::string& name) { return problem.message() == UnknownListMessage(name); });
}

std::set<std::string> UnreadLists(const Pack& pack) {
  std::set<std::string> names;
  for (const ListPlace& place : ListPlacesOf(pack.rule_set)) names.insert(place.list);
  for (const List& list : pack.lists) names.erase(list.name);
  return names;
}

}  // namespace

Pack ReadPack(const std::string& path) { return PackReader(path).Read(); }

Pack CheckPack(const std::string& path) {
  Pack pack = ReadPack(path);
  if (!pack.is_complete) return pack;
  const std::vector<pb::RuleSetProblem> of_form = pack.problems;
  const std::set<std::string> unread = UnreadLists(pack);
  for (pb::RuleSetProblem& problem : ValidateRuleSet(pack.rule_set, pack.lists, pack.places)) {
    if (!IsEcho(problem, of_form) && !IsOfUnreadList(problem, unread)) pack.problems.push_back(std::move(problem));
  }
  SortProblems(&pack.problems);
  return pack;
}

}  // namespace caspian::extractor
