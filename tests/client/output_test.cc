#include "client/cli/output/briefing_formats.h"
#include "client/cli/output/extraction_json.h"
#include "client/cli/output/json_writer.h"
#include "client/cli/output/terminal.h"
#include "common/base/error.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace caspian::cli {
namespace {

template <class Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

TEST(JsonWriterTest, EscapesWhatJsonForbids) {
  std::string out;
  JsonWriter(&out).BeginArray().String("a\"b\\c\n\x01\x7f é").Number(7).BeginObject().EndObject().EndArray();

  EXPECT_EQ(out, R"(["a\"b\\c\n\u0001\u007f é",7,{}])");
}

constexpr char kText[] = "Åsa met Bo.";

v1::Extraction Meeting() {
  return FromText<v1::Extraction>(R"pb(
    document_id: "a"
    mentions {
      span { begin: 0 end: 4 begin_code_point: 0 end_code_point: 3 }
      label: "PERSON"
      rule_id: "r1"
      entity: 0
    }
    mentions {
      span { begin: 9 end: 11 begin_code_point: 8 end_code_point: 10 }
      label: "DATE"
      rule_id: "r2"
      value {
        canonical: "2006-06-28/2006-06-29"
        date { timex3: "2006-06-28" }
      }
      stands_for: 0
    }
    entities {
      label: "PERSON"
      name: "Åsa"
      offices { title: "mayor" of: "Oslo" }
      parties { name: "X" }
    }
    events {
      span { begin: 0 end: 11 begin_code_point: 0 end_code_point: 10 }
      type: "MEET"
      polarity: POLARITY_YES
      actuality: ACTUALITY_HAPPENED
      voice: VOICE_REPORTED
      citation: 0
      roles {
        name: "agent"
        span { begin: 0 end: 4 }
        mention: 0
      }
      roles {
        name: "when"
        span { begin: 9 end: 11 }
        mention: 1
      }
    }
    statements {
      span { begin: 0 end: 4 begin_code_point: 0 end_code_point: 3 }
      manner: "WANT"
      roles {
        name: "holder"
        span { begin: 0 end: 4 }
      }
      roles {
        name: "holder"
        span { begin: 9 end: 11 }
      }
    }
    citations {
      source: "Agency"
      date { canonical: "2006-06-29" }
      stated { begin: 0 end: 11 begin_code_point: 0 end_code_point: 10 }
    }
  )pb");
}

TEST(ExtractionLineTest, HasTheDocumentedShape) {
  std::string line;
  AppendExtractionLine(Meeting(), kText, v1::OFFSET_UNIT_CODE_POINTS, &line);

  EXPECT_EQ(line, R"({"id":"a","offset_unit":"codepoints","mentions":[)"
                  R"({"start":0,"end":3,"label":"PERSON","text":"Åsa","rule":"r1","entity":"e1"},)"
                  R"({"start":8,"end":10,"label":"DATE","text":"Bo","rule":"r2",)"
                  R"("value":"2006-06-28/2006-06-29","stands_for":"e1"}],)"
                  R"("entities":[{"id":"e1","label":"PERSON","name":"Åsa",)"
                  R"("roles":[{"title":"mayor","of":"Oslo"}],"parties":["X"]}],)"
                  R"("events":[{"type":"MEET","start":0,"end":10,"roles":[{"role":"agent","text":"Åsa"},)"
                  R"({"role":"when","text":"Bo"}],)"
                  R"("when":"2006-06-28/2006-06-29","polarity":"yes",)"
                  R"("actuality":"happened","voice":"reported","source":"Agency"}],)"
                  R"("statements":[{"manner":"WANT","holder":"Åsa, Bo","start":0,"end":3}],)"
                  R"("citations":[{"source":"Agency","date":"2006-06-29","stated":[[0,10]],"presumed":[]}]})"
                  "\n");
}

TEST(ExtractionLineTest, CountsBytesWhereNothingElseIsAsked) {
  std::string line;
  AppendExtractionLine(Meeting(), kText, v1::OFFSET_UNIT_BYTES, &line);

  EXPECT_NE(line.find(R"("offset_unit":"bytes","mentions":[{"start":0,"end":4,)"), std::string::npos) << line;
}

TEST(EvaluationLineTest, PrintsLabelsAndTimexValues) {
  std::string line;
  AppendEvaluationLine(Meeting(), kText, &line);

  EXPECT_EQ(line, R"({"id":"a","entities":[{"start":0,"end":3,"type":"PERSON","text":"Åsa"},)"
                  R"({"start":8,"end":10,"type":"DATE","text":"Bo","value":"2006-06-28"}]})"
                  "\n");
}

