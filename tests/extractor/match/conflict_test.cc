#include "extractor/match/conflict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

const Alphabet& Labels() {
  static const auto& alphabet = *[] {
    v1::RuleSet set;
    const auto add = [&](const char* name, v1::LabelKind kind) {
      set.add_labels()->set_name(name);
      set.mutable_labels()->rbegin()->set_kind(kind);
    };
    add("AUX", v1::LABEL_KIND_AUXILIARY);
    add("NAME", v1::LABEL_KIND_NAME);
    add("OFFICE", v1::LABEL_KIND_OFFICE);
    add("SAY", v1::LABEL_KIND_STATEMENT);
    add("VISIT", v1::LABEL_KIND_EVENT);
    return new Alphabet(set);
  }();
  return alphabet;
}

Annotation Make(const char* label, uint32_t begin, uint32_t end, absl::string_view rule, int32_t priority = 0) {
  Annotation a;
  a.label = Labels().LabelIndex(label);
  a.begin = begin;
  a.end = end;
  a.rule_id = rule;
  a.priority = priority;
  return a;
}

std::vector<std::string> Winners(std::vector<Annotation> made) {
  std::vector<std::string> rules;
  for (const Annotation& a : SettleConflicts(std::move(made), Labels(), nullptr)) rules.emplace_back(a.rule_id);
  return rules;
}

TEST(ConflictTest, HighestPriorityThenLongestThenLeftmostThenSmallestRuleId) {
  EXPECT_THAT(Winners({Make("NAME", 0, 9, "long"), Make("NAME", 5, 6, "high", 1)}), ElementsAre("high"));
  EXPECT_THAT(Winners({Make("NAME", 0, 3, "left"), Make("NAME", 2, 9, "long")}), ElementsAre("long"));
  EXPECT_THAT(Winners({Make("NAME", 2, 5, "right"), Make("NAME", 0, 3, "left")}), ElementsAre("left"));
  EXPECT_THAT(Winners({Make("NAME", 0, 3, "b"), Make("AUX", 0, 3, "a")}), ElementsAre("a"));
  EXPECT_THAT(Winners({Make("NAME", 0, 3, "low", -1), Make("NAME", 0, 1, "zero")}), ElementsAre("zero"));
}

TEST(ConflictTest, WhatTouchesDoesNotOverlap) {
  EXPECT_THAT(Winners({Make("NAME", 3, 6, "b"), Make("NAME", 0, 3, "a"), Make("AUX", 6, 7, "c")}),
              ElementsAre("a", "b", "c"));
}

TEST(ConflictTest, ALoserDoesNotBlockOthers) {
  EXPECT_THAT(Winners({Make("NAME", 0, 5, "loser"), Make("NAME", 4, 12, "winner"), Make("NAME", 0, 3, "short")}),
              ElementsAre("short", "winner"));
}

TEST(ConflictTest, EventsContendWithTheirLabelAndTypeOnly) {
  Annotation met = Make("VISIT", 0, 9, "met"), sent = Make("VISIT", 2, 5, "sent");
  met.type = "MEET";
  sent.type = "SEND";
  EXPECT_THAT(Winners({met, sent, Make("SAY", 0, 9, "say"), Make("NAME", 0, 9, "name")}),
              ElementsAre("met", "name", "say", "sent"));
  sent.type = "MEET";
  EXPECT_THAT(Winners({met, sent}), ElementsAre("met"));
}

TEST(ConflictTest, OfficesAndNestedNamesContendWithTheirRuleOnly) {
  EXPECT_THAT(Winners({Make("OFFICE", 0, 9, "a"), Make("OFFICE", 0, 9, "b"), Make("OFFICE", 3, 4, "a")}),
              ElementsAre("a", "b"));
  Annotation nested = Make("NAME", 0, 4, "nested");
  nested.nested = true;
  EXPECT_THAT(Winners({Make("NAME", 0, 9, "outer"), nested}), ElementsAre("outer", "nested"));
}

// --- policies of labels

