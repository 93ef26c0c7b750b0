// What is told of forms, enumerations, elision, attachments, senses, verb groups and lists that are not right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/extractor/rules/language_pack.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Case {
  std::string rule;  // below "  - id: x", from line 4 on
  std::vector<std::string> problems;
};

void ExpectProblems(const std::vector<Case>& cases, const std::string& more = "") {
  for (const Case& c : cases)
    EXPECT_EQ(PackFiles(LanguagePack("  - id: x\n" + c.rule, more)).Problems(), c.problems) << c.rule;
}

TEST(LanguageFaultsTest, OfRepeats) {
  const std::string head = "    label: AUX\n    pattern: ";
  ExpectProblems({
      {head + "'\\d{1001}'\n",
       {"second.yaml:5:14: rule x: RE2 refuses the pattern: invalid repetition size: {1001} (hint: repeat at most 1000 "
        "times, all nested repeats taken together, and do not repeat a repeat)"}},
      {head + "'(a{1000}){1000}'\n",
       {"second.yaml:5:14: rule x: RE2 refuses the pattern: invalid repetition size: {1000} (hint: repeat at most 1000 "
        "times, all nested repeats taken together, and do not repeat a repeat)"}},
  });
}

TEST(LanguageFaultsTest, OfRulesWhoseSortIsMistyped) {
  ExpectProblems({
      {"    label: AUX\n    patern: 'x'\n",
       {"second.yaml:5:5: rule x: unknown key patern (hint: did you mean pattern?)"}},
      {"    label: AUX\n",
       {"second.yaml:3:5: rule x: the rule has no body (hint: give it pattern: or forms: (a match rule), list: (a list "
        "rule), evidence: (an evidence rule), verb_group: (a verb group) or pattern: with drop: or relabel: (a "
        "repair))"}},
      {"    label: AUX\n    lst: people\n", {"second.yaml:5:5: rule x: unknown key lst (hint: did you mean list?)"}},
  });
}

TEST(LanguageFaultsTest, OfATextWhoseCommaEndsIt) {
  ExpectProblems({
      {"    label: AUX\n    pattern: 'x'\n    tests:\n      - {text: One x, so it seems, match: x}\n",
       {"second.yaml:7:23: rule x: unknown key so it seems (hint: put a text that holds a comma in double quotes)"}},
      {"    label: AUX\n    pattern: 'x'\n    prioritty:\n",
       {"second.yaml:6:5: rule x: unknown key prioritty (hint: did you mean priority?)"}},
  });
}

// What a rule with a fault of its own was to make is not missed in later stages.
TEST(LanguageFaultsTest, OfTheRuleAloneThatWasToMakeALabel) {
  auto pack = LanguagePack("  - id: x\n    label: AUX\n    pattern: '<VG> x'\n");
  const auto with = [&pack](const std::string& rule) {
    auto changed = pack;
    changed["first.yaml"] += rule;
    return PackFiles(changed).Problems();
  };

  EXPECT_THAT(with("  - {id: vg, label: VGG, pattern: 'y'}\n"),
              ElementsAre("first.yaml:7:21: rule vg: no label VGG (hint: did you mean VG?)"));
  EXPECT_THAT(with("  - {id: vg, label: VG, patern: 'y'}\n"),
              ElementsAre("first.yaml:7:25: rule vg: unknown key patern (hint: did you mean pattern?)"));
}

