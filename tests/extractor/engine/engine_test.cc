#include "extractor/engine/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <clocale>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <locale>
#include <random>
#include <thread>

#include "absl/strings/str_cat.h"
#include "common/base/error.h"
#include "common/base/limits.h"
#include "extractor/engine/extraction_buffer.h"
#include "tests/extractor/assemble/clauses_pack.h"

namespace caspian::extractor {
namespace {

using ::testing::HasSubstr;

const char kText[] =
    "\xEF\xBB\xBF"
    "Ada Marsh, port minister of Cove, visited Bay on 2006-06-23 (Coastwire, 2006-06-24).\r\n\r\nVera Bilt said that "
    "Otto Lee visited Cove. Cove wants rain – “so” it is; "
    "the Cove-Bay Pact holds.\nBay joined the Cove-Bay Pact therefore.";

TEST(EngineTest, FillsTheExtractionsHead) {
  v1::Document document = DocumentOf("It rained. It blew.");
  document.set_id("a/b.txt");
  document.set_revision(7);

  const auto e = ClausesSet().engine->Extract(document);

  ASSERT_TRUE(e.ok());
  EXPECT_EQ(e->document_id(), "a/b.txt");
  EXPECT_EQ(e->document_revision(), 7u);
  EXPECT_EQ(e->text_bytes(), 19u);
  EXPECT_EQ(e->text_sha256().size(), 64u);
  EXPECT_EQ(e->rule_set().digest(), ClausesSet().ref.digest());
  EXPECT_EQ(e->engine_version(), kEngineVersion);
  EXPECT_EQ(e->sentences_size(), 2);
}

TEST(EngineTest, RevisionZeroIsReadAsOne) { EXPECT_EQ(Extracted(ClausesSet(), "x").document_revision(), 1u); }

TEST(EngineTest, BytesAndTextOfOneContentGiveTheSame) {
  v1::Document bytes = DocumentOf("");
  bytes.set_utf8(kText);

  EXPECT_EQ(ClausesSet().engine->Extract(bytes)->SerializeAsString(),
            Extracted(ClausesSet(), kText).SerializeAsString());
}

struct BadDocument {
  const char* what;
  v1::ErrorReason reason;
  const char* offset;
  std::function<void(v1::Document*)> spoil;
};

TEST(EngineTest, RefusesBadDocumentsWithTheirReason) {
  const BadDocument cases[] = {
      {"empty", v1::ERROR_REASON_DOCUMENT_EMPTY, "", [](v1::Document* d) { d->set_text(""); }},
      {"no content", v1::ERROR_REASON_DOCUMENT_EMPTY, "", [](v1::Document* d) { d->clear_content(); }},
      {"not UTF-8", v1::ERROR_REASON_DOCUMENT_NOT_UTF8, "3", [](v1::Document* d) { d->set_utf8("abc\xFFx"); }},
      {"cut UTF-8", v1::ERROR_REASON_DOCUMENT_NOT_UTF8, "1", [](v1::Document* d) { d->set_utf8("a\xE2\x80"); }},
      {"a surrogate", v1::ERROR_REASON_DOCUMENT_NOT_UTF8, "0", [](v1::Document* d) { d->set_utf8("\xED\xA0\x80"); }},
      {"NUL", v1::ERROR_REASON_DOCUMENT_HAS_NUL, "2", [](v1::Document* d) { d->set_utf8(std::string("ab\0c", 4)); }},
      {"too large", v1::ERROR_REASON_DOCUMENT_TOO_LARGE, "",
       [](v1::Document* d) { d->set_text(std::string(kDocumentLimitBytes + 1, ' ')); }},
      {"no id", v1::ERROR_REASON_DOCUMENT_ID_INVALID, "", [](v1::Document* d) { d->clear_id(); }},
      {"a control character in the id", v1::ERROR_REASON_DOCUMENT_ID_INVALID, "",
       [](v1::Document* d) { d->set_id("a\nb"); }},
      {"month 13", v1::ERROR_REASON_DOCUMENT_METADATA_INVALID, "",
       [](v1::Document* d) { d->mutable_published()->set_year(2006), d->mutable_published()->set_month(13); }},
  };
  for (const BadDocument& c : cases) {
    v1::Document document = DocumentOf("text");
    c.spoil(&document);
    const auto e = ClausesSet().engine->Extract(document);
    EXPECT_EQ(e.status().code(), absl::StatusCode::kInvalidArgument) << c.what;
    EXPECT_EQ(ReasonOf(e.status()), c.reason) << c.what;
    EXPECT_EQ(ErrorMetadataOf(e.status(), "offset"), c.offset) << c.what;
  }
}

TEST(EngineTest, TheLargestDocumentIsTaken) {
  const auto e =
      ClausesSet().engine->Extract(DocumentOf(std::string(kDocumentLimitBytes, '\n').replace(0, 9, "Ada Marsh")));

  ASSERT_TRUE(e.ok()) << e.status();
  EXPECT_EQ(e->mentions_size(), 1);
}

TEST(EngineTest, ADocumentOfWhiteSpaceHasNothing) {
  const v1::Extraction e = Extracted(ClausesSet(), " \n\xEF\xBB\xBF\n");
  EXPECT_EQ(e.sentences_size(), 0);
  EXPECT_EQ(e.mentions_size(), 0);
}

TEST(EngineTest, ABudgetThatIsExceededNamesRuleAndSentence) {
  const TestPack pack = {
      "  A: {kind: auxiliary}\n",
      {"rules:\n  - {id: a.few, label: A, pattern: 'y'}\n  - {id: a.many, label: A, pattern: 'x'}\n"},
      {},
      "limits: {annotations_per_sentence: 3}\n"};
  const auto set = Loaded(pack);

  EXPECT_TRUE(set->engine->Extract(DocumentOf("x x y. X.")).ok());
  const auto e = set->engine->Extract(DocumentOf("Nothing. Then x x x y."));

  EXPECT_EQ(e.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(e.status()), v1::ERROR_REASON_BUDGET_EXCEEDED);
  EXPECT_EQ(ErrorMetadataOf(e.status(), "rule_id"), "a.many");
  EXPECT_EQ(ErrorMetadataOf(e.status(), "sentence"), "2");
  EXPECT_EQ(ErrorMetadataOf(e.status(), "document_id"), "test");
  EXPECT_THAT(std::string(e.status().message()), HasSubstr("raise limits"));
}

TEST(EngineTest, ADocumentsBudgetCountsAllSentencesAndStages) {
  const auto set =
      Loaded({"  A: {kind: auxiliary}\n  B: {kind: auxiliary}\n",
              {"rules:\n  - {id: a, label: A, pattern: 'x'}\n", "rules:\n  - {id: b, label: B, pattern: 'y'}\n"},
              {},
              "limits: {annotations_per_document: 4}\n"});

  EXPECT_TRUE(set->engine->Extract(DocumentOf("X x y. Then x y.")).ok());
  EXPECT_EQ(ReasonOf(set->engine->Extract(DocumentOf("X x y. Then x y y.")).status()),
            v1::ERROR_REASON_BUDGET_EXCEEDED);
}

TEST(EngineTest, PrivateUseCharactersForgeNoLabels) {
  const Alphabet& alphabet = ClausesSet().program->alphabet;
  std::string person, place;
  const auto absent = [](absl::string_view) { return absl::string_view(); };
  alphabet.AppendAnnotation(alphabet.LabelIndex("PERSON"), absent, &person);
  alphabet.AppendAnnotation(alphabet.LabelIndex("PLACE"), absent, &place);
  const std::string text =
      absl::StrCat(person, " visited ", place, ". \xEE\x80\x80 Ada Marsh visited ", place, " or Cove.");
  const v1::Extraction e = Clauses(text);

  EXPECT_EQ(e.mentions_size(), 2);
  for (const v1::Event& event : e.events()) EXPECT_EQ(event.type(), "ACT");
}

// --- purity

constexpr char kDay[] = "2006-07-05";

std::string Bytes(const LoadedRuleSet& set, absl::string_view text) {
  return Extracted(set, text, kDay).SerializeAsString();
}

class CommasForPoints : public std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

TEST(EnginePurityTest, RepeatedRunsGiveTheSameBytes) {
  const std::string first = Bytes(ClausesSet(), kText);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(Bytes(ClausesSet(), kText), first);
}

TEST(EnginePurityTest, WhatWasExtractedBeforeDoesNotCount) {
  const std::string first = Bytes(ClausesSet(), kText);
  Bytes(ClausesSet(), "Otto Lee said that Vera Bilt visited Bay (Hill News).");
  EXPECT_EQ(Bytes(ClausesSet(), kText), first);
}

TEST(EnginePurityTest, NothingStaysOfWhatAMessageHeldBefore) {
  const Engine& engine = *ClausesSet().engine;
  const std::string expected = Bytes(ClausesSet(), kText);
  v1::Extraction reused;
  ExtractionBuffer buffer;
  for (const char* before : {"Otto Lee said that Vera Bilt visited Bay (Hill News).", "It rained.", ""}) {
    (void)engine.ExtractTo(DocumentOf(before, kDay), &reused);
    (void)engine.ExtractTo(DocumentOf(before, kDay), buffer.Next());

    v1::Extraction* next = buffer.Next();
    EXPECT_EQ(next->ByteSizeLong(), 0u);
    ASSERT_TRUE(engine.ExtractTo(DocumentOf(kText, kDay), &reused).ok());
    ASSERT_TRUE(engine.ExtractTo(DocumentOf(kText, kDay), next).ok());
    EXPECT_EQ(reused.SerializeAsString(), expected) << before;
    EXPECT_EQ(next->SerializeAsString(), expected) << before;
  }
}

TEST(EnginePurityTest, WhatABufferHoldsAndWhatIsCopiedFromItAreTheSame) {
  std::string text;
  while (text.size() < 200000) absl::StrAppend(&text, kText, "\n");
  v1::Extraction copy;
  {
    ExtractionBuffer buffer;
    v1::Extraction* held = buffer.Next();
    ASSERT_TRUE(ClausesSet().engine->ExtractTo(DocumentOf(text, kDay), held).ok());
    copy = *held;
    EXPECT_EQ(copy.SerializeAsString(), held->SerializeAsString());
  }
  EXPECT_EQ(copy.SerializeAsString(), Bytes(ClausesSet(), text));
}

TEST(EnginePurityTest, ManyThreadsAtOnceFillBuffersOfTheirOwn) {
  const std::string texts[] = {kText, "Otto Lee said that Vera Bilt visited Bay (Hill News)."};
  const std::string expected[] = {Bytes(ClausesSet(), texts[0]), Bytes(ClausesSet(), texts[1])};
  std::atomic<int> differences = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      ExtractionBuffer buffer;
      for (int i = 0; i < 40; ++i) {
        v1::Extraction* found = buffer.Next();
        const bool good = ClausesSet().engine->ExtractTo(DocumentOf(texts[i % 2], kDay), found).ok();
        if (!good || found->SerializeAsString() != expected[i % 2]) ++differences;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(differences, 0);
}

TEST(EnginePurityTest, ManyThreadsAtOnceGiveTheSameBytes) {
  const std::string texts[] = {kText, "Otto Lee said that Vera Bilt visited Bay (Hill News)."};
  const std::string expected[] = {Bytes(ClausesSet(), texts[0]), Bytes(ClausesSet(), texts[1])};
  std::atomic<int> differences = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 40; ++i) {
        if (Bytes(ClausesSet(), texts[i % 2]) != expected[i % 2]) ++differences;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(differences, 0);
}

TEST(EnginePurityTest, NeitherLocaleNorTimeZoneCounts) {
  const std::string expected = Bytes(ClausesSet(), kText);
  const std::locale old = std::locale::global(std::locale(std::locale::classic(), new CommasForPoints));
  for (const char* name : {"tr_TR.UTF-8", "de_DE.UTF-8", "C.UTF-8", "POSIX"}) {
    std::setlocale(LC_ALL, name);
    EXPECT_EQ(Bytes(ClausesSet(), kText), expected) << name;
  }
  std::setlocale(LC_ALL, "C");
  std::locale::global(old);
  for (const char* zone : {"Asia/Almaty", "Pacific/Kiritimati", "America/Adak"}) {
    setenv("TZ", zone, 1);
    tzset();
    EXPECT_EQ(Bytes(ClausesSet(), kText), expected) << zone;
  }
  unsetenv("TZ");
  tzset();
}

TEST(EnginePurityTest, TwoLoadsOfOnePackGiveTheSameBytes) {
  const TestPack pack = {"  A: {kind: name}\n", {"rules:\n  - {id: a, label: A, pattern: '[A-Z][a-z]+'}\n"}, {}, ""};
  EXPECT_EQ(Bytes(*Loaded(pack), kText), Bytes(*Loaded(pack), kText));
}

// --- laws over what nobody would write

TEST(EngineLawsTest, HoldForRandomTexts) {
  static const std::vector<std::string> kPieces = {"Ada Marsh",
                                                   "Otto Lee",
                                                   "Cove",
                                                   "Bay",
                                                   " visited ",
                                                   " said that ",
                                                   " denied that ",
                                                   "(Coastwire)",
                                                   "(Hill News, 2006-06-23)",
                                                   ". ",
                                                   ".\n",
                                                   "\r\n\r\n",
                                                   "Cove-Bay Pact",
                                                   " and ",
                                                   ", envoy of ",
                                                   ", ",
                                                   " joined the ",
                                                   "“",
                                                   "”",
                                                   "\xF3\xB0\x80\x81",
                                                   "\xF4\x80\x80\x80",
                                                   "日。",
                                                   "\xC2\xA0",
                                                   " therefore ",
                                                   " wants ",
                                                   "the tall ",
                                                   "2006-06-31",
                                                   "\xEF\xBB\xBF",
                                                   "me\xCC\x81",
                                                   "🙂"};
  std::mt19937 random(17);
  for (int round = 0; round < 400; ++round) {
    std::string text = "x";
    for (size_t i = random() % 40; i > 0; --i) text += kPieces[random() % kPieces.size()];
    SCOPED_TRACE(text);
    Clauses(text, round % 2 ? "2006-07-05" : "");
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace caspian::extractor
