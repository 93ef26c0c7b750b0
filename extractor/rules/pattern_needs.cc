#include "extractor/rules/pattern_needs.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/types/span.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/pattern_literals.h"
#include "extractor/rules/pattern_tree.h"
#include "extractor/rules/rule_parts.h"
#include "extractor/rules/word_shares.h"

namespace caspian::extractor {
namespace {

using Kind = PatternItem::Kind;
using Alternatives = std::vector<PatternSequence>;

// Guessed.
constexpr uint64_t kLabelShare = kAllSentences * 3 / 10, kFeatureShare = kAllSentences / 25;
constexpr uint64_t kDigitShare = kAllSentences / 2;

// The share of sentences that hold one of what fulfils the need, as if each stood where it does by itself.
uint64_t ShareOf(const PatternNeed& need) {
  uint64_t none = kAllSentences;
  const auto add = [&none](uint64_t share) { none = none * (kAllSentences - share) / kAllSentences; };
  if (need.digit) add(kDigitShare);
  for (const std::string& word : need.words) add(ShareOfWord(word));
  for (const NeededLabel& label : need.labels) {
    if (label.feature.empty()) add(kLabelShare);
    for (size_t i = 0; i < label.values.size(); ++i) add(kFeatureShare);
  }
  return kAllSentences - none;
}

bool IsRarer(const PatternNeed& a, const PatternNeed& b) { return ShareOf(a) < ShareOf(b); }

// One need that stands for any of `needs`.
PatternNeed Union(std::vector<PatternNeed> needs) {
  PatternNeed any;
  for (PatternNeed& need : needs) {
    for (std::string& word : need.words) {
      if (std::find(any.words.begin(), any.words.end(), word) == any.words.end()) any.words.push_back(std::move(word));
    }
    std::move(need.labels.begin(), need.labels.end(), std::back_inserter(any.labels));
    any.digit = any.digit || need.digit;
    any.most_blanks = std::max(any.most_blanks, need.most_blanks);
  }
  return any;
}

bool IsSame(const PatternNeed& a, const PatternNeed& b) {
  return a.words == b.words && a.labels == b.labels && a.digit == b.digit;
}

// Those of `some` that are among `others`, too.
std::vector<PatternNeed> Common(std::vector<PatternNeed> some, const std::vector<PatternNeed>& others) {
  std::vector<PatternNeed> common;
  for (PatternNeed& need : some) {
    const auto same =
        std::find_if(others.begin(), others.end(), [&](const PatternNeed& other) { return IsSame(need, other); });
    if (same == others.end()) continue;
    need.most_blanks = std::max(need.most_blanks, same->most_blanks);
    common.push_back(std::move(need));
  }
  return common;
}

PatternNeed Rarest(const std::vector<PatternNeed>& needs) {
  return *std::min_element(needs.begin(), needs.end(), IsRarer);
}

// Before the last token of each.
size_t MostBlanksIn(const Strings& strings) {
  std::ptrdiff_t most = 0;
  for (const std::string& text : strings)
    most = std::max(most, std::count(text.begin(), text.end(), ' ') - (absl::EndsWith(text, " ") ? 1 : 0));
  return static_cast<size_t>(most);
}

// The tokens that `text` needs; a word at its ends only where no letter stands beside it.
std::vector<PatternNeed> NeedsOfString(absl::string_view text, bool before, bool behind) {
  std::vector<PatternNeed> needs;
  for (const LiteralToken& token : TokensOf(text)) {
    if ((before || !token.first) && (behind || !token.last)) needs.push_back({{token.text}});
  }
  return needs;
}

class NeedReader {
 public:
  explicit NeedReader(absl::string_view pattern) : pattern_(pattern) {}

  // In the order of the pattern, the place of each as steps behind the one before. `left` and `right`: no letter of a
  // match stands before, or behind.
  std::vector<PatternNeed> OfAlternatives(const Alternatives& alternatives, bool left, bool right) const {
    if (alternatives.size() == 1) return OfSequence(alternatives[0], left, right);
    std::vector<PatternNeed> rarest, common;
    for (const PatternSequence& sequence : alternatives) {
      const std::vector<PatternNeed> needs = OfSequence(sequence, left, right);
      if (needs.empty()) return {};
      rarest.push_back(Rarest(needs));
      common = rarest.size() == 1 ? needs : Common(std::move(common), needs);
    }
    std::vector<PatternNeed> needs = {Union(std::move(rarest))};
    for (PatternNeed& need : common) {
      if (std::any_of(needs.begin(), needs.end(), [&](const PatternNeed& one) { return IsSame(one, need); })) continue;
      need.place = 0;  // in no order that is known
      needs.push_back(std::move(need));
    }
    return needs;
  }

 private:
  std::vector<PatternNeed> OfSequence(const PatternSequence& sequence, bool left, bool right) const {
    std::vector<PatternNeed> needs;
    size_t blanks = 0;  // before item `i`, at most
    for (size_t i = 0; i < sequence.items.size();) {
      const size_t known = needs.size();
      size_t end = ReadRun(sequence, i, left, right, &needs);
      if (end == i) ReadItem(sequence, end++, left, right, &needs);
      for (size_t n = known; n < needs.size(); ++n) needs[n].most_blanks = SumOfBlanks(blanks, needs[n].most_blanks);
      blanks = SumOfBlanks(blanks, MostBlanks(pattern_, absl::MakeConstSpan(sequence.items).subspan(i, end - i)));
      i = end;
    }
    return needs;
  }