TEST(LanguageFaultsTest, OfCapturesAndForms) {
  ExpectProblems({
      {"    label: E\n    type: T\n    pattern: '(?P<agent><PERSON>) or (?P<agent><PERSON>)'\n",
       {"second.yaml:6:14: rule x: capture agent stands twice (hint: call the second agent_2, or write two forms)"}},
      {"    label: E\n    type: T\n    forms: {a: '(?P<agent><PERSON>) met', b: 'by (?P<agent><PERSON>)'}\n", {}},
      {"    label: E\n    type: T\n    forms: {a: '(?P<agent>x) (?P<agent>y)', b: 'by (?P<agent><PERSON>)'}\n",
       {"second.yaml:6:16: rule x: capture agent stands twice (hint: call the second agent_2, or write two forms)"}},
      {"    label: AUX\n    pattern: 'x'\n    forms: {a: 'y'}\n",
       {"second.yaml:6:12: rule x: the rule has a pattern and forms (hint: make the pattern one of the forms)"}},
      {"    label: AUX\n    forms: {else: 'y'}\n",
       {"second.yaml:5:19: rule x: 'else' is no name of a form (hint: use a-z, 0-9 and '_', beginning with a letter, "
        "and not else)"}},
      {"    label: AUX\n    forms: {bill: 'x'}\n    set: {f: {bll: y, else: z}}\n",
       {"second.yaml:6:14: rule x: the rule has no form bll (hint: did you mean bill?)"}},
      {"    label: AUX\n    pattern: 'x'\n    set: {f: {bill: y}}\n",
       {"second.yaml:6:14: rule x: the rule has no form bill (hint: write one value, or give the rule forms:)"}},
      {"    label: PERSON\n    pattern: '(?P<a>x)'\n    mention: b\n",
       {"second.yaml:6:14: rule x: the pattern has no capture b (hint: did you mean a?)"}},
      {"    label: AUX\n    pattern: '(?P<a>x)'\n    mention: a\n",
       {"second.yaml:6:14: rule x: annotations of this label make no mention anyway (hint: remove mention:)"}},
  });
}

TEST(LanguageFaultsTest, OfFeaturesThatAreNeverThatValue) {
  const std::string head = "    label: E\n    type: T\n    pattern: ";
  ExpectProblems({
      {head + "'see <PERSON country=NO>'\n", {}},
      {head + "'see <PERSON country=N0>'\n",
       {"second.yaml:6:19: rule x: feature country of PERSON is never N0 (hint: did you mean NO?)"}},
      {head + "'see <AUX f!=two>'\n",
       {"second.yaml:6:19: rule x: feature f of AUX is never two (hint: known are one)"}},
      {head + "'x'\n    preceded_by: '<AUX f=two> '\n",
       {"second.yaml:7:18: rule x: feature f of AUX is never two (hint: known are one)"}},
  });
}

TEST(LanguageFaultsTest, OfEnumerations) {
  const std::string rule = "    label: E\n    type: T\n    pattern: 'by (?P<agent><PERSON+>)'\n";
  ExpectProblems(
      {{rule,
        {"second.yaml:6:28: rule x: the set does not say what parts an enumeration (hint: add enumeration: to "
         "pack.yaml, such as '(?:, (?:and )?| and )')"}}});
  ExpectProblems({{rule, {}}}, "enumeration: ', '\n");
  ExpectProblems({{rule,
                   {"pack.yaml:13:14: the pattern matches the empty text (hint: make at least one part of it "
                    "required)"}}},
                 "enumeration: '(?:, )?'\n");
  ExpectProblems({{rule,
                   {"pack.yaml:13:14: what parts an enumeration has captures or labels (hint: write words and marks "
                    "alone, such as '(?:, (?:and )?| and )')"}}},
                 "enumeration: '(?P<c>, )'\n");
}

TEST(LanguageFaultsTest, OfElision) {
  const std::string head = "    label: E\n    type: T\n    pattern: 'x'\n    elide: ";
  ExpectProblems({
      {head + "[R, AUX]\n", {}},
      {head + "PERSON\n",
       {"second.yaml:7:12: rule x: label PERSON can't be left out: it is neither region nor auxiliary (hint: make a "
        "region of it in an earlier stage)"}},
      {head + "S\n", {"second.yaml:7:12: rule x: no label S (hint: did you mean E?)"}},
      {head + "VG\n",
       {"second.yaml:7:12: rule x: no earlier stage makes <VG> (hint: add a rule that makes it to an earlier stage)"}},
  });
}

