#include "extractor/document/segment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "common/base/utf8.h"
#include "extractor/document/characters.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

const Abbreviations& Abbreviated() {
  static const auto& words = *new Abbreviations{"Gen.", "e.g.", "No.", "Inc.", "3."};
  return words;
}

// Nothing stays of the text before. Valid until the next call.
const Segmentation& Segmented(absl::string_view text, const Abbreviations& abbreviations = Abbreviated()) {
  static auto& segmentation = *new Segmentation();
  Segment(text, abbreviations, &segmentation);
  return segmentation;
}

std::vector<std::string> SentencesOf(absl::string_view text) {
  std::vector<std::string> sentences;
  for (const Sentence& s : Segmented(text).sentences) sentences.emplace_back(text.substr(s.begin, s.end - s.begin));
  return sentences;
}

std::vector<std::string> TokensIn(absl::string_view text) {
  std::vector<std::string> tokens;
  for (const Token& t : Tokenize(text)) tokens.emplace_back(text.substr(t.begin, t.end - t.begin));
  return tokens;
}

std::vector<uint32_t> ParagraphsOf(absl::string_view text) {
  std::vector<uint32_t> paragraphs;
  for (const Sentence& s : Segmented(text).sentences) paragraphs.push_back(s.paragraph);
  return paragraphs;
}

struct Case {
  const char* what;
  std::string text;
  std::vector<std::string> expected;
};

TEST(SegmentTest, EachCharacterOfAsciiIsWhatCharactersSay) {
  for (char c = 1; c > 0 && c < 127; ++c) {
    const auto value = static_cast<char32_t>(c);
    const std::vector<Token> tokens = Tokenize(std::string(1, c));
    ASSERT_EQ(tokens.size(), IsSpace(value) ? 0u : 1u) << static_cast<int>(c);
    if (tokens.empty()) continue;
    EXPECT_EQ(tokens[0].kind == TokenKind::kLetters, IsLetter(value)) << static_cast<int>(c);
    EXPECT_EQ(tokens[0].kind == TokenKind::kDigits, IsDigit(value)) << static_cast<int>(c);
  }
}

