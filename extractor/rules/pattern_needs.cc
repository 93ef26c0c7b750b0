#include "extractor/rules/pattern_needs.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "common/base/utf8.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/pattern_tree.h"

namespace caspian::extractor {
namespace {

using Kind = PatternItem::Kind;
using Alternatives = std::vector<PatternSequence>;

// Guessed shares of sentences that hold a thing, in hundredths.
constexpr size_t kLabelShare = 30, kFeatureShare = 4, kShortWordShare = 40, kWordShare = 5, kDigitShare = 35;
constexpr size_t kMarkShare = 10, kPointShare = 90;
constexpr size_t kShortWordLetters = 3;

size_t ShareOf(absl::string_view word) {
  if (word == "." || word == ",") return kPointShare;
  if (!absl::ascii_isalpha(static_cast<unsigned char>(word[0]))) return kMarkShare;
  return word.size() <= kShortWordLetters ? kShortWordShare : kWordShare;
}

size_t ShareOf(const PatternNeed& need) {
  size_t share = 0;
  for (const std::string& word : need.words) share += ShareOf(word);
  if (need.digit) share += kDigitShare;
  for (const NeededLabel& label : need.labels)
    share += label.feature.empty() ? kLabelShare : kFeatureShare * label.values.size();
  return share;
}

bool IsRarer(const PatternNeed& a, const PatternNeed& b) { return ShareOf(a) < ShareOf(b); }

bool IsOnceThere(const PatternItem& item) { return item.once && item.least == 1; }

// The mark as it stands in copies where `c` is a token of its own there; empty for all else.
std::string MarkOf(char32_t c) {
  const char plain = c < 0x80 ? static_cast<char>(c) : PlainMark(c);
  if (plain != 0) return absl::ascii_ispunct(static_cast<unsigned char>(plain)) ? std::string(1, plain) : "";
  // Signs of Latin-1 and of currencies: none is a letter or a digit, has two cases, or combines.
  const bool sign = (c >= 0xA1 && c <= 0xA9) || (c >= 0xAE && c <= 0xB1) || c == 0xBF || (c >= 0x20A0 && c <= 0x20CF);
  std::string mark;
  if (sign) AppendUtf8(c, &mark);
  return mark;
}

// The marks of a class that has nothing else ("[$£]"); empty for all other classes.
std::vector<std::string> MarksOfClass(absl::string_view text) {
  std::vector<std::string> marks;
  if (text.size() < 3 || text.front() != '[' || text[1] == '^') return {};
  for (size_t i = 1; i + 1 < text.size();) {
    const bool escaped = text[i] == '\\';
    if (escaped) ++i;
    const CodePoint point = DecodeUtf8(text, i);
    const bool range = text[i] == '-' && !escaped && i > 1 && i + 2 < text.size();
    marks.push_back(MarkOf(point.value));
    if (marks.back().empty() || range || (text[i] == '[' && !escaped)) return {};
    i += point.bytes;
  }
  return marks;
}

// "\\d", "[0-9]", "[1-9]".
bool IsDigitClass(absl::string_view text) {
  const auto digit = [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); };
  if (text == "\\d") return true;
  return text.size() == 5 && text[0] == '[' && digit(text[1]) && text[2] == '-' && digit(text[3]) && text[4] == ']';
}

class NeedReader {
 public:
  explicit NeedReader(absl::string_view pattern) : pattern_(pattern) {}

  // `left` and `right`: no letter of a match stands before, or behind.
  std::vector<PatternNeed> OfAlternatives(const Alternatives& alternatives, bool left, bool right) const {
    if (alternatives.size() == 1) return OfSequence(alternatives[0], left, right);
    PatternNeed any;
    for (const PatternSequence& sequence : alternatives) {
      std::vector<PatternNeed> needs = OfSequence(sequence, left, right);
      if (needs.empty()) return {};
      PatternNeed& rarest = *std::min_element(needs.begin(), needs.end(), IsRarer);
      std::move(rarest.words.begin(), rarest.words.end(), std::back_inserter(any.words));
      std::move(rarest.labels.begin(), rarest.labels.end(), std::back_inserter(any.labels));
      any.digit = any.digit || rarest.digit;
    }
    return {std::move(any)};
  }

 private:
  std::vector<PatternNeed> OfSequence(const PatternSequence& sequence, bool left, bool right) const {
    std::vector<PatternNeed> needs;
    for (size_t i = 0; i < sequence.items.size(); ++i) {
      const PatternItem& item = sequence.items[i];
      if (LetterOf(item) != 0) {
        i = ReadWord(sequence, i, left, right, &needs);
      } else if (item.least > 0 && item.kind == Kind::kReference) {
        AddReference(item, &needs);
      } else if (item.least > 0 && item.kind == Kind::kGroup) {
        // Behind a group that may stand twice the next of it may begin.
        const bool before = item.once && IsBoundBefore(sequence, i, left);
        const bool behind = item.once && IsBoundBehind(sequence, i + 1, right);
        for (PatternNeed& need : OfAlternatives(item.alternatives, before, behind)) needs.push_back(std::move(need));
      } else if (item.least > 0) {
        AddToken(item, &needs);
      }
    }
    return needs;
  }