// A set with two labels of that kind, LEFT and SHORT and so on by their policies.
const Alphabet& Policies() {
  static const auto& alphabet = *[] {
    v1::RuleSet set;
    const auto add = [&](const char* name, v1::LabelKind kind, v1::ConflictPolicy policy) {
      v1::Label* label = set.add_labels();
      label->set_name(name);
      label->set_kind(kind);
      label->set_conflict(policy);
    };
    add("ALL", v1::LABEL_KIND_EVENT, v1::CONFLICT_POLICY_ALL);
    add("LEFT", v1::LABEL_KIND_NAME, v1::CONFLICT_POLICY_LEFTMOST);
    add("LONG", v1::LABEL_KIND_NAME, v1::CONFLICT_POLICY_LONGEST);
    add("REGION", v1::LABEL_KIND_REGION, v1::CONFLICT_POLICY_UNSPECIFIED);
    add("SHORT", v1::LABEL_KIND_NAME, v1::CONFLICT_POLICY_SHORTEST);
    return new Alphabet(set);
  }();
  return alphabet;
}

struct Span {
  const char* label;
  uint32_t begin;
  uint32_t end;
  const char* rule;
  int32_t priority = 0;
};

struct PolicyCase {
  const char* what;
  std::vector<Span> made;
  std::vector<std::string> winners;
  std::vector<std::string> losses;  // "loser to winner by ground"
};

std::vector<std::string> Told(const std::vector<Loss>& losses) {
  static const char* const kGrounds[] = {"priority", "length", "place", "rule id"};
  std::vector<std::string> told;
  for (const Loss& loss : losses)
    told.push_back(
        absl::StrCat(loss.loser.rule_id, " to ", loss.winner_rule, " by ", kGrounds[static_cast<size_t>(loss.ground)]));
  return told;
}

TEST(ConflictPolicyTest, SettlesALabelsOwnAndTellsTheGround) {
  const PolicyCase cases[] = {
      {"longest", {{"LONG", 0, 3, "left"}, {"LONG", 2, 9, "long"}}, {"long"}, {"left to long by length"}},
      {"longest, place", {{"LONG", 0, 3, "left"}, {"LONG", 2, 5, "right"}}, {"left"}, {"right to left by place"}},
      {"leftmost", {{"LEFT", 0, 3, "left"}, {"LEFT", 2, 9, "long"}}, {"left"}, {"long to left by place"}},
      {"leftmost, longest", {{"LEFT", 0, 3, "a"}, {"LEFT", 0, 9, "b"}}, {"b"}, {"a to b by length"}},
      {"shortest", {{"SHORT", 0, 9, "long"}, {"SHORT", 2, 4, "short"}}, {"short"}, {"long to short by length"}},
      {"shortest, place", {{"SHORT", 1, 3, "b"}, {"SHORT", 0, 2, "c"}}, {"c"}, {"b to c by place"}},
      {"priority first", {{"SHORT", 0, 9, "high", 1}, {"SHORT", 2, 4, "low"}}, {"high"}, {"low to high by priority"}},
      {"leftmost after priority",
       {{"LEFT", 0, 3, "low"}, {"LEFT", 2, 9, "high", 1}},
       {"high"},
       {"low to high by "
        "priority"}},
      {"rule id last", {{"LEFT", 0, 3, "b"}, {"LEFT", 0, 3, "a"}}, {"a"}, {"b to a by rule id"}},
      {"all keeps all of different rules", {{"ALL", 0, 9, "a"}, {"ALL", 0, 4, "b"}}, {"a", "b"}, {}},
      {"all, of one rule the longest", {{"ALL", 0, 9, "a"}, {"ALL", 0, 4, "a"}}, {"a"}, {"a to a by length"}},
      {"regions contend with their label",
       {{"REGION", 0, 9, "a"}, {"REGION", 2, 4, "b"}, {"LONG", 1, 3, "c"}},
       {"a", "c"},
       {"b to a by length"}},
      {"other labels by length",
       {{"SHORT", 2, 4, "short"}, {"LONG", 0, 9, "long"}},
       {"long"},
       {"short to long by "
        "length"}},
      {"first its own label, then the others",
       {{"SHORT", 0, 9, "wide"}, {"SHORT", 2, 4, "short"}, {"LONG", 5, 8, "other"}},
       {"short", "other"},
       {"wide to short by length"}},
  };
  for (const PolicyCase& c : cases) {
    std::vector<Annotation> made;
    for (const Span& span : c.made) {
      Annotation a;
      a.label = Policies().LabelIndex(span.label);
      a.begin = span.begin;
      a.end = span.end;
      a.rule_id = span.rule;
      a.priority = span.priority;
      made.push_back(a);
    }
    std::vector<Loss> losses;
    std::vector<std::string> winners;
    for (const Annotation& a : SettleConflicts(made, Policies(), &losses)) winners.emplace_back(a.rule_id);
    EXPECT_EQ(winners, c.winners) << c.what;
    EXPECT_EQ(Told(losses), c.losses) << c.what;
  }
}

