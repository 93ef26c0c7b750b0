#include "extractor/names/known_texts.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace caspian::extractor {
namespace {

// More of them than there are places, and some too long to be kept.
std::string RandomText(std::mt19937* random) {
  return absl::StrCat("A", (*random)() % 4000, std::string((*random)() % 8 == 0 ? 40 : (*random)() % 3, 'b'));
}

TEST(KnownTextsTest, TellWhatThePatternsMatchHoweverOftenATextComes) {
  std::vector<std::shared_ptr<const Regex>> patterns;
  for (int digit = 0; digit < 70; ++digit)
    patterns.push_back(*Regex::Compile(absl::StrCat("A.*", digit % 10, "b*"), false));
  KnownTexts known(patterns.size());
  std::mt19937 random(5);
  size_t matches = 0;
  for (int round = 0; round < 20000; ++round) {
    const std::string text = RandomText(&random);
    known.LookAt(text);
    for (int question = 0; question < 3; ++question) {
      const size_t pattern = random() % patterns.size();
      const bool expected = patterns[pattern]->MatchesAll(text);
      ASSERT_EQ(known.Matches(pattern, *patterns[pattern]), expected) << text << " " << pattern;
      ASSERT_EQ(known.Matches(pattern, *patterns[pattern]), expected) << text << " " << pattern << ", asked again";
      matches += expected ? 1 : 0;
    }
  }
  EXPECT_GT(matches, 1000u);
}

TEST(KnownTextsTest, TellTextsApartThatAreNearlyEqual) {
  const std::shared_ptr<const Regex> without_b = *Regex::Compile("[^b]*", false);
  const std::string nothing(1, '\0'), longest(31, 'a'), longer(32, 'a');
  const std::vector<std::string> texts = {"",      nothing,       "a",    "a" + nothing, "ab",
                                          longest, longest + "b", longer, longer + "b"};
  KnownTexts known(1);
  for (int round = 0; round < 3; ++round) {
    for (const std::string& text : texts) {
      known.LookAt(text);
      EXPECT_EQ(known.Matches(0, *without_b), without_b->MatchesAll(text)) << text.size();
    }
  }
}

}  // namespace
}  // namespace caspian::extractor
