// What every extraction must keep, whatever the rules.
#ifndef CASPIAN_TESTS_EXTRACTOR_ENGINE_EXTRACTION_LAWS_H_
#define CASPIAN_TESTS_EXTRACTOR_ENGINE_EXTRACTION_LAWS_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "absl/strings/string_view.h"
#include "caspian/v1/extraction.pb.h"
#include "common/base/utf8.h"

namespace caspian::extractor {

// Every span of `message`, however deep, is not empty, inside the text and at boundaries of characters.
inline void ExpectSpansInside(const google::protobuf::Message& message, absl::string_view text) {
  if (const auto* span = dynamic_cast<const v1::Span*>(&message)) {
    EXPECT_LT(span->begin(), span->end());
    ASSERT_LE(span->end(), text.size());
    EXPECT_TRUE(IsUtf8Boundary(text, span->begin()) && IsUtf8Boundary(text, span->end())) << span->ShortDebugString();
    return;
  }
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const auto* field : fields) {
    if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const int count = field->is_repeated() ? message.GetReflection()->FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      ExpectSpansInside(field->is_repeated() ? message.GetReflection()->GetRepeatedMessage(message, field, i)
                                             : message.GetReflection()->GetMessage(message, field),
                        text);
    }
  }
}

// Slicing the text by a span gives what carries it: whole tokens without white space at the ends, inside one sentence.
inline void ExpectSlicingLaw(const v1::Extraction& extraction, absl::string_view text) {
  EXPECT_EQ(extraction.text_bytes(), text.size());
  ExpectSpansInside(extraction, text);
  const auto in_a_sentence = [&](const v1::Span& span) {
    for (const v1::Span& sentence : extraction.sentences()) {
      if (sentence.begin() <= span.begin() && span.end() <= sentence.end()) return true;
    }
    return false;
  };
  for (const v1::Mention& mention : extraction.mentions()) {
    EXPECT_TRUE(in_a_sentence(mention.span())) << mention.ShortDebugString();
    for (const v1::Capture& capture : mention.captures())
      EXPECT_TRUE(in_a_sentence(capture.span())) << mention.ShortDebugString();
  }
  for (const v1::Event& event : extraction.events())
    EXPECT_TRUE(in_a_sentence(event.span())) << event.ShortDebugString();
  for (const v1::Citation& citation : extraction.citations())
    EXPECT_TRUE(in_a_sentence(citation.span())) << citation.ShortDebugString();
}

template <typename Messages, typename Rank>
void ExpectAscending(const Messages& messages, const Rank& rank) {
  for (int i = 1; i < messages.size(); ++i) EXPECT_LE(rank(messages[i - 1]), rank(messages[i])) << i;
}

// Repeated fields stand in the order that the contract documents.
inline void ExpectOrdered(const v1::Extraction& e) {
  ExpectAscending(e.mentions(), [](const v1::Mention& m) {
    return std::make_tuple(m.span().begin(), -int64_t{m.span().end()}, m.label(), m.rule_id());
  });
  ExpectAscending(e.events(), [](const v1::Event& x) {
    return std::make_tuple(x.span().begin(), -int64_t{x.span().end()}, x.type(), x.rule_id());
  });
  ExpectAscending(e.statements(), [](const v1::Statement& x) {
    return std::make_tuple(x.span().begin(), -int64_t{x.span().end()}, x.manner(), x.rule_id());
  });
  ExpectAscending(e.citations(), [](const v1::Citation& c) { return c.span().begin(); });
  ExpectAscending(e.sentences(), [](const v1::Span& s) { return s.begin(); });
  for (const v1::Mention& m : e.mentions()) {
    ExpectAscending(m.captures(), [](const v1::Capture& c) { return std::make_tuple(c.span().begin(), c.name()); });
    ExpectAscending(m.features(), [](const v1::Feature& f) { return f.name(); });
  }
  for (const v1::Entity& x : e.entities()) ExpectAscending(x.features(), [](const v1::Feature& f) { return f.name(); });
  for (const v1::Event& x : e.events())
    ExpectAscending(x.roles(), [](const v1::Role& r) { return std::make_tuple(r.span().begin(), r.name()); });
}

inline void ExpectIndexesInside(const v1::Extraction& e) {
  const auto mentions = static_cast<uint32_t>(e.mentions_size()), entities = static_cast<uint32_t>(e.entities_size()),
             citations = static_cast<uint32_t>(e.citations_size());
  const auto role = [&](const v1::Role& r) { EXPECT_TRUE(!r.has_mention() || r.mention() < mentions); };
  for (const v1::Mention& m : e.mentions()) {
    EXPECT_NE(m.has_entity(), m.has_value()) << m.ShortDebugString();
    EXPECT_TRUE(!m.has_entity() || m.entity() < entities);
    EXPECT_TRUE(!m.has_stands_for() || m.stands_for() < entities);
    for (const v1::Capture& c : m.captures()) {
      EXPECT_TRUE(!c.has_mention() || c.mention() < mentions);
    }
    EXPECT_GE(m.confidence(), 1u);
    EXPECT_LE(m.confidence(), 1000u);
  }
  for (const v1::Entity& x : e.entities()) {
    for (const v1::Office& o : x.offices()) {
      EXPECT_TRUE(!o.has_of_entity() || o.of_entity() < entities);
    }
    for (const v1::Party& p : x.parties()) {
      EXPECT_TRUE(!p.has_entity() || p.entity() < entities);
    }
  }
  for (const v1::Event& x : e.events()) {
    for (const v1::Role& r : x.roles()) role(r);
    for (const v1::Role& r : x.holders()) role(r);
    EXPECT_TRUE(!x.has_citation() || x.citation() < citations);
  }
  for (const v1::Statement& x : e.statements()) {
    for (const v1::Role& r : x.roles()) role(r);
    EXPECT_TRUE(!x.has_citation() || x.citation() < citations);
  }
  for (const v1::Citation& c : e.citations()) {
    EXPECT_TRUE(!c.has_mention() || c.mention() < mentions);
  }
}

}  // namespace caspian::extractor

#endif  // CASPIAN_TESTS_EXTRACTOR_ENGINE_EXTRACTION_LAWS_H_
