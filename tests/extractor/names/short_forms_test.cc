#include "extractor/names/short_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "extractor/program/kept.h"

namespace caspian::extractor {
namespace {

std::vector<std::string> Hits(const ShortFormIndex& index, absl::string_view word) {
  std::vector<std::string> hits;
  for (const auto& hit : index.Find(word)) {
    hits.push_back(absl::StrCat(hit.kind == ShortFormKind::kLastWord    ? "last"
                                : hit.kind == ShortFormKind::kFirstWord ? "first"
                                                                        : "acronym",
                                hit.id));
  }
  return hits;
}

std::pmr::memory_resource* Memory() {
  static std::pmr::monotonic_buffer_resource memory;
  return &memory;
}

ShortFormIndex IndexOf(const std::vector<std::string>& names) {
  ShortFormIndex index(2, 8, Memory());
  for (size_t i = 0; i < names.size(); ++i) {
    const std::vector<absl::string_view> words = absl::StrSplit(KeptText(names[i], Memory()), ' ');
    index.Add(words, static_cast<int>(i));
  }
  return index;
}

using Words = std::vector<std::string>;

TEST(ShortFormIndexTest, FindsFirstAndLastWordsAndAcronyms) {
  const ShortFormIndex index = IndexOf({"Ada Marsh", "Northern Grain Union", "Bilt"});

  EXPECT_EQ(Hits(index, "Marsh"), Words{"last0"});
  EXPECT_EQ(Hits(index, "Ada"), Words{"first0"});
  EXPECT_EQ(Hits(index, "NGU"), Words{"acronym1"});
  EXPECT_EQ(Hits(index, "N.G.U."), Words{"acronym1"});
  EXPECT_EQ(Hits(index, "Grain"), Words{});
  EXPECT_EQ(Hits(index, "Bilt"), Words{});
}

TEST(ShortFormIndexTest, AnAcronymMayLeaveOneLetterOutBehindTheFirst) {
  const ShortFormIndex index = IndexOf({"Council on Interaction and Common Building in Asia"});

  EXPECT_EQ(Hits(index, "CICBA"), Words{"acronym0"});
  EXPECT_EQ(Hits(index, "CICA"), Words{"acronym0"});
  EXPECT_EQ(Hits(index, "ICBA"), Words{});
  EXPECT_EQ(Hits(index, "CIA"), Words{});
}

TEST(ShortFormIndexTest, AWordOfSmallLettersIsNoAcronym) { EXPECT_EQ(Hits(IndexOf({"Ada Deng"}), "Ad"), Words{}); }

TEST(ShortFormIndexTest, EachKindAndIdCountsOnceAndKindsDoNotCrowdEachOtherOut) {
  ShortFormIndex index(2, 8, Memory());
  for (int i = 0; i < 100; ++i) index.Add({"Old", "NGU"}, i);
  for (int i = 0; i < 100; ++i) index.Add({"Northern", "Grain", "Union"}, 7);

  const auto hits = Hits(index, "NGU");
  EXPECT_EQ(hits.size(), 9u);
  EXPECT_EQ(hits.back(), "acronym7");
}

TEST(LooksLikeAcronymTest, TakesAsManyCapitalsAsItsBounds) {
  const ShortFormIndex index(2, 8, Memory());
  for (const char* yes : {"UN", "U.N.", "NATO", "ABCDEFGH", "ҚР"}) EXPECT_TRUE(index.LooksLikeAcronym(yes)) << yes;
  for (const char* no : {"U", "U.", "Nato", "ABCDEFGHI", "A-B", "A B", "AT&T", "A'B", "12"})
    EXPECT_FALSE(index.LooksLikeAcronym(no)) << no;
}

}  // namespace
}  // namespace caspian::extractor
