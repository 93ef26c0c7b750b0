// The examples of extractor/packs/README.md are packs: its blocks of YAML and TSV begin with a comment that names their
// file, of packs other than the page's own with the folder before it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "caspian/v1/event.pb.h"
#include "extractor/engine/library.h"
#include "extractor/rule_tests/rule_tests.h"
#include "extractor/rules/enum_words.h"
#include "extractor/rules/label_fields.h"
#include "extractor/rules/warnings.h"
#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {
namespace {

constexpr char kOwn[] = "harbour";
const std::vector<std::string> kOthers = {"article", "desk", "first-pack", "night-watch"};

std::string FileText(absl::string_view name) {
  std::ostringstream text;
  text << std::ifstream(absl::StrCat(CASPIAN_SOURCE_DIR, "/", name)).rdbuf();
  return text.str();
}

std::string Readme() { return FileText("extractor/packs/README.md"); }

// Where the file that a block's first line names is written.
std::string PlaceOf(const std::string& name) {
  const std::string folder = name.substr(0, name.find('/'));
  const bool is_other = std::find(kOthers.begin(), kOthers.end(), folder) != kOthers.end();
  return is_other ? name : absl::StrCat(kOwn, "/", name);
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
      open = &files[PlaceOf(std::string(absl::StripPrefix(line, "# ")))];
      *open = absl::StrCat(line, "\n");
    } else if (line == "```") {
      open = nullptr;
    } else {
      absl::StrAppend(open, line, "\n");
    }
  }
  return files;
}

class PacksReadmeExamplesTest : public ::testing::TestWithParam<std::string> {};

TEST_P(PacksReadmeExamplesTest, IsAPackWithoutFaultOrWarningWhoseTestsPass) {
  const PackFiles files(Examples());
  std::filesystem::create_directory_symlink(absl::StrCat(CASPIAN_SOURCE_DIR, "/extractor/packs/en-news"),
                                            absl::StrCat(files.path(), "/en-news"));
  std::vector<v1::RuleSetProblem> problems;

  const Pack read = CheckPack(absl::StrCat(files.path(), "/", GetParam()));
  EXPECT_EQ(PackFiles::Formatted(WarningsOf(read)), std::vector<std::string>());
  const auto pack = LoadPack(GetParam(), read, &problems);

  ASSERT_TRUE(pack.ok()) << ::testing::PrintToString(PackFiles::Formatted(problems));
  const RuleTestReport report = RunRuleTests(*(*pack)->program);
  EXPECT_GT(report.tests, 0);
  for (const RuleTestFailure& failure : report.failures) ADD_FAILURE() << FormatFailure(failure);
}

INSTANTIATE_TEST_SUITE_P(Packs, PacksReadmeExamplesTest,
                         ::testing::Values("harbour", "article", "desk", "first-pack", "night-watch"),
                         [](const auto& info) {
                           std::string name = info.param;
                           name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
                           return name;
                         });

bool NamesInBackticks(const std::string& readme, const std::string& word) {
  return absl::StrContains(readme, absl::StrCat("`", word, "`"));
}

TEST(PacksReadmeTest, NamesEveryWordThatAPackMayUse) {
  const std::string readme = Readme();
  std::vector<std::string> words = RoleNames();
  for (const auto* type :
       {v1::LabelKind_descriptor(), v1::NameWordFunction_descriptor(), v1::CandidatePart_descriptor(),
        v1::GuardKind_descriptor(), v1::Polarity_descriptor(), v1::Actuality_descriptor(), v1::Voice_descriptor(),
        v1::ConflictPolicy_descriptor(), v1::CoverageKind_descriptor(), v1::AttachmentSide_descriptor()}) {
    for (const std::string& word : EnumWords(*type)) words.push_back(word);
  }
  for (const std::string& word : words) EXPECT_TRUE(NamesInBackticks(readme, word)) << word;
}

