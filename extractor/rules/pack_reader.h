// A pack on disk: a folder with pack.yaml, the stage files that it names, and lists/NAME.tsv. README.md of
// extractor/packs is the format's reference.
#ifndef CASPIAN_EXTRACTOR_RULES_PACK_READER_H_
#define CASPIAN_EXTRACTOR_RULES_PACK_READER_H_

#include <string>
#include <vector>

#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/list_file.h"
#include "extractor/rules/source_map.h"

namespace caspian::extractor {

// Most bytes that a file of YAML and a list may have.
inline constexpr size_t kPackFileLimitBytes = size_t{4} << 20;
inline constexpr size_t kListFileLimitBytes = size_t{64} << 20;
inline constexpr size_t kListsLimitBytes = size_t{256} << 20;  // of all lists of a pack

// What a folder holds.
struct Pack {
  v1::RuleSet rule_set;
  // The lists that the rules name, by name; those that could not be read are missing.
  std::vector<List> lists;
  // Where all of it stands.
  SourceMap places;
  // All faults found, by file and line.
  std::vector<v1::RuleSetProblem> problems;
  // What nothing uses and only the files show: lists and macros. More warnings in warnings.h.
  std::vector<v1::RuleSetProblem> warnings;
  // What the names of files of included packs begin with in positions ("../base/").
  std::vector<std::string> included;
  // False where a whole file of YAML is missing or unreadable: what refers to it can't be judged.
  bool is_complete = true;
};

// Reads the pack in folder `path`: its form alone, see ValidateRuleSet (validate.h) for its sense. Never fails: all
// that is wrong is in `problems`. Reads files below the folder only; no clock, no locale.
Pack ReadPack(const std::string& path);

// Reads the pack and validates it, all faults at once; where a fault of form stands, faults of sense in the same line
// or rule are left out. Without problems the pack is valid.
Pack CheckPack(const std::string& path);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PACK_READER_H_
