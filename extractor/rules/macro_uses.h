// Macros that no pattern uses: a macro is gone when its pack is read, so only the files show it.
#ifndef CASPIAN_EXTRACTOR_RULES_MACRO_USES_H_
#define CASPIAN_EXTRACTOR_RULES_MACRO_USES_H_

#include <string>
#include <vector>

#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/yaml_tree.h"

namespace caspian::extractor {

// A file that may have a key `macros`. The tree outlives it.
struct MacroFile {
  std::string name;
  const YamlNode* root;
};

// A warning for each macro of `manifests` that no file uses, and for each of `stages` that its own file does not use.
// Of a macro that several manifests have, the first counts; a stage's own win over theirs. A macro that only an unused
// one uses is unused. The table that they make has no cycle.
std::vector<v1::RuleSetProblem> UnusedMacros(const std::vector<MacroFile>& manifests,
                                             const std::vector<MacroFile>& stages);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_MACRO_USES_H_
