#include "extractor/match/known_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/match/plain_token.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

std::shared_ptr<const LoadedRuleSet> Set() {
  return Loaded({"  PLACE: {kind: name}\n  YEAR: {kind: value, normalizer: date}\n",
                 {"rules:\n"
                  "  - {id: list.places, label: PLACE, list: places}\n"
                  "  - {id: uses, label: YEAR, pattern: '(?:the|of|[Nn]ever) (?P<year>[Hh]ere|12|\"|Été|[a-z]+)'}\n"},
                 {{"places", "name\nNew Harbour\nIt\nabcdefghijklmnopq\n"}},
                 ""});
}

// Words that rules and lists of the set know, others, marks, numbers, long ones that begin alike.
std::string TextOf(int document) {
  std::string text = "In New Harbour the Mayor “never” saw 12 of it… ";
  for (int i = 0; i < 300; ++i)
    absl::StrAppend(&text, std::string(1, 'a' + static_cast<char>(i * 7 % 26)), "word", i, "w", document, " here In ");
  return absl::StrCat(text, "abcdefghijklmnopq abcdefghijklmnopr ABCDEFGHIJKLMNO é Été ", document);
}

// "trigger node node alone" of each list of the token.
std::vector<std::string> ListsOf(const KnownToken& token) {
  std::vector<std::string> lists;
  for (const auto& [trigger, begin] : token.lists())
    lists.push_back(absl::StrCat(trigger, " ", begin.nodes[0], " ", begin.nodes[1], " ", begin.alone));
  return lists;
}

// Likewise of a word whose triggers are those; null: none.
std::vector<std::string> ListsOf(const WordTriggers* of_word, const TriggerIndex& triggers, const TokenWords& words) {
  std::vector<std::string> lists;
  for (uint32_t trigger : of_word == nullptr ? absl::Span<const uint32_t>() : of_word->lists()) {
    const PhraseBegin begin = triggers.ListOf(trigger).BeginOf(words);
    if (begin.any()) lists.push_back(absl::StrCat(trigger, " ", begin.nodes[0], " ", begin.nodes[1], " ", begin.alone));
  }
  return lists;
}

// The lists of which a phrase may begin with each token, by how many there are; + where the token alone is one.
std::vector<std::string> ListsOf(const std::string& text) {
  const auto set = Set();
  const TriggerIndex triggers(*set->program);
  PieceKeys keys(set->program->edges);
  KnownTokens known(set->program->vocabulary, triggers, &keys);
  std::vector<TokenWords> words;
  const std::vector<Token> tokens = Tokenize(text);
  known.Begin(text, tokens, &words);
  known.AskFor(static_cast<uint32_t>(tokens.size()));
  std::vector<std::string> lists;
  for (size_t t = 0; t < tokens.size(); ++t) {
    const KnownToken& token = known.Read();
    lists.push_back(
        absl::StrCat(token.lists().size(), !token.lists().empty() && token.lists()[0].begin.alone ? "+" : ""));
  }
  return lists;
}

TEST(KnownTokensTest, TellListsOfWhichAPhraseMayBeginWithThem) {
  EXPECT_THAT(ListsOf("New Harbour, It it NEW abcdefghijklmnopq"), ElementsAre("1", "0", "0", "1+", "0", "0", "1+"));
}

TEST(KnownTokensTest, AreWhatLookUpsTellInEachDocument) {
  const auto set = Set();
  const Program& program = *set->program;
  const TriggerIndex triggers(program);
  PieceKeys keys(program.edges);
  KnownTokens known(program.vocabulary, triggers, &keys);
  std::vector<TokenWords> words;

  for (int document = 0; document < 40; ++document) {
    const std::string text = TextOf(document);
    const std::vector<Token> tokens = Tokenize(text);
    known.Begin(text, tokens, &words);
    for (uint32_t t = 0; t < tokens.size(); ++t) {
      if (t % 50 == 0) known.AskFor(std::min<uint32_t>(t + 50, static_cast<uint32_t>(tokens.size())));
      const KnownToken& token = known.Read();
      std::string storage;
      const absl::string_view plain = PlainToken(text, tokens[t], &storage);
      const TokenWords looked_up = program.vocabulary.WordsOf(plain);
      EXPECT_EQ(words[t].written, looked_up.written) << plain;
      EXPECT_EQ(words[t].uncapitalised, looked_up.uncapitalised) << plain;
      EXPECT_EQ(words[t].lowered, looked_up.lowered) << plain;
      const WordTriggers* of_word = triggers.OfToken(plain, looked_up.lowered);
      EXPECT_EQ(token.marks, of_word == nullptr ? 0 : of_word->marks()) << plain;
      EXPECT_EQ(ListsOf(token), ListsOf(of_word, triggers, looked_up)) << plain;
      const PieceKey anew = keys.KeyOfToken(plain, looked_up.lowered);
      EXPECT_EQ(keys.OfToken(t).search_row, anew.search_row) << plain;
      EXPECT_EQ(keys.OfToken(t).place_row, anew.place_row) << plain;
    }
  }
}

}  // namespace
}  // namespace caspian::extractor
