#include "extractor/engine/document_condition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "absl/strings/str_cat.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using Change = std::function<void(v1::Document*)>;

// Where a condition stands.
enum class Level { kPack, kStage, kRule };

std::shared_ptr<const LoadedRuleSet> SetOf(const std::string& documents, Level level) {
  const std::string line = "documents: " + documents + "\n";
  return Loaded(
      {"  A: {kind: name}\n",
       {absl::StrCat(level == Level::kStage ? line : "", "rules:\n  - id: a\n    label: A\n    pattern: Crown\n",
                     level == Level::kRule ? "    " + line : "")},
       {{"common", "word\nthe\nof course\n"}},
       level == Level::kPack ? line : ""});
}

bool Passes(const LoadedRuleSet& set, const std::string& text, const Change& change) {
  v1::Document document = DocumentOf(text);
  change(&document);
  const auto extraction = set.engine->Extract(document);
  EXPECT_TRUE(extraction.ok()) << extraction.status();
  return extraction.ok() && extraction->mentions_size() > 0;
}

Change Language(const std::string& language) {
  return [language](v1::Document* d) { d->set_language(language); };
}
const Change kNothing = [](v1::Document*) {};

struct Case {
  const char* what;
  std::string documents;
  std::string text;
  Change change;
  bool passes;
};

void ExpectAll(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    for (Level level : {Level::kPack, Level::kStage, Level::kRule})
      EXPECT_EQ(Passes(*SetOf(c.documents, level), c.text, c.change), c.passes)
          << c.what << ", level " << static_cast<int>(level);
  }
}

TEST(DocumentConditionTest, LooksAtTheLanguageThatADocumentSays) {
  ExpectAll({
      {"the language", "{language: en}", "Crown", Language("en"), true},
      {"a more special one", "{language: en}", "Crown", Language("en-GB"), true},
      {"case does not count", "{language: en-gb}", "Crown", Language("EN-GB"), true},
      {"a less special one", "{language: en-GB}", "Crown", Language("en"), false},
      {"one that only begins alike", "{language: en}", "Crown", Language("enm"), false},
      {"another", "{language: en}", "Crown", Language("de"), false},
      {"one of several", "{language: [de, en]}", "Crown", Language("en"), true},
      {"none said", "{language: en}", "Crown", kNothing, false},
  });
}

TEST(DocumentConditionTest, TellsTheLanguageByItsFunctionWords) {
  const std::string words = "{function_words: {list: common, least_share: 0.2}}";
  const std::string both = "{language: en, function_words: {list: common, least_share: 0.2}}";
  ExpectAll({
      {"just enough", words, "the Crown a b c", kNothing, true},
      {"too few", words, "the Crown a b c d", kNothing, false},
      {"a phrase counts by its words", words, "of course Crown a b c d e f g", kNothing, true},
      {"its first word alone does not", words, "of Crown a b", kNothing, false},
      {"numbers and marks are no words", words, "the Crown a b c 1, 2; 3.", kNothing, true},
      {"capitals do not count", words, "The Crown a b c", kNothing, true},
      {"the language that is said before them", both, "Crown", Language("en"), true},
      {"another that is said before them", both, "the Crown", Language("de"), false},
      {"where none is said", both, "the Crown", kNothing, true},
      {"none said and too few", both, "Crown", kNothing, false},
  });
}

TEST(DocumentConditionTest, LooksAtThePublisher) {
  const auto publisher = [](const std::string& name) { return [name](v1::Document* d) { d->set_publisher(name); }; };
  ExpectAll({
      {"it", "{publisher: Hill News}", "Crown", publisher("Hill News"), true},
      {"one of several", "{publisher: [Coastwire, Hill News]}", "Crown", publisher("Hill News"), true},
      {"letter by letter", "{publisher: Hill News}", "Crown", publisher("Hill news"), false},
      {"none", "{publisher: Hill News}", "Crown", kNothing, false},
  });
}

