#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/base/error.h"
#include "common/base/limits.h"
#include "common/rpc/status.h"
#include "tests/integration/two_servers.h"
#include "tests/integration/wire.h"
#include "tests/integration/word_engine.h"

namespace caspian::testing {
namespace {

using ::google::protobuf::util::MessageDifferencer;

class ExtractTest : public ::testing::TestWithParam<Transport> {
 protected:
  CallResult<v1::ExtractResponse> Call(const std::vector<v1::ExtractRequest>& requests) {
    return Extract(stub_.get(), requests);
  }

  TwoServers servers_{GetParam()};
  const std::unique_ptr<v1::ExtractorService::Stub> stub_ = servers_.extractor();
};

INSTANTIATE_TEST_SUITE_P(Transports, ExtractTest, ::testing::Values(Transport::kLoopback, Transport::kInProcess),
                         TransportName);

TEST_P(ExtractTest, GivesTheExtractionOfADocument) {
  const auto result = Call({ExtractConfigRequest(), ExtractDocument(9, "a.txt", "Rain fell")});

  ASSERT_TRUE(result.status.ok()) << result.status;
  ASSERT_EQ(result.responses.size(), 1u);
  const v1::ExtractionPart& part = result.responses[0].part();
  EXPECT_EQ(part.sequence(), 9u);
  EXPECT_EQ(part.document_id(), "a.txt");
  EXPECT_TRUE(part.last());
  EXPECT_EQ(part.extraction().rule_set().digest(), kWordDigest);
  ASSERT_EQ(part.extraction().mentions_size(), 2);
  EXPECT_EQ(part.extraction().mentions(1).span().begin(), 5u);
}

TEST_P(ExtractTest, AnswersInTheOrderOfTheDocuments) {
  std::vector<v1::ExtractRequest> requests = {ExtractConfigRequest()};
  for (uint32_t i = 0; i < 500; ++i) {
    std::string text = "x";
    for (uint32_t words = (i % 7 == 0) ? 3000 : i % 5; words > 0; --words) text += " y";
    requests.push_back(ExtractDocument(i, "doc" + std::to_string(i), text));
  }

  const auto result = Call(requests);

  ASSERT_TRUE(result.status.ok()) << result.status;
  ASSERT_EQ(result.responses.size(), 500u);
  for (uint32_t i = 0; i < 500; ++i) {
    ASSERT_EQ(result.responses[i].part().sequence(), i);
    ASSERT_EQ(result.responses[i].part().document_id(), "doc" + std::to_string(i));
  }
}

TEST_P(ExtractTest, GivesABadDocumentItsErrorAndGoesOn) {
  const struct {
    std::string id;
    std::string text;
    v1::ErrorReason reason;
  } cases[] = {
      {"empty", "", v1::ERROR_REASON_DOCUMENT_EMPTY},
      {"bytes", "caf\xe9 bar", v1::ERROR_REASON_DOCUMENT_NOT_UTF8},
      {"nul", std::string("a\0b", 3), v1::ERROR_REASON_DOCUMENT_HAS_NUL},
      {"", "text without id", v1::ERROR_REASON_DOCUMENT_ID_INVALID},
      {"large", std::string(kDocumentLimitBytes + 1, 'x'), v1::ERROR_REASON_DOCUMENT_TOO_LARGE},
      {"budget", "far OVERBUDGET", v1::ERROR_REASON_BUDGET_EXCEEDED},
  };
  std::vector<v1::ExtractRequest> requests = {ExtractConfigRequest()};
  uint32_t sequence = 0;
  for (const auto& [id, text, reason] : cases) {
    requests.push_back(ExtractDocument(sequence++, id, text));
    requests.push_back(ExtractDocument(sequence++, "good", "Fine words"));
  }

  const auto result = Call(requests);

  ASSERT_TRUE(result.status.ok()) << result.status;
  ASSERT_EQ(result.responses.size(), 2 * std::size(cases));
  for (size_t i = 0; i < std::size(cases); ++i) {
    const v1::DocumentError& error = result.responses[2 * i].error();
    EXPECT_EQ(error.sequence(), 2 * i);
    EXPECT_EQ(error.document_id(), cases[i].id);
    EXPECT_EQ(ReasonOf(FromRpcStatus(error.status())), cases[i].reason) << error.ShortDebugString();
    EXPECT_EQ(result.responses[2 * i + 1].part().extraction().mentions_size(), 2);
  }
}

TEST_P(ExtractTest, TakesADocumentOfTheLargestSize) {
  std::string text(kDocumentLimitBytes, 'x');
  text[100] = ' ';

  const auto result = Call({ExtractConfigRequest(), ExtractDocument(1, "largest", text)});

  ASSERT_TRUE(result.status.ok()) << result.status;
  ASSERT_EQ(result.responses.size(), 1u);
  EXPECT_EQ(result.responses[0].part().extraction().text_bytes(), kDocumentLimitBytes)
      << result.responses[0].ShortDebugString();
}

TEST_P(ExtractTest, SendsLargeExtractionsInPartsThatMergeToTheWhole) {
  std::string text = "Begin";
  while (text.size() < 300000) text += " w";

  const auto result =
      Call({ExtractConfigRequest(), ExtractDocument(1, "many", text), ExtractDocument(2, "next", "One")});

  ASSERT_TRUE(result.status.ok()) << result.status;
  ASSERT_GT(result.responses.size(), 3u);
  v1::Extraction merged;
  for (size_t i = 0; i + 1 < result.responses.size(); ++i) {
    const v1::ExtractionPart& part = result.responses[i].part();
    EXPECT_EQ(part.sequence(), 1u);
    EXPECT_LE(part.extraction().ByteSizeLong(), kExtractionPartBytes);
    EXPECT_EQ(part.last(), i + 2 == result.responses.size());
    merged.MergeFrom(part.extraction());
  }
  v1::Document document;
  document.set_id("many");
  document.set_text(text);
  const auto whole = MakeWordLibrary()->rule_sets().front()->engine->Extract(document);
  EXPECT_TRUE(MessageDifferencer::Equals(merged, *whole));
  EXPECT_EQ(result.responses.back().part().sequence(), 2u);
}

TEST_P(ExtractTest, CountsInTheUnitsThatTheStreamAsksFor) {
  v1::ExtractConfig config;
  config.add_offset_units(v1::OFFSET_UNIT_CODE_POINTS);
  config.add_offset_units(v1::OFFSET_UNIT_UTF16);

  const auto result = Call({ExtractConfigRequest(config), ExtractDocument(1, "a", "\u00dcber \U0001F600 Rom")});

  ASSERT_EQ(result.responses.size(), 1u) << result.status;
  const v1::Span& rome = result.responses[0].part().extraction().mentions(2).span();
  EXPECT_EQ(rome.begin(), 11u);
  EXPECT_EQ(rome.begin_code_point(), 7u);
  EXPECT_EQ(rome.end_code_point(), 10u);
  EXPECT_EQ(rome.begin_utf16(), 8u);
  EXPECT_EQ(rome.end_utf16(), 11u);
}

TEST_P(ExtractTest, GivesBytesAloneUnlessAsked) {
  const auto result = Call({ExtractConfigRequest(), ExtractDocument(1, "a", "Rom")});

  ASSERT_EQ(result.responses.size(), 1u) << result.status;
  EXPECT_FALSE(result.responses[0].part().extraction().mentions(0).span().has_begin_code_point());
}

TEST_P(ExtractTest, KeepsTheLabelsThatTheStreamAsksFor) {
  v1::ExtractConfig config;
  config.add_labels("CAPITAL");

  const auto result = Call({ExtractConfigRequest(config), ExtractDocument(1, "a", "the Aral sea and Baku")});

  ASSERT_EQ(result.responses.size(), 1u) << result.status;
  const v1::Extraction& extraction = result.responses[0].part().extraction();
  ASSERT_EQ(extraction.mentions_size(), 2);
  EXPECT_EQ(extraction.mentions(0).span().begin(), 4u);
  EXPECT_EQ(extraction.mentions(1).span().begin(), 17u);
}

TEST_P(ExtractTest, SaysWhatItIs) {
  grpc::ClientContext context;
  v1::ExtractorServiceGetCapabilitiesResponse response;

  ASSERT_TRUE(stub_->GetCapabilities(&context, {}, &response).ok());

  EXPECT_EQ(response.version(), kVersion);
  EXPECT_EQ(response.default_rule_set(), "words");
  EXPECT_EQ(response.rule_sets_size(), 1);
  EXPECT_EQ(response.document_limit_bytes(), kDocumentLimitBytes);
  EXPECT_TRUE(response.ingest());
}

}  // namespace
}  // namespace caspian::testing