TEST(EvaluationLineTest, LeavesOutNamesInsideNamesAndKeepsThoseInsideAgreements) {
  const auto extraction = FromText<v1::Extraction>(R"pb(
    document_id: "a"
    mentions {
      span { begin: 0 end: 9 begin_code_point: 0 end_code_point: 9 }
      label: "ORGANIZATION"
      entity: 0
    }
    mentions {
      span { begin: 0 end: 4 begin_code_point: 0 end_code_point: 4 }
      label: "PLACE"
      entity: 1
      nested: true
    }
    mentions {
      span { begin: 5 end: 9 begin_code_point: 5 end_code_point: 9 }
      label: "NUMBER"
      value { canonical: "1" }
    }
    mentions {
      span { begin: 10 end: 20 begin_code_point: 10 end_code_point: 20 }
      label: "AGREEMENT"
      entity: 2
    }
    mentions {
      span { begin: 15 end: 20 begin_code_point: 15 end_code_point: 20 }
      label: "PLACE"
      entity: 1
      nested: true
    }
  )pb");
  std::string line;
  AppendEvaluationLine(extraction, "Oslo Four abcd Egypt", &line);

  EXPECT_EQ(line, R"({"id":"a","entities":[{"start":0,"end":9,"type":"ORGANIZATION","text":"Oslo Four"},)"
                  R"({"start":5,"end":9,"type":"NUMBER","text":"Four"},)"
                  R"({"start":10,"end":20,"type":"AGREEMENT","text":"abcd Egypt"},)"
                  R"({"start":15,"end":20,"type":"PLACE","text":"Egypt"}]})"
                  "\n");
}

TEST(BriefingFormatTest, SaysTheSameInEachProgramsFormat) {
  const auto briefing = FromText<v1::Briefing>(R"pb(
    collection: "c"
    counts { document_count: 1 }
    documents { id: "é.txt" }
    records {
      id: "r"
      event { type: "MEET" }
    }
  )pb");

  v1::Briefing read;
  ASSERT_TRUE(read.ParseFromString(FormatBriefing(briefing, BriefingFormat::kBinary, {})));
  EXPECT_EQ(read.SerializeAsString(), briefing.SerializeAsString());
  ASSERT_TRUE(
      google::protobuf::TextFormat::ParseFromString(FormatBriefing(briefing, BriefingFormat::kTextProto, {}), &read));
  EXPECT_EQ(read.SerializeAsString(), briefing.SerializeAsString());
  EXPECT_EQ(FormatBriefing(briefing, BriefingFormat::kJsonLines, {}),
            "{\"collection\":\"c\",\"counts\":{\"document_count\":1},\"documents\":[{\"id\":\"é.txt\"}]}\n"
            "{\"id\":\"r\",\"event\":{\"type\":\"MEET\"}}\n");
  EXPECT_NE(FormatBriefing(briefing, BriefingFormat::kJson, {}).find("\"type\": \"MEET\""), std::string::npos);
}

TEST(ExitCodeTest, FollowsTheReasonThenTheCode) {
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), kExitOk);
  EXPECT_EQ(ExitCodeOf(MakeError(v1::ERROR_REASON_DOCUMENT_NOT_UTF8, "x")), kExitSomeDocumentsFailed);
  EXPECT_EQ(ExitCodeOf(MakeError(v1::ERROR_REASON_STORE_FULL, "x")), kExitSomeDocumentsFailed);
  EXPECT_EQ(ExitCodeOf(MakeError(v1::ERROR_REASON_COLLECTION_NOT_FOUND, "x")), kExitUsage);
  EXPECT_EQ(ExitCodeOf(MakeError(v1::ERROR_REASON_RULE_SET_INVALID, "x")), kExitConfiguration);
  EXPECT_EQ(ExitCodeOf(MakeError(v1::ERROR_REASON_AGGREGATOR_UNAVAILABLE, "x")), kExitUnavailable);
  EXPECT_EQ(ExitCodeOf(absl::UnavailableError("x")), kExitUnavailable);
  EXPECT_EQ(ExitCodeOf(absl::PermissionDeniedError("x")), kExitAccess);
  EXPECT_EQ(ExitCodeOf(absl::UnauthenticatedError("x")), kExitAccess);
}

}  // namespace
}  // namespace caspian::cli
