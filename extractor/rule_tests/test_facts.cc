// What a test expects of an annotation beside what the annotation is.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_join.h"
#include "extractor/rule_tests/test_sample.h"

namespace caspian::extractor {
namespace {

// Words with the place where they stand; an empty one where they stand nowhere.
struct Words {
  std::string text;
  ByteRange span{0, 0};
};

// The first place of `words` in the test's text.
Words InText(const TestSample& sample, const std::string& words) {
  const size_t at = words.empty() ? absl::string_view::npos : sample.analysis.text.find(words);
  if (at == absl::string_view::npos) return {words, {0, 0}};
  return {words, {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())}};
}

class FactList {
 public:
  // Both sides of one fact; empty words say nothing.
  void Add(const std::string& what, const Words& expected, const Words& found) {
    if (expected.text == found.text) return Push(TestSide::kBoth, what, found);
    Push(TestSide::kExpected, what, expected);
    Push(TestSide::kFound, what, found);
  }

  // The values of one capture. Those in other order are told as one.
  void AddAll(const std::string& what, const std::vector<Words>& expected, const std::vector<Words>& found) {
    const std::vector<std::string> wanted = TextsOf(expected), there = TextsOf(found);
    if (wanted != there && std::is_permutation(wanted.begin(), wanted.end(), there.begin(), there.end()))
      return Add(what, {absl::StrJoin(wanted, "; "), {0, 0}}, {absl::StrJoin(there, "; "), {0, 0}});
    std::multiset<std::string> left(wanted.begin(), wanted.end());
    std::vector<const Words*> strays;
    for (const Words& words : found) {
      const auto match = left.find(words.text);
      if (match == left.end()) {
        strays.push_back(&words);
      } else {
        left.erase(match);
        Push(TestSide::kBoth, what, words);
      }
    }
    for (const Words& words : expected) {
      const auto missing = left.find(words.text);
      if (missing == left.end()) continue;
      left.erase(missing);
      Push(TestSide::kExpected, what, words);
    }
    for (const Words* words : strays) Push(TestSide::kFound, what, *words);
  }

  std::vector<TestFact> Take() { return std::move(facts_); }

 private:
  static std::vector<std::string> TextsOf(const std::vector<Words>& all) {
    std::vector<std::string> texts;
    for (const Words& words : all) texts.push_back(words.text);
    return texts;
  }

  void Push(TestSide side, const std::string& what, const Words& words) {
    if (!words.text.empty()) facts_.push_back({side, what, words.text, words.span});
  }

  std::vector<TestFact> facts_;
};

std::string ValueAt(const TestSample& sample, const Annotation& annotation) {
  for (const v1::Mention& mention : sample.extraction.mentions()) {
    if (mention.span().begin() == annotation.begin && mention.span().end() == annotation.end && mention.has_value())
      return mention.value().canonical();
  }
  return "";
}

// The words of the captures of that name, those of an enumeration one by one.
std::vector<Words> CapturesOf(const TestSample& sample, const Annotation& annotation, absl::string_view name) {
  std::vector<Words> words;
  for (const Fill& fill : annotation.fills) {
    if (fill.name == name && !fill.alternative)
      words.push_back({sample.Text(fill.begin, fill.end), {fill.begin, fill.end}});
  }
  return words;
}

// By name, in the order of the names; none where a capture must not be filled.
std::map<std::string, std::vector<Words>> ExpectedCaptures(const TestSample& sample) {
  std::map<std::string, std::vector<Words>> expected;
  for (const v1::ExpectedCapture& capture : sample.test.captures()) {
    std::vector<Words>& words = expected[capture.name()];
    if (!capture.text().empty()) words.push_back(InText(sample, capture.text()));
  }
  return expected;
}

// The facts that the test names, of `annotation` or, where it is null, of none.
std::vector<TestFact> Compare(const TestSample& sample, const Annotation* annotation) {
  FactList facts;
  const Words match = annotation == nullptr ? Words{}
                                            : Words{sample.Text(annotation->begin, annotation->end),
                                                    {annotation->begin, annotation->end}};
  const bool names_match = !sample.test.match().empty();
  facts.Add("match", names_match ? InText(sample, sample.test.match()) : match, match);
  for (const auto& [name, words] : ExpectedCaptures(sample)) {
    facts.AddAll(absl::StrCat("captures.", name), words,
                 annotation == nullptr ? std::vector<Words>() : CapturesOf(sample, *annotation, name));
  }
  for (const v1::ExpectedFeature& feature : sample.test.features()) {
    const std::string found = annotation == nullptr ? "" : std::string(FeatureOf(annotation->features, feature.name()));
    facts.Add(absl::StrCat("features.", feature.name()), {feature.value(), {0, 0}}, {found, {0, 0}});
  }
  if (!sample.test.value().empty())
    facts.Add("value", {sample.test.value(), {0, 0}},
              {annotation == nullptr ? "" : ValueAt(sample, *annotation), {0, 0}});
  return facts.Take();
}

}  // namespace

std::vector<TestFact> FactsOf(const TestSample& sample, const Annotation& annotation) {
  return Compare(sample, &annotation);
}

std::vector<TestFact> ExpectedFacts(const TestSample& sample) { return Compare(sample, nullptr); }

std::string OtherCaptures(const TestSample& sample, const Annotation& annotation) {
  const auto named = ExpectedCaptures(sample);
  std::vector<std::string> others;
  for (const Fill& fill : annotation.fills) {
    if (named.count(std::string(fill.name)) > 0) continue;
    others.push_back(absl::StrCat(fill.name, " ", Quoted(sample.Text(fill.begin, fill.end)),
                                  fill.alternative ? " (as near as another)" : ""));
  }
  return others.empty() ? "" : absl::StrCat("other captures: ", absl::StrJoin(others, ", "));
}

}  // namespace caspian::extractor
