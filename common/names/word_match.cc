#include "common/names/word_match.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <tuple>

#include "absl/strings/match.h"
#include "common/names/name_tables.h"

namespace caspian {
namespace {

// Half letters that may differ, by the sounds of the longer word.
constexpr int kMostSlips[] = {0, 0, 0, 0, 2, 2, 3, 3, 3, 4, 4, 4, 5};
int MostSlips(size_t sounds) { return kMostSlips[std::min(sounds, std::size(kMostSlips) - 1)]; }

struct Verdict {
  NameFeature feature;
  int taken;
  int halves = 0;  // of letters that differ
};
Verdict Weigh(NameFeature feature) { return {feature, WeightOf(feature).taken, 0}; }

// The closest kinship of two names that share a row of spellings.
std::optional<Verdict> Kin(const NameWord& a, const NameWord& b) {
  std::optional<Kinship> closest;
  for (const uint16_t group : a.groups) {
    if (group == 0 || std::find(b.groups.begin(), b.groups.end(), group) == b.groups.end()) continue;
    const Kinship kinship = ShippedNameTables().kinships[group - 1u];
    if (!closest || kinship < *closest) closest = kinship;
  }
  if (!closest) return std::nullopt;
  if (*closest == Kinship::kSame) return Weigh(NameFeature::kSameName);
  return Weigh(*closest == Kinship::kRomanized ? NameFeature::kRomanizedName : NameFeature::kShortName);
}

std::optional<Verdict> Slip(absl::string_view a, absl::string_view b) {
  const size_t sounds = std::max(a.size(), b.size());
  const int most = MostSlips(sounds);
  if (most == 0) return std::nullopt;
  const int halves = ShippedNameTables().sounds.Distance(a, b, most);
  if (halves > most) return std::nullopt;
  return Verdict{NameFeature::kSlip, halves * kSlipShare / static_cast<int>(sounds), halves};
}

std::optional<Verdict> Consonants(absl::string_view a, absl::string_view b) {
  const std::string left = ConsonantsOf(a), right = ConsonantsOf(b);
  const size_t fewest = std::min(left.size(), right.size());
  if (fewest < 2) return std::nullopt;
  const int most = fewest == 2 ? 0 : kHalvesOfALetter;
  const int halves = ShippedNameTables().sounds.Distance(left, right, most);
  if (halves > most) return std::nullopt;
  return Verdict{NameFeature::kSameConsonants, WeightOf(NameFeature::kSameConsonants).taken + 40 * halves};
}

class Matcher {
 public:
  Matcher(const NameForm& left, const NameForm& right)
      : left_(left), right_(right), persons_(!left.is_organization() && !right.is_organization()) {}

  WordMatches Match() {
    for (size_t i = 0; i < left_.words().size(); ++i) {
      for (size_t j = 0; j < right_.words().size(); ++j) AddPair(i, j);
    }
    AddJoined(left_, right_, /*swapped=*/false);
    AddJoined(right_, left_, /*swapped=*/true);
    return Choose();
  }

 private:
  void AddPair(size_t i, size_t j) {
    if (const auto verdict = Judge(left_.words()[i], right_.words()[j]))
      possible_.push_back({1u << i, 1u << j, verdict->feature, verdict->taken});
  }

  std::optional<Verdict> Judge(const NameWord& a, const NameWord& b) const {
    const absl::string_view left = left_.LettersOf(a), right = right_.LettersOf(b);
    if (a.role == NameWord::kNumber || b.role == NameWord::kNumber) {
      if (a.role != b.role || a.number != b.number) return std::nullopt;
      return Weigh(NameFeature::kEqualNumber);
    }
    if (left == right) return Weigh(NameFeature::kEqualWord);
    if (a.role == NameWord::kInitial || b.role == NameWord::kInitial) {
      if (left[0] != right[0]) return std::nullopt;
      return Weigh(NameFeature::kInitial);
    }
    return JudgeSounds(a, b);
  }

  std::optional<Verdict> JudgeSounds(const NameWord& a, const NameWord& b) const {
    const absl::string_view left = left_.SoundsOf(a), right = right_.SoundsOf(b);
    if (left.empty() || right.empty()) return std::nullopt;
    if (left == right) return Weigh(NameFeature::kSameSounds);
    if (!left_.signs().empty() && !right_.signs().empty()) return std::nullopt;
    if (persons_) {
      if (const auto kin = Kin(a, b)) return kin;
      // Two names that are known are two names.
      if (a.given && b.given) return std::nullopt;
      if (a.patronymic != b.patronymic) return std::nullopt;
    }
    if (left_.without_vowels() != right_.without_vowels()) return Consonants(left, right);
    const auto slip = Slip(left, right);
    const bool known = persons_ && a.surname && b.surname;
    return slip && known && slip->halves > 1 ? std::nullopt : slip;
  }

