#include "extractor/rules/pattern.h"

#include <algorithm>
#include <functional>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/base/utf8.h"
#include "extractor/rules/regex.h"

namespace caspian::extractor {
namespace {

constexpr char32_t kAbsentValue = kFirstValueCodePoint;
constexpr char32_t kOtherValue = kFirstValueCodePoint + 1;

bool IsLabelStart(absl::string_view pattern, size_t i) {
  return pattern[i] == '<' && i + 1 < pattern.size() && absl::ascii_isupper(pattern[i + 1]);
}

// The places of a pattern where something special stands, told to a visitor in order: a walk that knows escapes, classes and
// group heads, so that no other function has to.
struct PatternVisitor {
  std::function<void(size_t offset, size_t length)> reference = [](size_t, size_t) {};
  std::function<void(size_t offset, char escaped)> escape = [](size_t, char) {};
  std::function<void(size_t offset, absl::string_view name)> group = [](size_t, absl::string_view) {};
  std::function<void(size_t offset, absl::string_view head)> special_group = [](size_t, absl::string_view) {};
};

// Length of a character class that begins at `i` with '[', its escapes told to `visitor`.
size_t ClassLength(absl::string_view pattern, size_t i, const PatternVisitor& visitor) {
  size_t k = i + 1;
  if (k < pattern.size() && pattern[k] == '^') ++k;
  if (k < pattern.size() && pattern[k] == ']') ++k;
  while (k < pattern.size() && pattern[k] != ']') {
    if (pattern[k] == '\\' && k + 1 < pattern.size()) {
      visitor.escape(k, pattern[k + 1]);
      ++k;
    } else if (absl::StartsWith(pattern.substr(k), "[:")) {
      const size_t close = pattern.find(":]", k + 2);
      if (close != absl::string_view::npos) k = close + 1;
    }
    ++k;
  }
  return std::min(k + 1, pattern.size()) - i;
}

// Length of what begins at `i` with "(?", told to `visitor`.
size_t GroupHeadLength(absl::string_view pattern, size_t i, const PatternVisitor& visitor) {
  const absl::string_view rest = pattern.substr(i);
  if (absl::StartsWith(rest, "(?P<")) {
    const size_t close = rest.find('>');
    if (close == absl::string_view::npos) return rest.size();
    visitor.group(i, rest.substr(4, close - 4));
    return close + 1;
  }
  for (absl::string_view head : {"(?<=", "(?<!", "(?=", "(?!", "(?>"}) {
    if (!absl::StartsWith(rest, head)) continue;
    visitor.special_group(i, head);
    return head.size();
  }
  return 2;
}

size_t ReferenceLength(absl::string_view pattern, size_t i) {
  const size_t close = pattern.find('>', i);
  return close == absl::string_view::npos ? 1 : close + 1 - i;
}

void Walk(absl::string_view pattern, const PatternVisitor& visitor) {
  for (size_t i = 0; i < pattern.size();) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      visitor.escape(i, pattern[i + 1]);
      i += 2;
    } else if (pattern[i] == '[') {
      i += ClassLength(pattern, i, visitor);
    } else if (absl::StartsWith(pattern.substr(i), "(?")) {
      i += GroupHeadLength(pattern, i, visitor);
    } else if (IsLabelStart(pattern, i)) {
      const size_t length = ReferenceLength(pattern, i);
      visitor.reference(i, length);
      i += length;
    } else {
      ++i;
    }
  }
}

// Reads "name=a|b" or "name!=a|b"; false where it is not of that form.
bool ParseFeature(absl::string_view word, FeatureUse* use) {
  const size_t equals = word.find('=');
  if (equals == absl::string_view::npos || equals == 0 || equals + 1 == word.size()) return false;
  use->negated = word[equals - 1] == '!';
  use->name = std::string(word.substr(0, equals - (use->negated ? 1 : 0)));
  use->values = absl::StrSplit(word.substr(equals + 1), '|');
  return !use->name.empty();
}

