#include "extractor/program/rule_set_image.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/error.h"
#include "common/base/sha256.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr size_t kDigestAt = 24, kBodyAt = 88;

TestPack Ports() {
  return {"  PORT: {kind: name, features: [in]}\n",
          {"rules:\n  - {id: port, label: PORT, list: ports, set: {in: $in}, tests: [{text: To Bergen., match: "
           "Bergen}]}\n"},
          {{"ports", "name\tin\nOslo\tNO\nBergen\t\nNew Port\tGB\n"}},
          ""};
}

std::string Image() { return WriteImage(*Loaded(Ports())->program); }

absl::StatusOr<RuleSetImage> Parsed(std::string bytes) { return ParseImage("a.rules", SharedBytes(std::move(bytes))); }

std::string Refusal(const std::string& bytes) {
  const auto image = Parsed(bytes);
  EXPECT_EQ(ReasonOf(image.status()), v1::ERROR_REASON_RULE_SET_INVALID);
  return std::string(image.status().message());
}

// With the digest of what follows it.
std::string Sealed(std::string bytes) {
  return bytes.replace(kDigestAt, kBodyAt - kDigestAt, Sha256Hex(absl::string_view(bytes).substr(kBodyAt)));
}

TEST(RuleSetImageTest, HoldsRulesWithTheirTestsAndTheRowsOfLists) {
  const auto image = Parsed(Image());

  ASSERT_TRUE(image.ok()) << image.status();
  EXPECT_EQ(image->rule_set.name(), "test");
  EXPECT_EQ(image->rule_set.stages(0).rules(0).tests(0).text(), "To Bergen.");
  ASSERT_EQ(image->lists.size(), 1);
  EXPECT_THAT(image->lists[0].columns, ElementsAre("name", "in"));
  EXPECT_THAT(CellsOf(image->lists[0].rows),
              ElementsAre(ElementsAre("Bergen", ""), ElementsAre("New Port", "GB"), ElementsAre("Oslo", "NO")));
  EXPECT_EQ(image->lists[0].sha256, image->rule_set.lists(0).sha256());
}

TEST(RuleSetImageTest, HoldsTheIndexesOfLists) {
  const auto image = Parsed(Image());

  ASSERT_TRUE(image.ok()) << image.status();
  ASSERT_EQ(image->indexes.by_key.size(), 1u);
  const auto& [key, index] = *image->indexes.by_key.begin();
  EXPECT_EQ(key.list, "ports");
  EXPECT_EQ(index->LongestAt(image->indexes.vocabulary.WordsIn("New Port"), 0).row, 1u);
}

TEST(RuleSetImageTest, CopiesNeitherRowsNorIndexes) {
  const SharedBytes bytes(Image());
  const auto image = ParseImage("a.rules", bytes);

  ASSERT_TRUE(image.ok()) << image.status();
  const auto lies_in = [&](absl::string_view part) {
    return bytes.view().data() <= part.data() && part.data() + part.size() <= bytes.view().data() + bytes.view().size();
  };
  EXPECT_TRUE(lies_in(image->lists[0].rows[0].line()));
  EXPECT_TRUE(lies_in(image->indexes.vocabulary.word(1)));
  EXPECT_TRUE(lies_in(image->indexes.by_key.begin()->second->flat_bytes()));
}

TEST(RuleSetImageTest, IsTheSameEachTime) { EXPECT_EQ(Image(), Image()); }

TEST(RuleSetImageTest, IsTheSameOfARuleSetThatCameFromOne) {
  const PackFiles files({{"a.rules", Image()}});

  const auto loaded = LoadPack(files.path() + "/a.rules", nullptr);

  ASSERT_TRUE(loaded.ok()) << loaded.status();
  EXPECT_EQ(WriteImage(*(*loaded)->program), Image());
}

TEST(RuleSetImageTest, RefusesWhatIsNone) {
  for (const char* bytes : {"name: ports\n",
                            "\x7F"
                            "ELF",
                            "CASPIANX and more"})
    EXPECT_THAT(Refusal(bytes), StartsWith("a.rules: no compiled rule set: name a pack's folder")) << bytes;
}

TEST(RuleSetImageTest, RefusesEachPieceOfOne) {
  const std::string image = Image();

  for (size_t size = 0; size < image.size(); ++size)
    EXPECT_THAT(Refusal(image.substr(0, size)), HasSubstr("copy it anew, or build it again")) << size;
  EXPECT_THAT(Refusal(image + "x"), HasSubstr("bytes where it should have"));
}

TEST(RuleSetImageTest, RefusesOneInWhichAByteIsAnother) {
  const std::string image = Image();

  for (size_t i = 8; i < image.size(); ++i) {
    std::string damaged = image;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_THAT(Refusal(damaged), HasSubstr("build it again with 'caspian rules build")) << i;
  }
}

TEST(RuleSetImageTest, TellsAnotherVersionFromDamage) {
  std::string other = Image();

  for (char format : {1, 3}) {
    other[8] = format;
    EXPECT_THAT(Refusal(other), HasSubstr(absl::StrCat("built by another version of caspian (format ", int{format},
                                                       ".1, this one reads 2.1)")));
    EXPECT_THAT(Refusal(other), HasSubstr("build it again with 'caspian rules build"));
  }
}

// The lengths of all that an image can be asked for `words`.
size_t AllOf(const RuleSetImage& image, absl::string_view words) {
  size_t bytes = 0;
  const auto tokens = image.indexes.vocabulary.WordsIn(words);
  for (const auto& [key, index] : image.indexes.by_key) {
    for (WordId word : index->first_words()) bytes += image.indexes.vocabulary.word(word).size();
    for (size_t t = 0; t < tokens.size(); ++t) {
      const PhraseHit hit = index->LongestAt(tokens, t);
      if (hit.token_count > 0) bytes += image.lists[0].rows[hit.row][1].size();
    }
  }
  return bytes;
}

// Tables that nobody wrote, under a digest that is right: refused, or all that they can be asked stays within them.
TEST(RuleSetImageTest, StaysWithinItsTablesWhateverTheyHold) {
  const std::string image = Image();
  const size_t tables = image.find("ports", image.find("To Bergen"));
  size_t refused = 0;
  for (size_t i = tables; i < image.size(); ++i) {
    for (char flipped : {'\x01', '\x08', '\x80'}) {
      std::string forged = image;
      forged[i] = static_cast<char>(forged[i] ^ flipped);
      const auto read = Parsed(Sealed(std::move(forged)));
      refused += !read.ok();
      if (read.ok()) {
        EXPECT_LT(AllOf(*read, "Oslo New Port Bergen pier"), image.size());
      }
    }
  }
  EXPECT_GT(refused, image.size() / 4);
}

TEST(RuleSetImageTest, TellsAFileThatIsNotThere) {
  const auto image = ReadImage("nowhere/a.rules");

  EXPECT_EQ(ReasonOf(image.status()), v1::ERROR_REASON_RULE_SET_NOT_FOUND);
  EXPECT_THAT(std::string(image.status().message()), HasSubstr("nowhere/a.rules: can't be read"));
}

}  // namespace
}  // namespace caspian::extractor
