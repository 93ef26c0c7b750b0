#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/utf8.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/pattern_walk.h"
#include "extractor/rules/regex.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {
namespace {

std::string HintForLabel(const std::string& name, const Alphabet& alphabet) {
  std::vector<std::string> labels;
  for (int i = 0; i < alphabet.label_count(); ++i) labels.push_back(alphabet.label(i).name());
  const std::string nearest = NearestWord(name, labels);
  return nearest.empty() ? "declare it under labels: in pack.yaml, or write \\< for the character"
                         : absl::StrCat("did you mean ", nearest, "?");
}

void CheckReference(const LabelUse& use, const Alphabet& alphabet, std::vector<PatternProblem>* problems) {
  if (use.plural && alphabet.enumeration_separator().empty()) {
    problems->push_back({use.offset, "the set does not say what parts an enumeration",
                         "add enumeration: to pack.yaml, such as '(?:, (?:and )?| and )'"});
  }
  for (const std::string& name : use.labels) {
    const int index = alphabet.LabelIndex(name);
    if (index < 0) {
      problems->push_back({use.offset, absl::StrCat("no label ", name), HintForLabel(name, alphabet)});
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
      problems->push_back({offset, absl::StrCat("\\", std::string(1, escaped), " is not allowed"),
                           "leave it out: a match begins and ends at token boundaries anyway"});
      return;
    case 'w':
      problems->push_back({offset, "\\w is not allowed: it knows ASCII only",
                           "write \\pL for a letter, [\\pL\\pN] for a letter or digit"});
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
        problems->push_back(
            {offset, absl::StrFormat("private-use character U+%X", static_cast<uint32_t>(HexEscape(pattern, offset))),
             "leave it out: no text that is matched holds one; write <LABEL> for an annotation"});
      }
      return;
    case 'p':
      if (PropertyName(pattern, offset) == "C" || PropertyName(pattern, offset) == "Co") {
        problems->push_back({offset,
                             absl::StrCat("\\p{", PropertyName(pattern, offset),
                                          "} is not allowed: annotations stand as private-use characters"),
                             "write <LABEL> for an annotation"});
      }
      return;
    default:
      if (escaped >= '1' && escaped <= '9') {
        problems->push_back(
            {offset, absl::StrCat("back-reference \\", std::string(1, escaped), " is not allowed: it is not regular"),
             "write two rules, or compare in a later stage"});
      }
  }
}

void CheckPrivateUse(absl::string_view pattern, std::vector<PatternProblem>* problems) {
  for (size_t i = 0; i < pattern.size();) {
    const CodePoint point = DecodeUtf8(pattern, i);
    if (IsPrivateUse(point.value)) {
      problems->push_back({i, absl::StrFormat("private-use character U+%X", static_cast<uint32_t>(point.value)),
                           "leave it out: no text that is matched holds one"});
    }
    i += point.bytes;
  }
}

void CheckCompiles(absl::string_view pattern, bool ignore_case, const Alphabet& alphabet,
                   std::vector<PatternProblem>* problems) {
  const auto regex = Regex::Compile(alphabet.Translate(pattern), ignore_case);
  if (!regex.ok()) {
    problems->push_back({0, absl::StrCat("RE2 refuses the pattern: ", regex.status().message()),
                         "see extractor/packs/README.md, Patterns"});
  } else if ((*regex)->MatchesAll("")) {
    problems->push_back({0, "the pattern matches the empty text", "make at least one part of it required"});
  }
}

}  // namespace

std::vector<PatternProblem> CheckPattern(absl::string_view pattern, bool ignore_case, const Alphabet& alphabet) {
  std::vector<PatternProblem> problems;
  if (const auto bad = FindInvalidUtf8(pattern)) return {{*bad, "the pattern is not UTF-8", "save the file as UTF-8"}};
  PatternVisitor visitor;
  visitor.reference = [&](size_t offset, size_t length) {
    LabelUse use;
    if (ParseReference(pattern, offset, length, &use)) {
      CheckReference(use, alphabet, &problems);
    } else {
      problems.push_back(
          {offset, "a label reference is not well-formed", "write <LABEL>, <A|B> or <LABEL feature=value|value>"});
    }
  };
  visitor.macro = [&](size_t offset, size_t, absl::string_view name) {
    if (offset >= 2 && pattern.substr(offset - 2, 2) == "(?") {
      problems.push_back({offset - 2, absl::StrCat("(?<", name, "> catches nothing here"),
                          absl::StrCat("write (?P<", name, ">…) for a capture")});
      return;
    }
    problems.push_back({offset, absl::StrCat("no macro ", name),
                        "declare it under macros:, or write \\< for the character; labels are in capitals"});
  };
  visitor.escape = [&](size_t offset, char escaped) { CheckEscape(pattern, offset, escaped, &problems); };
  visitor.special_group = [&](size_t offset, absl::string_view head) {
    problems.push_back({offset, absl::StrCat("look-around ", head, " is not allowed: it is not linear"),
                        "use preceded_by, not_preceded_by, followed_by or not_followed_by"});
  };
  WalkPattern(pattern, visitor);
  CheckPrivateUse(pattern, &problems);
  if (problems.empty()) CheckCompiles(pattern, ignore_case, alphabet, &problems);
  return problems;
}

}  // namespace caspian::extractor