// The keys that the readers of a pack ask for, told by their source.
std::set<std::string> KeysRead() {
  std::set<std::string> keys;
  const std::regex asked(
      R"re((?:\b(?:Text|Texts|RequiredText|Flag|Integer|Thousandths|Find|Require|Entries|Items|has|text)\(|\b(?:ReadNamed|ReadEnum|ReadPattern|ReadListAt|ReadSettings)\([^"()]*|\{)"([a-z_]+)")re");
  for (const char* reader : {"evidence_rule_yaml.cc", "manifest_yaml.cc", "match_rule_yaml.cc", "rule_bodies.h",
                             "rule_fields.cc", "rule_fields.h", "rule_yaml.cc", "stage_yaml.cc"}) {
    const std::string source = FileText(absl::StrCat("extractor/rules/", reader));
    for (std::sregex_iterator hit(source.begin(), source.end(), asked), end; hit != end; ++hit) keys.insert((*hit)[1]);
  }
  return keys;
}

TEST(PacksReadmeTest, NamesEveryKeyThatIsRead) {
  const std::string readme = Readme();
  const std::set<std::string> keys = KeysRead();

  EXPECT_GT(keys.size(), 80u);
  for (const std::string& key : keys) EXPECT_TRUE(NamesInBackticks(readme, key)) << key;
}

// The words that the page of a briefing has are told by its source.
TEST(PacksReadmeTest, NamesTheTypesAndMannersThatABriefingHasWordsFor) {
  const std::string readme = Readme(), source = FileText("client/cli/render/event_words.cc");
  const std::regex row(R"re(\{"([A-Z_]+)", ")re");
  int words = 0;
  for (std::sregex_iterator hit(source.begin(), source.end(), row), end; hit != end; ++hit, ++words)
    EXPECT_TRUE(NamesInBackticks(readme, (*hit)[1])) << (*hit)[1];
  EXPECT_GT(words, 50);
}

// A table that points to rules of the shipped pack: file and id in the first two cells.
TEST(PacksReadmeTest, PointsToRulesThatThereAre) {
  const std::string readme = Readme();
  const std::regex row(R"re(\| `([a-z]+\.yaml)` \| ((?:`[a-z_.]+`(?:, )?)+) \|)re");
  const std::regex id(R"re(`([a-z_.]+)`)re");
  int rules = 0;
  for (std::sregex_iterator hit(readme.begin(), readme.end(), row), end; hit != end; ++hit) {
    const std::string file = FileText(absl::StrCat("extractor/packs/en-news/", (*hit)[1].str()));
    const std::string ids = (*hit)[2];
    for (std::sregex_iterator one(ids.begin(), ids.end(), id); one != end; ++one, ++rules) {
      EXPECT_TRUE(std::regex_search(file, std::regex(absl::StrCat("id: ", (*one)[1].str(), "[,}\\n]"))))
          << (*hit)[1] << ": " << (*one)[1];
    }
  }
  EXPECT_GT(rules, 10);
}

struct Slip {
  const char* file;
  const char* from;
  const char* to;
  const char* fault;
};

// What the page says is refused.
TEST(PacksReadmeTest, RefusesWhatItSaysIsRefused) {
  const Slip slips[] = {
      {"pack.yaml", "format: 1", "format: 2", "the pack is of format 2"},
      {"pack.yaml", "enumeration: '(?:, (?:and )?| and )'\n", "", "the set does not say what parts an enumeration"},
      {"pack.yaml", "  the: '", "  the: '<vessel>", "macros use each other in a circle"},
      {"pack.yaml", "name: harbour", "include: [../night-watch]\nname: harbour",
       "packs include each other in a circle"},
      {"pack.yaml", "conflict: leftmost", "conflict: all", "stand in the text and can't overlap"},
      {"words.yaml", "'[A-Z]{4,20},'", "'\\b[A-Z]{4,20},'", "\\b is not allowed"},
      {"values.yaml", "(?P<day>", "(?<=on )(?P<day>", "look-around (?<= is not allowed"},
      {"values.yaml", "(?P<day>", "(?<day>", "(?<day> catches nothing here"},
      {"names.yaml", "    vote: none", "    vote: none\n    on: PLACE", "a candidate has no label yet"},
      {"mend.yaml", "{ship: SHIP}", "{ship: DATE}", "label DATE is neither name nor auxiliary"},
      {"log.yaml", "'to <PLACE> by", "'to <PERSON> by", "stage log does not see <PERSON>"},
      {"senses.yaml", "    on: PLACE", "    on: SHIP", "the stage does not look at label SHIP"},
      {"senses.yaml", "${name.authority}", "${name.autority}", "no label of on declares feature autority"},
      {"senses.yaml", "${name.authority}", "$name", "reads no feature of the name"},
      {"deeds.yaml", "elide: [APPOSITION, BRACKET]", "elide: SHIP", "label SHIP can't be left out"},
      {"deeds.yaml", "within: CLAUSE", "within: DATE", "label DATE is no region"},
      {"deeds.yaml", "{writ: ", "{writs: ", "the rule has no form writs"},
      {"deeds.yaml", "elaborates: [TALK]", "elaborates: [TALKS]", "no rule makes events of type TALKS"},
  };
  for (const Slip& slip : slips) {
    auto files = Examples();
    std::string& text = files[PlaceOf(slip.file)];
    const size_t at = text.find(slip.from);
    ASSERT_NE(at, std::string::npos) << slip.from;
    text.replace(at, std::string(slip.from).size(), slip.to);
    const PackFiles pack(files);
    const Pack checked = CheckPack(absl::StrCat(pack.path(), "/", kOwn));
    EXPECT_THAT(PackFiles::Formatted(checked.problems), ::testing::Contains(::testing::HasSubstr(slip.fault)))
        << slip.file << ": " << slip.to;
  }
}

