// The stage matcher against a naive reading of "Matching, defined": each form of each rule tried, anchored, at each
// token-aligned start of a copy that is built straight from words and spans.
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
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
    static const std::vector<std::string> kWords = {"a", "b",  "ab",      "ba", "aab", "5",  "55",
                                                    "-", "Xx", "Xx y",    "’",  "日",  "a.", "\xF3\xB0\x80\x80",
                                                    "(", ")",  "Xx, Xx y"};
    std::string text;
    for (size_t i = 1 + Below(12); i > 0; --i)
      absl::StrAppend(&text, kWords[Below(kWords.size())], Below(3) ? " " : "");
    return text;
  }

 private:
  std::string Atom() {
    static const std::vector<std::string> kAtoms = {"a",   "b",    "ab",  "[ab]+",   ".",        " ",
                                                    "\\d", "\\d+", "<X>", "<X f=1>", "<X f!=1>", "-",
                                                    "'",   "[^a]", "日",  "\\pL+",   "<X+>",     "<X+ f=1>"};
    return kAtoms[Below(kAtoms.size())];
  }

  std::mt19937 random_;
};

using Guards = std::vector<std::pair<v1::GuardKind, std::string>>;

// A rule over X, Y and the region R, and what its stage sees.
struct NaiveRule {
  std::vector<std::string> forms;  // the first by name is the first
  Guards guards;
  bool elides = false;   // R
  bool without = false;  // Y
};

constexpr char kSeparator[] = "(?:, |-)";

bool IsSound(const NaiveRule& rule, const Alphabet& alphabet) {
  for (const std::string& form : rule.forms) {
    if (!CheckPattern(form, false, alphabet).empty()) return false;
  }
  for (const auto& guard : rule.guards) {
    if (!CheckPattern(guard.second, false, alphabet).empty()) return false;
  }
  return true;
}

// A list of X; Y over some of them, and the region R; one rule over all. Null where a pattern is none that would load.
std::shared_ptr<const Program> ProgramOf(const NaiveRule& naive) {
  v1::RuleSet set;
  google::protobuf::TextFormat::ParseFromString(R"pb(
                                                  name: "naive"
                                                  labels { name: "X" kind: LABEL_KIND_NAME features: "f" }
                                                  labels { name: "Y" kind: LABEL_KIND_AUXILIARY }
                                                  labels { name: "R" kind: LABEL_KIND_REGION }
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
                                                  }
                                                  stages {
                                                    rules {
                                                      id: "y"
                                                      match { label: "Y" pattern: "a <X>|ba" }
                                                    }
                                                    rules {
                                                      id: "r"
                                                      match { label: "R" pattern: "-[^-]*-|[(][^()]*[)]|b <X>" }
                                                    }
                                                  })pb",
                                                &set);
  set.set_enumeration_separator(kSeparator);
  v1::Stage* stage = set.add_stages();
  if (naive.without) stage->add_input_without("Y");
  v1::Rule* rule = stage->add_rules();
  rule->set_id("rule");
  rule->mutable_match()->set_label("A");
  if (naive.elides) rule->mutable_match()->add_elide("R");
  if (naive.forms.size() == 1) rule->mutable_match()->set_pattern(naive.forms[0]);
  for (size_t i = 0; naive.forms.size() > 1 && i < naive.forms.size(); ++i) {
    v1::PatternForm* form = rule->mutable_match()->add_forms();
    form->set_name(absl::StrCat("form_", i));
    form->set_pattern(naive.forms[i]);
  }
  for (const auto& [kind, guard] : naive.guards) {
    v1::Guard* added = rule->mutable_match()->add_guards();
    added->set_kind(kind);
    added->set_pattern(guard);
  }
  if (!IsSound(naive, Alphabet(set))) return nullptr;
  const ListRows rows = ListRows::Of("word\tf", {"Xx\t1", "Xx y\t2"});
  return CompileRuleSet(set, {{"xs", {"word", "f"}, rows, "", "", {}}}, "").value();
}

// A word, an annotation or a blank of the naive copy.
struct NaivePiece {
  size_t copy_begin;
  size_t copy_end;
  uint32_t begin;
  uint32_t end;
  bool blank;
};

struct NaiveCopy {
  std::string text;
  std::vector<NaivePiece> pieces;

  void Add(absl::string_view words, uint32_t begin, uint32_t end, bool blank) {
    pieces.push_back({text.size(), text.size() + words.size(), begin, end, blank});
    absl::StrAppend(&text, words);
  }

  bool IsBorder(size_t offset) const {
    bool border = offset == text.size();
    for (const NaivePiece& piece : pieces) border = border || piece.copy_begin == offset;
    return border;
  }
};

class NaiveReader {
 public:
  NaiveReader(const Program& program, const Analysis& analysis) : program_(program), analysis_(analysis) {}

