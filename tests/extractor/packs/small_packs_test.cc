// Two small packs, of another domain and of another language: what a reader expects of a paragraph is found without a
// word of either in the engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/rule_tests/rule_tests.h"
#include "tests/extractor/engine/extraction_laws.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::shared_ptr<const LoadedRuleSet> Pack(const std::string& name) {
  std::vector<v1::RuleSetProblem> problems;
  auto pack = LoadPack(absl::StrCat(CASPIAN_SOURCE_DIR, "/tests/packs/", name), &problems);
  if (!pack.ok()) {
    ADD_FAILURE() << absl::StrJoin(PackFiles::Formatted(problems), "\n") << pack.status();
    std::exit(1);
  }
  return *std::move(pack);
}

// What one text says, as short lines.
class Reading {
 public:
  Reading(const std::string& pack, std::string text) : text_(std::move(text)), e_(Extracted(*Pack(pack), text_)) {
    ExpectSlicingLaw(e_, text_);
    ExpectOrdered(e_);
    ExpectIndexesInside(e_);
  }

  const v1::Extraction& extraction() const { return e_; }

  // "LABEL name" of the entities.
  std::vector<std::string> Entities() const {
    std::vector<std::string> lines;
    for (const v1::Entity& entity : e_.entities()) lines.push_back(absl::StrCat(entity.label(), " ", entity.name()));
    return lines;
  }

  // "LABEL words = value".
  std::vector<std::string> Values() const {
    std::vector<std::string> lines;
    for (const v1::Mention& mention : e_.mentions()) {
      if (mention.has_value())
        lines.push_back(absl::StrCat(mention.label(), " ", Words(mention.span()), " = ", mention.value().canonical()));
    }
    return lines;
  }

  // "TYPE role=words …", with what is not so, not yet so, or told in several sentences.
  std::vector<std::string> Events() const {
    std::vector<std::string> lines;
    for (const v1::Event& event : e_.events()) {
      std::string line = event.type();
      for (const v1::Role& role : event.roles()) absl::StrAppend(&line, " ", role.name(), "=", Words(role.span()));
      if (event.polarity() == v1::POLARITY_NO) absl::StrAppend(&line, " NOT");
      if (event.actuality() != v1::ACTUALITY_HAPPENED)
        absl::StrAppend(&line, " ", v1::Actuality_Name(event.actuality()));
      if (event.elaborations_size() > 0) absl::StrAppend(&line, " +", event.elaborations_size());
      if (event.has_citation())
        absl::StrAppend(&line, " (", e_.citations(static_cast<int>(event.citation())).source(), ")");
      lines.push_back(line);
    }
    return lines;
  }

  // "person: title of of".
  std::vector<std::string> Offices() const {
    std::vector<std::string> lines;
    for (const v1::Entity& entity : e_.entities()) {
      for (const v1::Office& office : entity.offices())
        lines.push_back(
            absl::StrCat(entity.name(), ": ", office.title(), office.of().empty() ? "" : " of ", office.of()));
    }
    return lines;
  }

  // "words -> entity" of names that stand for something else.
  std::vector<std::string> Senses() const {
    std::vector<std::string> lines;
    for (const v1::Mention& mention : e_.mentions()) {
      if (mention.has_stands_for())
        lines.push_back(
            absl::StrCat(Words(mention.span()), " -> ", e_.entities(static_cast<int>(mention.stands_for())).name()));
    }
    return lines;
  }

 private:
  std::string Words(const v1::Span& span) const { return text_.substr(span.begin(), span.end() - span.begin()); }

  std::string text_;
  v1::Extraction e_;
};

class SmallPackTest : public ::testing::TestWithParam<const char*> {};

TEST_P(SmallPackTest, ItsOwnTestsPass) {
  const RuleTestReport report = RunRuleTests(*Pack(GetParam())->program);

  EXPECT_GT(report.tests, 40);
  for (const RuleTestFailure& failure : report.failures) ADD_FAILURE() << FormatFailure(failure);
}

TEST_P(SmallPackTest, NoRuleIsWithoutATest) {
  const auto pack = Pack(GetParam());
  for (const v1::Stage& stage : pack->program->rule_set.stages()) {
    for (const v1::Rule& rule : stage.rules()) EXPECT_GT(rule.tests_size(), 0) << rule.id();
  }
}

INSTANTIATE_TEST_SUITE_P(Packs, SmallPackTest, ::testing::Values("case-reports", "de-nachrichten"));

