#include "extractor/rules/pack_folder.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/rules/pack_reader.h"
#include "extractor/rules/problem.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/suggest.h"
#include "extractor/rules/yaml_fields.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;
namespace fs = std::filesystem;

namespace {

constexpr char kManifest[] = "pack.yaml";
constexpr size_t kMostFolders = 32;

std::string Canonical(const fs::path& path) {
  std::error_code error;
  const fs::path canonical = fs::weakly_canonical(path, error);
  return error ? path.string() : canonical.string();
}

}  // namespace

std::vector<std::string> FilesIn(const fs::path& folder, const std::string& extension) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == extension) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

void PackFolderReader::Report(const pb::SourcePosition& at, absl::string_view message, absl::string_view hint) {
  problems_->push_back(MakeProblem(at, "", message, hint));
}

absl::optional<std::string> PackFolderReader::ReadFile(const PackFolder& folder, const std::string& name, size_t limit,
                                                       const pb::SourcePosition& named_at, absl::string_view hint) {
  std::error_code error;
  const fs::path path = folder.path / name;
  const bool is_file = fs::is_regular_file(path, error);
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream bytes;
  if (!is_file) {
    Report(named_at, absl::StrCat("no file ", name, " in the pack"), hint);
  } else if (fs::file_size(path, error) > limit) {
    Report(MakePosition(folder.prefix + name, 0, 0), absl::StrCat("the file is larger than ", limit >> 20, " MiB"),
           "part it into several");
  } else if (!stream || (fs::file_size(path, error) > 0 && !(bytes << stream.rdbuf()))) {
    Report(named_at, absl::StrCat("file ", name, " can't be read"), "check its permissions");
  } else {
    return bytes.str();
  }
  return absl::nullopt;
}

std::unique_ptr<YamlNode> PackFolderReader::ReadYaml(const PackFolder& folder, const std::string& name,
                                                     const pb::SourcePosition& named_at) {
  const std::string hint =
      name == kManifest ? "a pack's folder holds pack.yaml" : SuggestionFor(name, FilesIn(folder.path, ".yaml"));
  const auto text = ReadFile(folder, name, kPackFileLimitBytes, named_at, hint);
  auto root = text.has_value() ? ParseYaml(folder.prefix + name, *text, problems_) : nullptr;
  if (root == nullptr) is_complete_ = false;
  return root;
}

std::vector<PackFolder> PackFolderReader::ReadAll(const fs::path& folder) {
  std::vector<PackFolder> done;
  std::vector<std::string> way;
  PackFolder own;
  own.path = folder;
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    Report({}, absl::StrCat(folder.string(), " is no folder"), "name the folder that holds pack.yaml");
    is_complete_ = false;
  } else if (!Visit(std::move(own), MakePosition(kManifest, 0, 0), &way, &done)) {
    done.clear();
  }
  return done;
}

bool PackFolderReader::Visit(PackFolder folder, const pb::SourcePosition& named_at, std::vector<std::string>* way,
                             std::vector<PackFolder>* done) {
  const std::string name = Canonical(folder.path);
  if (std::count(way->begin(), way->end(), name) > 0) {
    Report(named_at, absl::StrCat("packs include each other in a circle: ", absl::StrJoin(*way, ", "), ", ", name),
           "remove one include");
    return is_complete_ = false;
  }
  if (std::count(visited_.begin(), visited_.end(), name) > 0) return true;
  visited_.push_back(name);
  folder.manifest_yaml = ReadYaml(folder, kManifest, named_at);
  if (folder.manifest_yaml == nullptr) return false;
  if (IsOfNewerFormat(folder)) return is_complete_ = false;
  YamlFile file{folder.prefix + kManifest, problems_, &folder.places, macros_, ""};
  folder.manifest = ReadManifest(*folder.manifest_yaml, &file, &folder.head, macros_);
  way->push_back(name);
  VisitIncludes(folder, way, done);
  way->pop_back();
  done->push_back(std::move(folder));
  return true;
}

// Of a pack in a language that this program does not know nothing else can be judged.
bool PackFolderReader::IsOfNewerFormat(const PackFolder& folder) {
  const YamlNode& root = *folder.manifest_yaml;
  const YamlNode* format = root.kind == YamlKind::kMap ? root.Find("format") : nullptr;
  uint32_t number = 0;
  if (format == nullptr || !absl::SimpleAtoi(format->text, &number) || number <= kPackFormat) return false;
  Report(MakePosition(folder.prefix + kManifest, format->line, format->column),
         absl::StrCat("the pack is of format ", number, ", this program reads ", kPackFormat),
         "use a newer caspian, or the pack's earlier version");
  return true;
}

bool PackFolderReader::VisitIncludes(const PackFolder& folder, std::vector<std::string>* way,
                                     std::vector<PackFolder>* done) {
  // What an include that can't be read would have brought is missing everywhere.
  const YamlNode& root = *folder.manifest_yaml;
  const bool has_includes = root.kind == YamlKind::kMap && root.Find("include") != nullptr;
  if (has_includes && folder.manifest.includes.empty()) is_complete_ = false;
  for (const NamedNode& include : folder.manifest.includes) {
    const pb::SourcePosition at = MakePosition(folder.prefix + kManifest, include.node->line, include.node->column);
    std::error_code error;
    PackFolder inner;
    inner.path = folder.path / include.name;
    inner.prefix = fs::path(include.name).is_absolute() ? include.name + "/" : folder.prefix + include.name + "/";
    if (!fs::is_directory(inner.path, error)) {
      Report(at, absl::StrCat("no pack in folder ", include.name), "write the folder's path, seen from this pack");
      is_complete_ = false;
    } else if (visited_.size() >= kMostFolders) {
      Report(at, absl::StrCat("more than ", kMostFolders, " packs include each other"), "join some of them");
      is_complete_ = false;
    } else {
      Visit(std::move(inner), at, way, done);
    }
  }
  return is_complete_;
}

}  // namespace caspian::extractor
