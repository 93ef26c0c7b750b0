// A rule set made ready to run: patterns compiled, lists indexed, labels numbered. Immutable and shared by threads.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_PROGRAM_H_
#define CASPIAN_EXTRACTOR_PROGRAM_PROGRAM_H_

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "caspian/v1/extraction.pb.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/program/phrase_index.h"
#include "extractor/program/template.h"
#include "extractor/rules/list_file.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/regex.h"

namespace caspian::extractor {

struct CompiledGuard {
  v1::GuardKind kind;
  std::shared_ptr<const Regex> regex;
};

// What all rules that make annotations share. Pointers point into the program.
struct CompiledRule {
  const v1::Rule* rule = nullptr;
  int label = 0;
  v1::LabelKind kind = v1::LABEL_KIND_UNSPECIFIED;
  int32_t priority = 0;
  uint32_t confidence = 0;
  std::vector<CompiledGuard> guards;
  std::vector<Template> settings;
};

struct CompiledMatchRule : CompiledRule {
  std::shared_ptr<const Regex> regex;
  size_t span_group = 0;
};

struct CompiledListRule : CompiledRule {
  const List* list = nullptr;
  std::shared_ptr<const PhraseIndex> index;
};

struct CompiledListCondition {
  v1::CandidatePart part;
  bool negated;
  const List* list;
  std::shared_ptr<const PhraseIndex> index;
};

struct CompiledEvidenceRule {
  const v1::Rule* rule = nullptr;
  std::shared_ptr<const Regex> regex;  // null: any text
  std::vector<CompiledGuard> guards;
  std::vector<CompiledListCondition> lists;
  std::vector<Template> settings;
  std::vector<std::pair<size_t, int32_t>> weights;  // index into the stage's labels, thousandths
};

// A names stage. Word lists by function.
struct CompiledNames {
  const v1::NameSettings* settings = nullptr;
  std::vector<int> labels;         // in the order that settles a tie
  std::vector<int32_t> inherited;  // by index into `labels`
  int unknown_label = -1;          // index into `labels`
  int32_t threshold = 0;
  std::map<v1::NameWordFunction, std::vector<std::shared_ptr<const PhraseIndex>>> words;
  std::vector<CompiledEvidenceRule> rules;
};

struct CompiledStage {
  std::vector<CompiledMatchRule> matches;
  std::vector<CompiledListRule> lists;
  std::optional<CompiledNames> names;
};

class Program {
 public:
  Program(v1::RuleSet rule_set, std::vector<List> lists);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  v1::RuleSet rule_set;
  std::map<std::string, List> lists;
  Alphabet alphabet;
  v1::RuleSetRef ref;
  std::set<std::string, std::less<>> abbreviations;
  uint32_t annotations_per_sentence = 0;
  uint32_t annotations_per_document = 0;
  std::vector<CompiledStage> stages;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_PROGRAM_H_