TEST(LanguageFaultsTest, OfMoreThanEightElisionsInAStage) {
  std::string labels, regions, rules;
  for (int i = 0; i < 9; ++i) {
    absl::StrAppend(&labels, "  R", i, ": {kind: region}\n");
    absl::StrAppend(&regions, "  - {id: r", i, ", label: R", i, ", pattern: 'r", i, "'}\n");
    absl::StrAppend(&rules, "  - {id: x", i, ", label: AUX, pattern: 'x', elide: R", i, "}\n");
  }
  auto files = LanguagePack(rules);
  files["pack.yaml"] = absl::StrReplaceAll(files["pack.yaml"], {{"labels:\n", "labels:\n" + labels}});
  files["first.yaml"] += regions;
  EXPECT_THAT(PackFiles(files).Problems(),
              ElementsAre("second.yaml:11:47: rule x8: more than 8 different sets of elided labels in stage second "
                          "(hint: elide the same labels in several rules, or move rules to another stage)"));
  files["second.yaml"] = absl::StrReplaceAll(files["second.yaml"], {{"elide: R8", "elide: R7"}});
  EXPECT_THAT(PackFiles(files).Problems(), IsEmpty());
}

TEST(LanguageFaultsTest, OfAttachments) {
  const std::string head = "    label: E\n    type: T\n    pattern: 'x'\n    attach: ";
  ExpectProblems({
      {head + "{agent: {label: PERSON country=NO, within: R, side: before}}\n", {}},
      {head + "{agent: {label: PERSON, within: AUX}}\n",
       {"second.yaml:7:45: rule x: label AUX is no region (hint: give it kind: region, or leave the key out for the "
        "whole sentence)"}},
      {head + "{agnet: {label: PERSON}}\n",
       {"second.yaml:7:21: rule x: events and statements have no role agnet (hint: did you mean agent?)"}},
      {head + "{agent: {label: PERSN}}\n", {"second.yaml:7:29: rule x: no label PERSN (hint: did you mean PERSON?)"}},
      {head + "{agent: {label: PERSON+}}\n",
       {"second.yaml:7:29: rule x: the label of an attachment is not well-formed (hint: write LABEL, A|B or LABEL "
        "feature=value, without brackets)"}},
      {head + "{agent: {label: PERSON, side: befor}}\n",
       {"second.yaml:7:43: rule x: no side befor (hint: did you mean before?)"}},
      {head + "{agent: {label: PERSON, preceded_by: '\\w'}}\n",
       {"second.yaml:7:50: rule x: \\w is not allowed: it knows ASCII only (hint: write \\pL for a letter, [\\pL\\pN] "
        "for a letter or digit)"}},
  });
}

TEST(LanguageFaultsTest, OfCitationsElaborationsAndContext) {
  ExpectProblems({
      {"    label: AUX\n    pattern: 'x'\n    covers: paragraph\n",
       {"second.yaml:6:13: rule x: only a citation covers something (hint: remove covers:, or give the label kind: "
        "citation)"}},
      {"    label: CITE\n    pattern: '(?P<source>x)'\n    covers: {from: PERSN}\n",
       {"second.yaml:6:13: rule x: no label PERSN (hint: did you mean PERSON?)"}},
      {"    label: E\n    type: T\n    pattern: 'x'\n    elaborates: U\n",
       {"second.yaml:7:17: rule x: no rule makes events of type U (hint: did you mean T?)"}},
      {"    label: E\n    type: T\n    pattern: 'x'\n    refers_to: {name: PERSON}\n",
       {"second.yaml:7:16: rule x: only an auxiliary annotation refers to a name (hint: give the label kind: "
        "auxiliary)"}},
      {"    label: AUX\n    pattern: '(?P<office>x)'\n    refers_to: {name: PERSN, called: ofice}\n",
       {"second.yaml:6:23: rule x: no label PERSN (hint: did you mean PERSON?)",
        "second.yaml:6:38: rule x: the pattern has no capture ofice (hint: did you mean office?)"}},
      {"    label: AUX\n    pattern: 'x'\n    refers_to: {name: PERSON, rivals: [PERSN]}\n",
       {"second.yaml:6:39: rule x: no label PERSN (hint: did you mean PERSON?)"}},
      {"    label: AUX\n    pattern: '(?P<head><PERSON>)'\n    refers_to: {called: head}\n",
       {"second.yaml:6:16: rule x: key name is missing (hint: add name:)"}},
      {"    label: AUX\n    pattern: 'x'\n    context: [{list: people, within: 0, confidence: 0.1}]\n",
       {"second.yaml:6:38: rule x: within 0 is out of range: 1 to 400 is possible"}},
      {"    label: AUX\n    pattern: 'x'\n    context: [{list: poeple, within: 1, confidence: 0.1}]\n",
       {"second.yaml:6:22: no file lists/poeple.tsv in the pack (hint: did you mean people?)"}},
  });
}