  NaiveCopy CopyOf(uint32_t sentence, const NaiveRule& rule) const {
    const Sentence& range = analysis_.segmentation.sentences[sentence];
    const std::vector<const Annotation*> standing = Standing(rule.without);
    NaiveCopy copy;
    uint32_t kept_end = range.begin, begin = 0, end = 0;
    for (uint32_t t = range.first_token; t < range.last_token; ++t) {
      const Token& token = analysis_.segmentation.tokens[t];
      if (token.begin < end) continue;
      const Annotation* over = nullptr;
      for (const Annotation* a : standing) over = a->begin <= token.begin && token.begin < a->end ? a : over;
      begin = token.begin;
      end = over == nullptr ? token.end : over->end;
      if (rule.elides && IsInRegions(begin, end)) continue;
      // Where pieces were left out, a blank at either end of them is one; before a mark, only the one that stands
      // there.
      const bool mark = over == nullptr && token.kind == TokenKind::kOther;
      if (!copy.pieces.empty() && begin > kept_end && (IsBlank(begin - 1) || (!mark && IsBlank(kept_end))))
        copy.Add(" ", kept_end, begin, true);
      copy.Add(Shown(over, begin, end), begin, end, false);
      kept_end = end;
    }
    return copy;
  }

 private:
  // Later stages cover earlier ones; without Y the X inside stand.
  std::vector<const Annotation*> Standing(bool without) const {
    const int x = program_.alphabet.LabelIndex("X"), y = program_.alphabet.LabelIndex("Y");
    std::vector<const Annotation*> standing;
    for (const Annotation& a : analysis_.annotations) {
      if (a.label == y && !without) standing.push_back(&a);
    }
    const size_t covering = standing.size();
    for (const Annotation& a : analysis_.annotations) {
      bool free = a.label == x;
      for (size_t i = 0; i < covering; ++i) free = free && (standing[i]->end <= a.begin || a.end <= standing[i]->begin);
      if (free) standing.push_back(&a);
    }
    return standing;
  }

  // Every byte of it lies in some region.
  bool IsInRegions(uint32_t begin, uint32_t end) const {
    const int r = program_.alphabet.LabelIndex("R");
    for (uint32_t byte = begin; byte < end; ++byte) {
      bool inside = false;
      for (const Annotation& a : analysis_.annotations)
        inside = inside || (a.label == r && a.begin <= byte && byte < a.end);
      if (!inside) return false;
    }
    return true;
  }

  bool IsBlank(uint32_t byte) const {
    for (const Token& token : analysis_.segmentation.tokens) {
      if (token.begin <= byte && byte < token.end) return false;
    }
    return true;
  }

  std::string Shown(const Annotation* over, uint32_t begin, uint32_t end) const {
    if (over == nullptr) return PlainForm(analysis_.TextOf(begin, end));
    std::string shown;
    program_.alphabet.AppendAnnotation(
        over->label, [&](absl::string_view name) { return FeatureOf(over->features, name); }, &shown);
    return shown;
  }

  const Program& program_;
  const Analysis& analysis_;
};

// The pattern with its enumerations written out.
std::shared_ptr<const Regex> Compiled(const std::string& pattern, const Alphabet& alphabet) {
  const std::string plain =
      absl::StrReplaceAll(pattern, {{"<X+>", absl::StrCat("(?:<X>(?:", kSeparator, "<X>)*)")},
                                    {"<X+ f=1>", absl::StrCat("(?:<X f=1>(?:", kSeparator, "<X f=1>)*)")}});
  return *Regex::Compile(alphabet.Translate(plain), false);
}

struct NaiveGuard {
  v1::GuardKind kind;
  std::shared_ptr<const Regex> regex;

  bool IsBehind() const { return kind == v1::GUARD_KIND_FOLLOWED_BY || kind == v1::GUARD_KIND_NOT_FOLLOWED_BY; }

  bool Holds(const NaiveCopy& copy, size_t begin, size_t end) const {
    GroupSpans groups;
    bool found = false;
    if (IsBehind()) {
      found = regex->MatchAt(copy.text, end, &groups) && copy.IsBorder(groups[0].end);
    } else {
      for (size_t b = 0; b <= begin; ++b)
        found =
            found || (copy.IsBorder(b) && regex->MatchAt(absl::string_view(copy.text).substr(0, begin), b, &groups));
    }
    return found == (kind == v1::GUARD_KIND_FOLLOWED_BY || kind == v1::GUARD_KIND_PRECEDED_BY);
  }
};

std::vector<NaiveGuard> CompiledGuards(const Guards& guards, const Alphabet& alphabet) {
  std::vector<NaiveGuard> compiled;
  for (const auto& [kind, pattern] : guards) {
    NaiveGuard guard{kind, nullptr};
    guard.regex = Compiled(guard.IsBehind() ? pattern : "(?:" + pattern + ")\\z", alphabet);
    compiled.push_back(std::move(guard));
  }
  return compiled;
}

