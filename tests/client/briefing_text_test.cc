// Golden pages: golden/NAME.textproto → golden/NAME[.variant].txt. To look at a change, set CASPIAN_WRITE_GOLDEN=1 and
// diff.
#include "client/cli/render/briefing_text.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "client/cli/render/cells.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace caspian::cli {
namespace {

std::string Path(const std::string& name) { return std::string(CASPIAN_SOURCE_DIR) + "/tests/client/golden/" + name; }

std::string Read(const std::string& name) {
  std::ifstream file(Path(name));
  EXPECT_TRUE(file) << Path(name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

v1::Briefing Load(const std::string& name) {
  v1::Briefing briefing;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(Read(name + ".textproto"), &briefing));
  return briefing;
}

void ExpectGolden(const std::string& text, const std::string& name) {
  if (std::getenv("CASPIAN_WRITE_GOLDEN") != nullptr) std::ofstream(Path(name)) << text;
  EXPECT_EQ(text, Read(name));
}

TEST(BriefingTextTest, PrintsAPageOfAHundredCells) { ExpectGolden(RenderBriefing(Load("harbour"), {}), "harbour.txt"); }

TEST(BriefingTextTest, FitsANarrowTerminal) {
  const std::string page = RenderBriefing(Load("harbour"), {{60, false}, false});

  ExpectGolden(page, "harbour.narrow.txt");
}

TEST(BriefingTextTest, ShowsRulesSpansAndDigestsWithReceipts) {
  ExpectGolden(RenderBriefing(Load("harbour"), {{100, false}, true}), "harbour.receipts.txt");
}

TEST(BriefingTextTest, KeepsEveryLineWithinEveryWidth) {
  for (size_t width = kNarrowestPage; width <= 160; width += 3) {
    for (bool receipts : {false, true}) {
      for (absl::string_view line : absl::StrSplit(RenderBriefing(Load("harbour"), {{width, false}, receipts}), '\n')) {
        EXPECT_LE(CellWidth(line), width) << line;
      }
    }
  }
}

TEST(BriefingTextTest, ColoursOnlyWhereAsked) {
  const std::string plain = RenderBriefing(Load("harbour"), {});
  std::string colored = RenderBriefing(Load("harbour"), {{100, true}, false});

  EXPECT_FALSE(absl::StrContains(plain, "\x1b"));
  EXPECT_TRUE(absl::StrContains(colored, "\x1b[1;36mREPORTED\x1b[0m"));
}

TEST(BriefingTextTest, SaysSoWhereNothingWasFound) {
  v1::Briefing briefing;
  briefing.set_collection("news");
  briefing.mutable_counts()->set_document_count(1);
  briefing.add_documents()->set_id("a.txt");

  const std::string page = RenderBriefing(briefing, {});

  EXPECT_TRUE(absl::StartsWith(page, "NEWS")) << page;
  EXPECT_TRUE(absl::StrContains(page, "Nothing was found")) << page;
}

TEST(BriefingTextTest, NamesTheMostSupportedCountriesWhereThereIsNoAgreement) {
  v1::Briefing briefing = Load("harbour");
  for (auto& record : *briefing.mutable_records()) {
    if (record.has_agreement()) record.clear_body();
  }

  EXPECT_TRUE(absl::StartsWith(RenderBriefing(briefing, {}), "LATVIA – ESTONIA"));
}

TEST(BriefingTextTest, WritesYearsWherePublishedYearsDiffer) {
  v1::Briefing briefing = Load("harbour");
  briefing.add_documents()->mutable_published()->set_year(2018);

  EXPECT_TRUE(absl::StrContains(RenderBriefing(briefing, {}), "10 Apr 2019"));
}

}  // namespace
}  // namespace caspian::cli