TEST(LanguageFaultsTest, OfTypesOfEvents) {
  const std::string rule = "    label: E\n    type: MEET\n    pattern: 'x'\n";
  ExpectProblems({{rule, {}}}, "event_types: {MEET: CONTACT, CONTACT: DEED}\n");
  ExpectProblems({{rule, {"pack.yaml:13:20: no rule makes events of type MET (hint: did you mean MEET?)"}}},
                 "event_types: {MET: CONTACT}\n");
  ExpectProblems({{rule,
                   {"pack.yaml:13:21: type MEET is a kind of itself (hint: give one of them no parent)",
                    "pack.yaml:13:33: type DEED is a kind of itself (hint: give one of them no parent)"}}},
                 "event_types: {MEET: DEED, DEED: MEET}\n");
  ExpectProblems({{rule,
                   {"pack.yaml:13:21: 'contact' is no type of events (hint: use 1 to 64 of A-Z, 0-9 and '_', beginning "
                    "with a letter)"}}},
                 "event_types: {MEET: contact}\n");
}

TEST(LanguageFaultsTest, OfSenses) {
  const std::string valid = R"(stage: second
senses:
  on: PERSON
  label: SENSE
  senses:
    plain: {}
    crown: {entity_label: PERSON, entity_name: crown, entity_id: 'crown:1'}
rules:
  - {id: x, evidence: {crown: 4}, followed_by: ' ruled'}
)";
  struct Change {
    std::string from;
    std::string to;
    std::vector<std::string> problems;
  };
  const Change cases[] = {
      {"senses:", "senses:", {}},
      {"on: PERSON", "on: AUX", {"second.yaml:3:7: label AUX is no name (hint: senses are of names)"}},
      {"on: PERSON", "on: PERSN", {"second.yaml:3:7: no label PERSN (hint: did you mean PERSON?)"}},
      {"label: SENSE",
       "label: AUX",
       {"second.yaml:4:10: label AUX is no sense (hint: declare a label of kind: sense)"}},
      {"crown: 4", "crwon: 4", {"second.yaml:9:31: rule x: the stage has no sense crwon (hint: did you mean crown?)"}},
      {"crown: 4",
       "crown: 0",
       {"second.yaml:9:31: rule x: the weight of crown is 0 and says nothing (hint: leave the sense out)"}},
      {"entity_label: PERSON",
       "entity_lable: PERSON",
       {"second.yaml:7:12: sense crown states no entity_label and would make nothing (hint: add entity_label:, or "
        "write "
        "{} for the plain sense)",
        "second.yaml:7:27: a sense has nothing called entity_lable (hint: did you mean entity_label?)"}},
      {", entity_id: 'crown:1'",
       "",
       {"second.yaml:7:12: sense crown states no entity_id and would make nothing (hint: add entity_id:, or write {} "
        "for "
        "the plain sense)"}},
      {"    plain: {}",
       "    Plain: {}",
       {"second.yaml:6:12: 'Plain' is no name of a sense (hint: use a-z, 0-9 and '_', beginning with a letter)"}},
      {"followed_by: ' ruled'",
       "pattern: '<VG>'",
       {"second.yaml:9:44: rule x: no earlier stage makes <VG> (hint: add a rule that makes it to an earlier stage)"}},
  };
  for (const Change& c : cases) {
    auto files = LanguagePack("");
    files["second.yaml"] = absl::StrReplaceAll(valid, {{c.from, c.to}});
    EXPECT_EQ(PackFiles(files).Problems(), c.problems) << c.to;
  }
}

