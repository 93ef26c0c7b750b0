#include "extractor/names/tally.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace caspian::extractor {
namespace {

// Many of them begin alike.
std::string RandomName(std::mt19937* random) {
  static const std::vector<std::string> kParts = {"A", "b", " ", "é", std::string(1, '\0'), "Harbour "};
  std::string name;
  for (size_t i = (*random)() % 5; i > 0; --i) name += kParts[(*random)() % kParts.size()];
  return name;
}

TEST(TallyTest, BallotsAscendByTheirTextsAndHoldEachCandidateOnce) {
  std::mt19937 random(2);
  const CompiledVote vote{0, {1000}, 0};
  for (int round = 0; round < 100; ++round) {
    std::vector<std::string> names(random() % 200);
    std::generate(names.begin(), names.end(), [&] { return RandomName(&random); });
    std::vector<CandidateEvidence> candidates(names.size());
    for (size_t i = 0; i < names.size(); ++i) candidates[i].candidate.text = names[i];
    const Tally tally(vote, 1, candidates, std::pmr::get_default_resource());

    const std::string* before = nullptr;
    size_t held = 0;
    for (const Ballot& ballot : tally.ballots()) {
      const std::string& text = names[ballot.occurrences.front()];
      if (before != nullptr) {
        EXPECT_LT(*before, text);
      }
      before = &text;
      held += ballot.occurrences.size();
      EXPECT_TRUE(std::is_sorted(ballot.occurrences.begin(), ballot.occurrences.end()));
      for (uint32_t i : ballot.occurrences) EXPECT_EQ(names[i], text);
    }
    EXPECT_EQ(held, names.size());
  }
}

}  // namespace
}  // namespace caspian::extractor
