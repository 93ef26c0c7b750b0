// Lists of a desk's own: a pack declares them in its manifest, and whoever uses the pack may bring them or not.
//
// They stand in lists/ of the pack or of one that includes it, or else beside pack.yaml, or else beside the pack's
// folder. Columns that a file lacks are empty. A rule that reads such a list is left out where there is no list, or no
// row that its `where` lets through: without its files the pack is what it would be without those rules.
#ifndef CASPIAN_EXTRACTOR_RULES_DESK_LISTS_H_
#define CASPIAN_EXTRACTOR_RULES_DESK_LISTS_H_

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/list_file.h"
#include "extractor/rules/yaml_fields.h"
#include "extractor/rules/yaml_tree.h"

namespace caspian::extractor {

// A list as a manifest declares it.
struct DeskList {
  std::string name;
  std::vector<std::string> columns;  // the first has the phrases
  std::vector<std::string> needs;    // columns whose cells are never empty
  // Columns with the only values that their cells may have.
  std::vector<std::pair<std::string, std::vector<std::string>>> values;
};

// Key desk_lists of a manifest.
std::vector<DeskList> ReadDeskLists(YamlFields* manifest, YamlFile* file);

// A file of a desk's list, and how positions call it, seen from the pack's folder.
struct DeskListFile {
  std::filesystem::path path;
  std::string shown;
};

// Where list `name` of the pack in `folder` may stand; the first that is there counts.
std::vector<DeskListFile> DeskListFiles(const std::filesystem::path& folder, absl::string_view name);

// `tsv` with the columns that it lacks, empty. Adds to `problems`, with `file`, line and column, columns that are not
// declared and cells that may not be as they are; other faults are left to ParseList.
std::string CompleteDeskList(const DeskList& desk, absl::string_view file, absl::string_view tsv,
                             std::vector<v1::RuleSetProblem>* problems);

// The lists that a pack's manifests declare, with those that are there.
struct DeskLists {
  std::map<std::string, DeskList> declared;  // by name
  std::map<std::string, List> found;         // by name
};

// Takes out of the tree of a stage file the rules and word lists that read a list of a desk's without a row for them.
// Returns the ids of the rules.
std::vector<std::string> DropWithoutRows(const DeskLists& lists, YamlNode* stage);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_DESK_LISTS_H_