TEST(SegmentTest, CutsSentences) {
  const Case cases[] = {
      {"full stops", "It rained. Nobody came.", {"It rained.", "Nobody came."}},
      {"question and exclamation", "Why? Because! So it is…  Then", {"Why?", "Because!", "So it is…", "Then"}},
      {"three dots", "They waited... Then they left.", {"They waited...", "Then they left."}},
      {"a small letter goes on", "It weighs approx. ten tons. Yes.", {"It weighs approx. ten tons.", "Yes."}},
      {"an abbreviation", "Then Gen. Ozal spoke. All rose.", {"Then Gen. Ozal spoke.", "All rose."}},
      {"an abbreviation with stops inside",
       "Metals, e.g. Zinc, rose. Oil fell.",
       {"Metals, e.g. Zinc, rose.", "Oil fell."}},
      {"an abbreviation is compared with case", "He is a gen. Ozal is not.", {"He is a gen.", "Ozal is not."}},
      {"an initial", "We met J. F. Marsh there. He smiled.", {"We met J. F. Marsh there.", "He smiled."}},
      {"initials of a country", "The U.S. Navy sailed. It rained.", {"The U.S. Navy sailed.", "It rained."}},
      {"a word that ends in a capital is no initial",
       "He joined the PLO. Then he left.",
       {"He joined the PLO.", "Then he left."}},
      {"closing quotes",
       "\"It is over.\" She left. 'So it is.' He stayed.",
       {"\"It is over.\"", "She left.", "'So it is.'", "He stayed."}},
      {"typographic quotes", "“It is over.” She left. «Oui.» Non.", {"“It is over.”", "She left.", "«Oui.»", "Non."}},
      {"quotes that close where others open",
       "„Es ist aus.“ Sie ging. »So ist es.« Er blieb.",
       {"„Es ist aus.“", "Sie ging.", "»So ist es.«", "Er blieb."}},
      {"a number of the list with its stop", "Am 3. Mai kam sie. Ja.", {"Am 3. Mai kam sie.", "Ja."}},
      {"no number of the list", "It was 4. It rained.", {"It was 4.", "It rained."}},
      {"the last digits of something longer", "It was 2:3. It was 1.3. Yes.", {"It was 2:3.", "It was 1.3.", "Yes."}},
      {"closing brackets", "It fell (as prices do.) Then it rose.", {"It fell (as prices do.)", "Then it rose."}},
      {"an abbreviation in brackets", "Marsh (Quarry Inc.) Chairman Lee", {"Marsh (Quarry Inc.) Chairman Lee"}},
      {"an abbreviation at a quote's end", "\"Call the Gen.\" She did.", {"\"Call the Gen.\"", "She did."}},
      {"no blank, no end", "See a.b and 3.5 and x.Y now.", {"See a.b and 3.5 and x.Y now."}},
      {"a number may begin a sentence", "It fell. 40 died.", {"It fell.", "40 died."}},
      {"a quote may begin a sentence", "It fell. \"No\" was said.", {"It fell.", "\"No\" was said."}},
      {"a blank line", "A title\n\nThe text goes on", {"A title", "The text goes on"}},
      {"a blank line of blanks", "A title\n \t\nThe text", {"A title", "The text"}},
      {"each line, where nothing is wrapped", "one\ntwo\nthree", {"one", "two", "three"}},
      {"CRLF", "One came.\r\nTwo left.\r\n\r\nThree", {"One came.", "Two left.", "Three"}},
      {"a byte-order mark is outside", "\xEF\xBB\xBFIt rained. So", {"It rained.", "So"}},
      {"ideographic stops need no blank", "今日は雨。明日は晴れ！そう", {"今日は雨。", "明日は晴れ！", "そう"}},
      {"ideographic stops take their closers", "「雨。」晴れ。", {"「雨。」", "晴れ。"}},
      {"no-break space is a blank", "It rained.\xC2\xA0Nobody came.", {"It rained.", "Nobody came."}},
      {"only white space", " \n\t ", {}},
      {"nothing", "", {}},
      {"only marks", "...", {"..."}},
  };
  for (const Case& c : cases) EXPECT_EQ(SentencesOf(c.text), c.expected) << c.what;
}

TEST(SegmentTest, CutsTokens) {
  const Case cases[] = {
      {"letters, digits, marks", "On 5bn (U.S.)", {"On", "5", "bn", "(", "U", ".", "S", ".", ")"}},
      {"combining marks belong to their letter", "Me\xCC\x81xico", {"Me\xCC\x81xico"}},
      {"ideographs are a token each", "日本 go", {"日", "本", "go"}},
      {"letters before an ideograph", "ab日", {"ab", "日"}},
      {"a mark on nothing is a token", "5\xCC\x81", {"5", "\xCC\x81"}},
      {"marks are one each", "--“", {"-", "-", "“"}},
      {"private-use characters are one each", "\xEE\x80\x80\xF3\xB0\x80\x80", {"\xEE\x80\x80", "\xF3\xB0\x80\x80"}},
      {"other scripts", "Нурсултан ქართული", {"Нурсултан", "ქართული"}},
  };
  for (const Case& c : cases) EXPECT_EQ(TokensIn(c.text), c.expected) << c.what;
}

std::string Wrapped(const std::string& newline, const std::string& word = "harbour", int words = 8) {
  std::string text;
  for (int line = 0; line < 6; ++line) {
    for (int i = 0; i < words; ++i) absl::StrAppend(&text, i == 0 ? "" : " ", word);
    absl::StrAppend(&text, newline);
  }
  return text;
}

TEST(SegmentTest, ALineThatIsWrappedGoesOn) {
  EXPECT_EQ(SentencesOf(Wrapped("\n")).size(), 1u);
  EXPECT_EQ(SentencesOf(Wrapped("\r\n")).size(), 1u);
}

