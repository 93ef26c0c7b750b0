// A pack's folder and those that it includes: files read, manifests parsed, in the order in which they build on each
// other.
#ifndef CASPIAN_EXTRACTOR_RULES_PACK_FOLDER_H_
#define CASPIAN_EXTRACTOR_RULES_PACK_FOLDER_H_

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/macros.h"
#include "extractor/rules/manifest_yaml.h"
#include "extractor/rules/source_map.h"
#include "extractor/rules/yaml_tree.h"

namespace caspian::extractor {

// A folder whose manifest was read. Positions name its files below `prefix`, which is empty for the pack itself and
// "../en-news/" for one that it includes.
struct PackFolder {
  std::filesystem::path path;
  std::string prefix;
  std::unique_ptr<YamlNode> manifest_yaml;
  Manifest manifest;
  v1::RuleSet head;  // all but stages and lists
  SourceMap places;  // of the manifest
};

// Reads folders; what is wrong goes to the problems that it was given, which outlive it.
class PackFolderReader {
 public:
  PackFolderReader(MacroTable* macros, std::vector<v1::RuleSetProblem>* problems)
      : macros_(macros), problems_(problems) {}

  // The folder and all that it includes, each once; what is included comes before what includes it, the pack itself
  // last. Its macros come first, then those of its includes. Empty where the pack's own manifest can't be read.
  std::vector<PackFolder> ReadAll(const std::filesystem::path& folder);

  // False where a whole file of YAML is missing or unreadable.
  bool is_complete() const { return is_complete_; }

  // The bytes of file `name` of `folder`; a fault told at `named_at` where there are none to be had.
  absl::optional<std::string> ReadFile(const PackFolder& folder, const std::string& name, size_t limit,
                                       const v1::SourcePosition& named_at, absl::string_view hint);
  // The tree of a file of YAML; nullptr, and told, where there is none.
  std::unique_ptr<YamlNode> ReadYaml(const PackFolder& folder, const std::string& name,
                                     const v1::SourcePosition& named_at);

  void Report(const v1::SourcePosition& at, absl::string_view message, absl::string_view hint);

 private:
  bool Visit(PackFolder folder, const v1::SourcePosition& named_at, std::vector<std::string>* way,
             std::vector<PackFolder>* done);
  bool IsOfNewerFormat(const PackFolder& folder);
  bool VisitIncludes(const PackFolder& folder, std::vector<std::string>* way, std::vector<PackFolder>* done);

  MacroTable* macros_;
  std::vector<v1::RuleSetProblem>* problems_;
  std::vector<std::string> visited_;
  bool is_complete_ = true;
};

// Names of the files of `folder` that end in `extension`, ascending; none where there is no such folder.
std::vector<std::string> FilesIn(const std::filesystem::path& folder, const std::string& extension);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PACK_FOLDER_H_