// Reads the reference at [offset, offset + length); false where it is not well-formed.
bool ParseReference(absl::string_view pattern, size_t offset, size_t length, LabelUse* use) {
  use->offset = offset;
  use->length = length;
  if (length < 3 || pattern[offset + length - 1] != '>') return false;
  const std::vector<absl::string_view> words = absl::StrSplit(pattern.substr(offset + 1, length - 2), ' ', absl::SkipEmpty());
  use->labels = absl::StrSplit(words[0], '|');
  for (size_t i = 1; i < words.size(); ++i) {
    FeatureUse feature;
    if (!ParseFeature(words[i], &feature)) return false;
    use->features.push_back(std::move(feature));
  }
  return true;
}

void CheckReference(const LabelUse& use, const Alphabet& alphabet, std::vector<PatternProblem>* problems) {
  for (const std::string& name : use.labels) {
    const int index = alphabet.LabelIndex(name);
    if (index < 0) {
      problems->push_back({use.offset, absl::StrCat("no label ", name), "declare it under labels: in pack.yaml, or write \\< for the character"});
      continue;
    }
    for (const FeatureUse& feature : use.features) {
      const auto& declared = alphabet.label(index).features();
      if (std::count(declared.begin(), declared.end(), feature.name) > 0) continue;
      problems->push_back({use.offset, absl::StrCat("label ", name, " declares no feature ", feature.name),
                           absl::StrCat("add it to features: of ", name, " in pack.yaml")});
    }
  }
}

// The code point that "\xHH" or "\x{H…}" at `offset` writes; 0 where it is neither.
char32_t HexEscape(absl::string_view pattern, size_t offset) {
  absl::string_view digits = pattern.substr(offset + 2);
  if (absl::StartsWith(digits, "{")) {
    digits = digits.substr(1, std::min(digits.find('}'), digits.size()) - 1);
  } else {
    digits = digits.substr(0, 2);
  }
  uint32_t value = 0;
  return !digits.empty() && absl::SimpleHexAtoi(digits, &value) ? static_cast<char32_t>(value) : 0;
}

// The class that "\pC" or "\p{Co}" at `offset` names.
absl::string_view PropertyName(absl::string_view pattern, size_t offset) {
  const absl::string_view rest = pattern.substr(offset + 2);
  return absl::StartsWith(rest, "{") ? rest.substr(1, std::min(rest.find('}'), rest.size()) - 1) : rest.substr(0, 1);
}

void CheckEscape(absl::string_view pattern, size_t offset, char escaped, std::vector<PatternProblem>* problems) {
  switch (escaped) {
    case 'b':
    case 'B':
      problems->push_back({offset, absl::StrCat("\\", std::string(1, escaped), " is not allowed"), "leave it out: a match begins and ends at token boundaries anyway"});
      return;
    case 'w':
      problems->push_back({offset, "\\w is not allowed: it knows ASCII only", "write \\pL for a letter, [\\pL\\pN] for a letter or digit"});
      return;
    case 'W':
      problems->push_back({offset, "\\W is not allowed: it knows ASCII only", "write [^\\pL\\pN]"});
      return;
    case 'C':
      problems->push_back({offset, "\\C is not allowed: it splits characters", "write . for any character"});
      return;
    case 'Q':
      problems->push_back({offset, "\\Q is not allowed", "escape each character that needs it"});
      return;
    case 'x':
      if (IsPrivateUse(HexEscape(pattern, offset))) {
        problems->push_back({offset, absl::StrFormat("private-use character U+%X", static_cast<uint32_t>(HexEscape(pattern, offset))),
                             "leave it out: no text that is matched holds one; write <LABEL> for an annotation"});
      }
      return;
    case 'p':
      if (PropertyName(pattern, offset) == "C" || PropertyName(pattern, offset) == "Co") {
        problems->push_back({offset, absl::StrCat("\\p{", PropertyName(pattern, offset), "} is not allowed: annotations stand as private-use characters"),
                             "write <LABEL> for an annotation"});
      }
      return;
    default:
      if (escaped >= '1' && escaped <= '9') {
        problems->push_back({offset, absl::StrCat("back-reference \\", std::string(1, escaped), " is not allowed: it is not regular"), "write two rules, or compare in a later stage"});
      }
  }
}

