#include "extractor/rules/list_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ListRowsTest, HasRowsAndTheirCellsByNumber) {
  const ListRows rows = ListRows::Of("name\tin\tof", {"Bergen\t\tx", "Oslo\tNO\t"});

  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1][0], "Oslo");
  EXPECT_EQ(rows[1][1], "NO");
  EXPECT_EQ(rows[1][2], "");
  EXPECT_EQ(rows[0][3], "");
  EXPECT_THAT(CellsOf(rows), ElementsAre(ElementsAre("Bergen", "", "x"), ElementsAre("Oslo", "NO", "")));
  EXPECT_EQ(rows.head(), "name\tin\tof");
  EXPECT_EQ(rows.lines(), "name\tin\tof\nBergen\t\tx\nOslo\tNO\t\n");
}

TEST(ListRowsTest, MayHaveNoRow) {
  EXPECT_THAT(CellsOf(ListRows::Of("name", {})), IsEmpty());
  EXPECT_TRUE(ListRows().empty());
  EXPECT_THAT(CellsOf(ListRows()), IsEmpty());
}

TEST(ListRowsTest, AreTheSameReadFromTheirBytes) {
  const ListRows rows = ListRows::Of("name\tin", {"Bergen\t", "Oslo\tNO"});
  const auto read = ListRows::FromFlat(SharedBytes(std::string(rows.flat_bytes())));

  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(CellsOf(*read), CellsOf(rows));
}

TEST(ListRowsTest, AreNotReadWhereARowEndsWithinOrBeyondItsLine) {
  const auto read = [](const std::vector<uint32_t>& ends) {
    FlatWriter flat;
    flat.Bytes("a\nb\ncc\n");
    flat.Array(ends);
    return ListRows::FromFlat(SharedBytes(flat.Take())).has_value();
  };

  EXPECT_TRUE(read({4, 7}));
  for (const auto& ends : std::vector<std::vector<uint32_t>>{
           {}, {4}, {2, 7}, {3, 7}, {7, 4}, {4, 4, 7}, {4, 6}, {4, 8}, {4, 7, 7}, {4, 0xFFFFFFFF}})
    EXPECT_FALSE(read(ends)) << ::testing::PrintToString(ends);
}

}  // namespace
}  // namespace caspian::extractor
