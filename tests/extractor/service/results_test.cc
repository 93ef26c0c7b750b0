// What the service makes of an extraction before it is sent: parts, labels, units.
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "extractor/service/label_filter.h"
#include "extractor/service/offset_units.h"
#include "extractor/service/parts.h"

namespace caspian::extractor {
namespace {

namespace pb = ::caspian::v1;
using ::google::protobuf::util::MessageDifferencer;

pb::Extraction Parse(const std::string& text) {
  pb::Extraction extraction;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &extraction)) << text;
  return extraction;
}

// An extraction with some of everything.
pb::Extraction RandomExtraction(uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](uint32_t bound) { return static_cast<uint32_t>(random() % bound); };
  pb::Extraction extraction;
  extraction.set_document_id("doc-" + std::to_string(seed));
  extraction.set_document_revision(below(9));
  extraction.set_text_sha256(std::string(64, 'a'));
  extraction.set_text_bytes(below(100000));
  extraction.mutable_rule_set()->set_name("fixture");
  extraction.set_engine_version(1);
  for (uint32_t i = below(60); i > 0; --i) {
    auto* mention = extraction.add_mentions();
    mention->set_label(std::string(1 + below(200), 'L'));
    mention->mutable_span()->set_end(below(5000));
  }
  for (uint32_t i = below(40); i > 0; --i) extraction.add_entities()->set_name(std::string(below(300), 'n'));
  for (uint32_t i = below(40); i > 0; --i) extraction.add_events()->set_type(std::string(below(100), 'E'));
  for (uint32_t i = below(10); i > 0; --i) extraction.add_statements()->set_manner("SAY");
  for (uint32_t i = below(10); i > 0; --i) extraction.add_citations()->set_source(std::string(below(50), 's'));
  for (uint32_t i = below(50); i > 0; --i) extraction.add_sentences()->set_end(below(5000));
  return extraction;
}

TEST(SplitExtractionTest, MergesBackToTheSameExtraction) {
  for (uint32_t seed = 0; seed < 200; ++seed) {
    const pb::Extraction whole = RandomExtraction(seed);
    for (const size_t bytes : {size_t{1}, size_t{64}, size_t{1000}, size_t{1} << 20}) {
      pb::Extraction merged;
      for (const pb::Extraction& part : SplitExtraction(whole, bytes)) merged.MergeFrom(part);
      ASSERT_TRUE(MessageDifferencer::Equals(whole, merged)) << "seed " << seed << ", parts of " << bytes;
    }
  }
}

TEST(SplitExtractionTest, KeepsPartsBelowTheBoundWhereNoElementIsAboveIt) {
  for (uint32_t seed = 0; seed < 50; ++seed) {
    for (const pb::Extraction& part : SplitExtraction(RandomExtraction(seed), 1000))
      ASSERT_LE(part.ByteSizeLong(), 1000u);
  }
}

TEST(SplitExtractionTest, GivesAnElementAboveTheBoundAPartOfItsOwn) {
  pb::Extraction whole;
  for (int i = 0; i < 3; ++i) whole.add_entities()->set_name(std::string(500, 'n'));

  EXPECT_EQ(SplitExtraction(whole, 100).size(), 3u);
}

TEST(SplitExtractionTest, GivesAnEmptyExtractionOnePart) {
  EXPECT_EQ(SplitExtraction(pb::Extraction(), 100).size(), 1u);
}

constexpr char kLabelled[] = R"pb(
  mentions { label: "PLACE" entity: 0 }
  mentions {
    label: "PERSON"
    entity: 1
    captures { name: "of" mention: 3 }
  }
  mentions { label: "DATE" }
  mentions { label: "PLACE" entity: 2 stands_for: 4 }
  mentions { label: "MONEY" }
  entities { name: "unnamed elsewhere" }
  entities {
    name: "Ada Reyes"
    offices { title: "minister" of_entity: 3 }
  }
  entities { name: "Lumeria" }
  entities { name: "Norland" }
  entities { name: "government of Lumeria" }
  events {
    type: "PAY"
    roles { name: "value" mention: 4 }
    roles { name: "result" event: 0 }
  }
  citations { source: "Wire" }
  sentences { end: 10 }
)pb";