void CheckPrivateUse(absl::string_view pattern, std::vector<PatternProblem>* problems) {
  for (size_t i = 0; i < pattern.size();) {
    const CodePoint point = DecodeUtf8(pattern, i);
    if (IsPrivateUse(point.value)) {
      problems->push_back({i, absl::StrFormat("private-use character U+%X", static_cast<uint32_t>(point.value)), "leave it out: no text that is matched holds one"});
    }
    i += point.bytes;
  }
}

void CheckCompiles(absl::string_view pattern, bool ignore_case, const Alphabet& alphabet, std::vector<PatternProblem>* problems) {
  const auto regex = Regex::Compile(alphabet.Translate(pattern), ignore_case);
  if (!regex.ok()) {
    problems->push_back({0, absl::StrCat("RE2 refuses the pattern: ", regex.status().message()), "see extractor/packs/README.md, Patterns"});
  } else if ((*regex)->MatchesAll("")) {
    problems->push_back({0, "the pattern matches the empty text", "make at least one part of it required"});
  }
}

}  // namespace

std::vector<LabelUse> LabelsIn(absl::string_view pattern) {
  std::vector<LabelUse> uses;
  PatternVisitor visitor;
  visitor.reference = [&](size_t offset, size_t length) {
    LabelUse use;
    if (ParseReference(pattern, offset, length, &use)) uses.push_back(std::move(use));
  };
  Walk(pattern, visitor);
  return uses;
}

std::vector<std::string> CaptureNamesIn(absl::string_view pattern) {
  std::vector<std::string> names;
  PatternVisitor visitor;
  visitor.group = [&](size_t, absl::string_view name) { names.emplace_back(name); };
  Walk(pattern, visitor);
  return names;
}

std::vector<PatternProblem> CheckPattern(absl::string_view pattern, bool ignore_case, const Alphabet& alphabet) {
  std::vector<PatternProblem> problems;
  if (const auto bad = FindInvalidUtf8(pattern)) return {{*bad, "the pattern is not UTF-8", "save the file as UTF-8"}};
  PatternVisitor visitor;
  visitor.reference = [&](size_t offset, size_t length) {
    LabelUse use;
    if (ParseReference(pattern, offset, length, &use)) {
      CheckReference(use, alphabet, &problems);
    } else {
      problems.push_back({offset, "a label reference is not well-formed", "write <LABEL>, <A|B> or <LABEL feature=value|value>"});
    }
  };
  visitor.escape = [&](size_t offset, char escaped) { CheckEscape(pattern, offset, escaped, &problems); };
  visitor.special_group = [&](size_t offset, absl::string_view head) {
    problems.push_back({offset, absl::StrCat("look-around ", head, " is not allowed: it is not linear"), "use preceded_by, not_preceded_by, followed_by or not_followed_by"});
  };
  Walk(pattern, visitor);
  CheckPrivateUse(pattern, &problems);
  if (problems.empty()) CheckCompiles(pattern, ignore_case, alphabet, &problems);
  return problems;
}

Alphabet::Alphabet(const v1::RuleSet& set) : labels_(set.labels().begin(), set.labels().end()) {
  std::sort(labels_.begin(), labels_.end(), [](const v1::Label& a, const v1::Label& b) { return a.name() < b.name(); });
  std::set<std::string> values;
  const auto collect = [&values](absl::string_view pattern) {
    for (const LabelUse& use : LabelsIn(pattern)) {
      for (const FeatureUse& feature : use.features) values.insert(feature.values.begin(), feature.values.end());
    }
  };
  const auto collect_guards = [&collect](const google::protobuf::RepeatedPtrField<v1::Guard>& guards) {
    for (const v1::Guard& guard : guards) collect(guard.pattern());
  };
  for (const v1::Stage& stage : set.stages()) {
    for (const v1::Rule& rule : stage.rules()) {
      collect(rule.match().pattern());
      collect_guards(rule.match().guards());
      collect_guards(rule.list().guards());
      collect_guards(rule.evidence().guards());
    }
  }
  char32_t next = kOtherValue + 1;
  for (const std::string& value : values) values_[value] = next++;
}

