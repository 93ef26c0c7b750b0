#include "aggregator/merge/submissions/check_submission.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "common/base/error.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {
namespace {

using testing::HasSubstr;

Submission Good() {
  SubmissionBuilder builder("a.txt");
  builder.Sentence("Zoë Marsh met Omar Haddad on 4 March at 2 million euros.");
  const uint32_t zoe = builder.Name("PERSON", "Zoë Marsh");
  const uint32_t omar = builder.Name("PERSON", "Omar Haddad");
  builder.Day("4 March", "2011-03-04");
  builder.Value("MONEY", "2 million euros", "canonical: 'EUR 2000000' money { amount: '2000000' currency: 'EUR' }");
  builder.Event("MEET", {{"agent", zoe}, {"partner", omar}});
  builder.Statement("SAY", {{"holder", zoe}}, "Omar Haddad");
  builder.Citation("Zoë Marsh");
  return builder.Build();
}

TEST(CheckSubmissionTest, TakesWhatFits) {
  const Submission good = Good();

  EXPECT_TRUE(CheckSubmission(good.document, good.extraction).ok());
}

TEST(CheckSubmissionTest, ReadsRevisionZeroAsOne) {
  Submission good = Good();
  good.document.set_revision(0);

  EXPECT_TRUE(CheckSubmission(good.document, good.extraction).ok());
}

struct BadCase {
  const char* name;
  std::function<void(Submission*)> spoil;
  v1::ErrorReason reason;
  const char* message;
};

void SetSpan(uint32_t begin, uint32_t end, v1::Span* span) {
  span->set_begin(begin);
  span->set_end(end);
}

TEST(CheckSubmissionTest, SaysWhatDoesNotFitAndWhere) {
  constexpr auto kInvalid = v1::ERROR_REASON_EXTRACTION_INVALID;
  constexpr auto kMismatch = v1::ERROR_REASON_EXTRACTION_TEXT_MISMATCH;
  const BadCase kCases[] = {
      {"document", [](Submission* s) { s->document.clear_text(); }, v1::ERROR_REASON_DOCUMENT_EMPTY, "is empty"},
      {"id", [](Submission* s) { s->extraction.set_document_id("b"); }, kInvalid, "of document b"},
      {"revision", [](Submission* s) { s->extraction.set_document_revision(2); }, kInvalid, "of revision 2"},
      {"text", [](Submission* s) { s->document.mutable_text()->append("!"); }, kMismatch, "text_sha256"},
      {"size", [](Submission* s) { s->extraction.set_text_bytes(3); }, kMismatch, "text_bytes is 3"},
      {"digest", [](Submission* s) { s->extraction.mutable_rule_set()->set_digest("ABC"); }, kInvalid, "digest"},
      {"outside", [](Submission* s) { SetSpan(10, 9000, s->extraction.mutable_mentions(1)->mutable_span()); }, kInvalid,
       "mention 1: span 10..9000 outside a text of 57 bytes"},
      {"backwards", [](Submission* s) { SetSpan(9, 8, s->extraction.mutable_mentions(0)->mutable_span()); }, kInvalid,
       "mention 0: span 9..8 ends"},
      {"code point", [](Submission* s) { SetSpan(0, 3, s->extraction.mutable_mentions(0)->mutable_span()); }, kInvalid,
       "0..3 cuts a code point"},
      {"label", [](Submission* s) { s->extraction.mutable_mentions(0)->clear_label(); }, kInvalid,
       "mention 0: has no label"},
      {"label of a stranger", [](Submission* s) { s->extraction.mutable_mentions(0)->set_label("per son\n"); },
       kInvalid, "mention 0: label \"per son\\n\" is none"},
      {"label too long", [](Submission* s) { s->extraction.mutable_mentions(0)->set_label(std::string(65, 'A')); },
       kInvalid, "at most 64"},
      {"entity label", [](Submission* s) { s->extraction.mutable_entities(1)->clear_label(); }, kInvalid,
       "entity 1: has no label"},
      {"type", [](Submission* s) { s->extraction.mutable_events(0)->set_type("meet"); }, kInvalid,
       "event 0: type \"meet\""},
      {"manner", [](Submission* s) { s->extraction.mutable_statements(0)->clear_manner(); }, kInvalid,
       "statement 0: has no manner"},
      {"polarity", [](Submission* s) { s->extraction.mutable_events(0)->set_polarity(static_cast<v1::Polarity>(9)); },
       kInvalid, "event 0: polarity has no value 9"},
      {"actuality",
       [](Submission* s) { s->extraction.mutable_events(0)->set_actuality(static_cast<v1::Actuality>(99)); }, kInvalid,
       "event 0: actuality has no value 99"},
      {"voice", [](Submission* s) { s->extraction.mutable_statements(0)->set_voice(static_cast<v1::Voice>(7)); },
       kInvalid, "statement 0: voice has no value 7"},
      {"a million mentions",
       [](Submission* s) {
         for (int i = 0; i < 1000000; ++i) s->extraction.add_mentions();
       },
       kInvalid, "1000004 mentions in a text of 57 bytes"},
      {"entity", [](Submission* s) { s->extraction.mutable_mentions(0)->set_entity(2); }, kInvalid,
       "mention 0: entity 2 of 2"},
      {"stands for", [](Submission* s) { s->extraction.mutable_mentions(0)->set_stands_for(7); }, kInvalid,
       "mention 0: entity 7 of 2"},
      {"more roles than bytes",
       [](Submission* s) {
         v1::Event* event = s->extraction.mutable_events(0);
         for (size_t i = 0; i <= s->document.text().size(); ++i) *event->add_roles() = event->roles(0);
       },
       kInvalid, "event 0: "},
      {"capture", [](Submission* s) { s->extraction.mutable_mentions(0)->add_captures()->set_mention(9); }, kInvalid,
       "mention 0: mention 9 of 4"},
      {"modifier",
       [](Submission* s) {
         SetSpan(0, 99, s->extraction.mutable_mentions(2)->mutable_value()->mutable_modifier_span());
       },
       kInvalid, "mention 2"},
      {"money",
       [](Submission* s) {
         SetSpan(0, 99, s->extraction.mutable_mentions(3)->mutable_value()->mutable_money()->mutable_object());
       },
       kInvalid, "mention 3"},
      {"office", [](Submission* s) { s->extraction.mutable_entities(0)->add_offices()->set_of_entity(5); }, kInvalid,
       "entity 0: entity 5 of 2"},
      {"party", [](Submission* s) { s->extraction.mutable_entities(1)->add_parties()->set_entity(5); }, kInvalid,
       "entity 1: entity 5 of 2"},
      {"event", [](Submission* s) { SetSpan(0, 99, s->extraction.mutable_events(0)->mutable_span()); }, kInvalid,
       "event 0: span 0..99"},
      {"role", [](Submission* s) { s->extraction.mutable_events(0)->mutable_roles(1)->set_mention(4); }, kInvalid,
       "event 0: mention 4 of 4"},
      {"role event", [](Submission* s) { s->extraction.mutable_events(0)->mutable_roles(1)->set_event(1); }, kInvalid,
       "event 0: event 1 of 1"},
      {"holder", [](Submission* s) { s->extraction.mutable_events(0)->add_holders()->set_mention(4); }, kInvalid,
       "event 0: mention 4 of 4"},
      {"citation", [](Submission* s) { s->extraction.mutable_events(0)->set_citation(1); }, kInvalid,
       "event 0: citation 1 of 1"},
      {"statement", [](Submission* s) { SetSpan(1, 99, s->extraction.mutable_statements(0)->mutable_content()); },
       kInvalid, "statement 0: span 1..99"},
      {"statement citation", [](Submission* s) { s->extraction.mutable_statements(0)->set_citation(1); }, kInvalid,
       "statement 0: citation 1 of 1"},
      {"stated", [](Submission* s) { SetSpan(1, 99, s->extraction.mutable_citations(0)->mutable_stated(0)); }, kInvalid,
       "citation 0: span 1..99"},
      {"sentence", [](Submission* s) { SetSpan(5, 9, s->extraction.add_sentences()); }, kInvalid,
       "sentence 1: span 5..9 begins inside"},
  };
  for (const BadCase& bad : kCases) {
    Submission submission = Good();
    bad.spoil(&submission);

    const absl::Status status = CheckSubmission(submission.document, submission.extraction);

    EXPECT_EQ(ReasonOf(status), bad.reason) << bad.name << ": " << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(bad.message)) << bad.name;
  }
}

TEST(CheckSubmissionTest, TellsIdAndOffsetInTheMetadata) {
  Submission submission = Good();
  SetSpan(10, 9000, submission.extraction.mutable_mentions(1)->mutable_span());

  const absl::Status status = CheckSubmission(submission.document, submission.extraction);

  EXPECT_EQ(ErrorMetadataOf(status, "document_id"), "a.txt");
  EXPECT_EQ(ErrorMetadataOf(status, "offset"), "10");
}

}  // namespace
}  // namespace caspian::aggregator