TEST(LanguageFaultsTest, OfVerbGroups) {
  const std::string rule = R"(    label: VG
    verb_group:
      verb: VERB
      auxiliaries: {list: auxiliaries}
      adverbs: {list: adverbs}
      forms: {list: forms}
)";
  struct Change {
    std::string list;
    std::string rows;
    std::vector<std::string> problems;
  };
  const Change cases[] = {
      {"forms", "form\talone\npast\tyes\npp\tno\n", {}},
      {"auxiliaries",
       "phrase\tform\nhas\t\n",
       {"second.yaml:7:20: rule x: list auxiliaries has no column takes (hint: add it: a verb group needs takes)"}},
      {"auxiliaries",
       "phrase\ttakes\tform\nhas\tpp;pps\t\n",
       {"second.yaml:7:20: rule x: auxiliary 'has' takes form pps, which the table of forms lacks (hint: did you mean "
        "pp?)"}},
      {"auxiliaries",
       "phrase\ttakes\tform\tstrength\nhas\tpp\t\tbig\n",
       {"second.yaml:7:20: rule x: auxiliary 'has' has strength big (hint: write a whole number, or leave it empty)"}},
      {"auxiliaries",
       "phrase\ttakes\tform\tbegins\nhas\tpp\t\tnever\n",
       {"second.yaml:7:20: rule x: auxiliary 'has' has begins never (hint: write no where it stands only behind "
        "another, "
        "or leave it empty)"}},
      {"auxiliaries",
       "phrase\ttakes\tform\tvoice\nhas\tpast;pp\t\tactive\nhas\tpp\t\tpassive\n",
       {"second.yaml:7:20: rule x: auxiliary 'has' takes form pp in more than one row (hint: rows of one phrase and "
        "form "
        "are told apart by what they take: let one of them take it)"}},
      {"forms",
       "form\npast\npp\n",
       {"second.yaml:9:14: rule x: list forms has no column alone (hint: add it: a verb group needs alone)"}},
      {"adverbs",
       "word\nnot\n",
       {"second.yaml:8:16: rule x: list adverbs has no column phrase (hint: add it: a verb group needs phrase)"}},
  };
  for (const Change& c : cases) {
    auto files = LanguagePack("  - id: x\n" + rule);
    files["lists/" + c.list + ".tsv"] = c.rows;
    EXPECT_EQ(PackFiles(files).Problems(), c.problems) << c.rows;
  }
  ExpectProblems({
      {absl::StrReplaceAll(rule, {{"label: VG", "label: E"}}),
       {"second.yaml:4:12: rule x: label E is not auxiliary (hint: a verb group is a step for later stages: give it "
        "kind: auxiliary)"}},
      {absl::StrReplaceAll(rule, {{"verb: VERB", "verb: AUX"}}),
       {"second.yaml:6:13: rule x: label AUX declares no feature form (hint: add form to its features in pack.yaml: it "
        "says which form of the verb stands there)"}},
      {absl::StrReplaceAll(rule, {{"list: adverbs", "list: adverb"}}),
       {"second.yaml:8:23: no file lists/adverb.tsv in the pack (hint: did you mean adverbs?)"}},
  });
}

TEST(LanguageFaultsTest, OfVerbGroupsWhoseAuxiliariesHaveAFormThatNoTableKnows) {
  auto files = LanguagePack(R"(  - id: x
    label: VG
    verb_group: {verb: VERB, auxiliaries: {list: auxiliaries}, forms: {list: forms}}
)");
  files["lists/auxiliaries.tsv"] = "phrase\ttakes\tform\nhas\tpp\t\nbeen\tpp\tppp\n";
  EXPECT_THAT(PackFiles(files).Problems(),
              ElementsAre("second.yaml:5:43: rule x: auxiliary 'been' has form ppp, which the table of forms lacks "
                          "(hint: did you mean pp?)"));
}