int Alphabet::LabelIndex(absl::string_view label) const {
  const auto found = std::lower_bound(labels_.begin(), labels_.end(), label, [](const v1::Label& a, absl::string_view b) { return a.name() < b; });
  return found == labels_.end() || found->name() != label ? -1 : static_cast<int>(found - labels_.begin());
}

char32_t Alphabet::ValueCodePoint(absl::string_view value) const {
  if (value.empty()) return kAbsentValue;
  const auto found = values_.find(std::string(value));
  return found == values_.end() ? kOtherValue : found->second;
}

void Alphabet::AppendAnnotation(int index, const std::vector<std::pair<std::string, std::string>>& features, std::string* out) const {
  AppendUtf8(kFirstLabelCodePoint + static_cast<char32_t>(index), out);
  for (const std::string& name : label(index).features()) {
    const auto found = std::find_if(features.begin(), features.end(), [&](const auto& feature) { return feature.first == name; });
    AppendUtf8(found == features.end() ? kAbsentValue : ValueCodePoint(found->second), out);
  }
}

std::string Alphabet::FeatureRegex(const FeatureUse* use) const {
  if (use == nullptr) return absl::StrFormat("[\\x{%X}-\\x{%X}]", static_cast<uint32_t>(kFirstValueCodePoint), static_cast<uint32_t>(kLastValueCodePoint));
  std::vector<uint32_t> points;
  for (const std::string& value : use->values) points.push_back(static_cast<uint32_t>(ValueCodePoint(value)));
  std::sort(points.begin(), points.end());
  std::string regex = "[";
  if (!use->negated) {
    for (uint32_t point : points) absl::StrAppendFormat(&regex, "\\x{%X}", point);
    return regex + "]";
  }
  uint32_t next = kFirstValueCodePoint;
  for (uint32_t point : points) {
    if (point > next) absl::StrAppendFormat(&regex, "\\x{%X}-\\x{%X}", next, point - 1);
    next = std::max(next, point + 1);
  }
  absl::StrAppendFormat(&regex, "\\x{%X}-\\x{%X}]", next, static_cast<uint32_t>(kLastValueCodePoint));
  return regex;
}

std::string Alphabet::ReferenceRegex(const LabelUse& use) const {
  std::vector<std::string> choices;
  for (const std::string& name : use.labels) {
    const int index = LabelIndex(name);
    if (index < 0) continue;
    std::string choice = absl::StrFormat("\\x{%X}", static_cast<uint32_t>(kFirstLabelCodePoint) + static_cast<uint32_t>(index));
    for (const std::string& feature : label(index).features()) {
      const auto found = std::find_if(use.features.begin(), use.features.end(), [&](const FeatureUse& f) { return f.name == feature; });
      choice += FeatureRegex(found == use.features.end() ? nullptr : &*found);
    }
    choices.push_back(std::move(choice));
  }
  return absl::StrCat("(?:", absl::StrJoin(choices, "|"), ")");
}

std::string Alphabet::Translate(absl::string_view pattern) const {
  std::string out;
  size_t next = 0;
  for (const LabelUse& use : LabelsIn(pattern)) {
    absl::StrAppend(&out, pattern.substr(next, use.offset - next), ReferenceRegex(use));
    next = use.offset + use.length;
  }
  absl::StrAppend(&out, pattern.substr(next));
  std::string plain;
  bool escaped = false;
  for (size_t i = 0; i < out.size();) {
    const CodePoint point = DecodeUtf8(out, i);
    const char mark = PlainMark(point.value);
    if (mark == 0) plain.append(out, i, point.bytes);
    if (mark == '-' && !escaped) plain.push_back('\\');
    if (mark != 0) plain.push_back(mark);
    escaped = point.value == '\\' && !escaped;
    i += point.bytes;
  }
  return plain;
}

bool IsPrivateUse(char32_t c) { return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFF); }

char PlainMark(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return '-';
    default:
      return 0;
  }
}

std::string PlainForm(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    const char mark = point.value < 0x80 ? 0 : PlainMark(point.value);
    if (mark != 0) {
      out.push_back(mark);
    } else {
      AppendUtf8(IsPrivateUse(point.value) ? 0xFFFD : point.value, &out);
    }
    i += point.bytes;
  }
  return out;
}

}  // namespace caspian::extractor
