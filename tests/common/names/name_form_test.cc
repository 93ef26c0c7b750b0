#include "common/names/name_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_join.h"

namespace caspian {
namespace {

std::string Words(const NameForm& form) {
  return absl::StrJoin(form.words(), " ", [&](std::string* out, const NameWord& word) {
    const absl::string_view letters = form.LettersOf(word);
    const bool number = word.role == NameWord::kNumber;
    out->append(number ? std::to_string(word.number) : std::string(letters));
  });
}

TEST(NameFormTest, RomanizesAnyScript) {
  const struct {
    const char* name;
    const char* words;
  } kCases[] = {
      {"Жанна Щукина", "zhanna shchukina"},
      {"Ольга Їжак", "olga yizhak"},
      {"Айгүл Қожа", "aygul qozha"},
      {"Νίκος Λάμπρου", "nikos lamproy"},
      {"Đorđe Łukasz Åström", "djordje lukasz astrom"},
      {"ნინო", "nino"},
      {"Zoe\xCC\x88 O'Hara", "zoe ohara"},
  };
  for (const auto& test : kCases) {
    std::string words = Words(MakeNameForm(test.name, NameKind::kPerson));
    EXPECT_EQ(words, test.words) << test.name;
  }
}

TEST(NameFormTest, SetsTitlesAndParticlesOfPersonsApart) {
  const struct {
    const char* name;
    const char* words;
  } kCases[] = {
      {"Dr. Vera von Talheim, Jr.", "vera talheim"},
      {"Prime Minister Ana de la Roca", "ana roca"},
      {"Sheikh Rashid bin Zaki al-Hattan", "rashid zaki hattan"},
      {"Ben Arlow", "ben arlow"},
      {"Sheikh", "sheikh"},
      {"J.-P. Morel", "j p morel"},
      {"B0ris Lar1n", "boris larin"},
      {"Rolf III", "rolf 3"},
  };
  for (const auto& test : kCases) EXPECT_EQ(Words(MakeNameForm(test.name, NameKind::kPerson)), test.words) << test.name;
}

TEST(NameFormTest, MakesLegalFormsAbbreviationsAndNumeralsOfOrganizationsOne) {
  const struct {
    const char* name;
    const char* words;
  } kCases[] = {
      {"Rhona Werke Aktiengesellschaft", "rhona werke"},
      {"RhonaAG", "rhona"},
      {"ООО \"Ромашка 12\"", "romashka 12"},
      {"R.T.G. Mills, p.l.c.", "rtg mills"},
      {"Third Int'l Lake Fund II, L.P.", "3 international lake fund 2"},
      {"Company Forty-Two of the U.S.", "42 united states"},
      {"Sand & Sea", "sand sea"},
      {"Limited", "limited"},
  };
  for (const auto& test : kCases)
    EXPECT_EQ(Words(MakeNameForm(test.name, NameKind::kOrganization)), test.words) << test.name;
}

TEST(NameFormTest, SetsKindsOfVesselsApart) {
  EXPECT_EQ(Words(MakeNameForm("M/V Sea Wolf AS 3", NameKind::kVessel)), "sea wolf as 3");
  EXPECT_EQ(Words(MakeNameForm("The Vessel", NameKind::kVessel)), "the vessel");
}

TEST(NameFormTest, FormsOfOneClassAreOneClass) {
  const auto classes = [](const char* name) { return MakeNameForm(name, NameKind::kOrganization).legal_classes(); };

  EXPECT_EQ(classes("Rhona AG"), classes("Rhona Aktiengesellschaft"));
  EXPECT_EQ(classes("Rhona OAO"), classes("Open Joint Stock Company Rhona"));
  EXPECT_EQ(classes("Rhona GmbH"), classes("Rhona Ltd."));
  EXPECT_NE(classes("Rhona GmbH"), classes("Rhona AG"));
  EXPECT_EQ(classes("Rhona"), 0);
}

TEST(NameFormTest, APartyIsAnOrganizationWhereItsWordsSaySo) {
  EXPECT_TRUE(MakeNameForm("Rhona Ltd", NameKind::kParty).is_organization());
  EXPECT_TRUE(MakeNameForm("Rhona Trading", NameKind::kParty).is_organization());
  EXPECT_FALSE(MakeNameForm("Rhona Vale", NameKind::kParty).is_organization());
}

TEST(NameFormTest, ReadsAnyBytesUpToItsBounds) {
  EXPECT_EQ(Words(MakeNameForm("Rho\xFFver \xC3", NameKind::kPerson)), "rho ver");
  EXPECT_EQ(Words(MakeNameForm("", NameKind::kPerson)), "");
  EXPECT_EQ(Words(MakeNameForm("--- !!", NameKind::kOrganization)), "");

  std::string long_name;
  for (int i = 0; i < 2000; ++i) long_name += "Ж" + std::to_string(i) + " ";
  const NameForm form = MakeNameForm(long_name, NameKind::kPerson);
  EXPECT_TRUE(form.cut_off());
  EXPECT_EQ(form.words().size(), kMostNameWords);
  EXPECT_FALSE(MakeNameForm("Rhona Vale", NameKind::kPerson).cut_off());
}

}  // namespace
}  // namespace caspian
