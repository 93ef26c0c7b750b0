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
#include "extractor/document/segment.h"
#include "extractor/program/edge_table.h"
#include "extractor/program/evidence_table.h"
#include "extractor/program/list_indexes.h"
#include "extractor/program/phrase_index.h"
#include "extractor/program/template.h"
#include "extractor/program/vocabulary.h"
#include "extractor/program/word_table.h"
#include "extractor/rules/list_file.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/pattern_automaton.h"
#include "extractor/rules/regex.h"

namespace caspian::extractor {

struct CompiledPattern {
  std::shared_ptr<const Regex> regex;
  std::shared_ptr<const PatternAutomaton> automaton;  // of the same; null: there is none
};

struct CompiledGuard {
  v1::GuardKind kind;
  CompiledPattern pattern;   // its automaton reads backwards where it stands before
  uint32_t edge = kAnyEdge;  // what it can begin with, or end with where it stands before
};

inline bool IsBefore(v1::GuardKind kind) {
  return kind == v1::GUARD_KIND_PRECEDED_BY || kind == v1::GUARD_KIND_NOT_PRECEDED_BY;
}
// It must match; else it must not.
inline bool Demands(v1::GuardKind kind) {
  return kind == v1::GUARD_KIND_PRECEDED_BY || kind == v1::GUARD_KIND_FOLLOWED_BY;
}

// A setting with its values for single forms of its rule.
struct CompiledSetting {
  Template otherwise;
  std::map<std::string, Template, std::less<>> by_form;

  const std::string& name() const { return otherwise.name(); }
  const Template& For(absl::string_view form) const {
    const auto found = by_form.find(form);
    return found == by_form.end() ? otherwise : found->second;
  }
};

// Words nearby that change a confidence.
struct CompiledContext {
  std::shared_ptr<const PhraseIndex> words;
  uint32_t within_tokens = 0;
  int32_t confidence = 0;
};

inline constexpr int kNoCondition = -1;
inline constexpr int kNoElision = -1;

// By label.
using LabelSet = std::vector<bool>;

// What all rules that make annotations share. Pointers point into the program.
struct CompiledRule {
  const v1::Rule* rule = nullptr;
  int label = 0;
  v1::LabelKind kind = v1::LABEL_KIND_UNSPECIFIED;
  int32_t priority = 0;
  uint32_t confidence = 0;
  int condition = kNoCondition;  // index into the program's conditions
  bool no_mention = false;
  std::vector<CompiledGuard> guards;
  std::vector<CompiledSetting> settings;
  std::vector<CompiledContext> context;
};

// A named group of a pattern.
struct CompiledGroup {
  std::string name;  // empty: not named
  // Of a group that holds an enumeration and nothing else: the labels of its members, by index.
  std::vector<int> members;
};

// One pattern of a rule.
struct CompiledForm {
  std::string name;  // empty where the rule has one pattern
  CompiledPattern pattern;
  std::vector<CompiledGroup> groups;  // by number, the whole match first
  size_t span_group = 0;              // the group that is the annotation's span
  size_t mention_group = 0;           // the group that is the mention's; 0: the annotation's
  StartEdges start;
};

struct CompiledAttachment {
  std::string role;
  std::shared_ptr<const Regex> filler;  // what an annotation of the lifted text must be
  std::vector<CompiledGuard> guards;
  int within = -1;  // label of the region; -1: the sentence
  v1::AttachmentSide side = v1::ATTACHMENT_SIDE_UNSPECIFIED;
};

// The capture is found by its name.
struct CompiledAntecedent {
  std::shared_ptr<const Regex> name;  // what an annotation of lifted text must be
  LabelSet labels;                    // of such annotations
  std::string called;                 // empty: it may be called anything
  LabelSet rivals;
};

struct CompiledMatchRule : CompiledRule {
  std::vector<CompiledForm> forms;  // at least one, by name
  int elision = kNoElision;         // index into the stage's elisions
  std::vector<CompiledAttachment> attachments;
  std::optional<CompiledAntecedent> refers_to;
};

struct CompiledListRule : CompiledRule {
  const List* list = nullptr;
  std::shared_ptr<const PhraseIndex> index;
};

// A row of a table of auxiliaries or adverbs.
struct VerbGroupWord {
  std::set<std::string> takes;
  std::string form;
  bool begins = true;  // may stand first in a group
  int strength = 0;
  std::vector<std::pair<std::string, std::string>> features;  // none empty
};

struct VerbForm {
  bool alone = false;
  std::vector<std::pair<std::string, std::string>> features;
};

struct CompiledVerbGroup : CompiledRule {
  int verb_label = -1;
  std::shared_ptr<const PhraseIndex> auxiliaries;
  std::shared_ptr<const PhraseIndex> adverbs;                  // null: none
  std::shared_ptr<const Regex> adverb_pattern;                 // null: none
  std::vector<std::vector<VerbGroupWord>> auxiliary_readings;  // by row of the list: all rows of its phrase, by form
  std::vector<VerbGroupWord> adverb_rows;
  std::map<std::string, VerbForm, std::less<>> forms;
};

// What a repair rule does with a capture.
struct CompiledRepairAction {
  size_t group = 0;
  int label = -1;            // the new label; -1: dropped
  std::vector<int> members;  // where the capture is an enumeration and nothing else: the labels of its members
};

struct CompiledRepair {
  const v1::Rule* rule = nullptr;
  int condition = kNoCondition;
  CompiledPattern pattern;
  StartEdges start;
  std::vector<CompiledGuard> guards;
  std::vector<CompiledRepairAction> actions;
  std::vector<CompiledSetting> settings;
};

struct CompiledListCondition {
  v1::CandidatePart part;
  bool negated;
  const List* list;
  std::shared_ptr<const PhraseIndex> index;
  size_t lookup = 0;  // of the stage: conditions that look up the same part in the same index have the same
};

struct CompiledEvidenceRule {
  const v1::Rule* rule = nullptr;
  CompiledPattern pattern;         // its regex null: any text
  uint32_t begin_edge = kAnyEdge;  // what it can begin with
  uint32_t end_edge = kAnyEdge;    // what it can end with
  uint32_t held_edge = kAnyEdge;   // what stands somewhere in what it matches
  uint32_t least_words = 1;        // of candidates that it can match
  std::vector<CompiledGuard> guards;
  std::vector<CompiledListCondition> lists;
  std::vector<CompiledSetting> settings;
  std::vector<std::pair<size_t, int32_t>> weights;  // index into the stage's labels or senses, thousandths
  int condition = kNoCondition;
  std::vector<int> on;  // in a stage of senses: labels of the names; empty: all
};

// How weights of occurrences add up.
struct CompiledVote {
  int32_t threshold = 0;
  std::vector<uint32_t> shares;  // of n = 1, 2, … occurrences; not empty
  int64_t own_share = 0;
};

// What a word does by the lists of a names stage: a bit for each function.
struct WordFunctions {
  uint32_t begins = 0;  // phrases of the function
  uint32_t is = 0;      // a phrase by itself