// The page's own pack with each `from` in a file made `to`.
std::map<std::string, std::string> Changed(const std::vector<std::array<std::string, 3>>& changes) {
  auto files = Examples();
  for (const auto& [file, from, to] : changes) {
    std::string& text = files[PlaceOf(file)];
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
  }
  return files;
}

// The faults that the page shows are what comes of the slips that it means.
TEST(PacksReadmeTest, ShowsFaultsAsTheyAreTold) {
  const std::string readme = Readme();
  const PackFiles pack(Changed({{"pack.yaml", "DATELINE:     {kind: auxiliary}", "DATELINE:     {kind: auxilary}"},
                                {"values.yaml", "<MONTH>", "<VISIT>"},
                                {"values.yaml", "    set: {month_number: $month.number}\n", ""},
                                {"relations.yaml", "- {text:", "- {txt:"}}));
  const auto problems = PackFiles::Formatted(CheckPack(absl::StrCat(pack.path(), "/", kOwn)).problems);

  EXPECT_GE(problems.size(), 3u);
  for (const std::string& problem : problems) {
    if (absl::StrContains(problem, "is missing")) continue;  // of the key that was mistyped
    EXPECT_TRUE(absl::StrContains(readme, problem)) << problem;
  }
}

TEST(PacksReadmeTest, ShowsAWarningAsItIsTold) {
  const PackFiles pack(
      Changed({{"values.yaml", "rules:\n",
                "rules:\n  - {id: date.early, label: DATE, pattern: '(?P<day>\\d{1,2}) "
                "(?P<month><MONTH>)(?: (?P<year>\\d{4}))?', not_preceded_by: ['\\d', '\\$', 'no ']}\n"}}));

  const auto warnings = PackFiles::Formatted(WarningsOf(CheckPack(absl::StrCat(pack.path(), "/", kOwn))));

  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_TRUE(absl::StrContains(Readme(), warnings[0])) << warnings[0];
}

TEST(PacksReadmeTest, ShowsFailedTestsAsTheyAreTold) {
  const PackFiles pack(
      Changed({{"values.yaml", "match: 4 March 1911, captures: {day: \"4\", month: March}",
                "match: 4 March, captures: {day: \"4\", month: 4 March}"},
               {"relations.yaml", "harbour master of Bergen, waved", "harbour master in Bergen, waved"}}));
  const auto loaded = LoadPack(absl::StrCat(pack.path(), "/", kOwn), nullptr);
  ASSERT_TRUE(loaded.ok()) << loaded.status();

  const RuleTestReport report = RunRuleTests(*(*loaded)->program);

  ASSERT_EQ(report.failures.size(), 2u);
  for (const RuleTestFailure& failure : report.failures)
    EXPECT_TRUE(absl::StrContains(Readme(), FormatFailure(failure))) << FormatFailure(failure);
}

}  // namespace
}  // namespace caspian::extractor
