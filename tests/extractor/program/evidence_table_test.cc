#include "extractor/program/evidence_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "extractor/program/phrase_index_builder.h"
#include "extractor/program/program.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class EvidenceTableTest : public ::testing::Test {
 protected:
  CompiledEvidenceRule& AddRule() {
    rules_.emplace_back().rule = &sources_.emplace_back();
    return rules_.back();
  }
  v1::EvidenceRule& AddSource() {
    AddRule();
    return *sources_.back().mutable_evidence();
  }
  void AddListRule(v1::CandidatePart part, const std::string& phrase) {
    PhraseIndexBuilder index(PhraseCase::kFirstLetterFree, &words_);
    index.Add(phrase, 0);
    AddRule().lists.push_back({part, false, nullptr, std::make_shared<PhraseIndex>(index.Build())});
  }

  // The rules that are left for the candidate, by index.
  std::vector<size_t> Left(const CandidateTraits& candidate, const std::vector<bool>& conditions = {}) const {
    const EvidenceTable table(rules_);
    RuleBits bits = table.ForDocument(conditions);
    table.Narrow(candidate, &bits);
    return IndexesOf(bits);
  }
  // The rules that what stands at the place lets through.
  std::vector<size_t> ThroughAt(EdgePlace place, const uint64_t* row) const {
    return IndexesOf(EvidenceTable(rules_).ThroughAt(place, row));
  }
  std::vector<size_t> IndexesOf(const RuleBits& bits) const {
    std::vector<size_t> indexes;
    for (size_t i = 0; i < rules_.size(); ++i) {
      if ((bits[i / 64] >> (i % 64) & 1) != 0) indexes.push_back(i);
    }
    return indexes;
  }

  std::deque<v1::Rule> sources_;
  std::vector<CompiledEvidenceRule> rules_;
  VocabularyBuilder words_;
};

TEST_F(EvidenceTableTest, OfNoRulesNoneIsLeft) { EXPECT_THAT(Left({1}), IsEmpty()); }

TEST_F(EvidenceTableTest, RulesWantSoManyWords) {
  AddSource().set_min_words(2);
  AddSource().set_max_words(2);
  AddRule().least_words = 3;
  AddSource().set_min_words(40);

  EXPECT_THAT(Left({1}), ElementsAre(1));
  EXPECT_THAT(Left({2}), ElementsAre(0, 1));
  EXPECT_THAT(Left({3}), ElementsAre(0, 2));
  EXPECT_THAT(Left({50}), ElementsAre(0, 1, 2, 3));
}

TEST_F(EvidenceTableTest, RulesWantLabels) {
  AddRule().on = {2, 4};
  AddRule();

  EXPECT_THAT(Left({1, 4}), ElementsAre(0, 1));
  EXPECT_THAT(Left({1, 3}), ElementsAre(1));
  EXPECT_THAT(Left({1, -1}), ElementsAre(1));
  EXPECT_THAT(Left({1, 99}), ElementsAre(1));
}

TEST_F(EvidenceTableTest, RulesWantTheBeginningOfASentence) {
  AddSource().set_sentence_initial(true);

  EXPECT_THAT(Left({1, -1, true}), ElementsAre(0));
  EXPECT_THAT(Left({1, -1, false}), IsEmpty());
}

TEST_F(EvidenceTableTest, RulesAreForDocuments) {
  AddRule().condition = 1;
  AddRule();

  EXPECT_THAT(Left({1}, {true, false}), ElementsAre(1));
  EXPECT_THAT(Left({1}, {false, true}), ElementsAre(0, 1));
}

TEST_F(EvidenceTableTest, RulesNeedEdges) {
  AddRule().begin_edge = 70;
  AddRule().guards.push_back({v1::GUARD_KIND_PRECEDED_BY, {}, 3});
  AddRule().guards.push_back({v1::GUARD_KIND_NOT_PRECEDED_BY, {}, 3});
  AddRule().held_edge = 70;
  const uint64_t row[] = {0, uint64_t{1} << 6}, none[] = {0, 0};

  EXPECT_THAT(ThroughAt(EdgePlace::kBegin, row), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(ThroughAt(EdgePlace::kBegin, none), ElementsAre(1, 2, 3));
  EXPECT_THAT(ThroughAt(EdgePlace::kBefore, row), ElementsAre(0, 2, 3));
  EXPECT_THAT(ThroughAt(EdgePlace::kBehind, none), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(ThroughAt(EdgePlace::kInside, row), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(ThroughAt(EdgePlace::kInside, none), ElementsAre(0, 1, 2));
}

TEST_F(EvidenceTableTest, WordsStandInPhrasesOfLists) {
  AddListRule(v1::CANDIDATE_PART_WHOLE, "new Port");
  const EvidenceTable table(rules_);
  const Vocabulary vocabulary = words_.Build();

  EXPECT_EQ(table.PhrasesOf(vocabulary.WordsOf("New")), (WordPhrases{1, 0}));
  EXPECT_EQ(table.PhrasesOf(vocabulary.WordsOf("Port")), (WordPhrases{0, 1}));
  EXPECT_EQ(table.PhrasesOf(vocabulary.WordsOf("Sound")), WordPhrases());
  EXPECT_EQ(table.PhrasesOf(TokenWords()), WordPhrases());
}

TEST_F(EvidenceTableTest, RulesWantPartsInLists) {
  AddListRule(v1::CANDIDATE_PART_WHOLE, "Port");
  AddListRule(v1::CANDIDATE_PART_LAST, "Sound");
  PartLists lists = {};
  lists[v1::CANDIDATE_PART_LAST] = 3;

  EXPECT_THAT(Left({1, -1, false, lists}), ElementsAre(1));
  EXPECT_THAT(Left({1}), IsEmpty());
}

TEST_F(EvidenceTableTest, OfManyListsTheLastShareABit) {
  for (int i = 0; i < 70; ++i) AddListRule(v1::CANDIDATE_PART_FIRST, std::string(static_cast<size_t>(i) + 1, 'a'));
  const EvidenceTable table(rules_);
  const Vocabulary vocabulary = words_.Build();
  PartLists lists = {};
  lists[v1::CANDIDATE_PART_FIRST] = table.PhrasesOf(vocabulary.WordsOf(std::string(67, 'a'))).begins;

  EXPECT_THAT(Left({1, -1, false, lists}), ElementsAre(63, 64, 65, 66, 67, 68, 69));
}

}  // namespace
}  // namespace caspian::extractor
