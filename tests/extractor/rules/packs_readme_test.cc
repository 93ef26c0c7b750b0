// The examples of extractor/packs/README.md are one pack: its blocks of YAML and TSV begin with a comment that names
// their file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "caspian/v1/event.pb.h"
#include "extractor/rules/enum_words.h"
#include "extractor/rules/label_fields.h"
#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {
namespace {

std::string Readme() {
  std::ostringstream text;
  text << std::ifstream(absl::StrCat(CASPIAN_SOURCE_DIR, "/extractor/packs/README.md")).rdbuf();
  return text.str();
}

std::map<std::string, std::string> Examples() {
  std::map<std::string, std::string> files;
  std::string* open = nullptr;
  bool is_first = false;
  for (absl::string_view line : absl::StrSplit(Readme(), '\n')) {
    if (open == nullptr && !is_first) {
      is_first = line == "```yaml" || line == "```tsv";
    } else if (is_first) {
      is_first = false;
      open = &files[std::string(absl::StripPrefix(line, "# "))];
      *open = absl::StrCat(line, "\n");
    } else if (line == "```") {
      open = nullptr;
    } else {
      absl::StrAppend(open, line, "\n");
    }
  }
  return files;
}

TEST(PacksReadmeTest, ExamplesAreAValidPack) {
  const auto files = Examples();

  EXPECT_EQ(files.size(), 8u);
  EXPECT_THAT(PackFiles(files).Problems(), ::testing::IsEmpty());
}

TEST(PacksReadmeTest, NamesEveryWordThatAPackMayUse) {
  const std::string readme = Readme();
  std::vector<std::string> words = RoleNames();
  for (const auto* type :
       {v1::LabelKind_descriptor(), v1::NameWordFunction_descriptor(), v1::CandidatePart_descriptor(),
        v1::GuardKind_descriptor(), v1::Polarity_descriptor(), v1::Actuality_descriptor(), v1::Voice_descriptor()}) {
    for (const std::string& word : EnumWords(*type)) words.push_back(word);
  }
  for (const std::string& word : words) EXPECT_TRUE(absl::StrContains(readme, absl::StrCat("`", word, "`"))) << word;
}

// The faults that the page shows are what comes of the slips that it means.
TEST(PacksReadmeTest, ShowsFaultsAsTheyAreTold) {
  const std::string readme = Readme();
  auto files = Examples();
  const auto slip = [&files](const std::string& file, absl::string_view from, absl::string_view to) {
    std::string& text = files[file];
    const size_t at = text.find(std::string(from));
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), std::string(to));
  };
  slip("pack.yaml", "RANK:     {kind: auxiliary}", "RANK:     {kind: auxilary}");
  slip("values.yaml", "<MONTH>", "<VISIT>");
  slip("values.yaml", "    set: {month_number: $month.number}\n", "");
  slip("relations.yaml", "- {text:", "- {txt:");

  for (const std::string& problem : PackFiles(files).Problems()) {
    if (absl::StrContains(problem, "is missing")) continue;  // of the key that was mistyped
    EXPECT_TRUE(absl::StrContains(readme, problem)) << problem;
  }
}

}  // namespace
}  // namespace caspian::extractor
