#include "client/cli/input/json_lines.h"

#include <cstdio>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace caspian::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A file that holds `text`.
File FileOf(const std::string& text) {
  std::FILE* file = std::tmpfile();
  std::fwrite(text.data(), 1, text.size(), file);
  std::rewind(file);
  return File(file);
}

std::vector<std::string> LinesOf(const std::string& text) {
  LineReader reader(FileOf(text));
  std::vector<std::string> lines;
  for (TextLine line; reader.Next(&line);) lines.push_back(absl::StrCat(line.number, ":", line.text));
  return lines;
}

TEST(LineReaderTest, NumbersLinesAndSkipsBlankOnes) {
  EXPECT_THAT(LinesOf("a\n\n  \nb\n"), ElementsAre("1:a", "4:b"));
  EXPECT_THAT(LinesOf("a\r\nb"), ElementsAre("1:a\r", "2:b"));
  EXPECT_THAT(LinesOf(""), ElementsAre());
  EXPECT_THAT(LinesOf("\n"), ElementsAre());
}

TEST(LineReaderTest, DropsAByteOrderMarkAtTheStart) {
  EXPECT_THAT(LinesOf("\xEF\xBB\xBF{}\n\xEF\xBB\xBF{}"), ElementsAre("1:{}", "2:\xEF\xBB\xBF{}"));
}

TEST(LineReaderTest, ReadsLinesThatAreLongerThanItsBuffer) {
  const std::string line(size_t{3} << 20, 'x');

  const auto lines = LinesOf(absl::StrCat(line, "\n", line, "y\nz"));

  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].size(), line.size() + 2);
  EXPECT_EQ(lines[1].size(), line.size() + 3);
  EXPECT_EQ(lines[2], "3:z");
}

TEST(LineReaderTest, SkipsALineAboveTheLimitAndGoesOn) {
  LineReader reader(FileOf(absl::StrCat("a\n", std::string(kLineLimitBytes + 1, 'x'), "\nb\n")));
  TextLine line;

  ASSERT_TRUE(reader.Next(&line));
  ASSERT_TRUE(reader.Next(&line));
  EXPECT_TRUE(line.too_long);
  EXPECT_EQ(line.number, 2u);
  ASSERT_TRUE(reader.Next(&line));
  EXPECT_EQ(line.text, "b");
  EXPECT_FALSE(reader.Next(&line));
}

absl::StatusOr<v1::Document> Parse(const std::string& text) { return JsonLineParser().Parse({7, text, false}); }

TEST(JsonLineParserTest, ReadsTheFieldsOfADocumentAndIgnoresOthers) {
  const auto document =
      Parse(R"({"id":"a","text":"é\n","published":"2006-07-05","title":"T","publisher":"P","author":null,)"
            R"("language":"en","uri":"u","score":[1,{"text":"no"}]})");

  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->id(), "a");
  EXPECT_EQ(document->text(), "é\n");
  EXPECT_EQ(FormatPublishedDate(document->published()), "2006-07-05");
  EXPECT_EQ(document->title() + document->publisher() + document->author() + document->language() + document->uri(),
            "TPenu");
}

TEST(JsonLineParserTest, ReadsPublishedDatesAsFarAsTheyAreKnown) {
  for (const char* date : {"2006", "2006-07", "2006-07-05", "2006-07-05T14:30", "2006-07-05T14:30+06:00"}) {
    const auto document = Parse(absl::StrCat(R"({"id":"a","published":")", date, "\"}"));
    ASSERT_TRUE(document.ok()) << document.status();
    EXPECT_EQ(FormatPublishedDate(document->published()), date);
  }
  EXPECT_EQ(FormatPublishedDate(Parse(R"({"id":"a","published":2006})")->published()), "2006");
  EXPECT_FALSE(Parse(R"({"id":"a","published":null})")->has_published());
}

TEST(JsonLineParserTest, TakesANumberAsAnId) { EXPECT_EQ(Parse(R"({"id":17,"text":"x"})")->id(), "17"); }

TEST(JsonLineParserTest, SaysWhichLineIsWrongAndWhatToDo) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"{\"id\":\"a\"", "not JSON"},
      {"plain words", "--input-format text"},
      {"[1]", "not a JSON object"},
      {"{\"id\":\"a\"} {\"id\":\"b\"}", "not JSON"},
      {"{\"text\":\"x\"}", "no \"id\""},
      {"{\"id\":\"a\",\"text\":5}", "field \"text\" is not a string"},
      {"{\"id\":\"a\",\"title\":[]}", "field \"title\" is not a string"},
      {"{\"id\":\"a\",\"text\":\"x\",\"text\":\"y\"}", "field \"text\" comes twice"},
      {"{\"id\":\"a\",\"published\":\"2006-13\"}", "month 13"},
      {"{\"id\":\"a\",\"text\":\"\xff\"}", "not UTF-8"},
      {"{\"id\":\"a\",\"text\":\"\\ud800\"}", "not JSON"},
  };
  for (const auto& [line, message] : cases) {
    const auto document = Parse(line);
    ASSERT_FALSE(document.ok()) << line;
    EXPECT_EQ(document.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(document.status().message()), HasSubstr("line 7: "));
    EXPECT_THAT(std::string(document.status().message()), HasSubstr(message)) << line;
  }
}

}  // namespace
}  // namespace caspian::cli
