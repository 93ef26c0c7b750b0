#include "extractor/match/lifted_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <random>

#include "absl/strings/str_cat.h"
#include "common/base/utf8.h"
#include "extractor/match/known_tokens.h"
#include "extractor/match/visible_to.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const LoadedRuleSet& Set() {
  static const auto& set = *new std::shared_ptr<const LoadedRuleSet>(
      Loaded({"  PLACE: {kind: name, features: [country]}\n  YEAR: {kind: value, normalizer: date}\n",
              {"rules:\n"
               "  - {id: list.places, label: PLACE, list: places, set: {country: $country}}\n"
               "  - {id: value.year, label: YEAR, pattern: '(?P<year>\\d{4})'}\n"
               "  - {id: uses, label: YEAR, pattern: 'never (?P<year>here)'}\n"
               "  - {id: behind, label: YEAR, pattern: '(?P<year>there)', preceded_by: '(?:^|never )'}\n"},
              {{"places", "name\tcountry\nNew Harbour\tNZ\nCôte d’Or\tFR\n"}},
              ""}));
  return *set;
}

std::string CopyOf(absl::string_view text, bool raw = false) {
  const Analyzed analyzed(Set(), text);
  return LiftedText(*analyzed, 0, Set().program->alphabet, LiftedView{raw, nullptr, nullptr}).copy();
}

std::string Code(absl::string_view label, const Features& features = {}) {
  std::string out;
  const Alphabet& alphabet = Set().program->alphabet;
  alphabet.AppendAnnotation(
      alphabet.LabelIndex(label), [&](absl::string_view name) { return FeatureOf(features, name); }, &out);
  return out;
}

TEST(LiftedTextTest, FoldsTypographyAndWhiteSpace) {
  EXPECT_EQ(CopyOf("  It’s “so” – very \t\xC2\xA0 so"), "It's \"so\" - very so");
  EXPECT_EQ(CopyOf("ab cd"), "ab cd");
}

TEST(LiftedTextTest, AHardWrapIsOneBlank) {
  const std::string line(60, 'x');
  EXPECT_EQ(CopyOf(absl::StrCat(line, "\r\n", line, "\r\nend")), absl::StrCat(line, " ", line, " end"));
}

TEST(LiftedTextTest, AnAnnotationStandsAsItsCodePoints) {
  EXPECT_EQ(CopyOf("In New\tHarbour, 1999."),
            absl::StrCat("In ", Code("PLACE", {{"country", "NZ"}}), ", ", Code("YEAR"), "."));
  EXPECT_EQ(CopyOf("Côte d'Or"), Code("PLACE", {{"country", "FR"}}));
}

TEST(LiftedTextTest, RawShowsTheWords) { EXPECT_EQ(CopyOf("In New\tHarbour, 1999.", true), "In New Harbour, 1999."); }

TEST(LiftedTextTest, PrivateUseCharactersOfTheTextForgeNothing) {
  const std::string text = absl::StrCat("See ", Code("PLACE", {{"country", "NZ"}}), " now");

  EXPECT_THAT(CopyOf(text), Not(HasSubstr(Code("PLACE", {{"country", "NZ"}}))));
  EXPECT_THAT(CopyOf(text), HasSubstr("\xEF\xBF\xBD"));
}

TEST(LiftedTextTest, AMatchBeginsAndEndsAtTokensAndAnnotationsOnly) {
  const Analyzed analyzed(Set(), "At New Harbour go");
  const LiftedText text(*analyzed, 0, Set().program->alphabet, LiftedView());
  const size_t place = 3, behind = 3 + Code("PLACE").size();

  EXPECT_TRUE(text.MayBeginAt(0));
  EXPECT_FALSE(text.MayBeginAt(1));
  EXPECT_FALSE(text.MayBeginAt(2));
  EXPECT_TRUE(text.MayEndAt(2));
  EXPECT_FALSE(text.MayEndAt(3));
  EXPECT_TRUE(text.MayBeginAt(place));
  EXPECT_FALSE(text.MayBeginAt(place + 4));  // between label and feature
  EXPECT_FALSE(text.MayEndAt(place + 4));
  EXPECT_TRUE(text.MayEndAt(behind));
  EXPECT_FALSE(text.MayEndAt(0));
  EXPECT_EQ(text.NextBegin(0), place);
  EXPECT_EQ(text.NextBegin(place), behind + 1);
  EXPECT_EQ(text.NextBegin(behind + 1), text.copy().size());
}

