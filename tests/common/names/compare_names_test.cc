#include "common/names/compare_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caspian {
namespace {

struct Pair {
  const char* left;
  const char* right;
};

// The comparison and its reasons; the forms outlive it.
struct Compared {
  Compared(const Pair& pair, NameKind kind)
      : left(MakeNameForm(pair.left, kind)), right(MakeNameForm(pair.right, kind)), result(CompareNames(left, right)) {}

  bool Has(NameFeature feature) const {
    return std::any_of(result.reasons.begin(), result.reasons.end(),
                       [&](const NameReason& reason) { return reason.feature == feature; });
  }

  NameForm left, right;
  NameComparison result;
};

std::string Reasons(const Compared& compared) {
  std::string out = std::to_string(compared.result.score);
  for (const NameReason& reason : compared.result.reasons) out += "; " + DescribeReason(reason);
  return out;
}

void ExpectSame(NameKind kind, NameFeature feature, std::initializer_list<Pair> pairs) {
  for (const Pair& pair : pairs) {
    const Compared compared(pair, kind);
    EXPECT_TRUE(compared.result.IsSame() && compared.Has(feature))
        << pair.left << " | " << pair.right << ": " << Reasons(compared);
  }
}
void ExpectDifferent(NameKind kind, NameFeature feature, std::initializer_list<Pair> pairs) {
  for (const Pair& pair : pairs) {
    const Compared compared(pair, kind);
    EXPECT_TRUE(!compared.result.IsSame() && compared.Has(feature))
        << pair.left << " | " << pair.right << ": " << Reasons(compared);
  }
}

TEST(ComparePersonsTest, SpellingsScriptsAndOrdersAreOne) {
  ExpectSame(NameKind::kPerson, NameFeature::kSameSounds,
             {{"Yelena Tursynbaeva", "Elena Tursynbayeva"}, {"Нурлан Есенбаев", "Nurlan Yesenbayev"}});
  ExpectSame(NameKind::kPerson, NameFeature::kEqualWord,
             {{"Vera Talheim", "TALHEIM, Vera"}, {"Dr. Vera von Talheim", "Vera Talheim"}, {"Ζωή Ρήγα", "Zoi Riga"}});
}

TEST(ComparePersonsTest, FormsOfAGivenNameAreOne) {
  ExpectSame(NameKind::kPerson, NameFeature::kSameName,
             {{"Mohamed Barzan", "Muhammad Barzan"}, {"Dmytro Kravets", "Dmitri Kravets"}});
  ExpectSame(NameKind::kPerson, NameFeature::kShortName, {{"Bob Talheim", "Robert Talheim"}});
  ExpectSame(NameKind::kPerson, NameFeature::kRomanizedName, {{"Ri Chang-ho", "Lee Chang Ho"}});
}

TEST(ComparePersonsTest, InitialsAgreeWeakly) {
  ExpectSame(NameKind::kPerson, NameFeature::kInitial,
             {{"J. Talheim", "Jonas Talheim"}, {"Jonas K. Talheim", "Jonas Karl Talheim"}});
  ExpectDifferent(NameKind::kPerson, NameFeature::kUnlike, {{"J. Talheim", "Rolf Talheim"}});
  ExpectDifferent(NameKind::kPerson, NameFeature::kOneWord, {{"J. T.", "Jonas Talheim"}});
}

TEST(ComparePersonsTest, SlipsOfTheKeyboardAreForgivenInLongWords) {
  ExpectSame(NameKind::kPerson, NameFeature::kSlip,
             {{"Vera Talheim", "Vera Talhiem"}, {"Vera Talheim", "Vera Talheims"}});
  ExpectDifferent(NameKind::kPerson, NameFeature::kUnlike, {{"Vera Tal", "Vera Tam"}, {"Vera Talheim", "Vera Dahlke"}});
}

TEST(ComparePersonsTest, TwoKnownNamesAreNoSlip) {
  ExpectDifferent(
      NameKind::kPerson, NameFeature::kUnlike,
      {{"Olga Talheim", "Olaf Talheim"}, {"Daniel Talheim", "Daniela Talheim"}, {"Vera Harris", "Vera Harrison"}});
}

TEST(ComparePersonsTest, JoinedWordsAreOne) {
  ExpectSame(NameKind::kPerson, NameFeature::kJoined,
             {{"VeraTalheim", "Vera Talheim"}, {"Abdulrauf Zaki", "Abd al-Rauf Zaki"}, {"Seo Minjun", "Seo Min-jun"}});
}

TEST(ComparePersonsTest, FurtherNamesAreForgivenOnOneSide) {
  ExpectSame(NameKind::kPerson, NameFeature::kExtraWord,
             {{"Vera Marta Talheim", "Vera Talheim"}, {"Rashid Zaki al-Hattan", "Rashid bin Omar Zaki al-Hattan"}});
  ExpectSame(NameKind::kPerson, NameFeature::kRepeated, {{"Vera Vera Talheim", "Vera Talheim"}});
  ExpectDifferent(NameKind::kPerson, NameFeature::kUnlike,
                  {{"Vera Marta Talheim", "Vera Rosa Talheim"}, {"Egor Lvovich Larin", "Egor Petrovich Larin"}});
}

TEST(ComparePersonsTest, ABareSurnameIsNoBridge) {
  ExpectDifferent(NameKind::kPerson, NameFeature::kOneWord,
                  {{"Talheim", "Vera Talheim"}, {"Dr. Talheim", "Rolf Talheim"}});
  ExpectSame(NameKind::kPerson, NameFeature::kEqualWord, {{"Talheim", "Dr. Talheim"}});
}

TEST(ComparePersonsTest, FatherAndChildAreTwo) {
  ExpectDifferent(NameKind::kPerson, NameFeature::kFatherIsChild,
                  {{"Rashid bin Zaki al-Hattan", "Zaki bin Rashid al-Hattan"}});
  ExpectDifferent(NameKind::kPerson, NameFeature::kUnlike, {{"Egor Larin", "Pavel Egorovich Larin"}});
  ExpectSame(NameKind::kPerson, NameFeature::kEqualWord, {{"Ali bin Ali", "Ali bin Ali"}});
}

TEST(ComparePersonsTest, ScriptsWithoutVowelsAgreeByTheirConsonants) {
  ExpectSame(NameKind::kPerson, NameFeature::kSameConsonants, {{"رشيد الحطان", "Rashid al-Hattan"}});
  ExpectDifferent(NameKind::kPerson, NameFeature::kUnlike, {{"رشيد الحطان", "Rashid al-Murad"}});
}

TEST(ComparePersonsTest, SignsThatAreReadAlikeAreTwoNames) {
  ExpectDifferent(NameKind::kPerson, NameFeature::kSignsDiffer, {{"李明", "李鸣"}});
  ExpectSame(NameKind::kPerson, NameFeature::kEqualWord, {{"張偉", "张伟"}, {"张伟", "Zhang Wei"}});
}

TEST(CompareOrganizationsTest, LegalFormsOfOneClassAreOne) {
  ExpectSame(NameKind::kOrganization, NameFeature::kEqualWord,
             {{"Rhona Werke AG", "Rhona Werke Aktiengesellschaft"},
              {"OOO Romashka", "Limited Liability Company \"Romashka\""},
              {"The Rhona Office of Trade", "Rhona Office of Trade"}});
  ExpectSame(NameKind::kOrganization, NameFeature::kLegalFormMissing, {{"Rhona Werke", "Rhona Werke AG"}});
  ExpectSame(NameKind::kOrganization, NameFeature::kLegalFormDiffers, {{"Rhona Werke AG", "Rhona Werke GmbH"}});
  EXPECT_LT(Compared({"Rhona Werke AG", "Rhona Werke GmbH"}, NameKind::kOrganization).result.score,
            Compared({"Rhona Werke AG", "Rhona Werke"}, NameKind::kOrganization).result.score);
}

TEST(CompareOrganizationsTest, NumbersAgreeOrTellApart) {
  ExpectSame(NameKind::kOrganization, NameFeature::kEqualNumber,
             {{"Unit 44", "Unit Forty-Four"}, {"1st Lake Bank", "First Lake Bank"}, {"Lake Fund II", "Lake Fund 2"}});
  ExpectDifferent(NameKind::kOrganization, NameFeature::kExtraNumber,
                  {{"Unit 3", "Unit 4"}, {"Lake Fund II", "Lake Fund"}});
  ExpectDifferent(NameKind::kVessel, NameFeature::kExtraNumber, {{"Sea Wolf 3", "Sea Wolf 4"}});
}

TEST(CompareOrganizationsTest, WhatTellsApartCountsWhatIsCommonLittle) {
  ExpectSame(NameKind::kOrganization, NameFeature::kExtraWeak, {{"Rhona Group", "Rhona"}});
  ExpectDifferent(NameKind::kOrganization, NameFeature::kExtraName, {{"Rhona Bank", "Rhona Bank Peru"}});
  ExpectDifferent(NameKind::kOrganization, NameFeature::kUnlike,
                  {{"Rhona Systems Inc.", "Rhona Industries Inc."}, {"Office of Peru", "Office of Chad"}});
  ExpectDifferent(NameKind::kOrganization, NameFeature::kNothingEqual, {{"Rhona AG", "Talheim AG"}});
}

TEST(CompareOrganizationsTest, AcronymsAndAbbreviationsAgree) {
  ExpectSame(NameKind::kOrganization, NameFeature::kAcronym,
             {{"RLSC", "Rhona Lake Shipping Council"}, {"R.L.S.C.", "Rhona Lake Shipping Council"}});
  ExpectSame(NameKind::kOrganization, NameFeature::kEqualWord,
             {{"U.S. Dept. of Lakes", "United States Department of Lakes"}, {"Rhona Int'l", "Rhona International"}});
  ExpectDifferent(NameKind::kOrganization, NameFeature::kNothingEqual,
                  {{"RTG", "RTX"}, {"RLSC", "Lake Shipping Council"}});
}

TEST(CompareOrganizationsTest, JoinedAndMistypedWordsAreOne) {
  ExpectSame(NameKind::kOrganization, NameFeature::kJoined, {{"Snow Field Mills", "Snowfield Mills"}});
  ExpectSame(NameKind::kOrganization, NameFeature::kSlip, {{"Talheim Mills", "Talheims Mills"}});
}

TEST(NameReasonTest, SaysFeatureWordsAndWhatItTakes) {
  const Compared compared({"J. Talheim", "Jonas Ulf Talheim"}, NameKind::kPerson);

  EXPECT_EQ(Reasons(compared),
            "860; equal word: talheim = talheim; initial: j = jonas (-100); one more name: ulf (-40)");
}

TEST(NameReasonTest, TheTableIsInTheOrderOfItsFeatures) {
  for (int i = 0; i <= static_cast<int>(NameFeature::kLegalFormDiffers); ++i) {
    const auto feature = static_cast<NameFeature>(i);
    EXPECT_EQ(WeightOf(feature).feature, feature);
    EXPECT_FALSE(WeightOf(feature).text.empty());
  }
}

}  // namespace
}  // namespace caspian
