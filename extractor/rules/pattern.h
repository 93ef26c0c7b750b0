// The pattern language: RE2 with `<LABEL>` for earlier annotations. In the text that a rule searches (the lifted
// sentence) an annotation is its label's private-use code point followed by one code point for each feature that the
// label declares, so a pattern stays regular and its search linear: `<VG lemma=ratify voice=passive>` becomes a code
// point and two classes.
#ifndef CASPIAN_EXTRACTOR_RULES_PATTERN_H_
#define CASPIAN_EXTRACTOR_RULES_PATTERN_H_

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"

namespace caspian::extractor {

// What is wrong at a place of a pattern.
struct PatternProblem {
  size_t offset;  // bytes from the pattern's begin
  std::string message;
  std::string hint;
};

// A constraint on a feature: its value is (or, negated, is not) one of `values`.
struct FeatureUse {
  std::string name;
  std::vector<std::string> values;
  bool negated = false;
};

// One `<A|B feature=x|y other!=z>` of a pattern, or `<A|B+ …>`, which stands for an enumeration of such annotations.
struct LabelUse {
  std::vector<std::string> labels;
  std::vector<FeatureUse> features;
  bool plural = false;
  size_t offset = 0;
  size_t length = 0;
};

// The label references of `pattern`, in order. What is not well-formed is left out here and told by CheckPattern.
std::vector<LabelUse> LabelsIn(absl::string_view pattern);

// Adds the values of features that `pattern` names.
void CollectFeatureValues(absl::string_view pattern, std::set<std::string>* values);

// Names of the named groups of `pattern`, in order.
std::vector<std::string> CaptureNamesIn(absl::string_view pattern);

// The code points that stand for labels and feature values in lifted text: a pure function of the rule set. Immutable.
class Alphabet {
 public:
  explicit Alphabet(const v1::RuleSet& set);

  // Index of a label in the set's order of names; -1 where there is none.
  int LabelIndex(absl::string_view label) const;
  const v1::Label& label(int index) const { return labels_[static_cast<size_t>(index)]; }
  int label_count() const { return static_cast<int>(labels_.size()); }

  // Appends what stands for an annotation of label `index`: `value_of` gives a feature's value by its name, empty where
  // it is absent; that, and a value that no pattern names, has a code point of its own.
  void AppendAnnotation(int index, absl::FunctionRef<absl::string_view(absl::string_view)> value_of,
                        std::string* out) const;

  // RE2's form of `pattern`: references made code points, typographic marks made plain.
  std::string Translate(absl::string_view pattern) const;

  // What stands between the members of an enumeration, as the set writes it; empty where it has none.
  const std::string& enumeration_separator() const { return enumeration_separator_; }

 private:
  char32_t ValueCodePoint(absl::string_view value) const;
  std::string ReferenceRegex(const LabelUse& use) const;
  std::string FeatureRegex(const FeatureUse* use) const;

  std::vector<v1::Label> labels_;  // by name
  std::string enumeration_separator_;
  absl::flat_hash_map<std::string, char32_t> values_;  // of features that patterns name
};

// All that is wrong with `pattern` in the rule set of `alphabet`: unknown labels, features and macros, enumerations
// where the set has no separator, what boundaries make needless (`\b`, `\w`), look-arounds and back-references, `\Q`,
// private-use characters in any writing, what RE2 refuses, patterns that match the empty text.
std::vector<PatternProblem> CheckPattern(absl::string_view pattern, bool ignore_case, const Alphabet& alphabet);

// Private-use planes 15 and 16: labels in the first, feature values in the second.
inline constexpr char32_t kFirstLabelCodePoint = 0xF0000;
inline constexpr char32_t kFirstValueCodePoint = 0x100000;
inline constexpr char32_t kLastValueCodePoint = 0x10FFFD;

// True for the characters that the lifted text uses for itself, and all other private-use ones.
bool IsPrivateUse(char32_t c);

// The plain form of a typographic quote, apostrophe or dash ("'", "\"", "-"); 0 where `c` is none.
char PlainMark(char32_t c);

// `text` with typographic marks made plain and private-use characters made U+FFFD: a token's form in the lifted text.
std::string PlainForm(absl::string_view text);
void AppendPlainForm(absl::string_view text, std::string* out);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PATTERN_H_