// The end of what the form finds at a start of the copy; npos where that is not accepted.
size_t NaiveEnd(const NaiveCopy& copy, size_t start, const Regex& form, const std::vector<NaiveGuard>& guards) {
  GroupSpans groups;
  if (!form.MatchAt(copy.text, start, &groups)) return std::string::npos;
  bool accepted = false;
  for (const NaivePiece& piece : copy.pieces)
    accepted = accepted || (!piece.blank && piece.copy_begin >= start && piece.copy_end == groups[0].end);
  for (const NaiveGuard& guard : guards) accepted = accepted && guard.Holds(copy, start, groups[0].end);
  return accepted ? groups[0].end : std::string::npos;
}

// Spans in the document that the rule must find in a sentence.
std::vector<std::pair<uint32_t, uint32_t>> Naive(const NaiveCopy& copy,
                                                 const std::vector<std::shared_ptr<const Regex>>& forms,
                                                 const std::vector<NaiveGuard>& guards) {
  std::vector<std::pair<uint32_t, uint32_t>> found;
  size_t behind = 0;
  for (const NaivePiece& first : copy.pieces) {
    if (first.blank || first.copy_begin < behind) continue;
    size_t end = std::string::npos;
    for (const auto& form : forms) {
      if (end == std::string::npos) end = NaiveEnd(copy, first.copy_begin, *form, guards);
    }
    if (end == std::string::npos) continue;
    for (const NaivePiece& piece : copy.pieces) {
      if (piece.copy_end == end && !piece.blank) found.emplace_back(first.begin, piece.end);
    }
    behind = end;
  }
  return found;
}

NaiveRule RandomRule(RandomRules* random) {
  NaiveRule rule;
  for (size_t i = 1 + random->Below(2); i > 0; --i) rule.forms.push_back(random->Pattern(3));
  for (size_t i = random->Below(3); i > 0; --i)
    rule.guards.emplace_back(static_cast<v1::GuardKind>(1 + random->Below(4)), random->Pattern(1));
  rule.elides = random->Below(2) == 1;
  rule.without = random->Below(3) == 1;
  return rule;
}

// How often each construct has found something.
struct Counts {
  int matches = 0, guarded = 0, forms = 0, elided = 0, without = 0;

  void Add(const NaiveRule& rule, int found, bool left_out) {
    matches += found;
    guarded += rule.guards.empty() ? 0 : found;
    forms += rule.forms.size() > 1 ? found : 0;
    elided += left_out ? found : 0;
    without += rule.without ? found : 0;
  }
};

void ExpectTheSame(const NaiveRule& rule, const Program& program, const std::string& text, Counts* counts) {
  std::vector<std::shared_ptr<const Regex>> forms;
  for (const std::string& form : rule.forms) forms.push_back(Compiled(form, program.alphabet));
  const std::vector<NaiveGuard> guards = CompiledGuards(rule.guards, program.alphabet);
  const v1::Document document = DocumentOf(text);
  const Analysis analysis = Analyze(program, document, nullptr).value();
  const NaiveReader reader(program, analysis);
  for (uint32_t s = 0; s < analysis.segmentation.sentences.size(); ++s) {
    const NaiveCopy copy = reader.CopyOf(s, rule);
    NaiveRule whole = rule;
    whole.elides = false;
    std::vector<std::pair<uint32_t, uint32_t>> found;
    StageMatches matches;
    MatchStage(program, program.stages[2], nullptr, analysis, s, nullptr, &matches);
    for (const Annotation& a : matches.made) found.emplace_back(a.begin, a.end);
    ASSERT_EQ(found, Naive(copy, forms, guards))
        << absl::StrJoin(rule.forms, " or ") << " in " << text << (rule.elides ? ", elides" : "")
        << (rule.without ? ", without Y" : "");
    counts->Add(rule, static_cast<int>(found.size()), copy.text != reader.CopyOf(s, whole).text);
  }
}

TEST(NaiveMatcherTest, FindsWhatTheStageMatcherFinds) {
  RandomRules random(2006);
  Counts counts;
  for (int rules = 0; rules < 800;) {
    const NaiveRule rule = RandomRule(&random);
    const auto program = ProgramOf(rule);
    if (program == nullptr) continue;
    ++rules;
    for (int t = 0; t < 6; ++t) {
      ExpectTheSame(rule, *program, random.Text(), &counts);
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(counts.matches, 1000);
  EXPECT_GT(counts.guarded, 100);
  EXPECT_GT(counts.forms, 300);
  EXPECT_GT(counts.elided, 100);
  EXPECT_GT(counts.without, 200);
}

}  // namespace
}  // namespace caspian::extractor
