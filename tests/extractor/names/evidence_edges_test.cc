#include "extractor/names/evidence_edges.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/program/program.h"
#include "extractor/program/vocabulary_builder.h"

namespace caspian::extractor {
namespace {

constexpr uint32_t kWords = 100;

// Tables of evidence rules, each of which needs a word at some place, and the words.
class EvidenceEdgesTest : public ::testing::Test {
 protected:
  EvidenceEdgesTest() : alphabet_(v1::RuleSet()), edges_(alphabet_), rows_(Sealed()) {
    for (uint32_t i = 0; i < kWords; ++i) {
      AddRule(&few_, i % 3).begin_edge = of_words_[i];
      AddRule(&many_, i % 5).held_edge = of_words_[i];
      AddRule(&many_, i % 5).end_edge = of_words_[kWords - 1 - i];
    }
  }

  static std::string Word(uint32_t i) {
    return absl::StrCat("w", std::string(1, static_cast<char>('a' + i / 26)),
                        std::string(1, static_cast<char>('a' + i % 26)));
  }

  CompiledEvidenceRule& AddRule(std::vector<CompiledEvidenceRule>* rules, uint32_t guarded) {
    CompiledEvidenceRule& rule = rules->emplace_back();
    rule.rule = &source_;
    if (guarded == 0) rule.guards.push_back({v1::GUARD_KIND_PRECEDED_BY, {}, of_words_[7]});
    return rule;
  }

  const EdgeTable& Sealed() {
    VocabularyBuilder builder;
    for (uint32_t i = 0; i < kWords; ++i) {
      PatternEdge word;
      word.words = {Word(i)};
      builder.Add(word.words[0]);
      of_words_.push_back(edges_.Add(word, PatternSide::kBegin));
    }
    vocabulary_ = builder.Build();
    edges_.Seal(vocabulary_);
    return edges_;
  }

  // Asks for all words at all places.
  void ExpectWhatIsReadAnew(const EvidenceTable& table, EvidenceEdges* remembered) {
    TableEdges* const of_table = remembered->Of(table, rows_);
    for (uint32_t i = 0; i <= kWords; ++i) {
      const uint32_t row =
          i == kWords ? EdgeRows::kBorder : rows_.OfToken(Word(i), vocabulary_.WordsOf(Word(i)).lowered);
      for (size_t place = 0; place < kEdgePlaces; ++place) {
        const RuleBits expected = table.ThroughAt(static_cast<EdgePlace>(place), rows_.Row(row));
        EXPECT_EQ(of_table->ThroughAt(static_cast<EdgePlace>(place), row), absl::MakeConstSpan(expected)) << i;
      }
    }
  }

  v1::Rule source_;
  Alphabet alphabet_;
  EdgeTable edges_;
  Vocabulary vocabulary_;
  std::vector<uint32_t> of_words_;
  EdgeRows rows_;
  std::vector<CompiledEvidenceRule> few_, many_;
};

TEST_F(EvidenceEdgesTest, TellWhatTablesTell) {
  const EvidenceTable few(few_), many(many_);
  EvidenceEdges remembered;
  for (int round = 0; round < 2; ++round) {
    ExpectWhatIsReadAnew(few, &remembered);
    ExpectWhatIsReadAnew(many, &remembered);
  }
}

TEST_F(EvidenceEdgesTest, ForgetWithTheRows) {
  const EvidenceTable table(many_);
  EvidenceEdges remembered;
  ExpectWhatIsReadAnew(table, &remembered);
  rows_.Forget();
  rows_.OfToken(Word(99), vocabulary_.WordsOf(Word(99)).lowered);
  ExpectWhatIsReadAnew(table, &remembered);
}

TEST_F(EvidenceEdgesTest, OfNoRulesNothingIsLetThrough) {
  const EvidenceTable table;
  EvidenceEdges remembered;
  EXPECT_TRUE(remembered.Of(table, rows_)->ThroughAt(EdgePlace::kBegin, EdgeRows::kBorder).empty());
}

}  // namespace
}  // namespace caspian::extractor