TEST(SegmentTest, AWideLineGoesOnWhereSmallLettersDo) {
  EXPECT_EQ(SentencesOf(Wrapped("\n", "harbour", 24)).size(), 1u);
  EXPECT_EQ(SentencesOf(Wrapped("\n", "Harbour", 24)).size(), 6u);
  EXPECT_EQ(SentencesOf(Wrapped("\n", "harbour", 26)).size(), 6u);
}

TEST(SegmentTest, WrappedLinesAreMeasuredInCharacters) { EXPECT_EQ(SentencesOf(Wrapped("\n", "гаванью")).size(), 1u); }

TEST(SegmentTest, AnIndentBeginsAParagraphOfWrappedText) {
  const std::string text = absl::StrCat(Wrapped("\n"), "   ", Wrapped("\n"));

  EXPECT_EQ(SentencesOf(text).size(), 2u);
  EXPECT_THAT(ParagraphsOf(text), ElementsAre(0, 1));
}

TEST(SegmentTest, AShortLastLineOfAParagraphIsNoSignAgainstWrapping) {
  const std::string text =
      "The harbour board of the old town sold its\n"
      "old ferry to a company of the island.\n"
      "   The price is low.\n"
      "   The ferry is old.\n"
      "   It sails in June.";

  EXPECT_EQ(SentencesOf(text).front(),
            "The harbour board of the old town sold its\nold ferry to a company of the island.");
  EXPECT_EQ(SentencesOf(text).size(), 4u);
}

TEST(SegmentTest, AHeadlineInCapitalsEndsBeforeWrappedTextThatIsNone) {
  const std::string headline = "TOWN AND HARBOUR\nBUY SHIPS\n";

  EXPECT_EQ(SentencesOf(headline + Wrapped("\n")).size(), 2u);
  EXPECT_EQ(SentencesOf("TOWN AND HARBOUR\r\n" + Wrapped("\r\n")).size(), 2u);
  EXPECT_EQ(SentencesOf(headline + Wrapped("\n", "HARBOUR")).size(), 1u);
  EXPECT_EQ(SentencesOf("NATO\n" + Wrapped("\n")).size(), 1u);
}

TEST(SegmentTest, OneLongLineMakesTheOthersLines) {
  const std::string text = absl::StrCat(Wrapped("\n"), std::string(101, 'x'), "\n");

  EXPECT_EQ(SentencesOf(text).size(), 7u);
}

TEST(SegmentTest, ParagraphsCountBlankLinesAndLines) {
  EXPECT_THAT(ParagraphsOf("One. Two.\n\nThree. Four.\nFive."), ElementsAre(0, 0, 1, 1, 2));
}

TEST(SegmentTest, ASentenceEndsAfter400Tokens) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "no ";

  const Segmentation& found = Segmented(text, {});

  ASSERT_EQ(found.sentences.size(), 3u);
  EXPECT_EQ(found.sentences[0].last_token, 400u);
  EXPECT_EQ(found.sentences[1].last_token, 800u);
  EXPECT_EQ(found.sentences[2].paragraph, 0u);
}

TEST(SegmentTest, ASentenceAndATokenEndAfter8KiB) {
  std::string text = std::string(3 * kSentenceByteLimit + 5, 'a');
  for (int i = 0; i < 100; ++i) absl::StrAppend(&text, " ", std::string(1000, 'b'));

  const Segmentation& found = Segmented(text, {});

  for (const Token& token : found.tokens) EXPECT_LE(token.end - token.begin, kSentenceByteLimit);
  for (const Sentence& sentence : found.sentences) EXPECT_LE(sentence.end - sentence.begin, kSentenceByteLimit);
  EXPECT_GE(found.sentences.size(), 16u);
}