  // The letter of ASCII, in lower case, that an item is; 0 where it is none, or may be missing or repeated.
  char LetterOf(const PatternItem& item) const {
    if (!IsOnceThere(item)) return 0;
    if (item.kind == Kind::kCharacter) return item.character < 0x80 ? Letter(static_cast<char>(item.character)) : '\0';
    const absl::string_view text = pattern_.substr(item.begin, item.end - item.begin);
    if (item.kind != Kind::kOther || text.size() != 4 || text[0] != '[') return 0;
    return Letter(text[1]) == Letter(text[2]) ? Letter(text[1]) : '\0';
  }

  static char Letter(char c) {
    const auto u = static_cast<unsigned char>(c);
    return absl::ascii_isalpha(u) ? absl::ascii_tolower(u) : '\0';
  }

  // The letters from item `first` on, a need where they are a whole token. Returns the last one's index.
  size_t ReadWord(const PatternSequence& sequence, size_t first, bool left, bool right,
                  std::vector<PatternNeed>* needs) const {
    std::string word;
    size_t end = first;
    while (end < sequence.items.size() && LetterOf(sequence.items[end]) != 0) word += LetterOf(sequence.items[end++]);
    if (IsBoundBefore(sequence, first, left) && IsBoundBehind(sequence, end, right)) needs->push_back({{word}});
    return end - 1;
  }

  // A digit, or a mark: each is no part of a word.
  void AddToken(const PatternItem& item, std::vector<PatternNeed>* needs) const {
    const absl::string_view text = pattern_.substr(item.begin, item.end - item.begin);
    PatternNeed need;
    if (item.kind == Kind::kCharacter) {
      const std::string mark = MarkOf(item.character);
      if (!mark.empty()) need.words.push_back(mark);
      need.digit = item.character < 0x80 && absl::ascii_isdigit(static_cast<unsigned char>(item.character));
    } else {
      need.words = MarksOfClass(text);
      need.digit = IsDigitClass(text);
    }
    if (need.digit || !need.words.empty()) needs->push_back(std::move(need));
  }

  void AddReference(const PatternItem& item, std::vector<PatternNeed>* needs) const {
    const std::vector<LabelUse> uses = LabelsIn(pattern_.substr(item.begin, item.end - item.begin));
    if (uses.empty()) return;
    const auto stated = std::find_if(uses[0].features.begin(), uses[0].features.end(),
                                     [](const FeatureUse& use) { return !use.negated; });
    PatternNeed need;
    for (const std::string& label : uses[0].labels) {
      need.labels.push_back({label, "", {}});
      if (stated == uses[0].features.end()) continue;
      need.labels.back().feature = stated->name;
      need.labels.back().values = stated->values;
    }
    needs->push_back(std::move(need));
  }

  // Whether what stands before item `i` is no letter, however the items before it match.
  bool IsBoundBefore(const PatternSequence& sequence, size_t i, bool left) const {
    if (i == 0) return left;
    const PatternItem& item = sequence.items[i - 1];
    const bool further = (item.least > 0 && item.kind != Kind::kGroup) || IsBoundBefore(sequence, i - 1, left);
    if (item.kind != Kind::kGroup) return further && IsNoLetter(item);
    return (item.least > 0 || further) &&
           std::all_of(item.alternatives.begin(), item.alternatives.end(),
                       [&](const PatternSequence& inner) { return IsBoundBefore(inner, inner.items.size(), further); });
  }

  // Likewise of what stands behind item `i - 1`.
  bool IsBoundBehind(const PatternSequence& sequence, size_t i, bool right) const {
    if (i == sequence.items.size()) return right;
    const PatternItem& item = sequence.items[i];
    const bool further = (item.least > 0 && item.kind != Kind::kGroup) || IsBoundBehind(sequence, i + 1, right);
    if (item.kind != Kind::kGroup) return further && IsNoLetter(item);
    return (item.least > 0 || further) &&
           std::all_of(item.alternatives.begin(), item.alternatives.end(),
                       [&](const PatternSequence& inner) { return IsBoundBehind(inner, 0, further); });
  }

  bool IsNoLetter(const PatternItem& item) const {
    if (item.kind == Kind::kReference) return true;
    if (item.kind == Kind::kCharacter) return item.character < 0x80 && Letter(static_cast<char>(item.character)) == 0;
    const absl::string_view text = pattern_.substr(item.begin, item.end - item.begin);
    return IsDigitClass(text) || !MarksOfClass(text).empty();
  }

  const absl::string_view pattern_;
};

}  // namespace

std::vector<PatternNeed> NeedsOf(absl::string_view pattern) {
  std::vector<PatternNeed> needs = NeedReader(pattern).OfAlternatives(AlternativesOf(pattern), true, true);
  SortByRarity(&needs);
  return needs;
}

void SortByRarity(std::vector<PatternNeed>* needs) { std::stable_sort(needs->begin(), needs->end(), IsRarer); }

}  // namespace caspian::extractor
