#include "tests/aggregator/testing/random_collection.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/submissions/live.h"

namespace caspian::aggregator {
namespace {

// Names that are one for sure, that may be, that contradict each other, and that stand for others for short.
struct SampleName {
  const char* label;
  const char* words;
  const char* country;
};
constexpr SampleName kNames[] = {{"PERSON", "Mikhail Orlov", ""},
                                 {"PERSON", "Mihail Orlov", ""},
                                 {"PERSON", "Mikhail A. Orlov", ""},
                                 {"PERSON", "Mikhail B. Orlov", ""},
                                 {"PERSON", "Orlov", ""},
                                 {"PERSON", "Orlov", "RU"},
                                 {"PERSON", "Lina Haddad", ""},
                                 {"PERSON", "Haddad", ""},
                                 {"PERSON", "Haddad", "JO"},
                                 {"PERSON", "Arle", ""},
                                 {"PERSON", "Vera Arle", ""},
                                 {"PERSON", "Rolf Arle", ""},
                                 {"PERSON", "Mikhail Orlov", "RU"},
                                 {"PERSON", "Mikhail Orlov", "UA"},
                                 {"PERSON", "Lundqvist", ""},
                                 {"PERSON", "Vera Lundqvist", ""},
                                 {"PERSON", "Wera Lundqvist", ""},
                                 {"PERSON", "Yusuf Karimov", ""},
                                 {"PERSON", "Yusif Kerimov", ""},
                                 {"PERSON", "Yusuf Kerimov", "AZ"},
                                 {"ORGANIZATION", "Northern Harbour Bank", ""},
                                 {"ORGANIZATION", "NHB", ""},
                                 {"ORGANIZATION", "Northern Harbor Bank", ""},
                                 {"ORGANIZATION", "Northern Harbour Bank Ltd", ""},
                                 {"FACILITY", "Northern Harbour Bank", ""},
                                 {"PLACE", "Jordan", "JO"},
                                 {"PLACE", "Egypt", "EG"},
                                 {"AGREEMENT", "Lake Water Accord", ""},
                                 {"AGREEMENT", "accord", ""}};

}  // namespace

Submission RandomDocument(const std::string& id, std::mt19937* random) {
  if (Pick(3, random) == 0) return RandomSubmission(id, 1, random);
  SubmissionBuilder builder(id);
  builder.Publisher(Pick(2, random) == 0 ? "Delta Agency" : "Morning Ledger");
  for (uint32_t sentence = 1 + Pick(3, random); sentence > 0; --sentence) {
    const SampleName& a = kNames[Pick(std::size(kNames), random)];
    const SampleName& b = kNames[Pick(std::size(kNames), random)];
    const std::string day = absl::StrCat("2011-03-0", 1 + Pick(3, random));
    const std::string filler = Pick(2, random) == 0
                                   ? "of the old quay by the lake where boats of all towns lie at night "
                                   : absl::StrCat("of matter ", Pick(1000, random), " ");
    builder.Sentence(absl::StrCat("Chief ", a.words, " met ", b.words, " on ", day, " in the hall ", filler, filler,
                                  "and spoke there of what the year had brought to the people of both."));
    const auto add = [&builder](const SampleName& one) {
      return builder.Name(one.label, one.words, "", one.country, one.label == std::string("PLACE") ? "country" : "");
    };
    const uint32_t agent = add(a), partner = add(b), when = builder.Day(day, day);
    if (Pick(4, random) == 0 && a.label == std::string("PERSON")) builder.Office(a.words, "Chief", b.words);
    const v1::Actuality actuality = Pick(3, random) == 0 ? v1::ACTUALITY_PLANNED : v1::ACTUALITY_HAPPENED;
    const v1::Polarity polarity = Pick(4, random) == 0 ? v1::POLARITY_NO : v1::POLARITY_YES;
    builder.Event(Pick(2, random) == 0 ? "MEET" : "VISIT", {{"agent", agent}, {"partner", partner}, {"when", when}},
                  actuality, polarity);
    if (Pick(2, random) == 0)
      builder.Statement("SAY", {{"holder", agent}}, Pick(2, random) == 0 ? "spoke there of what" : "");
  }
  return builder.Build();
}

std::shared_ptr<const DocumentFacts> FactsOf(Submission submission) {
  return ReadFacts(*MakeLiveDocument(std::move(submission.document), std::move(submission.extraction)));
}

std::vector<DocumentChange> RandomChanges(uint32_t most, std::mt19937* random) {
  std::map<std::string, DocumentChange> changes;
  for (uint32_t i = 1 + Pick(most, random); i > 0; --i) {
    const std::string id = absl::StrCat("doc-", Pick(14, random));
    const bool goes = Pick(3, random) == 0;
    changes[id] = {id, goes ? nullptr : FactsOf(RandomDocument(id, random))};
  }
  std::vector<DocumentChange> list;
  for (const auto& [id, change] : changes) list.push_back(change);
  return list;
}

std::vector<Verdict> RandomVerdicts(const DocumentList& documents, std::mt19937* random) {
  std::vector<std::string> keys;
  for (const auto& document : documents) {
    for (const EntityFact& entity : document->entities) keys.push_back(entity.key);
  }
  std::vector<Verdict> verdicts;
  std::set<std::pair<std::string, std::string>> judged;
  for (uint32_t i = Pick(6, random); i > 0 && !keys.empty(); --i) {
    const std::string a = keys[Pick(static_cast<uint32_t>(keys.size()), random)];
    const std::string b = keys[Pick(static_cast<uint32_t>(keys.size()), random)];
    if (a == b || !judged.insert(std::minmax(a, b)).second) continue;
    verdicts.push_back({std::min(a, b), std::max(a, b), Pick(2, random) == 0, absl::StrCat("j", i)});
  }
  return verdicts;
}

}  // namespace caspian::aggregator
