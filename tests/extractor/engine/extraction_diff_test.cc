#include "extractor/engine/extraction_diff.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/base/error.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

//                   0         1         2         3
//                   0123456789012345678901234567890123456
const char kText[] = "Cove told Bay:\n Cove lends the  boat.";

v1::Extraction Parse(absl::string_view text) {
  v1::Extraction extraction;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(std::string(text), &extraction)) << text;
  extraction.set_document_id("d");
  return extraction;
}

std::string Line(const v1::ExtractionDifference& d) {
  const char marks[] = {'?', '+', '-', '~'}, results[] = {'?', 'm', 'e', 's'};
  return absl::StrCat(std::string(1, marks[d.kind()]), std::string(1, results[d.result()]), " ", d.label(), " ",
                      d.span().begin(), "..", d.span().end(), " ", d.before(), " > ", d.after());
}

std::vector<std::string> Diff(absl::string_view before, absl::string_view after) {
  std::vector<std::string> lines;
  for (const auto& difference : DiffExtractions(Parse(before), Parse(after), kText)) lines.push_back(Line(difference));
  return lines;
}

struct DiffCase {
  const char* what;
  const char* before;
  const char* after;
  const char* line;  // the only difference; empty: none
};

TEST(ExtractionDiffTest, TellsEachKindOfDifference) {
  const DiffCase cases[] = {
      {"nothing", "", "", ""},
      {"rule and confidence", "mentions {span {end: 4} label: 'A' rule_id: 'x' confidence: 5}",
       "mentions {span {end: 4} label: 'A' rule_id: 'y' confidence: 6}", ""},
      {"added", "", "mentions {span {end: 4} label: 'A'}", "+m A 0..4  > "},
      {"removed", "entities {name: 'Cove'} mentions {span {end: 4} label: 'A' entity: 0}", "",
       "-m A 0..4 entity Cove > "},
      {"label", "mentions {span {end: 4} label: 'A'}", "mentions {span {end: 4} label: 'B'}",
       "~m A 0..4 label A > label B"},
      {"value", "mentions {span {end: 4} label: 'A' value {canonical: '1'}}",
       "mentions {span {end: 4} label: 'A' value {canonical: '2'}}", "~m A 0..4 value 1 > value 2"},
      {"modifier", "mentions {span {end: 4} label: 'A' value {canonical: '1'}}",
       "mentions {span {end: 4} label: 'A' value {canonical: '1' modifier: VALUE_MODIFIER_SINCE}}",
       "~m A 0..4  > modifier since"},
      {"entity's name", "entities {name: 'Cove'} mentions {span {end: 4} label: 'A' entity: 0}",
       "entities {name: 'Bay'} mentions {span {end: 4} label: 'A' entity: 0}", "~m A 0..4 entity Cove > entity Bay"},
      {"entity's index alone", "entities {name: 'Cove'} mentions {span {end: 4} label: 'A' entity: 0}",
       "entities {name: 'x'} entities {name: 'Cove'} mentions {span {end: 4} label: 'A' entity: 1}", ""},
      {"stands for", "mentions {span {end: 4} label: 'A'}",
       "entities {name: 'city of Cove'} mentions {span {end: 4} label: 'A' stands_for: 0}",
       "~m A 0..4  > stands for city of Cove"},
      {"feature", "mentions {span {end: 4} label: 'A' features {name: 'kind' value: 'port'}}",
       "mentions {span {end: 4} label: 'A' features {name: 'kind' value: 'town'}}", "~m A 0..4 kind port > kind town"},
      {"polarity and actuality",
       "events {span {end: 4} type: 'LEND' polarity: POLARITY_YES actuality: ACTUALITY_HAPPENED}",
       "events {span {end: 4} type: 'LEND' polarity: POLARITY_NO actuality: ACTUALITY_PLANNED}",
       "~e LEND 0..4 polarity yes, actuality happened > polarity no, actuality planned"},
      {"role", "events {span {end: 36} type: 'LEND' roles {name: 'object' span {begin: 27 end: 36}}}",
       "events {span {end: 36} type: 'LEND' roles {name: 'agent' span {begin: 16 end: 20}}}",
       "~e LEND 0..36 object \"the boat\" > agent \"Cove\""},
      {"roles in another order",
       "events {span {end: 4} type: 'X' roles {name: 'a' span {end: 4}} roles {name: 'b' span {begin: 10 end: 13}}}",
       "events {span {end: 4} type: 'X' roles {name: 'b' span {begin: 10 end: 13}} roles {name: 'a' span {end: 4}}}",
       ""},
      {"the same words elsewhere", "events {span {end: 4} type: 'X' roles {name: 'agent' span {end: 4}}}",
       "events {span {end: 4} type: 'X' roles {name: 'agent' span {begin: 16 end: 20}}}",
       "~e X 0..4 agent \"Cove\" 0..4 > agent \"Cove\" 16..20"},
      {"holder", "events {span {end: 4} type: 'X'}",
       "events {span {end: 4} type: 'X' holders {name: 'holder' span {end: 4}}}", "~e X 0..4  > whose holder \"Cove\""},
      {"value of a role", "events {span {end: 4} type: 'X' roles {name: 'when' span {end: 4} value {canonical: '1'}}}",
       "events {span {end: 4} type: 'X' roles {name: 'when' span {end: 4} value {canonical: '2'}}}",
       "~e X 0..4 when \"Cove\" = 1 > when \"Cove\" = 2"},
      {"credit", "citations {source: 'Wire'} events {span {end: 4} type: 'X' citation: 0}",
       "citations {source: 'Wire'} events {span {end: 4} type: 'X' citation: 0 citation_presumed: true}",
       "~e X 0..4 source Wire > presumed source Wire"},
      {"holder of a statement", "statements {span {end: 13} manner: 'SAY' roles {name: 'holder' span {end: 4}}}",
       "statements {span {end: 13} manner: 'SAY' roles {name: 'holder' span {begin: 10 end: 13}}}",
       "~s SAY 0..13 holder \"Cove\" > holder \"Bay\""},
      {"manner and voice", "statements {span {end: 13} manner: 'SAY' voice: VOICE_REPORTED}",
       "statements {span {end: 13} manner: 'DENY' voice: VOICE_AUTHOR}",
       "~s SAY 0..13 label SAY, voice reported > label DENY, voice author"},
  };
  for (const DiffCase& c : cases) {
    const std::vector<std::string> lines = Diff(c.before, c.after);
    if (*c.line == '\0') {
      EXPECT_THAT(lines, IsEmpty()) << c.what;
      continue;
    }
    ASSERT_EQ(lines.size(), 1u) << c.what;
    EXPECT_EQ(lines[0], c.line) << c.what;
  }
}

