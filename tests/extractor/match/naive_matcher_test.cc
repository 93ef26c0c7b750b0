// The stage matcher against a naive reading of "Matching, defined": each rule tried, anchored, at each token-aligned
// start.
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "extractor/match/lifted_text.h"
#include "extractor/match/stage_matcher.h"
#include "extractor/program/compile.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

class RandomRules {
 public:
  explicit RandomRules(unsigned seed) : random_(seed) {}

  size_t Below(size_t bound) { return random_() % bound; }

  std::string Pattern(int depth) {
    if (depth == 0 || Below(4) == 0) return Atom();
    switch (Below(5)) {
      case 0:
        return absl::StrCat("(?:", Pattern(depth - 1), "|", Pattern(depth - 1), ")");
      case 1:
        return absl::StrCat("(?:", Pattern(depth - 1), ")", std::string(1, "*+?"[Below(3)]), Below(2) ? "?" : "");
      case 2:
        return absl::StrCat(Pattern(depth - 1), " ", Pattern(depth - 1));
      default:
        return absl::StrCat(Pattern(depth - 1), Pattern(depth - 1));
    }
  }

  std::string Text() {
    static const std::vector<std::string> kWords = {"a", "b",  "ab",   "ba", "aab", "5",  "55",
                                                    "-", "Xx", "Xx y", "’",  "日",  "a.", "\xF3\xB0\x80\x80"};
    std::string text;
    for (size_t i = 1 + Below(12); i > 0; --i)
      absl::StrAppend(&text, kWords[Below(kWords.size())], Below(3) ? " " : "");
    return text;
  }

 private:
  std::string Atom() {
    static const std::vector<std::string> kAtoms = {"a",   "b",       "ab",       "[ab]+", ".", " ",    "\\d", "\\d+",
                                                    "<X>", "<X f=1>", "<X f!=1>", "-",     "'", "[^a]", "日",  "\\pL+"};
    return kAtoms[Below(kAtoms.size())];
  }

  std::mt19937 random_;
};

using Guards = std::vector<std::pair<v1::GuardKind, std::string>>;

// A list of X and one rule over it; null where the pattern is none that would load.
std::shared_ptr<const Program> ProgramOf(const std::string& pattern, const Guards& guards) {
  v1::RuleSet set;
  google::protobuf::TextFormat::ParseFromString(R"pb(
                                                  name: "naive"
                                                  labels { name: "X" kind: LABEL_KIND_NAME features: "f" }
                                                  labels { name: "A" kind: LABEL_KIND_EVENT }
                                                  stages {
                                                    rules {
                                                      id: "list"
                                                      list {
                                                        label: "X"
                                                        list: "xs"
                                                        settings { name: "f" value: "$f" }
                                                      }
                                                    }
                                                  })pb",
                                                &set);
  v1::Rule* rule = set.add_stages()->add_rules();
  rule->set_id("rule");
  rule->mutable_match()->set_label("A");
  rule->mutable_match()->set_pattern(pattern);
  for (const auto& [kind, guard] : guards) {
    v1::Guard* added = rule->mutable_match()->add_guards();
    added->set_kind(kind);
    added->set_pattern(guard);
  }
  const Alphabet alphabet(set);
  if (!CheckPattern(pattern, false, alphabet).empty()) return nullptr;
  for (const auto& guard : guards) {
    if (!CheckPattern(guard.second, false, alphabet).empty()) return nullptr;
  }
  return CompileRuleSet(set, {{"xs", {"word", "f"}, {{"Xx", "1"}, {"Xx y", "2"}}, ""}}, "").value();
}

bool IsBorder(const LiftedText& text, size_t offset) {
  return offset == text.copy().size() || text.PieceBeginningAt(offset) >= 0;
}

struct NaiveGuard {
  v1::GuardKind kind;
  std::shared_ptr<const Regex> regex;

  bool IsBehind() const { return kind == v1::GUARD_KIND_FOLLOWED_BY || kind == v1::GUARD_KIND_NOT_FOLLOWED_BY; }