std::string Described(const std::vector<Annotation>& annotations) {
  std::string out;
  for (const Annotation& a : annotations)
    absl::StrAppend(&out, a.begin, "-", a.end, " ", a.label, " ", a.rule_id, a.type, "\n");
  return out;
}

constexpr const char* kRules[] = {"r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9"};

TEST(ConflictTest, TheOrderOfInputNeverCounts) {
  std::mt19937 random(5);
  const char* labels[] = {"AUX", "NAME", "OFFICE", "SAY", "VISIT"};
  for (int round = 0; round < 300; ++round) {
    std::vector<Annotation> made;
    for (int i = 0; i < 14; ++i) {
      const uint32_t begin = static_cast<uint32_t>(random() % 12);
      // A rule makes one label, and no two annotations of the same bytes.
      const size_t rule = random() % 7;
      const Annotation a = Make(labels[rule % 5], begin, begin + 1 + static_cast<uint32_t>(random() % 6), kRules[rule],
                                static_cast<int32_t>(rule % 2));
      const bool known = std::any_of(made.begin(), made.end(), [&](const Annotation& b) {
        return a.begin == b.begin && a.end == b.end && a.rule_id == b.rule_id;
      });
      if (!known) made.push_back(a);
    }
    const std::string expected = Described(SettleConflicts(made, Labels(), nullptr));
    for (int shuffle = 0; shuffle < 5; ++shuffle) {
      std::shuffle(made.begin(), made.end(), random);
      ASSERT_EQ(Described(SettleConflicts(made, Labels(), nullptr)), expected);
    }
  }
}

// Winners of one domain do not overlap, and each loser overlaps a winner that beats it.
TEST(ConflictTest, WinnersAreExactlyThoseThatNoneBeats) {
  std::mt19937 random(6);
  for (int round = 0; round < 300; ++round) {
    std::vector<Annotation> made;
    for (int i = 0; i < 10; ++i) {
      const uint32_t begin = static_cast<uint32_t>(random() % 20);
      made.push_back(Make("NAME", begin, begin + 1 + static_cast<uint32_t>(random() % 5), kRules[i],
                          static_cast<int32_t>(random() % 2)));
    }
    const auto winners = SettleConflicts(made, Labels(), nullptr);
    const auto overlap = [](const Annotation& a, const Annotation& b) { return a.begin < b.end && b.begin < a.end; };
    for (const Annotation& a : made) {
      const bool won =
          std::any_of(winners.begin(), winners.end(), [&](const Annotation& w) { return w.rule_id == a.rule_id; });
      const auto rank = [](const Annotation& x) {
        return std::make_tuple(-x.priority, -static_cast<int>(x.end - x.begin), x.begin, x.rule_id);
      };
      const bool beaten = std::any_of(winners.begin(), winners.end(),
                                      [&](const Annotation& w) { return overlap(a, w) && rank(w) < rank(a); });
      ASSERT_NE(won, beaten);
    }
  }
}

TEST(AcceptAnnotationsTest, WhatCoversAnotherTakesItsPlace) {
  Analysis analysis;
  analysis.visible.resize(1);
  analysis.lifted.resize(1);
  analysis.regions.resize(1);
  const auto visible = [&] {
    std::vector<std::string> rules;
    for (int i : analysis.visible[0]) rules.emplace_back(analysis.annotations[static_cast<size_t>(i)].rule_id);
    return rules;
  };

  std::vector<Annotation> names = {Make("NAME", 0, 3, "a"), Make("NAME", 5, 8, "b"), Make("NAME", 10, 12, "c")};
  AcceptAnnotations(Labels(), &names, &analysis);
  EXPECT_THAT(visible(), ElementsAre("a", "b", "c"));

  std::vector<Annotation> others = {Make("AUX", 0, 8, "wide"), Make("VISIT", 0, 12, "event")};
  AcceptAnnotations(Labels(), &others, &analysis);
  EXPECT_THAT(visible(), ElementsAre("wide", "c"));
  EXPECT_EQ(analysis.annotations.size(), 5u);
}

}  // namespace
}  // namespace caspian::extractor
