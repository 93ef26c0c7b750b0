#include "common/names/sounds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "common/names/name_tables.h"

namespace caspian {
namespace {

const Sounds& Shipped() { return ShippedNameTables().sounds; }

TEST(SoundsTest, SpellingsOfOneNameSoundAlike) {
  const struct {
    const char* one;
    const char* other;
  } kCases[] = {
      {"tursynbaev", "tursynbayev"}, {"khasan", "hasan"},  {"zhanibek", "djanibek"}, {"popoff", "popov"},
      {"gorsky", "gorskii"},         {"andrei", "andrey"}, {"noura", "nura"},        {"yelena", "elena"},
      {"shevchuk", "schewtschuk"},   {"phan", "fan"},      {"qasr", "kasr"},         {"anna", "ana"},
      {"abdurrauf", "abdulrauf"},    {"maxim", "maksim"},  {"sarah", "sara"},        {"aliyev", "aliev"},
      {"walentin", "valentin"},      {"macken", "maken"},
  };
  for (const auto& test : kCases) EXPECT_EQ(Shipped().Of(test.one), Shipped().Of(test.other)) << test.one;
}

TEST(SoundsTest, NamesThatAreNotOneSoundOtherwise) {
  const struct {
    const char* one;
    const char* other;
  } kCases[] = {{"chen", "shen"}, {"karin", "karim"}, {"popov", "popova"}, {"ivan", "ivanov"}, {"lee", "lau"}};
  for (const auto& test : kCases) EXPECT_NE(Shipped().Of(test.one), Shipped().Of(test.other)) << test.one;
}

TEST(SoundsTest, TheLongestFoldingOfAPlaceApplies) {
  Sounds sounds;
  sounds.AddFolding("any", "a", "1");
  sounds.AddFolding("any", "ab", "2");
  sounds.AddFolding("start", "ab", "3");
  sounds.AddFolding("end", "ab", "-");

  EXPECT_EQ(sounds.Of("abxabxaxab"), "3x2x1x");
}

TEST(SoundsTest, ADistanceCountsHalfLetters) {
  const struct {
    const char* one;
    const char* other;
    int halves;
  } kCases[] = {
      {"merlin", "merlin", 0}, {"merlin", "merlan", 1}, {"merlin", "merlgin", 2}, {"merlin", "merliin", 1},
      {"merlin", "melrin", 2}, {"berlin", "merlin", 2}, {"berlin", "perlin", 1},  {"", "merlin", 9},
  };
  for (const auto& test : kCases) EXPECT_EQ(Shipped().Distance(test.one, test.other, 8), test.halves) << test.other;
}

TEST(SoundsTest, ADistanceBeyondTheLimitIsOneMoreThanIt) {
  EXPECT_EQ(Shipped().Distance("merlin", "tanzag", 3), 4);
  EXPECT_EQ(Shipped().Distance("m", "merlinmerlin", 3), 4);
}

TEST(SoundsTest, ALimitOnlyCutsADistance) {
  std::mt19937 random(8);
  const auto word = [&] {
    std::string letters(random() % 9, 'a');
    for (char& c : letters) c = "abdtrh"[random() % 6];
    return letters;
  };
  for (int i = 0; i < 20000; ++i) {
    const std::string one = word(), other = word();
    const int far = Shipped().Distance(one, other, 40), limit = static_cast<int>(random() % 8);

    EXPECT_EQ(Shipped().Distance(one, other, limit), std::min(far, limit + 1)) << one << " " << other << " " << limit;
    EXPECT_EQ(Shipped().Distance(other, one, limit), std::min(far, limit + 1)) << one << " " << other << " " << limit;
  }
}

}  // namespace
}  // namespace caspian