TEST(KeepLabelsTest, KeepsWhatIsWantedAndWhatItRefersTo) {
  pb::Extraction extraction = Parse(kLabelled);

  KeepLabels({"PERSON"}, &extraction);

  EXPECT_TRUE(MessageDifferencer::Equals(extraction, Parse(R"pb(
                                           mentions {
                                             label: "PERSON"
                                             entity: 0
                                             captures { name: "of" mention: 1 }
                                           }
                                           mentions { label: "PLACE" entity: 1 stands_for: 3 }
                                           mentions { label: "MONEY" }
                                           entities {
                                             name: "Ada Reyes"
                                             offices { title: "minister" of_entity: 2 }
                                           }
                                           entities { name: "Lumeria" }
                                           entities { name: "Norland" }
                                           entities { name: "government of Lumeria" }
                                           events {
                                             type: "PAY"
                                             roles { name: "value" mention: 2 }
                                             roles { name: "result" event: 0 }
                                           }
                                           citations { source: "Wire" }
                                           sentences { end: 10 }
                                         )pb")))
      << extraction.DebugString();
}

TEST(KeepLabelsTest, ChangesNothingWhereAllLabelsAreWantedAndAllEntitiesNamed) {
  pb::Extraction extraction = Parse(kLabelled);

  KeepLabels({"PERSON", "PLACE", "DATE", "MONEY"}, &extraction);

  EXPECT_TRUE(MessageDifferencer::Equals(extraction, Parse(kLabelled))) << extraction.DebugString();
}

TEST(KeepLabelsTest, KeepsMentionsOfRolesHoldersAndCitations) {
  pb::Extraction extraction = Parse(R"pb(
    mentions { label: "A" }
    mentions { label: "B" }
    mentions { label: "C" }
    mentions { label: "D" }
    mentions { label: "E" }
    events { holders { name: "holder" mention: 1 } }
    statements { roles { name: "holder" mention: 2 } }
    citations { mention: 4 }
  )pb");

  KeepLabels({"X"}, &extraction);

  EXPECT_TRUE(MessageDifferencer::Equals(extraction, Parse(R"pb(
                                           mentions { label: "B" }
                                           mentions { label: "C" }
                                           mentions { label: "E" }
                                           events { holders { name: "holder" mention: 0 } }
                                           statements { roles { name: "holder" mention: 1 } }
                                           citations { mention: 2 }
                                         )pb")))
      << extraction.DebugString();
}

// "Ünal 😀 met": bytes Ü=0-2, nal=2-5, blank 5, 😀=6-10, blank 10, met=11-14.
constexpr char kText[] = "\u00dcnal \U0001F600 met";

TEST(FillOffsetsTest, CountsCodePointsAndUtf16InAllSpans) {
  pb::Extraction extraction = Parse(R"pb(
    mentions {
      span { begin: 11 end: 14 }
      captures { span { begin: 6 end: 10 } }
    }
    mentions {
      span { begin: 0 end: 5 }
      value { modifier_span { begin: 5 end: 6 } }
    }
    entities { offices { span { begin: 2 end: 14 } } }
  )pb");

  FillOffsets(kText, {true, true}, &extraction);

  EXPECT_TRUE(MessageDifferencer::Equals(
      extraction, Parse(R"pb(
        mentions {
          span { begin: 11 end: 14 begin_code_point: 7 end_code_point: 10 begin_utf16: 8 end_utf16: 11 }
          captures { span { begin: 6 end: 10 begin_code_point: 5 end_code_point: 6 begin_utf16: 5 end_utf16: 7 } }
        }
        mentions {
          span { begin: 0 end: 5 begin_code_point: 0 end_code_point: 4 begin_utf16: 0 end_utf16: 4 }
          value { modifier_span { begin: 5 end: 6 begin_code_point: 4 end_code_point: 5 begin_utf16: 4 end_utf16: 5 } }
        }
        entities {
          offices { span { begin: 2 end: 14 begin_code_point: 1 end_code_point: 10 begin_utf16: 1 end_utf16: 11 } }
        }
      )pb")))
      << extraction.DebugString();
}

TEST(FillOffsetsTest, LeavesOutUnitsThatNobodyAskedFor) {
  pb::Extraction extraction = Parse("sentences { begin: 0 end: 14 }");

  FillOffsets(kText, {}, &extraction);
  EXPECT_FALSE(extraction.sentences(0).has_end_code_point());
  FillOffsets(kText, {.utf16 = true}, &extraction);

  EXPECT_FALSE(extraction.sentences(0).has_end_code_point());
  EXPECT_EQ(extraction.sentences(0).end_utf16(), 11u);
}

}  // namespace
}  // namespace caspian::extractor
