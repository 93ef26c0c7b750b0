#include "extractor/rules/pattern_walk.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace caspian::extractor {
namespace {

bool IsLabelStart(absl::string_view pattern, size_t i) {
  return pattern[i] == '<' && i + 1 < pattern.size() && absl::ascii_isupper(pattern[i + 1]);
}

// Length of "<name>" in small letters at `i`; 0 where there is none.
size_t MacroLength(absl::string_view pattern, size_t i) {
  if (pattern[i] != '<' || i + 1 >= pattern.size() || !absl::ascii_islower(pattern[i + 1])) return 0;
  size_t k = i + 1;
  while (k < pattern.size() &&
         (absl::ascii_islower(pattern[k]) || absl::ascii_isdigit(pattern[k]) || pattern[k] == '_'))
    ++k;
  return k < pattern.size() && pattern[k] == '>' ? k + 1 - i : 0;
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

// Reads "name=a|b" or "name!=a|b"; false where it is not of that form.
bool ParseFeature(absl::string_view word, FeatureUse* use) {
  const size_t equals = word.find('=');
  if (equals == absl::string_view::npos || equals == 0 || equals + 1 == word.size()) return false;
  use->negated = word[equals - 1] == '!';
  use->name = std::string(word.substr(0, equals - (use->negated ? 1 : 0)));
  use->values = absl::StrSplit(word.substr(equals + 1), '|');
  return !use->name.empty();
}

}  // namespace

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

void WalkPattern(absl::string_view pattern, const PatternVisitor& visitor) {
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
    } else if (const size_t length = MacroLength(pattern, i); length > 0) {
      visitor.macro(i, length, pattern.substr(i + 1, length - 2));
      i += length;
    } else {
      ++i;
    }
  }
}

bool ParseReference(absl::string_view pattern, size_t offset, size_t length, LabelUse* use) {
  use->offset = offset;
  use->length = length;
  if (length < 3 || pattern[offset + length - 1] != '>') return false;
  const std::vector<absl::string_view> words =
      absl::StrSplit(pattern.substr(offset + 1, length - 2), ' ', absl::SkipEmpty());
  absl::string_view labels = words[0];
  use->plural = absl::ConsumeSuffix(&labels, "+");
  use->labels = absl::StrSplit(labels, '|');
  for (size_t i = 1; i < words.size(); ++i) {
    FeatureUse feature;
    if (!ParseFeature(words[i], &feature)) return false;
    use->features.push_back(std::move(feature));
  }
  return true;
}

std::vector<LabelUse> LabelsIn(absl::string_view pattern) {
  std::vector<LabelUse> uses;
  PatternVisitor visitor;
  visitor.reference = [&](size_t offset, size_t length) {
    LabelUse use;
    if (ParseReference(pattern, offset, length, &use)) uses.push_back(std::move(use));
  };
  WalkPattern(pattern, visitor);
  return uses;
}

std::vector<std::string> CaptureNamesIn(absl::string_view pattern) {
  std::vector<std::string> names;
  PatternVisitor visitor;
  visitor.group = [&](size_t, absl::string_view name) { names.emplace_back(name); };
  WalkPattern(pattern, visitor);
  return names;
}

}  // namespace caspian::extractor
