// The laws of comparison, over random names: from parts that the tables know, scripts, marks, and mere bytes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "absl/strings/str_join.h"
#include "common/names/compare_names.h"

namespace caspian {
namespace {

constexpr NameKind kKinds[] = {NameKind::kPerson, NameKind::kOrganization, NameKind::kVessel, NameKind::kParty};

class RandomNames {
 public:
  explicit RandomNames(uint32_t seed) : random_(seed) {}

  size_t Below(size_t count) { return random_() % count; }

  std::string Word() {
    static const char* const kParts[] = {
        "Rashid",  "Rasheed", "bin",     "ibn",       "al-Hattan", "Mohammed", "Muhammad", "J.",    "K",    "Vera",
        "Wera",    "Talheim", "Talhiem", "Dr.",       "AG",        "GmbH",     "Ltd.",     "Group", "Bank", "II",
        "3",       "Third",   "Forty",   "Two",       "Int'l",     "U.S.",     "of",       "the",   "&",    "RLSC",
        "Lake",    "Snow",    "Field",   "Snowfield", "Жанна",     "Петрович", "رشيد",     "张伟",  "張",   "ზურა",
        "RhonaAG", "x1y2",    "S.A.",    "Абай",      "ns",        "na",       "O'Hara",   "-"};
    if (Below(8) != 0) return kParts[Below(std::size(kParts))];
    std::string letters(1 + Below(9), 'a');
    for (char& c : letters) c = static_cast<char>('a' + Below(26));
    return letters;
  }

  std::vector<std::string> Words() {
    std::vector<std::string> words(1 + Below(6));
    for (std::string& word : words) word = Word();
    return words;
  }

  std::string Name() { return absl::StrJoin(Words(), Below(4) == 0 ? "-" : " "); }

  std::string Bytes() {
    std::string bytes(Below(60), ' ');
    for (char& c : bytes) c = static_cast<char>(Below(256));
    return bytes;
  }

  std::string CodePoints() {
    icu_.clear();
    for (size_t i = Below(40); i > 0; --i)
      Append(static_cast<char32_t>(Below(8) == 0 ? Below(0x110000) : Below(0x3000)));
    return icu_;
  }

  std::mt19937& random() { return random_; }

 private:
  void Append(char32_t c) {
    if (c >= 0xD800 && c < 0xE000) return;
    if (c < 0x80) {
      icu_.push_back(static_cast<char>(c));
      return;
    }
    const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    icu_.push_back(static_cast<char>((0xF00 >> more & 0xFF) | c >> (6 * more)));
    for (int i = more - 1; i >= 0; --i) icu_.push_back(static_cast<char>(0x80 | (c >> (6 * i) & 0x3F)));
  }

  std::mt19937 random_;
  std::string icu_;
};

TEST(CompareNamesPropertyTest, IsTheSameFromBothSides) {
  RandomNames names(1);
  for (int i = 0; i < 20000; ++i) {
    const std::string left = names.Name(), right = names.Name();
    const NameKind kind = kKinds[names.Below(4)];
    const NameForm a = MakeNameForm(left, kind), b = MakeNameForm(right, kind);

    ASSERT_EQ(CompareNames(a, b).score, CompareNames(b, a).score) << left << " | " << right;
  }
}

TEST(CompareNamesPropertyTest, ANameWithWordsAgreesWithItselfWholly) {
  RandomNames names(2);
  for (int i = 0; i < 20000; ++i) {
    const std::string name = names.Name();
    const NameForm form = MakeNameForm(name, kKinds[names.Below(4)]);
    if (form.words().empty()) continue;

    ASSERT_EQ(CompareNames(form, form).score, kTopScore) << name;
  }
}

TEST(CompareNamesPropertyTest, TheOrderOfPlainWordsIsFree) {
  static const char* const kPlain[] = {"Vera", "Talheim", "Marta", "Rolf", "Hattan", "Жанна", "Zaki", "Nurlan"};
  RandomNames names(3);
  for (int i = 0; i < 5000; ++i) {
    std::vector<std::string> words;
    for (size_t count = 1 + names.Below(5); count > 0; --count) words.push_back(kPlain[names.Below(std::size(kPlain))]);
    const std::string name = absl::StrJoin(words, " ");
    std::shuffle(words.begin(), words.end(), names.random());
    const std::string other = absl::StrJoin(words, " ");

    const NameForm a = MakeNameForm(name, NameKind::kPerson), b = MakeNameForm(other, NameKind::kPerson);
    ASSERT_EQ(CompareNames(a, b).score, kTopScore) << name << " | " << other;
  }
}

TEST(CompareNamesPropertyTest, AnyTextHasAScoreWithinTheBounds) {
  RandomNames names(4);
  for (int i = 0; i < 5000; ++i) {
    const std::string left = names.Below(2) == 0 ? names.Bytes() : names.CodePoints();
    const std::string right = names.Below(2) == 0 ? names.CodePoints() : names.Name();
    const NameKind kind = kKinds[names.Below(4)];
    const NameForm a = MakeNameForm(left, kind), b = MakeNameForm(right, kind);

    const NameComparison comparison = CompareNames(a, b);
    ASSERT_GE(comparison.score, 0);
    ASSERT_LE(comparison.score, kTopScore);
    for (const NameReason& reason : comparison.reasons) ASSERT_FALSE(DescribeReason(reason).empty());
  }
}

TEST(CompareNamesPropertyTest, TheScoreIsWhatTheReasonsLeave) {
  RandomNames names(5);
  for (int i = 0; i < 5000; ++i) {
    const NameKind kind = kKinds[names.Below(4)];
    const NameForm a = MakeNameForm(names.Name(), kind), b = MakeNameForm(names.Name(), kind);
    const NameComparison comparison = CompareNames(a, b);

    int taken = 0;
    for (const NameReason& reason : comparison.reasons) taken += reason.taken;
    ASSERT_EQ(comparison.score, std::max(0, kTopScore - taken));
  }
}

}  // namespace
}  // namespace caspian
