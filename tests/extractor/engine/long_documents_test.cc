// Documents of more sentences, or tokens, than are read at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/engine/engine.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;

// What one stage says of a sentence, a later one says of what it means in the next, and another one takes back.
TestPack ReferringPack() {
  return {"  PERSON: {kind: name}\n  TITLE: {kind: auxiliary}\n  ACTOR: {kind: auxiliary}\n  E: {kind: event}\n",
          {"rules:\n  - {id: people, label: PERSON, list: people}\n",
           "rules:\n  - {id: title, label: TITLE, pattern: 'mayor'}\n",
           "rules:\n  - {id: she, label: ACTOR, pattern: '[Ss]he', refers_to: {name: PERSON, rivals: [TITLE]}}\n",
           "rules:\n  - {id: late, label: PERSON, pattern: 'Cy'}\n",
           "rules:\n  - {id: street, pattern: '(?P<x><PERSON>) Street', drop: x}\n",
           "rules:\n  - {id: left, label: E, type: LEFT, pattern: '(?P<agent><ACTOR|PERSON>)(?: Street)? left'}\n"},
          {{"people", "name\nBo\n"}},
          ""};
}

// "begin type:agent" of the events behind the first `skipped` bytes, from there on.
std::vector<std::string> Events(const Engine& engine, const std::string& text, size_t skipped) {
  std::vector<std::string> events;
  const auto e = engine.Extract(DocumentOf(text));
  EXPECT_TRUE(e.ok()) << e.status();
  for (const v1::Event& event : e->events()) {
    const v1::Span& agent = event.roles(0).span();
    events.push_back(absl::StrCat(event.span().begin() - skipped, " ", event.type(), ":",
                                  text.substr(agent.begin(), agent.end() - agent.begin())));
  }
  return events;
}

TEST(LongDocumentTest, IsReadAsItWouldBeIfAllItsSentencesWereReadAtOnce) {
  const auto set = Loaded(ReferringPack());
  const std::string core = "\n\nThen came Bo Street. She left. Bo left. Bo Street left.\n\nCy came. She left.\n";
  const auto plain = MakePlainEngine(set->program), fast = MakeFastEngine(set->program);
  const std::vector<std::string> alone = Events(*plain, core, 0);
  ASSERT_THAT(alone, ElementsAre("23 LEFT:She", "33 LEFT:Bo"));

  std::string before;
  for (int i = 0; i < 248; ++i) before += "It rains. ";
  for (int sentences = 248; sentences < 262; ++sentences) {
    EXPECT_EQ(Events(*plain, before + core, before.size()), alone) << sentences << " sentences before";
    EXPECT_EQ(Events(*fast, before + core, before.size()), alone) << sentences << " sentences before";
    before += "It rains. ";
  }
}

TEST(LongDocumentTest, IsReadSoIfItsSentencesAreLong) {
  const auto set = Loaded(ReferringPack());
  const std::string core = "\n\nThen came Bo Street. She left. Bo left. Bo Street left.\n\nCy came. She left.\n";
  const auto plain = MakePlainEngine(set->program), fast = MakeFastEngine(set->program);
  const std::vector<std::string> alone = Events(*plain, core, 0);

  std::string sentence = "It";
  for (int i = 0; i < 380; ++i) sentence += " rains";
  std::string before;
  for (int i = 0; i < 19; ++i) before += sentence + ". ";
  for (int sentences = 19; sentences < 26; ++sentences) {
    EXPECT_EQ(Events(*plain, before + core, before.size()), alone) << sentences << " sentences before";
    EXPECT_EQ(Events(*fast, before + core, before.size()), alone) << sentences << " sentences before";
    before += sentence + ". ";
  }
}

}  // namespace
}  // namespace caspian::extractor