TEST(LiftedTextTest, APieceIsTouchedByWhatHoldsAByteOfIt) {
  const Analyzed analyzed(Set(), "At New  Harbour go");
  const LiftedText text(*analyzed, 0, Set().program->alphabet, LiftedView());
  const size_t place = 3, behind = 3 + Code("PLACE").size();
  const auto touched = [&text](size_t begin, size_t end) {
    const PieceRange pieces = text.PiecesIn(begin, end);
    return pieces.empty() ? std::make_pair(size_t{0}, size_t{0}) : std::make_pair(pieces.first, pieces.last);
  };
  const auto range = [&](size_t begin, size_t end) {
    const ByteRange bytes = text.RangeOf(begin, end);
    return analyzed.Text(bytes.begin, bytes.end);
  };

  EXPECT_EQ(touched(0, 1), std::make_pair(size_t{0}, size_t{1}));
  EXPECT_EQ(touched(1, place + 1), std::make_pair(size_t{0}, size_t{2}));
  EXPECT_EQ(touched(2, behind + 1), std::make_pair(size_t{1}, size_t{2}));
  EXPECT_EQ(touched(2, 3), std::make_pair(size_t{0}, size_t{0}));  // a blank
  EXPECT_EQ(range(1, 2), "At");
  EXPECT_EQ(range(2, place + 1), " New  Harbour");
  EXPECT_EQ(range(place, behind + 1), "New  Harbour ");
  EXPECT_EQ(range(behind, behind + 1), " ");
  EXPECT_TRUE(text.IsBorder(2));
  EXPECT_TRUE(text.IsBorder(text.copy().size()));
  EXPECT_FALSE(text.IsBorder(1));
}

// Gives the analysis edges, as the engine has it that searches by triggers.
const Analysis& WithEdges(Analyzed* analyzed) {
  const Program& program = *Set().program;
  const TriggerIndex triggers(program);
  Analysis& analysis = **analyzed;
  analysis.keys = std::make_shared<PieceKeys>(program.edges);
  KnownTokens tokens(program.vocabulary, triggers, analysis.keys.get());
  tokens.Begin(analysis.text, analysis.segmentation.tokens, &analysis.words);
  const size_t count = analysis.segmentation.tokens.size();
  tokens.AskFor(static_cast<uint32_t>(count));
  for (size_t t = 0; t < count; ++t) tokens.Read();
  return analysis;
}

TEST(LiftedTextTest, NothingBeginsBehindWhatItsGuardDoesNotDemand) {
  const Program& program = *Set().program;
  const StartEdges& starts = program.stages[0].matches[2].forms[0].start;  // there
  Analyzed analyzed(Set(), "There were there and never there, there");
  const Analysis& analysis = WithEdges(&analyzed);
  const LiftedText text(analysis, 0, program.alphabet, LiftedView{true, nullptr, nullptr});

  EXPECT_EQ(text.NextStart(starts, 0, text.pieces().size()), 0u);
  EXPECT_EQ(text.NextStart(starts, 1, text.pieces().size()), 5u);
  EXPECT_EQ(text.NextStart(starts, 6, text.pieces().size()), text.pieces().size());
}

TEST(LiftedTextTest, NothingBeginsBehindTheLastOfWhatItHolds) {
  const Program& program = *Set().program;
  const StartEdges& starts = program.stages[0].matches[1].forms[0].start;  // never here
  Analyzed analyzed(Set(), "It never was never here, never there");
  const Analysis& analysis = WithEdges(&analyzed);
  const LiftedText text(analysis, 0, program.alphabet, LiftedView{true, nullptr, nullptr});

  const size_t all = text.pieces().size(), last = text.EndOfStarts(starts);
  EXPECT_EQ(last, 4u);  // the last "never" stands behind "here"
  EXPECT_EQ(text.NextStart(starts, 0, last), 3u);
  EXPECT_EQ(text.NextStart(starts, 4, last), last);
  EXPECT_EQ(text.NextStart({starts.first, kAnyEdge, {}}, 4, all), 6u);
  EXPECT_EQ(text.EndOfStarts({}), all);
}