std::string RandomText(std::mt19937* random) {
  static const std::vector<std::string> kPieces = {"a",
                                                   "B",
                                                   "Gen",
                                                   "U.S.",
                                                   ".",
                                                   "!",
                                                   "…",
                                                   " ",
                                                   "\n",
                                                   "\r\n",
                                                   "\n\n",
                                                   "\t",
                                                   "é",
                                                   "日",
                                                   "。",
                                                   "’",
                                                   "”",
                                                   "\"",
                                                   ")",
                                                   "5",
                                                   "77",
                                                   "\xEF\xBB\xBF",
                                                   "\xF3\xB0\x80\x80",
                                                   "\xCC\x81",
                                                   "-",
                                                   "\xC2\xA0"};
  std::string text;
  const size_t count = (*random)() % 60;
  for (size_t i = 0; i < count; ++i) text += kPieces[(*random)() % kPieces.size()];
  return text;
}

std::string RandomRuns(std::mt19937* random) {
  // Neighbours of letters and digits in ASCII among them.
  static const std::vector<std::string> kCharacters = {"a", "z", "A", "Z", "@", "[", "`",
                                                       "{", "0", "9", "/", ":", " ", "é"};
  std::string text;
  for (size_t runs = (*random)() % 12; runs > 0; --runs) {
    const std::string& character = kCharacters[(*random)() % kCharacters.size()];
    for (size_t i = 1 + (*random)() % 20; i > 0; --i) text += character;
    if ((*random)() % 2 == 0) text += kCharacters[(*random)() % 4];
  }
  return text;
}

TEST(SegmentTest, ATokenIsARunOfLettersOrOfDigitsOrOneOtherCharacter) {
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = RandomRuns(&random);
    std::vector<std::string> expected;
    TokenKind last = TokenKind::kOther;
    for (size_t i = 0; i < text.size();) {
      const CodePoint c = DecodeUtf8(text, i);
      const TokenKind kind = IsLetter(c.value)  ? TokenKind::kLetters
                             : IsDigit(c.value) ? TokenKind::kDigits
                                                : TokenKind::kOther;
      if (kind == TokenKind::kOther || kind != last) expected.emplace_back();
      if (IsSpace(c.value)) expected.pop_back();
      if (!IsSpace(c.value)) expected.back() += text.substr(i, c.bytes);
      last = kind;
      i += c.bytes;
    }
    ASSERT_EQ(TokensIn(text), expected) << text;
  }
}

// Tokens and sentences partition all that is no white space, at boundaries of characters, in order.
TEST(SegmentTest, TokensAndSentencesCoverTheTextExactly) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = RandomText(&random);
    const Segmentation& found = Segmented(text);
    uint32_t end = 0;
    for (const Token& token : found.tokens) {
      ASSERT_LE(end, token.begin) << text;
      ASSERT_LT(token.begin, token.end) << text;
      const bool upper = StartsUpper(absl::string_view(text).substr(token.begin));
      ASSERT_EQ(token.capital, token.kind == TokenKind::kLetters && upper) << text;
      ASSERT_TRUE(IsUtf8Boundary(text, token.begin) && IsUtf8Boundary(text, token.end)) << text;
      ASSERT_EQ(Collapsed(absl::string_view(text).substr(end, token.begin - end)), "") << text;
      end = token.end;
    }
    ASSERT_EQ(Collapsed(absl::string_view(text).substr(end)), "") << text;
    uint32_t next = 0, paragraph = 0;
    for (const Sentence& sentence : found.sentences) {
      ASSERT_EQ(sentence.first_token, next) << text;
      ASSERT_LT(sentence.first_token, sentence.last_token) << text;
      ASSERT_EQ(sentence.begin, found.tokens[sentence.first_token].begin) << text;
      ASSERT_EQ(sentence.end, found.tokens[sentence.last_token - 1].end) << text;
      ASSERT_GE(sentence.paragraph, paragraph) << text;
      paragraph = sentence.paragraph;
      next = sentence.last_token;
    }
    ASSERT_EQ(next, found.tokens.size()) << text;
  }
}

}  // namespace
}  // namespace caspian::extractor