TEST(CaseReportsTest, AReportIsReadAsItsReaderWould) {
  const Reading report(
      "case-reports",
      "Case 7: A pharmacist reported that a 61-year-old woman was given 250 mg of amoxicillin, Velorin and folic acid "
      "on 3 February 2018. She (allergic to nuts) took 500 mg daily. On 5 February 2018 the patient suddenly developed "
      "a skin rash, nausea and swelling of the face. Digoxin levels were normal. She has recovered from the rash. "
      "According to Dr. Ines Halloran, Velorin was not given to the patient again. Halloran saw no headache.\n\n"
      "Case 8: A 9-year-old boy will be given ibuprofen.");

  EXPECT_THAT(
      report.Entities(),
      UnorderedElementsAre("REPORTER pharmacist", "PATIENT a 61-year-old woman", "DRUG amoxicillin", "DRUG Velorin",
                           "DRUG folic acid", "REACTION rash", "REACTION nausea", "REACTION swelling of the face",
                           "REPORTER Ines Halloran", "REACTION headache", "DRUG ibuprofen"));
  EXPECT_THAT(report.Values(),
              ElementsAre("AGE 61 = 61 year", "DOSE 250 mg = 250 mg", "DATE 3 February 2018 = 2018-02-03",
                          "DOSE 500 mg = 500 mg", "DATE 5 February 2018 = 2018-02-05", "AGE 9 = 9 year"));
  EXPECT_THAT(report.Events(),
              ElementsAre("ADMINISTER agent=a 61-year-old woman value=250 mg object=amoxicillin object=Velorin "
                          "object=folic acid when=3 February 2018 value=500 mg +1 (pharmacist)",
                          "REACT when=5 February 2018 agent=the patient result=skin rash result=nausea "
                          "result=swelling of the face (pharmacist)",
                          "RECOVER agent=She topic=rash (pharmacist)",
                          "ADMINISTER object=Velorin agent=the patient NOT (Ines Halloran)",
                          "ADMINISTER agent=A 9-year-old boy object=ibuprofen ACTUALITY_PLANNED"));
}

TEST(CaseReportsTest, WordsNearbyMakeADrugSurer) {
  const auto confidence = [](const std::string& text) {
    return Reading("case-reports", text).extraction().mentions(0).confidence();
  };
  EXPECT_EQ(confidence("They sell ibuprofen."), 800u);
  EXPECT_EQ(confidence("They sell a tablet of ibuprofen."), 950u);
}

constexpr char kGerman[] =
    "Außenministerin Clara Vogt und Finanzminister Jan van Holt besuchten am 3. Mai 2014 Tallinn. Vogt, die auch "
    "segelt, sprach dort mit Präsident Otto Lind. Der Hafen Tallinns kostet 4,5 Millionen Euro (Küstenpost).\n\n"
    "Norwegen, Island und Estland haben im März 2014 den Vertrag von Bergen ratifiziert. Dänemark hat das „Stille "
    "Bucht“-Abkommen noch nicht ratifiziert. Laut Nordfunk forderte Oslo ein Ende. Oslo forderte es auch für Schiffe "
    "der Reederei Mara Brandt. In Oslo ist es nicht kalt.";

TEST(GermanNewsTest, AnArticleIsReadAsItsReaderWould) {
  const Reading article("de-nachrichten", kGerman);

  EXPECT_THAT(article.Entities(),
              UnorderedElementsAre("PERSON Clara Vogt", "PERSON Jan van Holt", "ORT Tallinn", "PERSON Otto Lind",
                                   "ORGANISATION Küstenpost", "ORT Norwegen", "ORT Island", "ORT Estland",
                                   "VERTRAG Vertrag von Bergen", "ORT Dänemark", "VERTRAG Stille Bucht",
                                   "ORGANISATION Nordfunk", "ORT Oslo", "ORGANISATION Mara Brandt",
                                   "ORGANISATION Regierung von Norwegen"));
  EXPECT_THAT(article.Values(), ElementsAre("DATUM 3. Mai 2014 = 2014-05-03", "BETRAG 4,5 Millionen Euro = EUR 4500000",
                                            "DATUM März 2014 = 2014-03"));
  EXPECT_THAT(article.Events(),
              ElementsAre("BESUCH agent=Clara Vogt agent=Jan van Holt when=3. Mai 2014 place=Tallinn partner=Otto Lind "
                          "+1 (Küstenpost)",
                          "RATIFIKATION agent=Norwegen agent=Island agent=Estland when=März 2014 object=Vertrag von "
                          "Bergen",
                          "RATIFIKATION agent=Dänemark object=Stille Bucht NOT"));
  EXPECT_THAT(article.Offices(),
              ElementsAre("Clara Vogt: Außenminister", "Jan van Holt: Finanzminister", "Otto Lind: Präsident"));
  EXPECT_THAT(article.Senses(), ElementsAre("Oslo -> Regierung von Norwegen", "Oslo -> Regierung von Norwegen"));
}

TEST(GermanNewsTest, FindsNothingInEnglish) {
  const Reading english(
      "de-nachrichten",
      "Norwegen is what Germans call Norway. Clara Vogt visited Oslo in August 2014 and paid 40 Euro. "
      "The finance minister signed the treaty, and the ship left in April 2015 (Nordfunk).");
  EXPECT_EQ(english.extraction().mentions_size(), 0);
  EXPECT_THAT(english.Events(), IsEmpty());
  EXPECT_EQ(english.extraction().citations_size(), 0);
}

TEST(GermanNewsTest, WhatADocumentSaysOfItsLanguageCounts) {
  const auto pack = Pack("de-nachrichten");
  v1::Document document = DocumentOf(kGerman);
  document.set_language("en");
  EXPECT_EQ(pack->engine->Extract(document)->mentions_size(), 0);
  document = DocumentOf("Oslo");
  document.set_language("de-CH");
  EXPECT_EQ(pack->engine->Extract(document)->mentions_size(), 1);
}

}  // namespace
}  // namespace caspian::extractor
