// A rule set as the reference engine reads it: patterns are trees, nothing is compiled. pack_yaml.h writes it as the
// files that the real reader reads, so that both engines work from one pack and share no parser.
#ifndef CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_PACK_H_
#define CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_PACK_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "caspian/v1/rule_set.pb.h"

namespace caspian::extractor::reference {

// `<A|B f=x|y g!=z>`, or with a plus.
struct Constraint {
  std::string feature;
  std::vector<std::string> values;
  bool negated = false;
};
struct Reference {
  std::vector<std::string> labels;
  std::vector<Constraint> constraints;
  bool plural = false;
};

enum class PatternKind { kText, kClass, kReference, kSequence, kChoice, kRepeat, kCapture, kBegin, kEnd };

// One character of a set; ranges are ASCII.
struct CharacterClass {
  std::string written;
  std::string members;
  bool letters = false;
  bool digits = false;
  bool negated = false;
};

struct Pattern {
  PatternKind kind = PatternKind::kText;
  std::string text;  // of a text its characters, of a capture its name
  CharacterClass characters;
  Reference reference;
  std::vector<Pattern> parts;
  int least = 0;  // of a repeat
  int most = -1;  // -1: without bound
  bool lazy = false;
  std::string macro;  // the name of the macro that it is written as; empty: none
};

struct Guard {
  v1::GuardKind kind = v1::GUARD_KIND_PRECEDED_BY;
  Pattern pattern;
};

struct Setting {
  std::string name;
  std::string value;
  std::map<std::string, std::string> by_form;
};

struct Condition {
  std::string language;
  std::string publisher;
  std::string field;
  std::string function_words;  // a list
  int least_share = 0;         // thousandths
  bool empty() const { return language.empty() && publisher.empty() && field.empty() && function_words.empty(); }
};

struct Form {
  std::string name;
  Pattern pattern;
};

struct Attachment {
  std::string role;
  Reference filler;
  std::vector<Guard> guards;
  std::string within;
  v1::AttachmentSide side = v1::ATTACHMENT_SIDE_UNSPECIFIED;
};

struct Antecedent {
  Reference name;
  std::string called;  // a capture
  std::vector<std::string> rivals;
};

struct ContextWords {
  std::string list;
  int within = 1;
  int confidence = 0;  // thousandths
};

// Rows of a list that count, of the first column unless it says another.
struct ListUse {
  std::string list;
  std::string column;
  std::string where_column;
  std::vector<std::string> where_values;
};

struct ListCondition {
  v1::CandidatePart part = v1::CANDIDATE_PART_WHOLE;
  ListUse words;
  bool negated = false;
};

enum class RuleKind { kMatch, kList, kEvidence, kVerbGroup, kRepair };

struct Rule {
  RuleKind kind = RuleKind::kMatch;
  std::string id;
  std::string label;
  std::string type;
  std::vector<Form> forms;  // one without a name: a pattern
  std::vector<Guard> guards;
  std::vector<Setting> settings;
  int priority = 0;
  int confidence = 900;
  bool ignore_case = false;
  std::string span;
  std::string mention;
  bool no_mention = false;
  std::vector<std::string> elide;
  std::vector<Attachment> attachments;
  v1::CoverageKind covers = v1::COVERAGE_KIND_UNSPECIFIED;
  std::string covers_label;
  std::vector<std::string> elaborates;
  std::optional<Antecedent> refers_to;
  std::vector<ContextWords> context;
  ListUse words;  // of list rules
  std::string aliases;
  bool nested = false;
  std::vector<std::pair<std::string, int>> weights;  // of evidence rules: label or sense, thousandths
  std::vector<ListCondition> lists;
  int min_words = 0;
  int max_words = 0;
  bool sentence_initial = false;
  bool no_vote = false;
  std::string on;
  std::vector<std::string> drop;  // of repairs
  std::vector<std::pair<std::string, std::string>> relabel;
  std::string verb, auxiliaries, adverbs, verb_forms;  // of verb groups
  bool adverb_pattern = false;                         // [a-z]+ly
  Condition documents;
};

// Shared by stages of names and of senses.
struct Vote {
  int threshold = 1500;
  std::vector<int> shares = {1000};
  int own_share = 0;
};

struct NameSettings {
  std::vector<std::string> labels;
  Vote vote;
  std::string unknown_label;
  int unknown_weight = 0;
  int unknown_min = 2;
  int unknown_max = 3;
  std::map<std::string, int> inherited;
  std::vector<std::string> keep_first_word;
  int acronym_min = 2;
  int acronym_max = 8;
  int title_words = 6;
  std::vector<std::pair<std::string, std::string>> word_lists;  // function, list
};

struct Sense {
  std::string name;
  std::vector<Setting> settings;
};

struct SenseSettings {
  std::string on;
  std::string label;
  Vote vote;
  std::vector<Sense> senses;
};

struct Stage {
  std::string name;
  std::vector<Rule> rules;
  std::vector<std::string> input;
  std::vector<std::string> input_without;
  std::optional<NameSettings> names;
  std::optional<SenseSettings> senses;
  Condition documents;
};

struct Label {
  std::string name;
  v1::LabelKind kind = v1::LABEL_KIND_NAME;
  std::vector<std::string> features;
  std::string normalizer;
  v1::ConflictPolicy conflict = v1::CONFLICT_POLICY_UNSPECIFIED;
};

struct List {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

struct Pack {
  std::vector<Label> labels;
  std::vector<Stage> stages;
  std::map<std::string, List> lists;
  Pattern separator;          // of enumerations
  std::string abbreviations;  // a list
  Condition documents;
  bool included = false;  // written as two packs, one upon the other

  const Label& LabelOf(const std::string& name) const {
    for (const Label& label : labels) {
      if (label.name == name) return label;
    }
    return labels.at(labels.size());
  }
};

}  // namespace caspian::extractor::reference

#endif  // CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_PACK_H_
