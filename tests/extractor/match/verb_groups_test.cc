// Verb groups from the tables of a pack.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// sing in all its forms; has, was, will, may, did and been before it.
std::shared_ptr<const LoadedRuleSet> SetOf(const std::string& more = "") {
  return Loaded(
      {"  VERB: {kind: auxiliary, features: [lemma, form, class]}\n"
       "  VG: {kind: auxiliary, features: [lemma, class, voice, polarity, actuality]}\n",
       {"rules:\n  - {id: verbs, label: VERB, list: verbs, set: {lemma: $lemma, form: $form, class: $class}}\n",
        "rules:\n  - id: vg\n    label: VG\n    verb_group:\n      verb: VERB\n      auxiliaries: {list: auxiliaries}\n"
        "      adverbs: {list: adverbs}\n      adverb_pattern: '[a-z]+ly'\n      forms: {list: forms}\n" +
            more},
       {{"verbs",
         "word\tlemma\tform\tclass\nsing\tsing\tbase\tact\nsang\tsing\tpast\tact\nsung\tsing\tpp\tact\n"
         "singing\tsing\ting\tact\nasked\task\tpast\tact\n"},
        {"auxiliaries",
         "phrase\ttakes\tform\tbegins\tstrength\tvoice\tpolarity\tactuality\n"
         "has\tpp\t\t\t\t\t\t\n"
         "has\tto\t\t\t2\t\t\tdesired\n"
         "was\tpp\t\t\t\tpassive\t\t\n"
         "was\ting\t\t\t\tactive\t\thappened\n"
         "been\tpp\tpp\t\t\tpassive\t\t\n"
         "been\ting\tpp\t\t\tactive\t\t\n"
         "be\tpp\tbase\t\t\tpassive\t\t\n"
         "to\tbase\tto\tno\t\t\t\t\n"
         "asked\tto\t\t\t2\t\t\tdesired\n"
         "will\tbase\t\t\t2\t\t\tplanned\n"
         "may\tbase\t\t\t3\t\t\tpossible\n"
         "is to\tbase\t\t\t2\t\t\tplanned\n"
         "is\tpp;ing\t\t\t1\tpassive\t\tongoing\n"
         "did\tbase\t\t\t\t\t\t\n"
         "refused to\tbase\t\t\t2\t\tno\tdesired\n"},
        {"adverbs", "phrase\tpolarity\tactuality\nnot\tno\t\nno longer\tno\t\nperhaps\t\tpossible\nyet\t\t\n"},
        {"forms",
         "form\talone\tvoice\tpolarity\tactuality\nbase\tno\tactive\tyes\thappened\npast\tyes\tactive\tyes\thappened\n"
         "pp\tno\tactive\tyes\thappened\ning\tno\tactive\tyes\tongoing\nto\tno\t\t\t\n"}},
       ""});
}

struct Case {
  const char* what;
  std::string text;
  std::vector<std::string> found;
};

