#include "extractor/rules/list_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/sha256.h"
#include "extractor/rules/problem.h"
#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> ProblemsOf(const std::string& tsv) {
  std::vector<v1::RuleSetProblem> problems;
  const auto list = ParseList("x", "lists/x.tsv", tsv, &problems);
  EXPECT_EQ(list.has_value(), problems.empty());
  std::vector<std::string> lines;
  for (const auto& problem : problems) lines.push_back(FormatProblem(problem));
  return lines;
}

List Parsed(const std::string& tsv) {
  std::vector<v1::RuleSetProblem> problems;
  return ParseList("x", "lists/x.tsv", tsv, &problems).value();
}

TEST(ListFileTest, ReadsColumnsAndRowsBelowTheComments) {
  const List list = Parsed("# who\n# made it\nname\tiso\nOslo\tNO\nBergen\tNO\n");

  EXPECT_EQ(list.name, "x");
  EXPECT_THAT(list.columns, ElementsAre("name", "iso"));
  EXPECT_THAT(CellsOf(list.rows), ElementsAre(ElementsAre("Bergen", "NO"), ElementsAre("Oslo", "NO")));
}

TEST(ListFileTest, KeepsEmptyCellsAndReadsALastLineWithoutEnd) {
  EXPECT_THAT(CellsOf(Parsed("a\tb\tc\nx\t\t").rows), ElementsAre(ElementsAre("x", "", "")));
}

TEST(ListFileTest, ReadsCarriageReturnsAndByteOrderMarkAsIfTheyWereNotThere) {
  EXPECT_EQ(Parsed("\xEF\xBB\xBF# c\r\na\tb\r\nx\ty\r\n").sha256, Parsed("a\tb\nx\ty\n").sha256);
}

TEST(ListFileTest, HasTheHashOfItsCanonicalBytes) {
  const List list = Parsed("# c\na\tb\nz\t1\ny\t2\nz\t1\n");

  EXPECT_EQ(CanonicalBytes(list), "a\tb\ny\t2\nz\t1\n");
  EXPECT_EQ(list.sha256, Sha256Hex("a\tb\ny\t2\nz\t1\n"));
  EXPECT_EQ(RefOf(list).row_count(), 2u);
  EXPECT_EQ(RefOf(list).columns_size(), 2);
}

TEST(ListFileTest, HashIsTheSameForEveryOrderOfRows) {
  std::vector<std::string> rows;
  for (int i = 0; i < 50; ++i) rows.push_back(absl::StrCat("word", i, "\t", i % 7));
  const std::string hash = Parsed(absl::StrCat("a\tb\n", absl::StrJoin(rows, "\n"), "\n")).sha256;
  std::mt19937 random(7);

  for (int round = 0; round < 20; ++round) {
    std::shuffle(rows.begin(), rows.end(), random);
    EXPECT_EQ(Parsed(absl::StrCat("# ", round, "\na\tb\n", absl::StrJoin(rows, "\n"), "\n")).sha256, hash);
  }
}

TEST(ListFileTest, HashChangesWithACellAndWithAColumnName) {
  const std::string hash = Parsed("a\tb\nx\ty\n").sha256;

  EXPECT_NE(Parsed("a\tb\nx\tz\n").sha256, hash);
  EXPECT_NE(Parsed("a\tc\nx\ty\n").sha256, hash);
  EXPECT_NE(Parsed("a\tb\nx\ty\nv\tw\n").sha256, hash);
}

TEST(ListFileTest, TellsEveryFaultWithLineAndColumn) {
  struct Case {
    std::string tsv;
    std::string problem;
  };
  const std::vector<Case> cases = {
      {"", "lists/x.tsv:1:1: the list has no line of column names"},
      {"a\tb\nx\n", "lists/x.tsv:2:1: the row has 1 cell where the list has 2 columns"},
      {"a\nx\ty\n", "lists/x.tsv:2:1: the row has 2 cells where the list has 1 column"},
      {"a\tb\ta\n", "lists/x.tsv:1:5: column a stands twice"},
      {"a\tb c\n", "lists/x.tsv:1:3: 'b c' is no name of a column (hint: part columns by tabs, not blanks)"},
      {"a\nx\n\ny\n", "lists/x.tsv:3:1: empty line"},
      {"a\nx\n# y\n", "lists/x.tsv:3:1: a comment below the head of the list"},
      {"a\tb\nx\t y\n", "lists/x.tsv:2:3: blanks around 'y'"},
      {"a\tb\n\ty\n", "lists/x.tsv:2:1: the first cell is empty"},
      {"a\nx\xFFy\n", "lists/x.tsv:2:2: the line is not UTF-8"},
      {"a\nx\ry\n", "lists/x.tsv:2:2: character U+000D is not allowed"},
      {std::string("a\nx\0y\n", 6), "lists/x.tsv:2:2: character U+0000 is not allowed"},
      {"a\nx\xEE\x80\x80\n", "lists/x.tsv:2:2: character U+E000 is not allowed"},
  };
  for (const Case& c : cases) EXPECT_THAT(ProblemsOf(c.tsv), ElementsAre(::testing::StartsWith(c.problem)));
}

TEST(ListFileTest, TellsAllFaultsAtOnceUpToTwentyAndCountsTheRest) {
  std::string tsv = "a\tb\n";
  for (int i = 0; i < 30; ++i) tsv += "x\n";

  const std::vector<std::string> problems = ProblemsOf(tsv);

  ASSERT_EQ(problems.size(), 21u);
  EXPECT_EQ(problems.back(), "lists/x.tsv:31: the list has 10 more faults (hint: mend the ones above first)");
}

TEST(ListFileTest, FindsColumnsByName) {
  const List list = Parsed("a\tb\n");

  EXPECT_EQ(ColumnIndex(list, "b"), 1);
  EXPECT_EQ(ColumnIndex(list, ""), 0);
  EXPECT_EQ(ColumnIndex(list, "c"), -1);
}

// The lists that packs are made from, where they are at hand: CASPIAN_LISTS_DIR, or the folder shared/lists beside the
// clone.
TEST(ListFileTest, ReadsTheStartingLists) {
  const char* given = std::getenv("CASPIAN_LISTS_DIR");
  const std::filesystem::path folder = given != nullptr
                                           ? std::filesystem::path(given)
                                           : std::filesystem::path(CASPIAN_SOURCE_DIR) / ".." / "shared" / "lists";
  if (!std::filesystem::is_directory(folder))
    GTEST_SKIP() << "no starting lists: set CASPIAN_LISTS_DIR to their folder";

  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".tsv") continue;
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    SCOPED_TRACE(entry.path().filename().string());
    EXPECT_THAT(ProblemsOf(bytes.str()), IsEmpty());
    ++count;
  }
  EXPECT_GT(count, 0);
}

}  // namespace
}  // namespace caspian::extractor