// What is plain as it stands is taken as it stands; from the first that is not on, token by token.
TEST(LiftedTextTest, ShowsTheSameWhereverItsFirstMarkStandsThatIsNotPlain) {
  const std::string words[] = {"We", "said", "(so", "it's", "12.5%)", "now"};
  for (const char* gap : {" ", "\t", "  ", "\xC2\xA0"}) {
    for (size_t mark = 0; mark <= std::size(words); ++mark) {
      std::string text, expected;
      for (size_t i = 0; i < std::size(words); ++i) {
        absl::StrAppend(&text, i > 0 ? gap : "", i == mark ? "“" : "", words[i]);
        absl::StrAppend(&expected, i > 0 ? " " : "", i == mark ? "\"" : "", words[i]);
      }
      EXPECT_EQ(CopyOf(text, true), expected) << text;
    }
  }
}

// All that is known of a copy with keys, piece by piece.
std::vector<std::string> KnownOf(const LiftedText& text) {
  std::vector<std::string> known = {text.copy(), text.has_keys() ? "keys" : "cut"};
  for (size_t i = 0; i <= text.pieces().size(); ++i)
    known.push_back(absl::StrCat(text.PlaceRowBefore(i), " ", text.PlaceRowAt(i)));
  for (size_t i = 0; i < text.pieces().size(); ++i) {
    const auto& [copy_begin, copy_end, begin, end, annotation] = text.pieces()[i];
    known.push_back(absl::StrCat(copy_begin, "-", copy_end, " ", begin, "-", end, " ", annotation, " ",
                                 text.words()[i].written, " ", text.NumberWithBlankBefore(i), " ",
                                 text.NumberWithBlankBehind(i)));
  }
  return known;
}

TEST(LiftedTextTest, IsLiftedAsItIsReadOfTheTokens) {
  const std::string words[] = {"New Harbour", "New\tHarbour", "Côte d’Or", "1999", "It’s", "“",
                               "a",           "bé",           ".",         ",",    "12"};
  std::mt19937 random(5);
  const Alphabet& alphabet = Set().program->alphabet;
  LiftedText raw, lifted;
  for (int round = 0; round < 1000; ++round) {
    std::string text = "x";
    for (size_t i = random() % 20; i > 0; --i)
      absl::StrAppend(&text,
                      random() % 4 == 0   ? ""
                      : random() % 8 == 0 ? " \xC2\xA0"
                                          : " ",
                      words[random() % std::size(words)]);
    Analyzed analyzed(Set(), text);
    const Analysis& analysis = WithEdges(&analyzed);
    analysis.keys->AddAnnotations(analysis, 0);
    for (uint32_t s = 0; s < analysis.segmentation.sentences.size(); ++s) {
      raw.Read(analysis, s, alphabet, {}, nullptr);
      lifted.Lift(raw, analysis, VisibleTo(analysis, s, nullptr));
      ASSERT_EQ(KnownOf(lifted), KnownOf(LiftedText(analysis, s, alphabet, {}))) << text;
      ASSERT_EQ(KnownOf(raw), KnownOf(LiftedText(analysis, s, alphabet, {true, nullptr, nullptr}))) << text;
    }
  }
}

TEST(LiftedTextTest, ShowsWhatItReadLast) {
  const Analyzed analyzed(Set(), "In New Harbour. It rains.");
  const Alphabet& alphabet = Set().program->alphabet;
  LiftedText text(*analyzed, 0, alphabet, {});

  text.Read(*analyzed, 1, alphabet, {}, nullptr);
  const LiftedText fresh(*analyzed, 1, alphabet, {});
  EXPECT_EQ(text.copy(), "It rains.");
  EXPECT_EQ(text.pieces().size(), fresh.pieces().size());
}

