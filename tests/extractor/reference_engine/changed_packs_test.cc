// What a change can't touch stays as it is: packs by chance, changed by chance, over texts by chance.
// CASPIAN_RANDOM_PACKS=N tries N packs, CASPIAN_RANDOM_SEED=S begins at seed S.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/document.h"
#include "extractor/change/rule_set_change.h"
#include "tests/extractor/reference_engine/random_pack.h"
#include "tests/extractor/reference_engine/random_runs.h"

namespace caspian::extractor::reference {
namespace {

constexpr unsigned kTextsPerPack = 24;

template <typename Items>
auto SomeOf(Items* items, Chance* chance) {
  return items->begin() + static_cast<ptrdiff_t>(chance->Below(items->size()));
}

// Says what it has changed.
std::string ChangeRule(Stage* stage, Chance* chance) {
  const auto rule = SomeOf(&stage->rules, chance);
  const std::string id = rule->id;
  switch (chance->Below(4)) {
    case 0:
      stage->rules.erase(rule);
      return absl::StrCat("no rule ", id);
    case 1: {
      Rule copy = *rule;
      copy.id += ".more";
      copy.priority += chance->Between(-2, 2);
      stage->rules.push_back(copy);
      return absl::StrCat("a rule like ", id);
    }
    case 2:
      rule->confidence = 450;
      rule->priority += 1;
      return absl::StrCat("priority of ", id);
    default:
      const auto other = SomeOf(&stage->rules, chance);
      std::swap(rule->forms, other->forms);
      std::swap(rule->guards, other->guards);
      return absl::StrCat("patterns of ", id, " and ", other->id);
  }
}

std::string ChangeRow(Pack* pack, Chance* chance) {
  auto list = pack->lists.begin();
  std::advance(list, chance->Below(pack->lists.size()));
  auto& rows = list->second.rows;
  const auto row = SomeOf(&rows, chance);
  const std::string what = absl::StrCat("list ", list->first, ": ", absl::StrJoin(*row, "|"));
  if (chance->In(2)) {
    rows.erase(row);
    return absl::StrCat(what, " gone");
  }
  std::vector<std::string> other = *row;
  other[0] = chance->In(2) ? absl::StrCat(other[0], " rain") : "tug";
  rows.push_back(other);
  return absl::StrCat(what, " and ", other[0]);
}

std::string Change(Pack* pack, Chance* chance) {
  const auto stage = SomeOf(&pack->stages, chance);
  if (stage->rules.empty() || chance->In(3)) return ChangeRow(pack, chance);
  return ChangeRule(&*stage, chance);
}

std::string Findings(const LoadedRuleSet& rules, const v1::Document& document) {
  auto found = rules.engine->Extract(document);
  if (!found.ok()) return found.status().ToString();
  found->clear_rule_set();
  return found->DebugString();
}

TEST(ChangedPacksTest, TextsThatAChangeOfRulesOrRowsDoesNotTouchHaveTheSameExtraction) {
  const unsigned packs = Option("CASPIAN_RANDOM_PACKS", 150), first = Option("CASPIAN_RANDOM_SEED", 1);
  int spared = 0, different = 0, bounded = 0;
  for (unsigned seed = first; seed < first + packs; ++seed) {
    Chance chance(seed);
    const Pack pack = RandomPack(seed);
    Pack changed = pack;
    const std::string what = Change(&changed, &chance);
    std::vector<std::string> problems;
    const auto before = Load(pack, &problems), after = Load(changed, &problems);
    if (before == nullptr || after == nullptr) continue;
    const RuleSetChange change(*before->program, *after->program);
    bounded += change.unbounded().empty() ? 1 : 0;
    for (unsigned text = 0; text < kTextsPerPack; ++text) {
      const v1::Document document = RandomDocument(pack, seed * 1000 + text);
      const std::string now = Findings(*after, document), then = Findings(*before, document);
      different += now == then ? 0 : 1;
      if (change.Touches(ContentOf(document))) continue;
      ++spared;
      ASSERT_EQ(now, then) << "seed " << seed << ", " << what << "\n" << document.text();
    }
  }
  EXPECT_GT(bounded * 3, static_cast<int>(packs)) << "the generator changes too much";
  EXPECT_GT(spared, static_cast<int>(packs));
  EXPECT_GT(different, static_cast<int>(packs) / 3);
  if (std::getenv("CASPIAN_RANDOM_PACKS") != nullptr)
    std::cout << "bounded " << bounded << ", spared " << spared << ", different " << different << "\n";
}

}  // namespace
}  // namespace caspian::extractor::reference
