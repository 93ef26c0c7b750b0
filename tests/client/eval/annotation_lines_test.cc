#include "client/cli/eval/annotation_lines.h"

#include <fstream>

#include "client/cli/eval/code_point_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace caspian::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string PathOf(const std::string& content) {
  const std::string path = ::testing::TempDir() + "/lines.jsonl";
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

struct Told {
  std::vector<std::string> failures;
  FailureSink sink = [this](absl::string_view message) { failures.emplace_back(message); };
};

constexpr char kGold[] = R"({"id":"a","text":"Åsa x","published":"2006-07-05","entities":[)"
                         R"({"start":0,"end":3,"type":"PERSON","value":"v","optional":true,"named":false},)"
                         R"({"start":4,"end":5,"type":"X","value":null,"named":true}]})";

TEST(ReadGoldTest, ReadsDocumentsWithWhatIsMarked) {
  Told told;

  const auto gold = ReadGold(PathOf(kGold), told.sink);

  EXPECT_THAT(told.failures, IsEmpty());
  ASSERT_THAT(gold, SizeIs(1));
  EXPECT_EQ(gold[0].document.id(), "a");
  EXPECT_TRUE(gold[0].document.has_published());
  EXPECT_THAT(gold[0].place, ::testing::EndsWith("lines.jsonl:1"));
  ASSERT_THAT(gold[0].annotations, SizeIs(2));
  const Annotation &first = gold[0].annotations[0], &second = gold[0].annotations[1];
  EXPECT_EQ(first.start + first.end, 3u);
  EXPECT_EQ(first.type + first.value, "PERSONv");
  EXPECT_TRUE(first.optional);
  EXPECT_FALSE(first.named);
  EXPECT_FALSE(second.optional);
  EXPECT_TRUE(second.named);
  EXPECT_EQ(second.value, "");
}

TEST(ReadGoldTest, TellsEachFaultWithItsLineAndGoesOn) {
  const std::pair<std::string, std::string> cases[] = {
      {"x", "not JSON"},
      {R"({"text":"x"})", "no \"id\""},
      {R"({"id":"b","text":"Åsa","entities":[{"start":0,"end":4,"type":"A"}]})",
       "beyond the text, which has 3 code points"},
      {R"({"id":"b","text":"Åsa","entities":[{"start":2,"end":1,"type":"A"}]})", "start 2 is after end 1"},
      {R"({"id":"b","text":"Åsa","entities":[{"end":1,"type":"A"}]})", "\"start\" is missing"},
      {R"({"id":"b","text":"Åsa","entities":[{"start":-1,"end":1,"type":"A"}]})", "\"start\" is no whole number"},
      {R"({"id":"b","text":"Åsa","entities":[{"start":0,"end":1}]})", "no \"type\""},
      {R"({"id":"b","text":"Åsa","entities":{"start":0}})", "\"entities\" is no list"},
      {R"({"id":"a","text":"again"})", "id \"a\" comes twice"},
      {R"({"id":"b","published":"2006-13","text":""})", "month 13"},
  };
  for (const auto& [line, message] : cases) {
    Told told;
    const auto gold =
        ReadGold(PathOf(std::string(kGold) + "\n" + line + "\n{\"id\":\"last\",\"text\":\"x\"}\n"), told.sink);
    ASSERT_THAT(told.failures, SizeIs(1)) << line;
    EXPECT_THAT(told.failures[0], HasSubstr("lines.jsonl:2: "));
    EXPECT_THAT(told.failures[0], HasSubstr(message));
    EXPECT_THAT(gold, SizeIs(2)) << line;
  }
}

TEST(ReadGoldTest, TellsThatThereIsNoFile) {
  Told told;

  EXPECT_THAT(ReadGold("/no/such/file", told.sink), IsEmpty());
  EXPECT_THAT(told.failures, ElementsAre(HasSubstr("/no/such/file: no such file")));
}

TEST(ReadPredictionsTest, KeepsThoseOfTheGoldAndCountsTheOthers) {
  Told told;
  const auto gold = ReadGold(PathOf(kGold), told.sink);
  size_t unknown = 0;

  const auto predictions =
      ReadPredictions(PathOf(R"({"id":"z","entities":[{"start":0,"end":99,"type":"A"}]})"
                             "\n"
                             R"({"id":"a","entities":[{"start":0,"end":3,"type":"A","value":"2"}]})"
                             "\n"
                             R"({"id":"a","entities":[]})"
                             "\n"
                             R"({"entities":[]})"),
                      gold, told.sink, &unknown);

  EXPECT_EQ(unknown, 1u);
  ASSERT_THAT(predictions, SizeIs(1));
  EXPECT_EQ(predictions.at("a")[0].value, "2");
  EXPECT_THAT(told.failures, ElementsAre(HasSubstr(":3: id \"a\" comes twice"), HasSubstr(":4: no \"id\"")));
}

TEST(ReadPredictionsTest, RefusesWhatIsBeyondTheText) {
  Told told;
  const auto gold = ReadGold(PathOf(kGold), told.sink);
  size_t unknown = 0;

  const auto predictions =
      ReadPredictions(PathOf(R"({"id":"a","entities":[{"start":0,"end":6,"type":"A"}]})"), gold, told.sink, &unknown);

  EXPECT_THAT(predictions, IsEmpty());
  EXPECT_THAT(told.failures, ElementsAre(HasSubstr(":1: entity 0-6 is beyond the text")));
}

TEST(CodePointTextTest, CutsByCodePoints) {
  const CodePointText text("a😀é");

  EXPECT_EQ(text.size(), 3u);
  EXPECT_EQ(text.Slice(1, 2), "😀");
  EXPECT_EQ(text.Slice(2, 99), "é");
  EXPECT_EQ(text.Slice(7, 9), "");
  EXPECT_EQ(text.IndexOf(0), 0u);
  EXPECT_EQ(text.IndexOf(3), 1u);
  EXPECT_EQ(text.IndexOf(5), 2u);
}

}  // namespace
}  // namespace caspian::cli