  void ReadItem(const PatternSequence& sequence, size_t i, bool left, bool right,
                std::vector<PatternNeed>* needs) const {
    const PatternItem& item = sequence.items[i];
    if (item.least == 0) return;
    if (item.kind == Kind::kReference) return AddReference(item, needs);
    if (item.kind != Kind::kGroup) return AddToken(item, needs);
    // Behind a group that may stand twice the next of it may begin.
    const bool before = item.once && IsBoundBefore(sequence, i, left);
    const bool behind = item.once && IsBoundBehind(sequence, i + 1, right);
    for (PatternNeed& need : OfAlternatives(item.alternatives, before, behind)) needs->push_back(std::move(need));
  }

  // Items from `first` on that spell out a few strings, up to a blank, are a need together. Returns the index behind
  // them, `first` where there are none.
  size_t ReadRun(const PatternSequence& sequence, size_t first, bool left, bool right,
                 std::vector<PatternNeed>* needs) const {
    Strings strings = {""};
    size_t end = first;
    for (; end < sequence.items.size(); ++end) {
      const absl::optional<Strings> next = StringsOf(pattern_, sequence.items[end]);
      const absl::optional<Strings> joined = next ? Joined(strings, *next) : absl::nullopt;
      if (!joined) break;
      strings = *joined;
      if (*next == Strings{" "}) {
        ++end;
        break;
      }
    }
    if (end == first) return first;
    AddStrings(strings, IsBoundBefore(sequence, first, left), IsBoundBehind(sequence, end, right), needs);
    return end;
  }

  // What all strings need, and the rarest that each needs; of several strings these stand in any order.
  static void AddStrings(const Strings& strings, bool before, bool behind, std::vector<PatternNeed>* needs) {
    std::vector<PatternNeed> common = NeedsOfString(strings[0], before, behind), rarest;
    for (const std::string& text : strings) {
      const std::vector<PatternNeed> of_one = NeedsOfString(text, before, behind);
      if (of_one.empty()) return;
      rarest.push_back(Rarest(of_one));
      const auto lacks = [&of_one](const PatternNeed& need) { return !Holds(of_one, need.words[0]); };
      common.erase(std::remove_if(common.begin(), common.end(), lacks), common.end());
    }
    const size_t first = needs->size();
    PatternNeed any = Union(std::move(rarest));
    const auto said = [&common](const std::string& word) { return Holds(common, word); };
    if (std::none_of(any.words.begin(), any.words.end(), said)) needs->push_back(std::move(any));
    std::move(common.begin(), common.end(), std::back_inserter(*needs));
    for (size_t i = first + 1; i < needs->size() && strings.size() > 1; ++i) (*needs)[i].place = 0;
    for (size_t i = first; i < needs->size(); ++i) (*needs)[i].most_blanks = MostBlanksIn(strings);
  }

  static bool Holds(const std::vector<PatternNeed>& needs, absl::string_view word) {
    return std::any_of(needs.begin(), needs.end(), [word](const PatternNeed& need) { return need.words[0] == word; });
  }

  // Of no group and no reference: a digit, or a mark of a few, each no part of a word.
  void AddToken(const PatternItem& item, std::vector<PatternNeed>* needs) const {
    if (item.kind == Kind::kCharacter && item.character < 0x80 &&
        absl::ascii_isdigit(static_cast<unsigned char>(item.character)))
      return needs->push_back({{}, {}, true});
    if (IsDigitClass(TextOf(item))) return needs->push_back({{}, {}, true});
    PatternItem once = item;
    once.least = once.most = 1;
    const absl::optional<Strings> strings = StringsOf(pattern_, once);
    if (strings) AddStrings(*strings, false, false, needs);
  }

  absl::string_view TextOf(const PatternItem& item) const { return pattern_.substr(item.begin, item.end - item.begin); }

  void AddReference(const PatternItem& item, std::vector<PatternNeed>* needs) const {
    const std::vector<LabelUse> uses = LabelsIn(TextOf(item));
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

  // Of no group.
  bool IsNoLetter(const PatternItem& item) const {
    const auto letter = [](char c) { return c < 0 || absl::ascii_isalpha(static_cast<unsigned char>(c)); };
    if (item.kind == Kind::kReference) return true;
    if (item.kind == Kind::kCharacter) return item.character < 0x80 && !letter(static_cast<char>(item.character));
    const Strings characters = CharactersOfClass(TextOf(item));
    return IsDigitClass(TextOf(item)) ||
           (!characters.empty() &&
            std::none_of(characters.begin(), characters.end(), [&](const std::string& one) { return letter(one[0]); }));
  }

  const absl::string_view pattern_;
};

}  // namespace

std::vector<PatternNeed> NeedsOf(absl::string_view pattern) {
  std::vector<PatternNeed> needs = NeedReader(pattern).OfAlternatives(AlternativesOf(pattern), true, true);
  for (size_t i = 1; i < needs.size(); ++i) needs[i].place += needs[i - 1].place;
  SortByRarity(&needs);
  return needs;
}

std::vector<PatternNeed> NeedsAround(const v1::Rule& rule) {
  std::vector<PatternNeed> needs;
  for (const v1::Guard& guard : GuardsOf(rule)) {
    if (guard.kind() != v1::GUARD_KIND_PRECEDED_BY && guard.kind() != v1::GUARD_KIND_FOLLOWED_BY) continue;
    for (PatternNeed& need : NeedsOf(guard.pattern())) needs.push_back(std::move(need));
  }
  return needs;
}

void SortByRarity(std::vector<PatternNeed>* needs) { std::stable_sort(needs->begin(), needs->end(), IsRarer); }

}  // namespace caspian::extractor
