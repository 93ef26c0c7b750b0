// Patterns read piece by piece against RE2, which is asked where a pattern has no automaton.
#include "extractor/match/pattern_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "extractor/match/known_tokens.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

const LoadedRuleSet& Set() {
  static const auto& set =
      *new std::shared_ptr<const LoadedRuleSet>(Loaded({"  X: {kind: name, features: [f, g]}\n  Y: {kind: name}\n",
                                                        {"rules:\n"
                                                         "  - {id: list.xs, label: X, list: xs, set: {f: $f, g: $g}}\n"
                                                         "  - {id: y, label: Y, pattern: 'zz'}\n",
                                                         // So that the values have code points.
                                                         "rules:\n"
                                                         "  - {id: use, label: Y, pattern: 'qq <X f=1> <X g=2|3>'}\n"},
                                                        {{"xs", "name\tf\tg\nXx\t1\t\nXx y\t2\t3\nKk\t1\t2\n"}},
                                                        "enumeration: '(?:, |-)'\n"}));
  return *set;
}

// A pattern for the automaton and for RE2 alone.
struct TwoPatterns {
  CompiledPattern read;
  CompiledPattern naive;
};

class Compiler {
 public:
  // Without a regex where it is none that would load.
  TwoPatterns Compile(const std::string& pattern, bool ignore_case, ReadingOrder order) {
    TwoPatterns patterns;
    const Alphabet& alphabet = Set().program->alphabet;
    const bool sound = CheckPattern(pattern, ignore_case, alphabet).empty();
    if (!sound) return patterns;
    std::string translated = alphabet.Translate(pattern);
    if (order == ReadingOrder::kBackwards) translated = absl::StrCat("(?:", translated, ")\\z");
    patterns.read.regex = *Regex::Compile(translated, ignore_case);
    patterns.naive.regex = patterns.read.regex;
    auto automaton = AutomatonOf(translated, ignore_case, order, &sets_);
    if (automaton == nullptr) return patterns;
    automaton->number = number_++;
    automata_.push_back(std::move(automaton));
    patterns.read.automaton = automata_.back();
    return patterns;
  }

 private:
  CharacterSets sets_;
  uint32_t number_ = 0;
  std::vector<std::shared_ptr<const PatternAutomaton>> automata_;  // what has run keeps their addresses
};

class Random {
 public:
  explicit Random(unsigned seed) : random_(seed) {}

  size_t Below(size_t bound) { return random_() % bound; }
  const std::string& Of(const std::vector<std::string>& items) { return items[Below(items.size())]; }

  std::string Pattern(int depth) {
    if (depth == 0 || Below(5) == 0) return Atom();
    switch (Below(8)) {
      case 0:
        return absl::StrCat("(?:", Pattern(depth - 1), "|", Pattern(depth - 1), "|", Pattern(depth - 1), ")");
      case 1:
        return absl::StrCat("(?:", Pattern(depth - 1), ")", Of({"*", "+", "?", "{2}", "{0,2}", "{1,}", "{2,3}"}),
                            Below(2) == 0 ? "?" : "");
      case 2:
        return absl::StrCat("(?P<g", groups_++, ">", Pattern(depth - 1), ")", Of({"", "", "?", "+", "{0}"}));
      case 3:
        return absl::StrCat("(?i:", Pattern(depth - 1), ")");
      case 4:
        return absl::StrCat("(", Pattern(depth - 1), "|", Of({"", "a", "ab"}), ")");
      case 5:
        return absl::StrCat(Pattern(depth - 1), " ", Pattern(depth - 1));
      default:
        return absl::StrCat(Pattern(depth - 1), Pattern(depth - 1));
    }
  }

  // Of up to so many words.
  std::string Text(size_t most) {
    std::string text;
    for (size_t i = 1 + Below(most); i > 0; --i)
      absl::StrAppend(&text, Of({"a",        "b",
                                 "ab",       "Ba",
                                 "aab",      "k",
                                 "S",        "5",
                                 "55",       "-",
                                 "Xx",       "Xx y",
                                 "Kk",       "’",
                                 "日",       "É",
                                 "a.",       "\xF3\xB0\x80\x80",
                                 "\u212A",   "\u017F",
                                 "(",        ")",
                                 "Xx, Xx y", "zz",
                                 "a/b",      std::string(80, 'a'),
                                 "bab",      "Bb",
                                 "57",       "577"}),
                      Below(3) == 0 ? "" : " ");
    return text;
  }

