#include "tests/aggregator/testing/random_submissions.h"

#include <iterator>

#include "absl/strings/str_cat.h"

namespace caspian::aggregator {
namespace {

struct Person {
  const char* words;
  const char* name;
  const char* country;
};
constexpr Person kPersons[] = {
    {"Ilse Brandt", "Ilse Brandt", "DE"}, {"Ilse Brandt", "Ilse Brandt", ""},   {"Brandt", "Brandt", ""},
    {"Omar Haddad", "Omar Haddad", "JO"}, {"OMAR HADDAD", "OMAR HADDAD", "EG"}, {"Omar  Haddad", "Omar  Haddad", ""}};
struct Country {
  const char* words;
  const char* name;
  const char* code;
};
constexpr Country kCountries[] = {
    {"Jordan", "Jordan", "JO"}, {"Jordanian", "Jordan", "JO"}, {"Germany", "Germany", "DE"}, {"Egypt", "Egypt", "EG"}};
constexpr const char* kTypes[] = {"MEET", "SIGN", "RATIFY", "VISIT", "BUY"};
constexpr const char* kDays[] = {"2011-03-04", "2011-03-05", "2011-04-01"};
constexpr const char* kSources[] = {"Harbour News", "Delta Agency", "harbour news"};
constexpr const char* kPublishers[] = {"", "Morning Ledger", "Delta Agency"};
constexpr v1::Actuality kActualities[] = {v1::ACTUALITY_HAPPENED, v1::ACTUALITY_HAPPENED, v1::ACTUALITY_PLANNED,
                                          v1::ACTUALITY_DESIRED};

template <typename T, size_t N>
const T& Choose(const T (&list)[N], std::mt19937* random) {
  return list[Pick(N, random)];
}

void AddEvent(std::mt19937* random, SubmissionBuilder* builder) {
  const Person& person = Choose(kPersons, random);
  const Country& country = Choose(kCountries, random);
  const char* day = Choose(kDays, random);
  builder->Sentence(absl::StrCat("On ", day, " chancellor ", person.words,
                                 " settled the Lake Water Accord of 2 million euros with ", country.words,
                                 " as told by ", Choose(kSources, random), "."));
  const uint32_t who = builder->Name("PERSON", person.words, person.name, person.country);
  const uint32_t where = builder->Name("PLACE", country.words, country.name, country.code, "country");
  const uint32_t what = builder->Name("AGREEMENT", "Lake Water Accord");
  const uint32_t when = builder->Day(day, day);
  const uint32_t sum = builder->Value("MONEY", "2 million euros",
                                      "canonical: 'EUR 2000000' money { amount: '2000000' currency: 'EUR' }");
  if (Pick(3, random) == 0) builder->Office(person.name, "chancellor", country.name);
  if (Pick(3, random) == 0) builder->Party("Lake Water Accord", country.name);
  std::vector<std::pair<std::string, uint32_t>> roles = {
      {"agent", who}, {"partner", where}, {"object", what}, {"value", sum}};
  if (Pick(2, random) == 0) std::swap(roles[0].second, roles[1].second);
  if (Pick(3, random) != 0) roles.emplace_back("when", when);
  const v1::Polarity polarity = Pick(5, random) == 0 ? v1::POLARITY_NO : v1::POLARITY_YES;
  builder->Event(Choose(kTypes, random), roles, Choose(kActualities, random), polarity);
  if (Pick(2, random) == 0)
    builder->Statement("SAY", {{"holder", who}}, Pick(2, random) == 0 ? "settled the Lake Water Accord" : "");
}

void MaybeCite(std::mt19937* random, SubmissionBuilder* builder) {
  if (Pick(2, random) == 0) return;
  const std::string& text = builder->document()->text();
  for (const char* source : kSources) {
    const v1::Span& sentence = *builder->extraction()->sentences().rbegin();
    if (text.find(source, sentence.begin()) == std::string::npos) continue;
    const uint32_t citation = builder->Citation(source, Pick(2, random) == 0 ? Choose(kDays, random) : "");
    v1::Event* event = builder->extraction()->mutable_events(builder->extraction()->events_size() - 1);
    event->set_citation(citation);
    event->set_citation_presumed(Pick(2, random) == 0);
    event->set_voice(v1::VOICE_REPORTED);
    return;
  }
}

}  // namespace

uint32_t Pick(uint32_t bound, std::mt19937* random) { return static_cast<uint32_t>((*random)() % bound); }

Submission RandomSubmission(const std::string& id, uint32_t revision, std::mt19937* random) {
  SubmissionBuilder builder(id, revision);
  builder.Publisher(Choose(kPublishers, random));
  builder.extraction()->set_engine_version(1 + Pick(2, random));
  const uint32_t events = 1 + Pick(4, random);
  for (uint32_t i = 0; i < events; ++i) {
    AddEvent(random, &builder);
    MaybeCite(random, &builder);
  }
  return builder.Build();
}

}  // namespace caspian::aggregator
