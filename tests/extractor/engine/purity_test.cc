// A set with every construct is a pure function of the document, whatever the process around it.
#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <clocale>
#include <cstdlib>
#include <ctime>
#include <locale>
#include <set>
#include <thread>

#include "tests/extractor/engine/extraction_laws.h"
#include "tests/extractor/engine/test_packs.h"

namespace {

// Added to the clock of the machine for all code of this program, seconds.
std::atomic<int64_t> clock_shift = 0;

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* now) noexcept {
  const int64_t result = syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && clock == CLOCK_REALTIME) now->tv_sec += clock_shift;
  return static_cast<int>(result);
}

int gettimeofday(timeval* now, void* /*zone*/) noexcept {
  timespec precise;
  const int result = clock_gettime(CLOCK_REALTIME, &precise);
  now->tv_sec = precise.tv_sec;
  now->tv_usec = precise.tv_nsec / 1000;
  return result;
}

time_t time(time_t* seconds) noexcept {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (seconds != nullptr) *seconds = now.tv_sec;
  return now.tv_sec;
}

}  // extern "C"

namespace caspian::extractor {
namespace {

TestPack Everything() {
  TestPack pack;
  pack.labels =
      "  PERSON: {kind: name, features: [country]}\n  PLACE: {kind: name, features: [country], conflict: leftmost}\n"
      "  ORG: {kind: name}\n  DATE: {kind: value, normalizer: date}\n  R: {kind: region}\n  VERB: {kind: auxiliary, "
      "features: [lemma, form]}\n  VG: {kind: auxiliary, features: [lemma, polarity]}\n  ADV: {kind: auxiliary}\n"
      "  SENSE: {kind: sense}\n  E: {kind: event, conflict: all}\n  C: {kind: citation}\n  SAY: {kind: statement}\n";
  pack.stages = {
      "macros: {day: '(?P<day>\\d{1,2})'}\nrules:\n"
      "  - {id: places, label: PLACE, list: places, set: {country: $country}, context: [{list: weather, within: 4, "
      "confidence: -0.15}]}\n"
      "  - {id: date, label: DATE, pattern: '<day> <month> (?P<year>\\d{4})'}\n"
      "  - {id: verbs, label: VERB, list: verbs, set: {lemma: $lemma, form: $form}}\n"
      "  - {id: adverbs, label: ADV, pattern: '[a-z]+ly', priority: -1}\n",
      "input_without: [ADV]\nnames:\n  labels: [PERSON, ORG]\n  threshold: 1.5\n  vote_shares: [1, 1.3]\n  own_share: "
      "0.3\nrules:\n  - {id: person, evidence: {PERSON: 2}, preceded_by: 'sir |the '}\n  - {id: org, evidence: {ORG: "
      "2}, "
      "followed_by: ' Corp', vote: none}\n",
      "rules:\n  - {id: fix, pattern: '(?P<x><PERSON>) hall', drop: x}\n  - {id: fix.b, pattern: 'the (?P<x><PERSON>) "
      "group', relabel: {x: ORG}}\n  - {id: region, label: R, pattern: ',[^,.]+,'}\n",
      "rules:\n  - id: vg\n    label: VG\n    verb_group: {verb: VERB, auxiliaries: {list: auxiliaries}, adverbs: "
      "{list: "
      "adverbs}, adverb_pattern: '[a-z]+ly', forms: {list: forms}}\n",
      "senses:\n  on: PLACE\n  label: SENSE\n  threshold: 3\n  senses:\n    place: {}\n    government: {entity_label: "
      "ORG, entity_name: 'Government of ${name.country}', entity_id: 'gov:${name.country}'}\nrules:\n  - {id: acts, "
      "evidence: {government: 4}, "
      "followed_by: ' <VG>', vote: none}\n  - {id: in, evidence: {place: 3}, preceded_by: '[Ii]n '}\n",
      "documents: {function_words: {list: common, least_share: 0.01}}\nrules:\n"
      "  - id: sign\n    label: E\n    type: SIGN\n    elide: [R, ADV]\n    forms: {active: "
      "'(?P<agent><PERSON|PLACE+>) (?P<trigger><VG>)(?: (?P<object>it))?', passive: '(?P<object>it) (?P<trigger><VG>) "
      "by (?P<agent><PERSON|PLACE+>)'}\n    set: {polarity: $trigger.polarity, step: {passive: signed, else: agreed}}\n"
      "    attach: {when: {label: DATE}, place: {label: PLACE, preceded_by: in}}\n"
      "  - {id: talk, label: E, type: TALK, pattern: '(?P<agent><PERSON>) talked(?: about (?P<topic>[a-z]+))?', "
      "elaborates: SIGN}\n"
      "  - {id: say, label: SAY, type: SAY, pattern: '(?P<holder><PERSON>) said that (?P<content>[^.]+)'}\n"
      "  - {id: cite, label: C, pattern: '\\((?P<source>[A-Z][a-z]+)\\)', covers: paragraph}\n"
      "  - {id: cite.to, label: C, pattern: 'says (?P<source>[A-Z][a-z]+):', covers: {to: DATE}}\n"};
  pack.lists = {{"places", "name\tcountry\nOslo\tNorway\nBern\tSwitzerland\nNew Bay\tCoveland\n"},
                {"weather", "word\nrained\nsnow fell\n"},
                {"verbs", "word\tlemma\tform\nsigned\tsign\tpast\nsign\tsign\tbase\n"},

                {"auxiliaries", "phrase\ttakes\tform\tstrength\ndid\tbase\t\t\nhas\tpast\t\t1\nwas\tpast\t\t\n"},
                {"adverbs", "phrase\tpolarity\nnot\tno\nnever\tno\n"},
                {"forms", "form\talone\tpolarity\nbase\tno\tyes\npast\tyes\tyes\n"},
                {"common", "word\nthe\nin\nit\n"}};
  pack.more =
      "enumeration: '(?:, | and )'\nmacros: {month: '(?P<month>(?:May|June))'}\ndocuments: {language: en, "
      "function_words: {list: common, least_share: 0.01}}\n";
  return pack;
}

const std::string kTexts[] = {
    "By sir Ada Quill and Oslo, tired of the rain, signed it on 3 May 2006 in Bern; sir Ada Quill, tired, signed it. "
    "Then sir "
    "Ada Quill talked about oil. It was so (Coastwire).\n\nIt rained in Oslo; it was signed by Oslo and New Bay. It "
    "was İstanbul "
    "that did not quickly sign it. Now Oslo did not sign it.",
    "It says Hillnews: Bern has never signed it. It saw the Ada Quill group near the sir Lee hall. It ended on 4 June "
    "2006. "
    "Then sir Lee said that Oslo signed it, says Coastwire: the snow fell in Bern. The Quill Corp signed it – “so”."};

std::string BytesOf(const LoadedRuleSet& set, const std::string& text) {
  return Extracted(set, text, "2006-07-05T23:30+05:00").SerializeAsString();
}

TEST(PurityTest, TheTextsUseEveryConstruct) {
  const auto set = Loaded(Everything());
  std::set<std::string> rules;
  size_t events = 0, senses = 0, presumed = 0, elaborations = 0, changes = 0;
  for (const std::string& text : kTexts) {
    const v1::Extraction e = Extracted(*set, text, "2006-07-05");
    ExpectSlicingLaw(e, text);
    ExpectOrdered(e);
    ExpectIndexesInside(e);
    events += static_cast<size_t>(e.events_size());
    for (const v1::Mention& m : e.mentions()) {
      senses += m.has_stands_for() ? 1 : 0;
      changes += static_cast<size_t>(m.confidence_changes_size());
    }
    for (const v1::Citation& c : e.citations()) presumed += static_cast<size_t>(c.presumed_size());
    for (const v1::Event& x : e.events()) elaborations += static_cast<size_t>(x.elaborations_size());
    const v1::Document document = DocumentOf(text);
    const Analysis analysis = Analyze(*set->program, document, nullptr).value();
    for (const Annotation& a : analysis.annotations) rules.insert(absl::StrCat(a.rule_id, a.dropped ? " dropped" : ""));
  }
  for (const char* rule : {"places", "date", "verbs", "adverbs", "region", "vg", "acts", "sign", "talk", "say", "cite",
                           "cite.to", "fix.b", "person dropped"})
    EXPECT_EQ(rules.count(rule), 1u) << rule;
  EXPECT_GT(events, 4u);
  EXPECT_GT(senses, 1u);
  EXPECT_GT(presumed, 0u);
  EXPECT_GT(elaborations, 0u);
  EXPECT_GT(changes, 0u);
}

TEST(PurityTest, ManyThreadsOverTwoEnginesGiveTheSameBytes) {
  const std::shared_ptr<const LoadedRuleSet> sets[] = {Loaded(Everything()), Loaded(Everything())};
  ASSERT_EQ(sets[0]->ref.digest(), sets[1]->ref.digest());
  const std::string expected[] = {BytesOf(*sets[0], kTexts[0]), BytesOf(*sets[0], kTexts[1])};
  for (int count : {1, 2, 8}) {
    std::atomic<int> differences = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < count; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 40; ++i) {
          if (BytesOf(*sets[(t + i) % 2], kTexts[i % 2]) != expected[i % 2]) ++differences;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(differences, 0) << count;
  }
}

// One document has no published date, so that a date without a year would show an anchor taken from the clock.
TEST(PurityTest, TheClockDoesNotCount) {
  const auto bytes = [] {
    const auto set = Loaded(Everything());
    return BytesOf(*set, kTexts[0]) + BytesOf(*set, kTexts[1]) + Extracted(*set, kTexts[0]).SerializeAsString();
  };
  const std::string expected = bytes();
  const auto before = std::chrono::system_clock::now();
  for (int64_t years : {-30, 1, 20}) {
    clock_shift = years * 366 * 86400;
    const auto shifted = std::chrono::system_clock::now() - before;
    EXPECT_NEAR(static_cast<double>(std::chrono::duration_cast<std::chrono::hours>(shifted).count()),
                static_cast<double>(years) * 366 * 24, 1);
    EXPECT_EQ(bytes(), expected) << years;
  }
  clock_shift = 0;
}

class CommasForPoints : public std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

// Loads anew each time, so that reading a pack does not depend on them either.
TEST(PurityTest, NeitherLocaleNorTimeZoneCounts) {
  const std::string expected[] = {BytesOf(*Loaded(Everything()), kTexts[0]), BytesOf(*Loaded(Everything()), kTexts[1])};
  const auto expect_the_same = [&](const char* what) {
    const auto set = Loaded(Everything());
    for (int i = 0; i < 2; ++i) EXPECT_EQ(BytesOf(*set, kTexts[i]), expected[i]) << what;
  };
  const std::locale old = std::locale::global(std::locale(std::locale::classic(), new CommasForPoints));
  for (const char* name : {"tr_TR.UTF-8", "de_DE.UTF-8", "C.UTF-8", "POSIX"}) {
    if (std::setlocale(LC_ALL, name) != nullptr) expect_the_same(name);
  }
  std::setlocale(LC_ALL, "C");
  std::locale::global(old);
  for (const char* zone : {"Asia/Almaty", "Pacific/Kiritimati", "America/Adak"}) {
    setenv("TZ", zone, 1);
    tzset();
    expect_the_same(zone);
  }
  unsetenv("TZ");
  tzset();
}

}  // namespace
}  // namespace caspian::extractor