 private:
  std::string Atom() {
    return Of({"a",    "b",       "ab",       "[ab]+",       ".",           " ",           "\\d",     "\\d+",
               "<X>",  "<X f=1>", "<X f!=1>", "<X g=2 f=1>", "<X|Y>",       "-",           "'",       "[^a]",
               "日",   "é",       "\\pL+",    "<X+>",        "<X+ f=1>",    "^",           "$",       "[^ ]",
               "s",    "k",       "\\.",      "\\x41",       "[[:upper:]]", "\\PL",        "[a-c日]", "ab|aab",
               "a|ab", "/",       ".*?",      "[^,]*",       "[a-z]{2,3}",  "[A-Z][a-z]+", "\\d{2}",  "[a-z]+b"});
  }

  std::mt19937 random_;
  int groups_ = 0;
};

// Copies of texts, one after the other, that keep what was read.
class Copies {
 public:
  Copies() : triggers_(*Set().program), keys_(std::make_shared<PieceKeys>(Set().program->edges)) {}

  const LiftedText& Read(const std::string& text) {
    const Program& program = *Set().program;
    document_ = DocumentOf(text);
    analysis_ = Analyze(program, document_, nullptr).value();
    analysis_.keys = keys_;
    tokens_.Begin(analysis_.text, analysis_.segmentation.tokens, &analysis_.words);
    const size_t count = analysis_.segmentation.tokens.size();
    tokens_.AskFor(static_cast<uint32_t>(count));
    for (size_t t = 0; t < count; ++t) tokens_.Read();
    keys_->AddAnnotations(analysis_, 0);
    copy_ = LiftedText(analysis_, 0, program.alphabet, {});
    return copy_;
  }

 private:
  const TriggerIndex triggers_;
  std::shared_ptr<PieceKeys> keys_;
  KnownTokens tokens_{Set().program->vocabulary, triggers_, keys_.get()};
  v1::Document document_;
  Analysis analysis_;
  LiftedText copy_;
};

std::vector<std::pair<size_t, size_t>> BordersOf(const GroupSpans& groups) {
  std::vector<std::pair<size_t, size_t>> borders;
  for (const GroupSpan& group : groups) borders.emplace_back(group.begin, group.end);
  return borders;
}

void ExpectSameMatches(const TwoPatterns& patterns, const LiftedText& text) {
  for (size_t i = 0; i < text.pieces().size(); ++i) {
    GroupSpan read, naive;
    const bool matches = MatchAtPiece(patterns.naive, text, i, &naive);
    ASSERT_EQ(MatchAtPiece(patterns.read, text, i, &read), matches) << "piece " << i;
    if (!matches) continue;
    ASSERT_EQ(read.end, naive.end) << "piece " << i;
    ASSERT_EQ(BordersOf(GroupsOf(patterns.read, text, read)), BordersOf(GroupsOf(patterns.naive, text, naive)))
        << "piece " << i;
  }
  for (const LiftedPiece& piece : text.pieces()) {
    for (const uint32_t border : {piece.copy_begin, piece.copy_end}) {
      ASSERT_EQ(MatchesFrom(patterns.read, text, border, text.PieceBehind(border)),
                MatchesFrom(patterns.naive, text, border, text.PieceBehind(border)))
          << "behind " << border;
    }
  }
}

// Adds to `*pieces` those from which on none is said to begin. RE2, which reads on where a piece is long, tells matches
// that begin inside of one, too.
void ExpectNoneWhereItIsSaid(const TwoPatterns& patterns, const LiftedText& text, int* pieces) {
  bool matches = false;
  for (size_t i = text.pieces().size(); i > 0; --i) {
    GroupSpan whole;
    matches = MatchAtPiece(patterns.naive, text, i - 1, &whole) || matches;
    const bool said = MayMatchFrom(patterns.read, text, i - 1);
    ASSERT_TRUE(said || !matches) << "piece " << i - 1;
    if (said && !matches) {
      ASSERT_TRUE(MayMatchFrom(patterns.naive, text, i - 1)) << "piece " << i - 1;
    }
    *pieces += said ? 0 : 1;
  }
}

void ExpectSameMatchesBefore(const TwoPatterns& patterns, const LiftedText& text) {
  for (const LiftedPiece& piece : text.pieces()) {
    ASSERT_EQ(MatchesUpTo(patterns.read, text, piece.copy_begin, text.PieceBehind(piece.copy_begin)),
              MatchesUpTo(patterns.naive, text, piece.copy_begin, text.PieceBehind(piece.copy_begin)))
        << "before " << piece.copy_begin;
  }
}

