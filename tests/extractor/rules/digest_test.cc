#include "extractor/rules/digest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {
namespace {

using Files = std::map<std::string, std::string>;

std::string DigestOfFiles(const Files& files) {
  const Pack pack = PackFiles(files).Check();
  EXPECT_TRUE(pack.problems.empty()) << FormatProblem(pack.problems.front());
  return DigestOf(pack.rule_set);
}

// Pinned: a change of it makes every result that is stored look as if another rule set had made it. Change it on
// purpose only, with the version of the canonical form.
TEST(DigestTest, StaysWhatItIs) {
  EXPECT_EQ(DigestOfFiles(ValidPack()), "2cba438024f1f677773c9ae5cdcfd575e8ce719206f41c50146ea95356f7fbba");
}

TEST(DigestTest, IsTheSameForWhatDoesNotAffectResults) {
  const std::string digest = DigestOfFiles(ValidPack());
  struct Case {
    std::string file;
    std::string from;
    std::string to;
  };
  const std::vector<Case> cases = {
      {"pack.yaml", "A pack for tests.", "Another sentence."},
      {"pack.yaml", "name: small", "# a comment\nname: small"},
      {"pack.yaml", "  OFFICE: {kind: office}\n  MEET: {kind: event}\n",
       "  MEET: {kind: event}\n  OFFICE: {kind: office}\n"},
      {"pack.yaml", "{annotations_per_sentence: 100}",
       "{annotations_per_sentence: 100, annotations_per_document: 4000000}"},
      {"words.yaml", "[full, short]", "[short, full]"},
      {"names.yaml", "They met Captain Ada Quill.", "Then came Captain Ada Quill."},
      {"names.yaml", "threshold: 1.5", "threshold: 1.500"},
      {"relations.yaml", "['on ', '^']", "['^', 'on ']"},
      {"relations.yaml", "{polarity: yes, actuality: happened}", "{actuality: happened, polarity: yes}"},
      {"relations.yaml", "  - id: event.meet\n", "  - id: event.meet\n    confidence: 0.9\n"},
      {"lists/months.tsv", "May\tfull\t5\nJune\tfull\t6\n", "June\tfull\t6\nMay\tfull\t5\nJune\tfull\t6\n"},
      {"lists/months.tsv", "written for this test", "by somebody else"},
  };
  for (const Case& c : cases) {
    Files files = ValidPack();
    ASSERT_THAT(files[c.file], ::testing::HasSubstr(c.from));
    files[c.file] = absl::StrReplaceAll(files[c.file], {{c.from, c.to}});
    EXPECT_EQ(DigestOfFiles(files), digest) << c.to;
  }
}

TEST(DigestTest, IsTheSameWhateverTheFilesAreCalled) {
  Files files = ValidPack();
  files["first.yaml"] = files["words.yaml"];
  files.erase("words.yaml");
  files["pack.yaml"] = absl::StrReplaceAll(files["pack.yaml"], {{"words.yaml", "first.yaml"}});

  EXPECT_EQ(DigestOfFiles(files), DigestOfFiles(ValidPack()));
}

TEST(DigestTest, ChangesWithWhatAffectsResults) {
  struct Case {
    std::string file;
    std::string from;
    std::string to;
  };
  const std::vector<Case> cases = {
      {"pack.yaml", "name: small", "name: smaller"},
      {"pack.yaml", "version: 3", "version: 4"},
      {"pack.yaml", "language: en", "language: de"},
      {"pack.yaml", "per_sentence: 100", "per_sentence: 101"},
      {"pack.yaml", "features: [country]", "features: [country, city]"},
      {"pack.yaml", "{class: short}", "{class: full}"},
      {"words.yaml", "[full, short]", "[full]"},
      {"words.yaml", "column: word", "column: class"},
      {"names.yaml", "threshold: 1.5", "threshold: 1.501"},
      {"names.yaml", "[1, 1.32, 1.55]", "[1, 1.32]"},
      {"names.yaml", "own_share: 0.35", "own_share: 0.36"},
      {"names.yaml", "{PERSON: 4.2}", "{PERSON: 4.3}"},
      {"names.yaml", "{PERSON: 2.5}", "{PERSON: 2.499}"},
      {"names.yaml", "function: title", "function: stop"},
      {"names.yaml", "part: before", "part: first"},
      {"names.yaml", "max: 4", "max: 5"},
      {"relations.yaml", "\\d{1,2}", "\\d{1,3}"},
      {"relations.yaml", "priority: 10", "priority: 11"},
      {"relations.yaml", "['on ', '^']", "['on ']"},
      {"relations.yaml", "preceded_by: ['on ', '^']", "not_preceded_by: ['on ', '^']"},
      {"relations.yaml", "confidence: 0.95", "confidence: 0.951"},
      {"relations.yaml", "month_number: $month", "number_of_month: $month"},
      {"relations.yaml", "type: MEET", "type: TALK"},
      {"relations.yaml", "polarity: yes", "polarity: no"},
      {"relations.yaml", "id: event.meet", "id: event.meeting"},
      {"lists/months.tsv", "June\tfull\t6", "June\tfull\t7"},
      {"lists/months.tsv", "Jun\tshort\t6\n", "Jun\tshort\t6\nJul\tshort\t7\n"},
  };
  std::set<std::string> seen = {DigestOfFiles(ValidPack())};
  for (const Case& c : cases) {
    Files files = ValidPack();
    ASSERT_THAT(files[c.file], ::testing::HasSubstr(c.from));
    files[c.file] = absl::StrReplaceAll(files[c.file], {{c.from, c.to}});
    EXPECT_TRUE(seen.insert(DigestOfFiles(files)).second) << c.to;
  }
}

template <typename Messages>
void Shuffle(Messages* messages, std::mt19937* random) {
  for (int i = messages->size() - 1; i > 0; --i)
    messages->SwapElements(i, static_cast<int>((*random)() % static_cast<uint32_t>(i + 1)));
}

TEST(DigestTest, IsTheSameForEveryOrderOfWhatHasNone) {
  const v1::RuleSet set = PackFiles(ValidPack()).Check().rule_set;
  const std::string digest = DigestOf(set);
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    v1::RuleSet shuffled = set;
    Shuffle(shuffled.mutable_labels(), &random);
    Shuffle(shuffled.mutable_lists(), &random);
    for (auto& stage : *shuffled.mutable_stages()) {
      Shuffle(stage.mutable_rules(), &random);
      for (auto& rule : *stage.mutable_rules()) {
        if (!rule.has_match()) continue;
        Shuffle(rule.mutable_match()->mutable_guards(), &random);
        Shuffle(rule.mutable_match()->mutable_settings(), &random);
      }
    }
    EXPECT_EQ(DigestOf(shuffled), digest);
  }
}

TEST(DigestTest, DependsOnTheOrderOfStagesAndOfDecidedLabels) {
  v1::RuleSet set = PackFiles(ValidPack()).Check().rule_set;
  set.mutable_stages(1)->mutable_names()->add_labels("MEET");
  const std::string digest = DigestOf(set);

  v1::RuleSet stages = set;
  stages.mutable_stages()->SwapElements(0, 1);
  EXPECT_NE(DigestOf(stages), digest);
  v1::RuleSet labels = set;
  labels.mutable_stages(1)->mutable_names()->mutable_labels()->SwapElements(0, 1);
  EXPECT_NE(DigestOf(labels), digest);
}

TEST(DigestTest, IsThatOfTheCanonicalRuleSet) {
  const v1::RuleSet set = PackFiles(ValidPack()).Check().rule_set;

  EXPECT_EQ(DigestOf(CanonicalRuleSet(set)), DigestOf(set));
  EXPECT_EQ(CanonicalRuleSet(CanonicalRuleSet(set)).SerializeAsString(), CanonicalRuleSet(set).SerializeAsString());
}

}  // namespace
}  // namespace caspian::extractor