TEST(VerbGroupsTest, RunFromTheFirstAuxiliaryToTheVerb) {
  const auto set = SetOf();
  const Case cases[] = {
      {"alone", "They sang it", {"VG:sang"}},
      {"a form that may not stand alone", "They sung it", {}},
      {"one auxiliary", "They has sung it", {"VG:has sung"}},
      {"several", "It may has been sung", {"VG:has been sung"}},
      {"each takes the next one's form", "It will be sung", {"VG:will be sung"}},
      {"a form that the last does not take", "It has sing", {}},
      {"a chain that breaks begins anew behind its first word", "It will has sung", {"VG:has sung"}},
      {"an auxiliary without verb", "It has none", {}},
      {"a phrase of several words", "It is to sing", {"VG:is to sing"}},
      {"the longest phrase, no shorter one tried", "It is to sung", {}},
      {"one that stands only behind another", "They ask to sing", {}},
      {"such a one behind another", "It has to sing", {"VG:has to sing"}},
      {"a verb that is an auxiliary goes on", "It asked not to sing", {"VG:asked not to sing"}},
      {"a verb that is an auxiliary and leads nowhere", "It asked to sung", {"VG:asked"}},
      {"two groups", "It has sung and sang", {"VG:has sung", "VG:sang"}},
      {"an adverb", "It has not sung", {"VG:has not sung"}},
      {"adverbs behind each auxiliary", "It has not yet been quickly sung", {"VG:has not yet been quickly sung"}},
      {"three adverbs", "It has not yet quickly sung", {"VG:has not yet quickly sung"}},
      {"a fourth breaks it", "It has not yet quickly softly sung", {}},
      {"an adverb of two words", "It has no longer sung", {"VG:has no longer sung"}},
      {"an adverb before all stays outside", "It quickly sang", {"VG:sang"}},
      {"another word breaks it", "It has never sung", {}},
      {"not across sentences", "It has. Sung it", {}},
  };
  for (const Case& c : cases) EXPECT_EQ(Analyzed(*set, c.text).Found("VG"), c.found) << c.what;
}

TEST(VerbGroupsTest, HaveTheFeaturesOfTheirTables) {
  const auto set = SetOf();
  const auto features = [&](const std::string& text) {
    std::string out;
    for (const std::string& f : Analyzed(*set, text).FeaturesOf("VG")) {
      if (f != "lemma=sing" && f != "class=act") out += (out.empty() ? "" : " ") + f.substr(f.find('=') + 1);
    }
    return out;
  };
  struct Told {
    const char* text;
    const char* features;  // actuality polarity voice
  };
  const Told cases[] = {
      {"It sang", "happened yes active"},
      {"It has sung", "happened yes active"},
      {"It was sung", "happened yes passive"},
      {"It has been sung", "happened yes passive"},
      {"It will sing", "planned yes active"},
      {"It will be sung", "planned yes passive"},
      {"It is sung", "ongoing yes passive"},
      {"It has not sung", "happened no active"},
      {"It will not be sung", "planned no passive"},
      {"It refused to sing", "desired no active"},
      {"It has perhaps sung", "possible yes active"},
      {"It may perhaps sing", "possible yes active"},
      {"It will perhaps sing", "planned yes active"},
      {"It was singing", "happened yes active"},
      {"It has been singing", "ongoing yes active"},
      {"It has been sung", "happened yes passive"},
      {"It has to sing", "desired yes active"},
      {"It has to be sung", "desired yes passive"},
  };
  for (const Told& c : cases) EXPECT_EQ(features(c.text), c.features) << c.text;
}

TEST(VerbGroupsTest, TakeWhatTheTablesLackFromTheVerb) {
  EXPECT_THAT(Analyzed(*SetOf(), "It has sung").FeaturesOf("VG"),
              ElementsAre("actuality=happened", "class=act", "lemma=sing", "polarity=yes", "voice=active"));
}

TEST(VerbGroupsTest, HoldTheVerbAsACapture) {
  const auto set = SetOf();
  const Analyzed analyzed(*set, "It has sung");
  EXPECT_THAT(analyzed.Fills("VG"), ElementsAre("verb=sung"));
  EXPECT_NE(analyzed->annotations.back().fills[0].annotation, kNoAnnotation);
}

TEST(VerbGroupsTest, KeepTheirGuards) {
  EXPECT_THAT(Analyzed(*SetOf("    not_preceded_by: 'to '\n"), "It has sung to sang").Found("VG"),
              ElementsAre("VG:has sung"));
  EXPECT_THAT(Analyzed(*SetOf("    followed_by: ' it'\n"), "has sung").Found("VG"), IsEmpty());
  EXPECT_THAT(Analyzed(*SetOf("    preceded_by: 'has '\n"), "has sung, has sang").Found("VG"), ElementsAre("VG:sang"));
}

}  // namespace
}  // namespace caspian::extractor
