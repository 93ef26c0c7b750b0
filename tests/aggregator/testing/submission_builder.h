// Builds documents with extractions by hand: sentences are written one by one, and what is found in them is named by
// its words.
#ifndef CASPIAN_TESTS_AGGREGATOR_TESTING_SUBMISSION_BUILDER_H_
#define CASPIAN_TESTS_AGGREGATOR_TESTING_SUBMISSION_BUILDER_H_

#include <string>
#include <vector>

#include "caspian/v1/document.pb.h"
#include "caspian/v1/extraction.pb.h"

namespace caspian::aggregator {

struct Submission {
  v1::Document document;
  v1::Extraction extraction;
};

class SubmissionBuilder {
 public:
  explicit SubmissionBuilder(const std::string& id, uint32_t revision = 1);

  SubmissionBuilder& Publisher(const std::string& publisher);
  // Appends a sentence; words of later calls are looked for in the last one.
  SubmissionBuilder& Sentence(const std::string& text);
  // An entity named by `words` in the last sentence; the same label and name is the same entity of the document.
  // Of kind "country" the country is its identity. Returns the mention's index.
  uint32_t Name(const std::string& label, const std::string& words, const std::string& name = "",
                const std::string& country = "", const std::string& kind = "");
  // A mention of `words` that stands for the entity of that label and name.
  uint32_t StandsFor(const std::string& words, const std::string& label, const std::string& name,
                     const std::string& country, const std::string& kind);
  // A value mention; `value` is in text format.
  uint32_t Value(const std::string& label, const std::string& words, const std::string& value);
  // A whole day.
  uint32_t Day(const std::string& words, const std::string& day);
  void Office(const std::string& person, const std::string& title, const std::string& of, const std::string& at = "");
  void Party(const std::string& agreement, const std::string& party);
  // Roles are "agent" and the like with a mention's index. The span is the last sentence.
  v1::Event* Event(const std::string& type, const std::vector<std::pair<std::string, uint32_t>>& roles,
                   v1::Actuality actuality = v1::ACTUALITY_HAPPENED, v1::Polarity polarity = v1::POLARITY_YES);
  v1::Statement* Statement(const std::string& manner, const std::vector<std::pair<std::string, uint32_t>>& roles,
                           const std::string& content);
  // Credits the last sentence, and the one before by presumption; `source` stands in the last sentence.
  uint32_t Citation(const std::string& source, const std::string& date = "");

  // The pair, whole: hashes, sizes and sentences are set.
  Submission Build() const;
  v1::Extraction* extraction() { return &submission_.extraction; }
  v1::Document* document() { return &submission_.document; }

 private:
  v1::Span Find(const std::string& words) const;
  int EntityIndex(const std::string& label, const std::string& name) const;
  uint32_t AddEntity(const std::string& label, const std::string& name, const std::string& country,
                     const std::string& kind);
  void AddRoles(const std::vector<std::pair<std::string, uint32_t>>& roles,
                google::protobuf::RepeatedPtrField<v1::Role>* out) const;
  v1::Mention* AddMention(const std::string& label, const std::string& words);

  Submission submission_;
};

}  // namespace caspian::aggregator

#endif  // CASPIAN_TESTS_AGGREGATOR_TESTING_SUBMISSION_BUILDER_H_