  bool Holds(const LiftedText& text, size_t begin, size_t end) const {
    std::vector<GroupSpan> groups;
    bool found = false;
    if (IsBehind()) {
      found = regex->MatchAt(text.copy(), end, &groups) && IsBorder(text, groups[0].end);
    } else {
      for (size_t b = 0; b <= begin; ++b)
        found =
            found || (IsBorder(text, b) && regex->MatchAt(absl::string_view(text.copy()).substr(0, begin), b, &groups));
    }
    return found == (kind == v1::GUARD_KIND_FOLLOWED_BY || kind == v1::GUARD_KIND_PRECEDED_BY);
  }
};

std::vector<NaiveGuard> Compiled(const Guards& guards, const Alphabet& alphabet) {
  std::vector<NaiveGuard> compiled;
  for (const auto& [kind, pattern] : guards) {
    NaiveGuard guard{kind, nullptr};
    guard.regex = *Regex::Compile(alphabet.Translate(guard.IsBehind() ? pattern : "(?:" + pattern + ")\\z"), false);
    compiled.push_back(std::move(guard));
  }
  return compiled;
}

// Spans in the document that the rule must find in a sentence.
std::vector<std::pair<uint32_t, uint32_t>> Naive(const LiftedText& text, const Regex& regex,
                                                 const std::vector<NaiveGuard>& guards) {
  std::vector<std::pair<uint32_t, uint32_t>> found;
  size_t behind = 0;
  for (const LiftedPiece& first : text.pieces()) {
    std::vector<GroupSpan> groups;
    if (first.blank || first.copy_begin < behind || !regex.MatchAt(text.copy(), first.copy_begin, &groups)) continue;
    const LiftedPiece* last = nullptr;
    for (const LiftedPiece& piece : text.pieces()) {
      if (!piece.blank && piece.copy_end == groups[0].end && piece.copy_begin >= first.copy_begin) last = &piece;
    }
    bool accepted = last != nullptr;
    for (const NaiveGuard& guard : guards) accepted = accepted && guard.Holds(text, groups[0].begin, groups[0].end);
    if (!accepted) continue;
    found.emplace_back(first.begin, last->end);
    behind = groups[0].end;
  }
  return found;
}

TEST(NaiveMatcherTest, FindsWhatTheStageMatcherFinds) {
  RandomRules random(2006);
  int rules = 0, matches = 0, guarded = 0;
  while (rules < 600) {
    const std::string pattern = random.Pattern(3);
    Guards guards;
    for (size_t i = random.Below(3); i > 0; --i)
      guards.emplace_back(static_cast<v1::GuardKind>(1 + random.Below(4)), random.Pattern(1));
    const auto program = ProgramOf(pattern, guards);
    if (program == nullptr) continue;
    ++rules;
    const auto regex = *Regex::Compile(program->alphabet.Translate(pattern), false);
    const std::vector<NaiveGuard> compiled = Compiled(guards, program->alphabet);
    for (int t = 0; t < 6; ++t) {
      const std::string text = random.Text();
      const v1::Document document = DocumentOf(text);
      const Analysis analysis = Analyze(*program, document, nullptr).value();
      for (uint32_t s = 0; s < analysis.segmentation.sentences.size(); ++s) {
        const LiftedText lifted(analysis, s, program->alphabet, LiftedView());
        std::vector<std::pair<uint32_t, uint32_t>> found;
        for (const Annotation& a : MatchStage(*program, program->stages[1], analysis, s, nullptr).made)
          found.emplace_back(a.begin, a.end);
        ASSERT_EQ(found, Naive(lifted, *regex, compiled)) << pattern << " in " << text;
        matches += static_cast<int>(found.size());
        guarded += guards.empty() ? 0 : static_cast<int>(found.size());
      }
    }
  }
  EXPECT_GT(matches, 1000);
  EXPECT_GT(guarded, 100);
}

}  // namespace
}  // namespace caspian::extractor