TEST(LanguageFaultsTest, OfRepairs) {
  ExpectProblems({
      {"    pattern: '(?P<a><PERSON>) x'\n    drop: b\n",
       {"second.yaml:5:11: rule x: the pattern has no capture b (hint: did you mean a?)"}},
      {"    pattern: '(?P<a>x)'\n    drop: a\n",
       {"second.yaml:5:11: rule x: capture a holds no annotation (hint: write (?P<a><LABEL>))"}},
      {"    pattern: '(?P<a><PERSON>) x'\n    relabel: {a: E}\n",
       {"second.yaml:5:18: rule x: label E is neither name nor auxiliary (hint: a new label can't give an annotation "
        "what its kind needs: write a match rule)"}},
      {"    pattern: '(?P<a><PERSON>) x'\n    drop: a\n    relabel: {a: AUX}\n",
       {"second.yaml:5:11: rule x: capture a is dropped and renamed (hint: keep one of them)"}},
  });
}

TEST(LanguageFaultsTest, OfANewerFormatAreNoOthers) {
  auto files = LanguagePack("  - {id: x, label: NOWHERE, unheard_of: 1}\n", "format: 2\nunheard_of: {a: b}\n");
  EXPECT_THAT(PackFiles(files).Problems(), ElementsAre("pack.yaml:13:9: the pack is of format 2, this program reads 1 "
                                                       "(hint: use a newer caspian, or the pack's earlier version)"));
}

TEST(LanguageFaultsTest, OfLists) {
  struct Change {
    std::string rows;
    std::vector<std::string> problems;
  };
  const std::string hint = " (hint: part the cells by single tabs; an empty cell keeps its tab)";
  const Change cases[] = {
      {"name\tcountry\nAnn\tNO\nBo\n",
       {"lists/people.tsv:3:1: the row has 1 cell where the list has 2 columns" + hint}},
      {"name\tcountry\nAnn\tNO\tx\n",
       {"lists/people.tsv:2:1: the row has 3 cells where the list has 2 columns" + hint}},
      {"name\tcountry\nAnn\tNO\nB\xFFo\tSE\n",
       {"lists/people.tsv:3:2: the line is not UTF-8 (hint: save the list as UTF-8)"}},
      {"name\tcountry\nB\xE2\x80\tSE\n",
       {"lists/people.tsv:2:2: the line is not UTF-8 (hint: save the list as UTF-8)"}},
      {"na\xFFme\tcountry\nAnn\tNO\n", {"lists/people.tsv:1:3: the line is not UTF-8 (hint: save the list as UTF-8)"}},
  };
  for (const Change& c : cases) {
    auto files = LanguagePack("  - {id: x, label: AUX, pattern: 'x'}\n");
    files["lists/people.tsv"] = c.rows;
    EXPECT_EQ(PackFiles(files).Problems(), c.problems) << c.rows;
  }
}

TEST(LanguageFaultsTest, OfWhatAStageDoesNotSee) {
  const std::string rule = "  - {id: x, label: AUX, pattern: 'see <PERSON>'}\n";
  const std::string told =
      "second.yaml:3:39: rule x: stage second does not see <PERSON> (hint: add the label to input:, or take it out of "
      "input_without:)";
  EXPECT_THAT(PackFiles(LanguagePack(rule + "input: AUX\n")).Problems(), ElementsAre(told));
  EXPECT_THAT(PackFiles(LanguagePack(rule + "input_without: PERSON\n")).Problems(), ElementsAre(told));
  EXPECT_THAT(PackFiles(LanguagePack(rule + "input: [PERSON, R]\n")).Problems(),
              ElementsAre("second.yaml:4:8: label R never stands in lifted text (hint: leave it out)"));
  EXPECT_THAT(PackFiles(LanguagePack(rule + "input: PERSON\ninput_without: AUX\n")).Problems(),
              ElementsAre("second.yaml:5:16: the stage has input and input_without (hint: keep one of them)"));
}

}  // namespace
}  // namespace caspian::extractor
