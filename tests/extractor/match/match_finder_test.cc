// Patterns that read long stretches of a sentence in vain.
#include "extractor/match/match_finder.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/engine/engine.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

// Of both engines; adds how many there are to `*mentions`.
void ExpectSameMentions(const LoadedRuleSet& set, const std::string& text, int* mentions) {
  const v1::Document document = DocumentOf(text);
  const auto expected = MakePlainEngine(set.program)->Extract(document), found = set.engine->Extract(document);
  ASSERT_TRUE(expected.ok() && found.ok()) << expected.status() << found.status();
  ASSERT_EQ(found->SerializeAsString(), expected->SerializeAsString()) << text;
  *mentions += found->mentions_size();
}

std::shared_ptr<const LoadedRuleSet> Stretches() {
  return Loaded({"  A: {kind: name}\n",
                 {"rules:\n"
                  "  - {id: one, label: A, pattern: 'b(?: [a-z0-9]+)+ [0-9] c'}\n"
                  "  - {id: two, label: A, pattern: '(?:[a-z]+ )+c'}\n"
                  "  - {id: three, label: A, pattern: 'b[^;]{3,} 1 c', preceded_by: 'w'}\n"
                  "  - {id: four, label: A, pattern: '(?P<x>[^;]{5,}),? d'}\n"},
                 {},
                 ""});
}

std::string RandomSentence(std::mt19937* random) {
  static const std::vector<std::string> kWords = {"b", "w", "w", "w", "w", "w", "1", "c", "d", ",", ";"};
  // Some lack a word altogether, so that what needs it is looked for to the end.
  const size_t words = 3 + (*random)() % (kWords.size() - 3);
  std::string text = "It";
  for (size_t i = 1 + (*random)() % 380; i > 0; --i) absl::StrAppend(&text, " ", kWords[(*random)() % words]);
  return absl::StrCat(text, (*random)() % 2 == 0 ? " 1 d c" : " 1 c");
}

TEST(MatchFinderTest, FindsInLongSentencesWhatASearchOfThemFinds) {
  const auto set = Stretches();
  std::mt19937 random(5);
  int mentions = 0;
  for (int round = 0; round < 300; ++round) {
    ExpectSameMentions(*set, RandomSentence(&random), &mentions);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(mentions, 300);
}

std::shared_ptr<const LoadedRuleSet> GuardedNumbers() {
  return Loaded({"  A: {kind: name}\n  B: {kind: name}\n",
                 {"rules:\n"
                  "  - {id: one, label: A, pattern: '\\d{1,2}/\\d{1,2}', not_preceded_by: '(?:\\d+|[.:/-])'}\n"
                  "  - {id: two, label: B, pattern: '\\d{1,3}(?:,\\d{3})*', not_preceded_by: ['[.,/]', '[a-z]+ '], "
                  "not_followed_by: '[,/]\\d+'}\n",
                  "rules:\n"
                  "  - id: three\n    label: B\n    forms:\n      near: '\\d+ w'\n      far: '\\d+ \\d+ w'\n"
                  "    preceded_by: '(?:w|-) ?'\n    not_preceded_by: '-'\n"},
                 {},
                 ""});
}

// In runs of numbers what guards reject follows what they reject, and then something that they do not.
TEST(MatchFinderTest, FindsWhatGuardsLetThroughBehindMuchThatTheyReject) {
  const auto set = GuardedNumbers();
  static const std::vector<std::string> kWords = {"12", "5", "123", "/", ",", ".", "-", " ", "w", " "};
  std::mt19937 random(6);
  int mentions = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string text = "It ";
    for (size_t i = 1 + random() % 60; i > 0; --i) text += kWords[random() % kWords.size()];
    ExpectSameMentions(*set, text, &mentions);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(mentions, 3000);
}

// Words that rules need, each as far behind the begin of a match as it may stand.
std::shared_ptr<const LoadedRuleSet> NearWords() {
  return Loaded({"  A: {kind: name}\n  B: {kind: name}\n",
                 {"rules:\n"
                  "  - {id: b, label: B, pattern: 'xx'}\n",
                  "rules:\n"
                  "  - {id: one, label: A, pattern: '(?:[a-z]+al )?w(?: of [a-z]+)?'}\n"
                  "  - {id: two, label: A, pattern: '(?:[a-z,]+ ){0,2}c-d'}\n"
                  "  - {id: three, label: A, pattern: '[a-z]+(?: [^ ;]{1,9}){1,3} <B>'}\n"
                  "  - {id: four, label: A, pattern: '(?:[a-z]+ ?){1,3}[.]?;'}\n"
                  "  - {id: five, label: A, pattern: '<B+> 7'}\n"
                  "  - {id: six, label: A, pattern: 'y(?:[.][a-z]){20,60} z'}\n"},
                 {},
                 "enumeration: '(?:, | |-)'\n"});
}

TEST(MatchFinderTest, FindsWhatBeginsAsFarBeforeWhatItNeedsAsItCan) {
  const auto set = NearWords();
  static const std::vector<std::string> kWords = {"equal", "w", "of", "c-d", "c", "xx", ";", ", ", "a.b", "7", "-"};
  std::mt19937 random(7);
  int mentions = 0;
  for (int round = 0; round < 1000; ++round) {
    std::string text = "it";
    for (size_t i = 1 + random() % 12; i > 0; --i)
      absl::StrAppend(&text, random() % 6 == 0 ? "" : " ", kWords[random() % kWords.size()]);
    ExpectSameMentions(*set, text, &mentions);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(mentions, 1000);
}

TEST(MatchFinderTest, FindsWhatHasManyPiecesAndNoBlankBeforeWhatItNeeds) {
  const auto set = NearWords();
  std::string text = "y";
  for (int i = 0; i < 50; ++i) text += ".b";
  for (const auto& engine : {MakePlainEngine(set->program), MakeFastEngine(set->program)}) {
    const auto found = engine->Extract(DocumentOf(text + " z"));
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_EQ(found->mentions_size(), 1);
  }
}

}  // namespace
}  // namespace caspian::extractor