  // Two neighbours on one side that are one word on the other, and words that an acronym stands for.
  void AddJoined(const NameForm& many, const NameForm& one, bool swapped) {
    for (size_t j = 0; j < one.words().size(); ++j) {
      const NameWord& word = one.words()[j];
      if (word.role == NameWord::kNumber || word.role == NameWord::kInitial) continue;
      for (size_t i = 0; i + 1 < many.words().size(); ++i) {
        if (const auto verdict = JudgeJoined(many, i, one.SoundsOf(word))) Add(3u << i, 1u << j, *verdict, swapped);
      }
      AddAcronym(many, one, j, swapped);
    }
  }

  void Add(uint32_t many, uint32_t one, Verdict verdict, bool swapped) {
    possible_.push_back({swapped ? one : many, swapped ? many : one, verdict.feature, verdict.taken});
  }

  static std::optional<Verdict> JudgeJoined(const NameForm& many, size_t i, absl::string_view sounds) {
    absl::string_view first = many.SoundsOf(many.words()[i]), second = many.SoundsOf(many.words()[i + 1]);
    if (first.empty() || second.empty()) return std::nullopt;
    // Where they meet, a sound may be there twice.
    if (first.back() == second.front()) second.remove_prefix(1);
    if (sounds.size() < 4 || first.size() + second.size() > sounds.size() + 2 ||
        first.size() + second.size() + 2 < sounds.size())
      return std::nullopt;
    const int taken = WeightOf(NameFeature::kJoined).taken;
    if (absl::StartsWith(sounds, first) && sounds.substr(first.size()) == second)
      return Verdict{NameFeature::kJoined, taken};
    if (sounds.size() < 7) return std::nullopt;
    std::string joined(first);
    joined.append(second.data(), second.size());
    const int halves = ShippedNameTables().sounds.Distance(joined, sounds, kHalvesOfALetter);
    if (halves > kHalvesOfALetter) return std::nullopt;
    return Verdict{NameFeature::kJoined, taken + halves * kSlipShare / static_cast<int>(sounds.size())};
  }

  void AddAcronym(const NameForm& many, const NameForm& one, size_t j, bool swapped) {
    const absl::string_view letters = one.LettersOf(one.words()[j]);
    if (persons_ || letters.size() < 3 || letters.size() > 8) return;
    for (size_t i = 0; i + letters.size() <= many.words().size(); ++i) {
      size_t fits = 0;
      while (fits < letters.size() && many.LettersOf(many.words()[i + fits])[0] == letters[fits]) ++fits;
      if (fits == letters.size()) Add(((1u << fits) - 1) << i, 1u << j, Weigh(NameFeature::kAcronym), swapped);
    }
  }

  // What settles equal matches: the same whichever name is left.
  std::pair<absl::string_view, absl::string_view> Tie(const WordMatch& match) const {
    const absl::string_view left = WordsOf(left_, match.left_words), right = WordsOf(right_, match.right_words);
    return {std::min(left, right), std::max(left, right)};
  }

  bool FatherIsChild(const WordMatch& match) const {
    return FirstWord(left_, match.left_words).father != FirstWord(right_, match.right_words).father;
  }

  WordMatches Choose() {
    std::sort(possible_.begin(), possible_.end(), [this](const WordMatch& a, const WordMatch& b) {
      const int words_a = std::popcount(a.left_words) + std::popcount(a.right_words);
      const int words_b = std::popcount(b.left_words) + std::popcount(b.right_words);
      return std::tuple(a.taken, -words_a, FatherIsChild(a), Tie(a)) <
             std::tuple(b.taken, -words_b, FatherIsChild(b), Tie(b));
    });
    WordMatches chosen;
    uint32_t left = 0, right = 0;
    for (const WordMatch& match : possible_) {
      if ((left & match.left_words) != 0 || (right & match.right_words) != 0) continue;
      left |= match.left_words, right |= match.right_words;
      chosen.push_back(match);
    }
    return chosen;
  }

  const NameForm& left_;
  const NameForm& right_;
  const bool persons_;
  WordMatches possible_;
};

}  // namespace

const NameWord& FirstWord(const NameForm& form, uint32_t mask) {
  return form.words()[static_cast<size_t>(std::countr_zero(mask))];
}

absl::string_view WordsOf(const NameForm& form, uint32_t mask) {
  const NameWord& first = FirstWord(form, mask);
  const NameWord& last = form.words()[static_cast<size_t>(31 - std::countl_zero(mask))];
  const absl::string_view begin = form.LettersOf(first), end = form.LettersOf(last);
  return {begin.data(), static_cast<size_t>(end.data() + end.size() - begin.data())};
}

WordMatches MatchWords(const NameForm& left, const NameForm& right) { return Matcher(left, right).Match(); }

}  // namespace caspian