TEST(DocumentConditionTest, LooksAtTheFields) {
  const auto attribute = [](v1::Document* d) { d->add_attributes()->set_name("desk"); };
  ExpectAll({
      {"title", "{field: title}", "Crown", [](v1::Document* d) { d->set_title("x"); }, true},
      {"no title", "{field: title}", "Crown", kNothing, false},
      {"author", "{field: author}", "Crown", [](v1::Document* d) { d->set_author("x"); }, true},
      {"uri", "{field: uri}", "Crown", [](v1::Document* d) { d->set_uri("x:y"); }, true},
      {"published", "{field: published}", "Crown", [](v1::Document* d) { d->mutable_published()->set_year(2006); },
       true},
      {"language", "{field: language}", "Crown", Language("de"), true},
      {"an attribute", "{field: desk}", "Crown", attribute, true},
      {"no attribute", "{field: desk}", "Crown", kNothing, false},
      {"all of several", "{field: [desk, title]}", "Crown", attribute, false},
  });
}

TEST(DocumentConditionTest, HoldsWhereAllItsPartsHold) {
  const std::string all = "{language: en, publisher: Hill News, field: title}";
  const auto document = [](const std::string& language, const std::string& publisher, const std::string& title) {
    return [=](v1::Document* d) {
      d->set_language(language);
      d->set_publisher(publisher);
      d->set_title(title);
    };
  };
  ExpectAll({
      {"all", all, "Crown", document("en", "Hill News", "x"), true},
      {"but the language", all, "Crown", document("de", "Hill News", "x"), false},
      {"but the publisher", all, "Crown", document("en", "Coastwire", "x"), false},
      {"but the field", all, "Crown", document("en", "Hill News", ""), false},
  });
}

TEST(DocumentConditionTest, IsOfItsOwnRuleOrStageOnly) {
  const auto set = Loaded({"  A: {kind: name}\n  B: {kind: name}\n  C: {kind: name}\n",
                           {"rules:\n  - {id: a, label: A, pattern: x, documents: {language: en}}\n"
                            "  - {id: b, label: B, pattern: y}\n",
                            "documents: {language: de}\nrules:\n  - {id: c, label: C, list: zs}\n"},
                           {{"zs", "word\nz\n"}},
                           ""});
  const auto labels = [&](const std::string& language) {
    v1::Document document = DocumentOf("x y z");
    document.set_language(language);
    const v1::Extraction e = set->engine->Extract(document).value();
    std::string found;
    for (const v1::Mention& m : e.mentions()) found += m.label();
    return found;
  };
  EXPECT_EQ(labels("en"), "AB");
  EXPECT_EQ(labels("de"), "BC");
  EXPECT_EQ(labels("fr"), "B");
}

TEST(DocumentConditionTest, IsOfEverySortOfRule) {
  const auto set = Loaded(
      {"  N: {kind: name}\n  P: {kind: name}\n  V: {kind: auxiliary, features: [form]}\n  G: {kind: auxiliary}\n",
       {"names:\n  labels: [P]\nrules:\n  - {id: e, evidence: {P: 5}, pattern: Ada, documents: {language: en}}\n",
        "rules:\n  - {id: l, label: N, list: words, documents: {language: en}}\n  - {id: v, label: V, pattern: sang, "
        "set: {form: past}}\n",
        "rules:\n  - id: g\n    label: G\n    documents: {language: en}\n    verb_group: {verb: V, auxiliaries: {list: "
        "aux}, forms: {list: forms}}\n",
        "rules:\n  - {id: r, pattern: '(?P<a><G>)', drop: a, documents: {field: title}}\n"},
       {{"words", "word\nbay\n"}, {"aux", "phrase\ttakes\tform\nhas\tpast\t\n"}, {"forms", "form\talone\npast\tyes\n"}},
       ""});
  const auto found = [&](const Change& change) {
    v1::Document document = DocumentOf("then Ada sang bay");
    change(&document);
    const Analysis analysis = Analyze(*set->program, document, nullptr).value();
    std::vector<std::string> rules;
    for (const Annotation& a : analysis.annotations)
      rules.push_back(absl::StrCat(a.rule_id, a.dropped ? " dropped" : ""));
    return rules;
  };
  EXPECT_THAT(found(Language("en")), ::testing::UnorderedElementsAre("e", "l", "v", "g"));
  EXPECT_THAT(found(Language("de")), ::testing::UnorderedElementsAre("v"));
  EXPECT_THAT(found([](v1::Document* d) { d->set_language("en"), d->set_title("x"); }),
              ::testing::UnorderedElementsAre("e", "l", "v", "g dropped"));
}

}  // namespace
}  // namespace caspian::extractor
