#include "extractor/rules/pack_reader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "extractor/rules/list_uses.h"
#include "extractor/rules/pack_yaml.h"
#include "extractor/rules/problem.h"
#include "extractor/rules/suggest.h"
#include "extractor/rules/validate.h"
#include "extractor/rules/yaml_fields.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;
namespace fs = std::filesystem;

namespace {

constexpr char kManifest[] = "pack.yaml";

// Names of the files of `folder` that end in `extension`, ascending; none where there is no such folder.
std::vector<std::string> FilesIn(const fs::path& folder, const std::string& extension) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == extension) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// Reads the files of one folder into a pack.
class PackReader {
 public:
  explicit PackReader(const std::string& folder) : folder_(folder) {}

  Pack Read() {
    std::error_code error;
    if (!fs::is_directory(folder_, error)) {
      Report({}, absl::StrCat(folder_.string(), " is no folder"), "name the folder that holds pack.yaml");
      pack_.is_complete = false;
    } else if (const auto manifest = ReadYaml(kManifest, MakePosition(kManifest, 0, 0))) {
      ReadStages(*manifest);
      ReadLists();
    }
    SortProblems(&pack_.problems);
    return std::move(pack_);
  }

 private:
  void Report(const pb::SourcePosition& at, absl::string_view message, absl::string_view hint) {
    pack_.problems.push_back(MakeProblem(at, "", message, hint));
  }

  // The bytes of file `name`; a fault told at `named_at` where there are none to be had.
  absl::optional<std::string> ReadFile(const std::string& name, size_t limit, const pb::SourcePosition& named_at,
                                       absl::string_view hint) {
    std::error_code error;
    const fs::path path = folder_ / name;
    const bool is_file = fs::is_regular_file(path, error);
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream bytes;
    if (!is_file) {
      Report(named_at, absl::StrCat("no file ", name, " in the pack"), hint);
    } else if (fs::file_size(path, error) > limit) {
      Report(MakePosition(name, 0, 0), absl::StrCat("the file is larger than ", limit >> 20, " MiB"),
             "part it into several");
    } else if (!stream || (fs::file_size(path, error) > 0 && !(bytes << stream.rdbuf()))) {
      Report(named_at, absl::StrCat("file ", name, " can't be read"), "check its permissions");
    } else {
      return bytes.str();
    }
    return absl::nullopt;
  }

  std::unique_ptr<YamlNode> ReadYaml(const std::string& name, const pb::SourcePosition& named_at) {
    const std::string hint =
        name == kManifest ? "a pack's folder holds pack.yaml" : SuggestionFor(name, FilesIn(folder_, ".yaml"));
    const auto text = ReadFile(name, kPackFileLimitBytes, named_at, hint);
    auto root = text.has_value() ? ParseYaml(name, *text, &pack_.problems) : nullptr;
    if (root == nullptr) pack_.is_complete = false;
    return root;
  }

  void ReadStages(const YamlNode& manifest) {
    YamlFile file{kManifest, &pack_.problems, &pack_.places, ""};
    std::set<std::string> known = {kManifest};
    for (const StageFile& stage : ReadManifest(manifest, &file, &pack_.rule_set)) {
      known.insert(stage.name);
      const auto root = ReadYaml(stage.name, MakePosition(kManifest, stage.node->line, stage.node->column));
      if (root == nullptr) continue;
      YamlFile stage_file{stage.name, &pack_.problems, &pack_.places, ""};
      *pack_.rule_set.add_stages() =
          ReadStage(*root, absl::StrCat("stages/", pack_.rule_set.stages_size()), &stage_file);
    }
    for (const std::string& name : FilesIn(folder_, ".yaml")) {
      if (known.count(name) == 0)
        Report(pack_.places.Find("stages"), absl::StrCat("file ", name, " is no stage"),
               "add it to stages: or remove it");
    }
  }

  void ReadLists() {
    std::set<std::string> read;
    for (const ListPlace& place : ListPlacesOf(pack_.rule_set)) {
      if (place.list.empty() || !read.insert(place.list).second) continue;
      ReadList(place);
    }
    std::sort(pack_.lists.begin(), pack_.lists.end(), [](const List& a, const List& b) { return a.name < b.name; });
    for (const List& list : pack_.lists) *pack_.rule_set.add_lists() = RefOf(list);
  }

  void ReadList(const ListPlace& place) {
    const pb::SourcePosition at = pack_.places.Find(absl::StrCat(place.path, "/list"));
    if (!IsListName(place.list)) {
      return Report(at, absl::StrCat("'", place.list, "' is no name of a list"),
                    "use a-z, 0-9, '_' and '-', without .tsv");
    }
    const std::string name = absl::StrCat("lists/", place.list, ".tsv");
    const auto tsv = ReadFile(name, kListFileLimitBytes, at, ListHint(place.list));
    if (!tsv.has_value()) return;
    if (auto list = ParseList(place.list, name, *tsv, &pack_.problems)) pack_.lists.push_back(*std::move(list));
  }

  std::string ListHint(absl::string_view name) const {
    std::vector<std::string> known = FilesIn(folder_ / "lists", ".tsv");
    for (std::string& file : known) file.resize(file.size() - 4);
    return SuggestionFor(name, known);
  }

  fs::path folder_;
  Pack pack_;
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