  auto operator<=>(const WordFunctions&) const = default;

  static uint32_t BitOf(v1::NameWordFunction function) { return uint32_t{1} << static_cast<uint32_t>(function); }
};

// A names stage. Word lists by function.
struct CompiledNames {
  std::vector<int> labels;               // in the order that settles a tie
  std::vector<int32_t> inherited;        // by index into `labels`
  std::vector<int32_t> inherited_given;  // likewise
  std::vector<bool> keeps_first_word;    // likewise
  int unknown_label = -1;                // index into `labels`
  int32_t unknown_weight = 0;
  size_t unknown_min_words = 0;
  size_t unknown_max_words = 0;
  size_t title_words = 0;
  size_t phrase_words = 0;
  size_t acronym_min_letters = 0;
  size_t acronym_max_letters = 0;
  size_t enumerated_members = 0;             // 0: enumerations say nothing
  std::shared_ptr<const Regex> enumeration;  // what stands between members; null where they say nothing
  CompiledVote vote;
  std::map<v1::NameWordFunction, std::vector<std::shared_ptr<const PhraseIndex>>> words;
  WordTable<WordFunctions> functions;
  const Vocabulary* vocabulary = nullptr;
  std::vector<CompiledEvidenceRule> rules;
  EvidenceTable evidence;  // of the rules
};

struct CompiledSense {
  std::string name;
  std::vector<CompiledSetting> settings;  // empty: the plain sense
};

// A stage that decides in which sense names stand.
struct CompiledSenses {
  std::vector<int> on;  // labels
  int label = -1;
  CompiledVote vote;
  std::vector<CompiledSense> senses;  // in the order that settles a tie
  std::vector<CompiledEvidenceRule> rules;
  EvidenceTable evidence;  // of the rules
};

struct CompiledStage {
  int condition = kNoCondition;
  LabelSet sees;  // empty: all labels
  std::vector<LabelSet> elisions;
  std::vector<CompiledMatchRule> matches;
  std::vector<CompiledListRule> lists;
  std::vector<CompiledVerbGroup> verb_groups;
  std::vector<CompiledRepair> repairs;
  std::optional<CompiledNames> names;
  std::optional<CompiledSenses> senses;
};

// Which documents something is for.
struct CompiledCondition {
  const v1::DocumentCondition* condition = nullptr;
  std::shared_ptr<const PhraseIndex> function_words;  // null: not looked at
};

class Program {
 public:
  Program(v1::RuleSet rule_set, std::vector<List> lists);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  v1::RuleSet rule_set;
  std::map<std::string, List> lists;
  Alphabet alphabet;
  EdgeTables edges;
  Vocabulary vocabulary;
  std::map<ListIndexKey, std::shared_ptr<const PhraseIndex>> indexes;  // all that are used
  v1::RuleSetRef ref;
  Abbreviations abbreviations;
  std::map<std::string, std::vector<std::string>, std::less<>> supertypes;  // of types of events, nearest first
  uint32_t annotations_per_sentence = 0;
  uint32_t annotations_per_document = 0;
  std::vector<CompiledCondition> conditions;
  int condition = kNoCondition;  // of the whole set
  std::vector<CompiledStage> stages;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_PROGRAM_H_
