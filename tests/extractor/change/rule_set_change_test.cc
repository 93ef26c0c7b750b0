#include "extractor/change/rule_set_change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TestPack Ships() {
  return {R"(  PLACE: {kind: name, features: [country]}
  VERB: {kind: auxiliary, features: [lemma]}
  MANY: {kind: auxiliary}
  SAIL: {kind: event}
  SINK: {kind: event}
)",
          {R"(rules:
  - {id: place, label: PLACE, list: places, set: {country: $country}}
  - {id: verb, label: VERB, list: verbs, set: {lemma: $lemma}}
  - {id: many, label: MANY, pattern: 'dozens|[0-9]+ ships'}
)",
           R"(rules:
  - {id: sail, label: SAIL, type: SAIL, pattern: '<VERB lemma=sail> (?:to|for) (?P<place><PLACE>)'}
  - {id: sink, label: SINK, type: SINK, pattern: '<MANY> <VERB lemma=sink>'}
)"},
          {{"places", "name\tcountry\nBergen\tNO\nNew Bay\tXX\n"},
           {"verbs", "word\tlemma\nsailed\tsail\nsails\tsail\nsank\tsink\nsunk\tsink\n"}},
          ""};
}

struct Case {
  const char* what;
  std::function<void(TestPack*)> change;
  std::vector<const char*> touched;
  std::vector<const char*> spared;
};

void Replace(const std::string& old, const std::string& with, std::string* text) {
  const size_t at = text->find(old);
  ASSERT_NE(at, std::string::npos) << old;
  text->replace(at, old.size(), with);
}

TEST(RuleSetChangeTest, TouchesTheTextsThatHoldWhatADifferingRuleOrRowNeeds) {
  const std::vector<Case> cases = {
      {"nothing", [](TestPack*) {}, {}, {"Dozens sank; he sailed to Bergen.", ""}},
      {"a rule's words",
       [](TestPack* p) { Replace("(?:to|for)", "(?:to|from)", &p->stages[1]); },
       {"It sails TO Bergen.", "It sails from Bergen.", "Bergen: sailed for no reason."},
       {"It sank for Bergen.", "It sails by Bergen.", "Sailed to London."}},
      {"a rule that takes words back to two rules",
       [](TestPack* p) { Replace("<MANY> <VERB", "<MANY> (?:have )?<VERB", &p->stages[1]); },
       {"dozens sank", "7 ships were sunk"},
       {"dozens sailed to Bergen", "7 were sunk"}},
      {"a rule that is gone",
       [](TestPack* p) { p->stages[1].resize(p->stages[1].find("  - {id: sink")); },
       {"dozens sank"},
       {"it sailed to Bergen"}},
      {"a row's cell",
       [](TestPack* p) { Replace("New Bay\tXX", "New Bay\tYY", &p->lists["places"]); },
       {"A new jetty in the bay.", "New Bay"},
       {"A new day.", "Bergen"}},
      {"a new row",
       [](TestPack* p) { p->lists["verbs"] += "steamed\tsail\n"; },
       {"It Steamed on."},
       {"It sailed to Bergen."}},
      {"a new column",
       [](TestPack* p) { p->lists["places"] = "name\tcountry\tsize\nBergen\tNO\t1\n"; },
       {"Bergen", "the new bay"},
       {"new"}},
  };
  for (const Case& c : cases) {
    TestPack changed = Ships();
    c.change(&changed);
    const auto before = Loaded(Ships()), after = Loaded(changed);
    const RuleSetChange change(*before->program, *after->program);
    EXPECT_THAT(change.unbounded(), IsEmpty()) << c.what;
    for (const char* text : c.touched) EXPECT_TRUE(change.Touches(text)) << c.what << ": " << text;
    for (const char* text : c.spared) EXPECT_FALSE(change.Touches(text)) << c.what << ": " << text;
  }
}

TEST(RuleSetChangeTest, SaysWhatMayTouchAnyText) {
  struct {
    const char* says;
    std::function<void(TestPack*)> change;
  } cases[] = {
      {"settings in pack.yaml", [](TestPack* p) { p->more = "limits: {annotations_per_sentence: 7}\n"; }},
      {"label SINK",
       [](TestPack* p) { Replace("SINK: {kind: event}", "SINK: {kind: event, conflict: all}", &p->labels); }},
      {"the number of stages",
       [](TestPack* p) { p->stages.push_back("rules:\n  - {id: more, label: SINK, type: SINK, pattern: 'wreck'}\n"); }},
      {"settings of stage s1", [](TestPack* p) { p->stages[1] = "input: [PLACE, VERB, MANY]\n" + p->stages[1]; }},
      {"rule word, which needs no word",
       [](TestPack* p) { p->stages[0] += "  - {id: word, label: MANY, pattern: '\\pL+s'}\n"; }},
  };
  for (const auto& c : cases) {
    TestPack changed = Ships();
    c.change(&changed);
    const auto before = Loaded(Ships()), after = Loaded(changed);
    const RuleSetChange change(*before->program, *after->program);
    EXPECT_THAT(change.unbounded(), ElementsAre(c.says));
    EXPECT_TRUE(change.Touches("")) << c.says;
  }
}

TEST(RuleSetChangeTest, VersionNameAndWhatIsSaidOfRulesTouchNothing) {
  TestPack changed = Ships();
  Replace("pattern: 'dozens", "tests: [{text: dozens, match: dozens}], pattern: 'dozens", &changed.stages[0]);
  const auto before = Loaded(Ships()), after = Loaded(changed);
  const RuleSetChange change(*before->program, *after->program);
  EXPECT_THAT(change.unbounded(), IsEmpty());
  EXPECT_FALSE(change.Touches("Dozens sank; he sailed to Bergen."));
}

}  // namespace
}  // namespace caspian::extractor