TEST(PatternMatchTest, IsWhatRe2FindsForRandomPatternsAndTexts) {
  Compiler compiler;
  Copies copies;
  int compiled = 0, read = 0, none = 0;
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Random random(seed);
    const std::string pattern = random.Pattern(4);
    const bool ignore_case = seed % 4 == 0;
    const TwoPatterns forwards = compiler.Compile(pattern, ignore_case, ReadingOrder::kForwards);
    const TwoPatterns backwards = compiler.Compile(pattern, ignore_case, ReadingOrder::kBackwards);
    if (forwards.naive.regex == nullptr) continue;
    ++compiled;
    read += forwards.read.automaton != nullptr;
    for (int t = 0; t < 8; ++t) {
      const std::string text = random.Text(t < 6 ? 14 : 60);
      SCOPED_TRACE(absl::StrCat("seed ", seed, ": ", pattern, " in ", text));
      const LiftedText& copy = copies.Read(text);
      if (!copy.has_keys()) continue;
      ExpectSameMatches(forwards, copy);
      ExpectNoneWhereItIsSaid(forwards, copy, &none);
      ExpectSameMatchesBefore(backwards, copy);
      if (testing::Test::HasFatalFailure()) return;
    }
  }
  EXPECT_GT(compiled, 1000);
  EXPECT_GT(read, compiled * 2 / 3);
  EXPECT_GT(none, 10000);
}

TEST(PatternMatchTest, IsWhatRe2FindsWhereThereAreMoreStatesThanAreKept) {
  Compiler compiler;
  Copies copies;
  std::mt19937 random(1);
  std::string text;
  for (int i = 0; i < 190; ++i) text += random() % 2 == 0 ? "a." : "b.";
  const LiftedText& copy = copies.Read(text);
  // Some thousand ways are open at once, others at each place.
  std::string letter = "a";
  for (char last = 'b'; last <= 'z'; ++last)
    absl::StrAppend(&letter, "|[a-", std::string(1, last), "]|[ab-", std::string(1, last), "]|[ba-",
                    std::string(1, last), "]");
  const TwoPatterns patterns =
      compiler.Compile(absl::StrCat("(?:[ab]\\.)*a\\.(?:(?:", letter, ")\\.){150}"), false, ReadingOrder::kForwards);
  ASSERT_NE(patterns.read.automaton, nullptr);

  for (size_t piece = 0; piece < 100; ++piece) {
    GroupSpan read, naive;
    ASSERT_EQ(MatchAtPiece(patterns.read, copy, piece, &read), MatchAtPiece(patterns.naive, copy, piece, &naive));
    EXPECT_EQ(read.end, naive.end);
  }
}

// It takes so many steps that where it has been is remembered.
TEST(PatternMatchTest, GroupsOfAWayThatIsFoundLateAreFound) {
  Compiler compiler;
  Copies copies;
  std::string text;
  for (int i = 0; i < 150; ++i) text += "a k ";
  const LiftedText& copy = copies.Read(text + "; a S b; (");
  const TwoPatterns patterns = compiler.Compile(
      "(?P<a>(?:[^;]*?(?P<b>[ak])[^;]*?(?P<c>[Sb])[^;]*?;|[^;]*(?P<d>;))+) \\(", false, ReadingOrder::kForwards);
  ASSERT_NE(patterns.read.automaton, nullptr);
  GroupSpan whole;

  ASSERT_TRUE(MatchAtPiece(patterns.read, copy, 0, &whole));
  EXPECT_EQ(BordersOf(GroupsOf(patterns.read, copy, whole)), BordersOf(GroupsOf(patterns.naive, copy, whole)));
}

TEST(PatternMatchTest, GroupsOfALongWayAreFound) {
  Compiler compiler;
  Copies copies;
  std::string text = "Kk ";
  for (int i = 0; i < 100; ++i) text += "a b, ";
  const LiftedText& copy = copies.Read(text + "zz");
  const TwoPatterns patterns =
      compiler.Compile("<X>(?P<all>(?: (?:a|a b)| b|,)*,) (?P<last><Y>)", false, ReadingOrder::kForwards);
  GroupSpan whole;

  ASSERT_TRUE(MatchAtPiece(patterns.read, copy, 0, &whole));
  EXPECT_EQ(BordersOf(GroupsOf(patterns.read, copy, whole)), BordersOf(GroupsOf(patterns.naive, copy, whole)));
}

}  // namespace
}  // namespace caspian::extractor
