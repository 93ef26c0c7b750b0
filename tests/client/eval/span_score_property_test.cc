// The scorer against an independent, naive reading of the definition, over random documents of a fixed seed.
#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "client/cli/eval/span_score.h"
#include "gtest/gtest.h"

namespace caspian::cli {
namespace {

constexpr int kDocuments = 4000;
constexpr uint32_t kLength = 24;

using Annotations = std::vector<Annotation>;

int Below(std::mt19937* random, int limit) { return static_cast<int>((*random)() % static_cast<uint32_t>(limit)); }

Annotations RandomAnnotations(std::mt19937* random, bool gold) {
  Annotations annotations(static_cast<size_t>(Below(random, 7)));
  for (Annotation& one : annotations) {
    one.start = static_cast<uint32_t>(Below(random, kLength));
    one.end = std::min<uint32_t>(kLength, one.start + static_cast<uint32_t>(Below(random, 7)));
    one.type = std::string(1, static_cast<char>('A' + Below(random, 4)));
    one.value = Below(random, 2) == 0 ? "" : std::string(1, static_cast<char>('x' + Below(random, 2)));
    one.optional = gold && Below(random, 5) == 0;
    one.named = !gold || Below(random, 5) != 0;
  }
  return annotations;
}

// What is prepared of one side: type mapped, type and name wanted, ordered by start and end as it came.
Annotations Prepare(const SpanScoreOptions& options, const Annotations& annotations, bool gold) {
  Annotations prepared;
  for (uint32_t start = 0; start <= kLength; ++start) {
    for (uint32_t end = start; end <= kLength; ++end) {
      for (Annotation one : annotations) {
        if (options.map.count(one.type) > 0) one.type = options.map.at(one.type);
        const bool wanted = options.types.empty() || options.types.count(one.type) > 0;
        const bool dropped = gold && options.named && !one.named;
        if (one.start == start && one.end == end && wanted && !dropped) prepared.push_back(one);
      }
    }
  }
  return prepared;
}

struct Expected {
  // Of a measure, then of each type.
  Counts all;
  std::map<std::string, Counts> types;
  uint64_t values = 0;
};

bool Accepts(Measure measure, const Annotation& gold, const Annotation& predicted) {
  const bool same = gold.start == predicted.start && gold.end == predicted.end;
  switch (measure) {
    case Measure::kStrict:
      return same && gold.type == predicted.type;
    case Measure::kRelaxed:
      return gold.type == predicted.type;
    case Measure::kUntypedStrict:
      return same;
    default:
      return true;
  }
}

Expected ScoreNaively(Measure measure, const Annotations& gold, const Annotations& predicted) {
  Expected expected;
  std::vector<int> taken_by(predicted.size(), -1);
  for (size_t i = 0; i < gold.size(); ++i) {
    int best = -1, best_overlap = 0;
    for (size_t j = 0; j < predicted.size(); ++j) {
      if (taken_by[j] >= 0 || !Accepts(measure, gold[i], predicted[j])) continue;
      int overlap = 0;
      for (uint32_t at = 0; at < kLength; ++at) {
        overlap += at >= gold[i].start && at < gold[i].end && at >= predicted[j].start && at < predicted[j].end;
      }
      if (overlap > best_overlap) best = static_cast<int>(j), best_overlap = overlap;
    }
    const bool found = best >= 0;
    if (found) taken_by[static_cast<size_t>(best)] = static_cast<int>(i);
    if (found && !gold[i].value.empty()) expected.values += gold[i].value == predicted[static_cast<size_t>(best)].value;
    if (gold[i].optional) continue;
    ++expected.all.gold, ++expected.types[gold[i].type].gold;
    if (found) ++expected.all.right, ++expected.types[gold[i].type].right;
  }
  for (size_t j = 0; j < predicted.size(); ++j) {
    if (taken_by[j] >= 0 && gold[static_cast<size_t>(taken_by[j])].optional) continue;
    ++expected.all.predicted, ++expected.types[predicted[j].type].predicted;
  }
  return expected;
}

SpanScoreOptions RandomOptions(std::mt19937* random) {
  SpanScoreOptions options;
  options.value = true;
  options.named = Below(random, 2) == 0;
  if (Below(random, 2) == 0) options.map = {{"C", "A"}, {"D", "C"}};
  if (Below(random, 3) == 0) options.types = {"A", "B"};
  return options;
}

Counts Get(const Report& report, Scope scope, const std::string& name, Measure measure) {
  const auto found = report.figures.find({scope, name, measure});
  return found == report.figures.end() ? Counts{} : found->second;
}

TEST(SpanScorePropertyTest, CountsWhatTheDefinitionSays) {
  std::mt19937 random(20060628);
  const std::string text(kLength, 'x');
  for (int document = 0; document < kDocuments; ++document) {
    const SpanScoreOptions options = RandomOptions(&random);
    const Annotations gold = RandomAnnotations(&random, true), predicted = RandomAnnotations(&random, false);
    const Annotations ready = Prepare(options, gold, true), found = Prepare(options, predicted, false);

    Report report;
    ScoreSpans(options, "a", text, gold, predicted, &report);

    for (Measure measure : {Measure::kStrict, Measure::kRelaxed, Measure::kUntypedStrict, Measure::kUntyped}) {
      const Expected expected = ScoreNaively(measure, ready, found);
      ASSERT_TRUE(Get(report, Scope::kAll, "", measure) == expected.all)
          << "document " << document << " " << MeasureName(measure);
      if (measure == Measure::kUntyped) {
        const Counts values = {expected.values, expected.all.predicted, expected.all.gold};
        ASSERT_TRUE(Get(report, Scope::kAll, "", Measure::kValue) == values) << "document " << document;
      }
      if (measure > Measure::kRelaxed) continue;
      for (const char* type : {"A", "B", "C", "D"}) {
        const auto counts = expected.types.find(type);
        ASSERT_TRUE(Get(report, Scope::kType, type, measure) ==
                    (counts == expected.types.end() ? Counts{} : counts->second))
            << "document " << document << " " << MeasureName(measure) << " " << type;
      }
    }
    const Counts relaxed = Get(report, Scope::kAll, "", Measure::kRelaxed);
    ASSERT_EQ(report.misses.size(), relaxed.gold - relaxed.right);
    ASSERT_EQ(report.strays.size(), relaxed.predicted - relaxed.right);
  }
}

}  // namespace
}  // namespace caspian::cli
