// A briefing read message by message is the briefing, whatever the size of pages; and it says where it is of no one
// moment.
#include "aggregator/merge/views/briefing_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/error.h"
#include "common/base/sha256.h"
#include "google/protobuf/text_format.h"
#include "tests/aggregator/testing/aggregator_fixture.h"
#include "tests/aggregator/testing/random_collection.h"

namespace caspian::aggregator {
namespace {

constexpr const char* kFilters[] = {"",
                                    "names: 'Mikhail Orlov'",
                                    "names: 'jordan' names: 'delta agency' kinds: RECORD_KIND_EVENT",
                                    "types: 'MEET'",
                                    "publishers: 'Delta Agency'",
                                    "document_ids: 'doc-1' document_ids: 'doc-3' names: 'Orlov'",
                                    "names: 'nobody'"};

v1::BriefingFilter Parse(const std::string& text) {
  v1::BriefingFilter filter;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &filter)) << text;
  return filter;
}

class BriefingStreamTest : public AggregatorFixture {
 protected:
  void StartWithPages(size_t page_bytes, size_t narrowed_page_bytes) {
    AggregatorOptions options;
    options.briefing_stream = {page_bytes, narrowed_page_bytes};
    Start(options);
  }

  void Fill(uint32_t seed) {
    std::mt19937 random(seed);
    for (int i = 0; i < 12; ++i) Submit(RandomDocument(absl::StrCat("doc-", i), &random)).IgnoreError();
  }

  std::unique_ptr<BriefingReader> Read(const std::string& filter = "") {
    v1::StreamBriefingRequest request;
    request.set_collection("news");
    *request.mutable_filter() = Parse(filter);
    return *aggregator_->ReadBriefing(request);
  }

  // The parts until the end.
  static std::vector<v1::StreamBriefingResponse> Rest(BriefingReader* reader) {
    std::vector<v1::StreamBriefingResponse> parts;
    v1::StreamBriefingResponse part;
    while (*reader->Next(&part)) parts.push_back(part);
    return parts;
  }

  std::string Whole(const std::string& filter) {
    v1::GetBriefingRequest request;
    request.set_collection("news");
    *request.mutable_filter() = Parse(filter);
    return SerializeDeterministically(*aggregator_->GetBriefing(request));
  }
};

TEST_F(BriefingStreamTest, IsTheBriefingWhateverTheSizeOfPages) {
  for (const size_t bytes : {size_t{1}, size_t{700}, size_t{5000}, size_t{1} << 20}) {
    for (uint32_t seed = 0; seed < 5; ++seed) {
      StartWithPages(bytes, bytes);
      Fill(seed);
      for (const char* filter : kFilters) {
        SCOPED_TRACE(absl::StrCat(bytes, " bytes, seed ", seed, ", ", filter));
        v1::Briefing merged;
        for (const v1::StreamBriefingResponse& part : Rest(Read(filter).get())) {
          EXPECT_LE(part.briefing().records_size(), 1);
          EXPECT_FALSE(part.changed());
          merged.MergeFrom(part.briefing());
        }

        ASSERT_EQ(SerializeDeterministically(merged), Whole(filter));
      }
    }
  }
}

TEST_F(BriefingStreamTest, ManyDocumentsStandInMessagesOfTheirOwn) {
  StartWithPages(100, 100);
  Fill(1);

  const std::vector<v1::StreamBriefingResponse> parts = Rest(Read().get());

  ASSERT_GT(parts.size(), 3u);
  EXPECT_EQ(parts[0].briefing().counts().document_count(), 12u);
  EXPECT_LT(parts[0].briefing().documents_size(), 12);
  EXPECT_GT(parts[1].briefing().documents_size(), 0);
  for (const v1::StreamBriefingResponse& part : parts) {
    if (part.briefing().documents_size() > 0) {
      EXPECT_LT(part.ByteSizeLong(), 200u);
    }
  }
}

TEST_F(BriefingStreamTest, ASmallOneIsOfTheMomentInWhichItWasBegun) {
  Fill(2);
  const std::string before = Whole("");
  const auto reader = Read();
  v1::StreamBriefingResponse head;
  ASSERT_TRUE(*reader->Next(&head));

  Delete("doc-3");

  v1::Briefing merged = head.briefing();
  for (const v1::StreamBriefingResponse& part : Rest(reader.get())) {
    EXPECT_FALSE(part.changed());
    merged.MergeFrom(part.briefing());
  }
  EXPECT_EQ(SerializeDeterministically(merged), before);
}

TEST_F(BriefingStreamTest, ALargerOneSaysFromWhereOnItIsOfAnotherMoment) {
  StartWithPages(700, 700);
  Fill(3);
  const auto reader = Read("kinds: RECORD_KIND_ENTITY");
  v1::StreamBriefingResponse part;
  while (part.briefing().records().empty()) ASSERT_TRUE(*reader->Next(&part));
  EXPECT_FALSE(part.changed());

  for (int i = 0; i < 12; ++i) {
    if (i != 5) Delete(absl::StrCat("doc-", i));
  }

  const std::vector<v1::StreamBriefingResponse> rest = Rest(reader.get());
  ASSERT_FALSE(rest.empty());
  EXPECT_TRUE(rest.back().changed());
  for (const v1::EvidenceDocument& document : rest.back().briefing().records(0).documents())
    EXPECT_EQ(document.id(), "doc-5");
}

TEST_F(BriefingStreamTest, EndsWithAnErrorWhereTheCollectionIsNot) {
  v1::StreamBriefingResponse part;

  EXPECT_EQ(ReasonOf(Read()->Next(&part).status()), v1::ERROR_REASON_COLLECTION_NOT_FOUND);
}

}  // namespace
}  // namespace caspian::aggregator
