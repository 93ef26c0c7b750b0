// Runs over packs by chance: how many, from which seed, and loading one as users do.
#ifndef CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_RANDOM_RUNS_H_
#define CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_RANDOM_RUNS_H_

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "extractor/engine/library.h"
#include "tests/extractor/reference_engine/pack_yaml.h"
#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor::reference {

// The number in that variable of the environment.
inline unsigned Option(const char* name, unsigned otherwise) {
  const char* given = std::getenv(name);
  unsigned number = otherwise;
  return given != nullptr && absl::SimpleAtoi(given, &number) ? number : otherwise;
}

// Null where the pack does not load; `problems` tells why.
inline std::shared_ptr<const LoadedRuleSet> Load(const Pack& pack, std::vector<std::string>* problems) {
  const PackFiles files(FilesOf(pack));
  std::vector<v1::RuleSetProblem> told;
  auto loaded = LoadPack(files.path(), &told);
  *problems = PackFiles::Formatted(told);
  return loaded.ok() ? *std::move(loaded) : nullptr;
}

}  // namespace caspian::extractor::reference

#endif  // CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_RANDOM_RUNS_H_