TEST(LiftedTextTest, AnAnnotationShowsItsHeadsFeatures) {
  const auto set =
      Loaded({"  PLACE: {kind: name, features: [country]}\n  NP: {kind: auxiliary, features: [country]}\n  SEEN: "
              "{kind: auxiliary}\n",
              {"rules:\n  - {id: list.places, label: PLACE, list: places, set: {country: $country}}\n",
               "rules:\n  - {id: np, label: NP, pattern: 'the old (?P<head><PLACE>)'}\n",
               "rules:\n  - {id: seen, label: SEEN, pattern: '<NP country=NZ>'}\n"},
              {{"places", "name\tcountry\nBay\tNZ\nCove\tFR\n"}},
              ""});

  EXPECT_THAT(Analyzed(*set, "At the old Bay and the old Cove.").Found("SEEN"),
              ::testing::ElementsAre("SEEN:the old Bay"));
}

// The copy is its pieces end to end, a blank between them where the text has any, and each piece's slice of the
// document is what the piece shows.
TEST(LiftedTextTest, EveryPieceComesFromItsSlice) {
  static const std::vector<std::string> kWords = {"New Harbour",
                                                  "New\nHarbour",
                                                  "Côte d’Or",
                                                  "1999",
                                                  "It’s",
                                                  "“",
                                                  "”",
                                                  "–",
                                                  "a",
                                                  "bé",
                                                  "日本",
                                                  ".",
                                                  "\xEE\x80\x80",
                                                  "\xF3\xB0\x80\x80",
                                                  " ",
                                                  "  ",
                                                  "\xC2\xA0",
                                                  "me\xCC\x81",
                                                  "12",
                                                  ","};
  std::mt19937 random(11);
  const Alphabet& alphabet = Set().program->alphabet;
  for (int round = 0; round < 500; ++round) {
    std::string text = "x";
    for (size_t i = random() % 20; i > 0; --i)
      absl::StrAppend(&text, random() % 3 ? " " : "", kWords[random() % kWords.size()]);
    const Analyzed analyzed(Set(), text);
    for (uint32_t s = 0; s < analyzed->segmentation.sentences.size(); ++s) {
      const Sentence& sentence = analyzed->segmentation.sentences[s];
      for (bool raw : {false, true}) {
        const LiftedText lifted(*analyzed, s, alphabet, LiftedView{raw, nullptr, nullptr});
        uint32_t copy_end = 0, end = sentence.begin;
        for (size_t p = 0; p < lifted.pieces().size(); ++p) {
          const LiftedPiece& piece = lifted.pieces()[p];
          const bool blank = lifted.HasBlankBefore(p);
          if (blank) {
            ASSERT_EQ(lifted.copy()[copy_end], ' ') << text;
          }
          ASSERT_EQ(piece.copy_begin, copy_end + (blank ? 1 : 0)) << text;
          ASSERT_EQ(piece.begin > end, blank) << text;
          ASSERT_LT(piece.begin, piece.end) << text;
          ASSERT_TRUE(IsUtf8Boundary(text, piece.begin) && IsUtf8Boundary(text, piece.end)) << text;
          const absl::string_view shown = lifted.TextOf(piece);
          const std::string source = analyzed.Text(piece.begin, piece.end);
          if (piece.annotation == kNoAnnotation) {
            ASSERT_EQ(shown, PlainForm(source)) << text;
          } else {
            const Annotation& annotation = analyzed->annotations[static_cast<size_t>(piece.annotation)];
            std::string expected;
            alphabet.AppendAnnotation(
                annotation.label, [&](absl::string_view name) { return FeatureOf(annotation.features, name); },
                &expected);
            ASSERT_EQ(shown, expected) << text;
            ASSERT_EQ(source, analyzed.Text(annotation.begin, annotation.end)) << text;
          }
          copy_end = piece.copy_end;
          end = piece.end;
        }
        ASSERT_EQ(copy_end, lifted.copy().size()) << text;
        ASSERT_EQ(end, sentence.end) << text;
      }
    }
  }
}

}  // namespace
}  // namespace caspian::extractor
