// What compiling rules of all sorts needs: lists and their indexes, patterns, guards, settings, conditions. Inside of
// compile.cc.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_COMPILE_GROUND_H_
#define CASPIAN_EXTRACTOR_PROGRAM_COMPILE_GROUND_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "extractor/program/program.h"
#include "extractor/rules/rule_parts.h"

namespace caspian::extractor {

inline constexpr uint32_t kDefaultConfidence = 900;

// INVALID_ARGUMENT (RULE_SET_INVALID) that names the rule.
absl::Status Invalid(absl::string_view rule, absl::string_view what);

// A program under construction, whose rule set and lists stand. Refers to it.
class CompileGround {
 public:
  // Where the program has `indexes` none is made.
  CompileGround(Program* program, bool has_indexes) : program_(*program), has_indexes_(has_indexes) {}

  Program& program() { return program_; }
  int LabelIndex(absl::string_view label) const { return program_.alphabet.LabelIndex(label); }

  // nullptr where there is none.
  const List* FindList(const std::string& name) const;
  // One index for equal uses of a list; an empty one where the program has its indexes and lacks it (see Finish).
  std::shared_ptr<const PhraseIndex> Index(const List& list, const std::string& column, const std::string& aliases,
                                           const v1::ColumnFilter& where, PhraseCase letter_case);
  // The index of a use; null where its list is missing.
  std::shared_ptr<const PhraseIndex> Index(const v1::ListUse& use, PhraseCase letter_case);

  // One regex for equal patterns.
  absl::Status CompileRegex(absl::string_view rule, const std::string& pattern, bool ignore_case,
                            std::shared_ptr<const Regex>* regex);
  // Likewise, and one automaton for equal patterns in that order.
  absl::Status CompilePattern(absl::string_view rule, const std::string& pattern, bool ignore_case, ReadingOrder order,
                              CompiledPattern* compiled);
  // The number of what `pattern` can begin, or end, with.
  uint32_t Edge(absl::string_view pattern, bool ignore_case, PatternSide side);
  // The number of the rarest of what stands in each match of `pattern`.
  uint32_t HeldEdgeOf(absl::string_view pattern);
  // Of matches for which `guards` hold.
  StartEdges Start(absl::string_view pattern, bool ignore_case, const std::vector<CompiledGuard>& guards);
  // With `across_blank`, white space may stand between the guard and what it is of.
  absl::Status CompileGuards(absl::string_view rule, const Guards& guards, bool across_blank,
                             std::vector<CompiledGuard>* out);
  std::vector<CompiledSetting> CompileSettings(const google::protobuf::RepeatedPtrField<v1::Setting>& settings) const;
  // Index of the condition in the program; kNoCondition where it says nothing.
  int CompileCondition(const v1::DocumentCondition& condition);

  // When all is compiled: gives the program its vocabulary. INVALID_ARGUMENT where an index was lacking.
  absl::Status Finish();

 private:
  // Of a pattern as the alphabet translates it.
  absl::Status CompileTranslated(absl::string_view rule, const std::string& translated, bool ignore_case,
                                 std::shared_ptr<const Regex>* regex);

  Program& program_;
  const bool has_indexes_;
  std::string lacking_;  // the list of an index that the program lacks; empty: none
  VocabularyBuilder words_;
  EdgeFinder edge_finder_;
  // By pattern, translated, and whether case is ignored: equal ones are compiled once and warm each other.
  std::map<std::pair<std::string, bool>, std::shared_ptr<const Regex>> regexes_;
  std::map<std::pair<const Regex*, ReadingOrder>, std::shared_ptr<const PatternAutomaton>> automata_;
  CharacterSets character_sets_;
};

// Parts of CompileRuleSet, each in its own file; a rule goes to the last of the program's stages.
absl::Status CompileRule(const v1::Rule& rule, CompileGround* ground, CompiledStage* stage);
absl::Status CompileNames(const v1::Stage& stage, CompileGround* ground, CompiledStage* out);
absl::Status CompileSenses(const v1::Stage& stage, CompileGround* ground, CompiledStage* out);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_COMPILE_GROUND_H_
