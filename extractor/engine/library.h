// The rule sets that a process has loaded.
#ifndef CASPIAN_EXTRACTOR_ENGINE_LIBRARY_H_
#define CASPIAN_EXTRACTOR_ENGINE_LIBRARY_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/engine/engine.h"

namespace caspian::extractor {

struct Pack;  // extractor/rules/pack_reader.h

// A rule set ready to serve. Immutable; holders keep it alive.
struct LoadedRuleSet {
  v1::RuleSet rule_set;
  v1::RuleSetRef ref;
  std::shared_ptr<const Program> program;
  std::unique_ptr<const Engine> engine;
};

// Reads the pack in folder `path`, or what `caspian rules build` has written there
// (extractor/program/rule_set_image.h), and compiles it. On INVALID_ARGUMENT (RULE_SET_INVALID) `problems` holds all
// faults with file, line, column and hint; may be null.
absl::StatusOr<std::shared_ptr<const LoadedRuleSet>> LoadPack(const std::string& path,
                                                              std::vector<v1::RuleSetProblem>* problems);

// Compiles a pack that CheckPack (pack_reader.h) has read from `path`. Failures as of LoadPack.
absl::StatusOr<std::shared_ptr<const LoadedRuleSet>> LoadPack(const std::string& path, Pack pack,
                                                              std::vector<v1::RuleSetProblem>* problems);

// Validates and compiles a rule set that came as a message with the rows of its lists. Failures as of LoadPack.
absl::StatusOr<std::shared_ptr<const LoadedRuleSet>> LoadRuleSet(const v1::RuleSet& rule_set,
                                                                 const std::vector<v1::ListContent>& lists,
                                                                 std::vector<v1::RuleSetProblem>* problems);

// Immutable; thread-safe. The first rule set is the default.
class RuleSetLibrary {
 public:
  // `rule_sets` is not empty and has no name twice.
  explicit RuleSetLibrary(std::vector<std::shared_ptr<const LoadedRuleSet>> rule_sets);

  // The rule set of that name; empty: the default. A digest that is not empty must be its own. NOT_FOUND
  // (RULE_SET_NOT_FOUND), FAILED_PRECONDITION (RULE_SET_DIGEST_MISMATCH).
  absl::StatusOr<std::shared_ptr<const LoadedRuleSet>> Find(absl::string_view name, absl::string_view digest) const;

  const std::vector<std::shared_ptr<const LoadedRuleSet>>& rule_sets() const { return rule_sets_; }

 private:
  std::vector<std::shared_ptr<const LoadedRuleSet>> rule_sets_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_ENGINE_LIBRARY_H_
