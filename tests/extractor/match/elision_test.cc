// Rules that read on without regions and auxiliaries.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "extractor/match/known_tokens.h"
#include "extractor/match/lifted_text.h"
#include "extractor/match/visible_to.h"
#include "tests/extractor/match/people_packs.h"

namespace caspian::extractor {
namespace {

// Regions R (between commas) and BRACKET, auxiliary ADVERB; then a rule of label A. `rule` is what follows its label.
std::shared_ptr<const LoadedRuleSet> SetOf(const std::string& rule) {
  return Loaded(PeoplePack(
      "  R: {kind: region}\n  BRACKET: {kind: region}\n  ADVERB: {kind: auxiliary}\n  A: {kind: auxiliary}\n",
      {"rules:\n  - {id: r, label: R, pattern: ',[^,()]*,'}\n  - {id: bracket, label: BRACKET, pattern: "
       "'\\([^()]*\\)'}\n"
       "  - {id: adverb, label: ADVERB, pattern: '[a-z]+ly'}\n",
       "rules:\n  - id: a\n    label: A\n    " + rule + "\n"}));
}

struct Case {
  const char* what;
  std::string rule;
  std::string text;
  std::vector<std::string> expected;
};

TEST(ElisionTest, ReadsOnWithoutWhatIsElided) {
  const std::string met = "pattern: '(?P<agent><PERSON>) met (?P<partner><PERSON>)'\n    ";
  const Case cases[] = {
      {"a region, and the span covers it", met + "elide: R", "Ann, tired, met Bo.", {"A:Ann, tired, met Bo"}},
      {"two regions in a row",
       met + "elide: [R, BRACKET]",
       "Ann (old), tired, met Bo.",
       {"A:Ann (old), tired, met Bo"}},
      {"regions in each other", met + "elide: [R, BRACKET]", "Ann (x, y, z) met Bo.", {"A:Ann (x, y, z) met Bo"}},
      {"an auxiliary", met + "elide: ADVERB", "Ann gladly met Bo.", {"A:Ann gladly met Bo"}},
      {"one at the sentence's begin", "pattern: '^<PERSON>'\n    elide: ADVERB", "Sadly gladly Ann", {}},
      {"not what is not named", met + "elide: BRACKET", "Ann, tired, met Bo.", {}},
      {"not without elide", met, "Ann, tired, met Bo.", {}},
      {"a span ends before what is elided behind it", met + "elide: R", "Ann met Bo, tired, then", {"A:Ann met Bo"}},
      {"a span begins behind what is elided before it", met + "elide: R", "So, well, Ann met Bo", {"A:Ann met Bo"}},
      {"what is elided matches nothing", "pattern: 'tired'\n    elide: R", "Ann, tired, met tired Bo", {"A:tired"}},
      {"what is elided holds no name for the rule",
       met + "elide: R",
       "Ann, Cy met Dee, met Bo.",
       {"A:Ann, Cy met Dee, met Bo"}},
      {"not over the end of what is elided", "pattern: '<PERSON> met'\n    elide: R", "It, Ann, met", {}},
      {"the sentence begins behind what is elided", "pattern: '^<PERSON>'\n    elide: BRACKET", "(Now) Ann", {"A:Ann"}},
      {"the sentence ends before what is elided",
       "pattern: '<PERSON>$'\n    elide: BRACKET",
       "See Ann (now)",
       {"A:Ann"}},
      {"guards read on, too",
       "pattern: 'met'\n    preceded_by: '<PERSON> '\n    elide: R",
       "Ann, tired, met",
       {"A:met"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Analyzed(*SetOf(c.rule), c.text).Found("A"), c.expected) << c.what;
}

// The copy of the first sentence without R and BRACKET; names stand as #.
std::string CopyOf(const std::string& text) {
  const auto set = SetOf("pattern: '<PERSON>'\n    elide: [R, BRACKET]");
  const Analyzed analyzed(*set, text);
  const Program& program = *set->program;
  const LiftedText lifted(*analyzed, 0, program.alphabet, {false, nullptr, &program.stages[2].elisions[0]});
  std::string out;
  for (size_t p = 0; p < lifted.pieces().size(); ++p) {
    const LiftedPiece& piece = lifted.pieces()[p];
    absl::StrAppend(&out, lifted.HasBlankBefore(p) ? " " : "",
                    piece.annotation == kNoAnnotation ? lifted.TextOf(piece) : "#");
  }
  return out;
}

TEST(ElisionTest, KeepsOneBlankWhereTheTextHadOneOnEitherSideAndNoneBeforeAMarkThatClings) {
  struct Copy {
    const char* text;
    const char* copy;
  };
  const Copy cases[] = {
      {"x (y) z", "x z"},    {"x(y)z", "xz"},        {"x (y), z", "x, z"},   {"x, y, z", "x z"},  {"x (y)z", "x z"},
      {"x(y) z", "x z"},     {"x (y) (z) w", "x w"}, {"(y) x", "x"},         {"x (y)", "x"},      {"x (y).", "x."},
      {"x  (y)\t z", "x z"}, {"x (Ann) Bo", "x #"},  {"x, (y), z", "x,, z"}, {"x(y) (z)w", "xw"},
  };
  for (const Copy& c : cases) EXPECT_EQ(CopyOf(c.text), c.copy) << c.text;
}

TEST(ElisionTest, KeepsAnnotationsThatARegionCoversInPart) {
  const auto set = Loaded(
      {"  N: {kind: name}\n  R: {kind: region}\n  A: {kind: auxiliary}\n",
       {"rules:\n  - {id: r, label: R, pattern: 'x Old'}\n", "rules:\n  - {id: n, label: N, pattern: 'Old Bay'}\n",
        "rules:\n  - {id: a, label: A, pattern: 'at <N>', elide: R}\n"},
       {},
       ""});
  EXPECT_THAT(Analyzed(*set, "at x Old Bay").Found("A"), ::testing::ElementsAre("A:at x Old Bay"));
}

TEST(ElisionTest, OneStageReadsSeveralCopies) {
  const auto set = Loaded(PeoplePack(
      "  R: {kind: region}\n  BRACKET: {kind: region}\n  A: {kind: auxiliary}\n",
      {"rules:\n  - {id: r, label: R, pattern: ',[^,()]*,'}\n  - {id: bracket, label: BRACKET, pattern: "
       "'\\([^()]*\\)'}\n",
       "rules:\n  - {id: a1, label: A, pattern: '<PERSON> met', elide: R}\n  - {id: a2, label: A, pattern: '<PERSON> "
       "saw', elide: BRACKET}\n  - {id: a3, label: A, pattern: '<PERSON> sat'}\n  - {id: a4, label: A, pattern: "
       "'<PERSON> left', elide: [BRACKET, R]}\n"}));
  EXPECT_THAT(Analyzed(*set, "Ann, x, met Bo (y) saw Cy sat Dee (z), w, left Ann, x, sat").Found("A"),
              ::testing::ElementsAre("A:Ann, x, met", "A:Bo (y) saw", "A:Cy sat", "A:Dee (z), w, left"));
}

// What a copy shows, piece by piece.
std::vector<std::string> ShownBy(const LiftedText& text) {
  std::vector<std::string> shown = {text.copy(), text.has_keys() ? "keys" : "cut"};
  for (size_t i = 0; i < text.pieces().size(); ++i) {
    const LiftedPiece& piece = text.pieces()[i];
    shown.push_back(absl::StrCat(piece.copy_begin, "-", piece.copy_end, " ", piece.begin, "-", piece.end, " ",
                                 piece.annotation, " ", text.words()[i].written, " ", text.NumberWithBlankBehind(i)));
  }
  return shown;
}

TEST(ElisionTest, LeavesOutOfACopyWhatItLeavesOutOfTheTokens) {
  const auto set = SetOf("pattern: never");
  const Alphabet& alphabet = set->program->alphabet;
  const TriggerIndex triggers(*set->program);
  const auto keys = std::make_shared<PieceKeys>(set->program->edges);
  KnownTokens tokens(set->program->vocabulary, triggers, keys.get());
  std::mt19937 random(3);
  size_t changed = 0;
  for (int round = 0; round < 2000; ++round) {
    static const std::vector<std::string> kWords = {"Ann", "Bo", "(", ")", ",", "met", "quickly", "a", ";", "5"};
    std::string text = "It";
    for (size_t i = 1 + random() % 12; i > 0; --i)
      absl::StrAppend(&text, random() % 3 == 0 ? "" : " ", kWords[random() % kWords.size()]);
    Analyzed analyzed(*set, text);
    Analysis& analysis = *analyzed;
    analysis.keys = keys;
    tokens.Begin(analysis.text, analysis.segmentation.tokens, &analysis.words);
    tokens.AskFor(static_cast<uint32_t>(analysis.segmentation.tokens.size()));
    for (size_t t = 0; t < analysis.segmentation.tokens.size(); ++t) tokens.Read();
    keys->AddAnnotations(analysis, 0);
    LabelSet elided(static_cast<size_t>(alphabet.label_count()));
    for (const char* label : {"R", "BRACKET", "ADVERB", "PERSON"})
      elided[static_cast<size_t>(alphabet.LabelIndex(label))] = random() % 2 == 0;
    const LiftedText whole(analysis, 0, alphabet, {});
    const LiftedText expected(analysis, 0, alphabet, {false, nullptr, &elided});
    LiftedText found;
    found.Elide(whole, analysis, 0, VisibleTo(analysis, 0, nullptr), elided);
    ASSERT_EQ(ShownBy(found), ShownBy(expected)) << text;
    changed += found.copy() == whole.copy() ? 0 : 1;
  }
  EXPECT_GT(changed, 500u);
}

TEST(ElisionTest, ACaptureOverWhatIsElidedCoversIt) {
  const auto set = SetOf("pattern: '(?P<agent><PERSON> met) Bo|(?P<whole><PERSON> met <PERSON>)'\n    elide: R");
  EXPECT_THAT(Analyzed(*set, "Ann, tired, met Cy.").Fills("A"), ::testing::ElementsAre("whole=Ann, tired, met Cy"));
}

}  // namespace
}  // namespace caspian::extractor