TEST(ExtractionDiffTest, OfSeveralOverOneSpanTheLikeArePairedFirst) {
  EXPECT_THAT(Diff("mentions {span {end: 4} label: 'A'} mentions {span {end: 4} label: 'B'}",
                   "mentions {span {end: 4} label: 'B'} mentions {span {end: 4} label: 'C'} "
                   "mentions {span {end: 4} label: 'D'}"),
              ElementsAre("~m A 0..4 label A > label C", "+m D 0..4  > "));
}

TEST(ExtractionDiffTest, ComeByKindThenByPlace) {
  EXPECT_THAT(Diff("mentions {span {begin: 16 end: 20} label: 'A'}",
                   "mentions {span {end: 4} label: 'A'} statements {span {end: 4} manner: 'SAY'} "
                   "events {span {begin: 16 end: 20} type: 'X'}"),
              ElementsAre(testing::StartsWith("+m A 0..4"), testing::StartsWith("-m A 16..20"),
                          testing::StartsWith("+e X 16..20"), testing::StartsWith("+s SAY 0..4")));
}

TEST(ExtractionDiffTest, CarriesDocumentAndWords) {
  const auto differences = DiffExtractions({}, Parse("mentions {span {begin: 10 end: 13} label: 'A'}"), kText);

  ASSERT_EQ(differences.size(), 1u);
  EXPECT_EQ(differences[0].document_id(), "d");
  EXPECT_EQ(differences[0].text(), "Bay");
}

TEST(DiffEnginesTest, ComparesWhatTwoSetsFindAndFailsAsTheyDo) {
  const auto one = Loaded({"  A: {kind: name}\n", {"rules:\n  - {id: a, label: A, pattern: 'Cove'}\n"}, {}, ""});
  const auto two = Loaded({"  A: {kind: name}\n", {"rules:\n  - {id: b, label: A, pattern: 'Bay'}\n"}, {}, ""});

  EXPECT_EQ(DiffEngines(*one->engine, *two->engine, DocumentOf(kText))->size(), 3u);
  EXPECT_EQ(DiffEngines(*one->engine, *one->engine, DocumentOf(kText))->size(), 0u);
  EXPECT_EQ(ReasonOf(DiffEngines(*one->engine, *two->engine, DocumentOf("")).status()),
            v1::ERROR_REASON_DOCUMENT_EMPTY);
}

}  // namespace
}  // namespace caspian::extractor
