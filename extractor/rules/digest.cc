#include "extractor/rules/digest.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/sha256.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr char kFormat[] = "caspian.rule_set.v2\n";

// What the contract reads a 0 as.
constexpr uint32_t kConfidence = 900;
constexpr uint32_t kThreshold = 1500;
constexpr uint32_t kVoteShare = 1000;
constexpr uint32_t kAnnotationsPerSentence = 4096;
constexpr uint32_t kAnnotationsPerDocument = 4000000;
constexpr uint32_t kUnknownMinWords = 2;
constexpr uint32_t kUnknownMaxWords = 3;
constexpr uint32_t kTitleWords = 6;
constexpr uint32_t kPhraseWords = 12;
constexpr uint32_t kAcronymMinLetters = 2;
constexpr uint32_t kAcronymMaxLetters = 8;

// Orders by the messages' own bytes: for what has no name, and for what stands twice under one.
template <typename Message>
void SortByBytes(google::protobuf::RepeatedPtrField<Message>* messages) {
  std::sort(messages->begin(), messages->end(), [](const Message& a, const Message& b) {
    return SerializeDeterministically(a) < SerializeDeterministically(b);
  });
}

template <typename Message, typename Key>
void SortBy(google::protobuf::RepeatedPtrField<Message>* messages, const Key& key) {
  SortByBytes(messages);
  std::stable_sort(messages->begin(), messages->end(),
                   [&key](const Message& a, const Message& b) { return key(a) < key(b); });
}

// Ascending, each once.
void MakeSet(google::protobuf::RepeatedPtrField<std::string>* words) {
  std::vector<std::string> values(words->begin(), words->end());
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  words->Assign(values.begin(), values.end());
}

void MakeCanonical(pb::ColumnFilter* filter) { MakeSet(filter->mutable_values()); }

void MakeCanonical(pb::ListUse* use) {
  if (use->has_where()) MakeCanonical(use->mutable_where());
}

void MakeCanonical(pb::DocumentCondition* documents) {
  MakeSet(documents->mutable_languages());
  MakeSet(documents->mutable_publishers());
  MakeSet(documents->mutable_fields());
  if (documents->has_function_words()) MakeCanonical(documents->mutable_function_words()->mutable_words());
}

void MakeCanonical(google::protobuf::RepeatedPtrField<pb::Setting>* settings) {
  for (pb::Setting& setting : *settings)
    SortBy(setting.mutable_by_form(), [](const pb::FormValue& value) { return value.form(); });
  SortBy(settings, [](const pb::Setting& setting) { return setting.name(); });
}

void MakeCanonical(google::protobuf::RepeatedPtrField<pb::ContextUse>* context) {
  for (pb::ContextUse& use : *context) MakeCanonical(use.mutable_words());
  SortByBytes(context);
}

// Sets a field that is 0 to what the contract reads a 0 as.
void WriteOut(google::protobuf::Message* message, const char* name, uint32_t value) {
  const auto* field = message->GetDescriptor()->FindFieldByName(name);
  const auto* reflection = message->GetReflection();
  if (field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_UINT32) {
    if (reflection->GetUInt32(*message, field) == 0) reflection->SetUInt32(message, field, value);
  } else if (reflection->GetInt32(*message, field) == 0) {
    reflection->SetInt32(message, field, static_cast<int32_t>(value));
  }
}

// What rules of all sorts share.
template <typename Body>
void SortParts(Body* body) {
  SortByBytes(body->mutable_guards());
  MakeCanonical(body->mutable_settings());
}

void MakeCanonical(pb::MatchRule* rule) {
  SortParts(rule);
  WriteOut(rule, "confidence", kConfidence);
  SortBy(rule->mutable_forms(), [](const pb::PatternForm& form) { return form.name(); });
  MakeSet(rule->mutable_elide());
  for (pb::Attachment& attachment : *rule->mutable_attachments()) SortByBytes(attachment.mutable_guards());
  SortBy(rule->mutable_attachments(), [](const pb::Attachment& attachment) { return attachment.role(); });
  MakeSet(rule->mutable_elaborates());
  if (rule->has_refers_to()) MakeSet(rule->mutable_refers_to()->mutable_rivals());
  MakeCanonical(rule->mutable_context());
}

void MakeCanonical(pb::ListRule* rule) {
  SortParts(rule);
  WriteOut(rule, "confidence", kConfidence);
  if (rule->has_where()) MakeCanonical(rule->mutable_where());
  MakeCanonical(rule->mutable_context());
}

void MakeCanonical(pb::VerbGroupRule* rule) {
  SortByBytes(rule->mutable_guards());
  WriteOut(rule, "confidence", kConfidence);
  MakeCanonical(rule->mutable_auxiliaries());
  MakeCanonical(rule->mutable_forms());
  if (rule->has_adverbs()) MakeCanonical(rule->mutable_adverbs());
}

void MakeCanonical(pb::RepairRule* rule) {
  SortParts(rule);
  MakeSet(rule->mutable_drop());
  SortBy(rule->mutable_relabel(), [](const pb::Relabeling& relabel) { return relabel.capture(); });
}

void MakeCanonical(pb::EvidenceRule* rule) {
  SortParts(rule);
  MakeSet(rule->mutable_on());
  SortBy(rule->mutable_weights(), [](const pb::LabelWeight& weight) { return weight.label(); });
  for (pb::ListCondition& condition : *rule->mutable_lists()) {
    if (condition.has_where()) MakeCanonical(condition.mutable_where());
  }
}

void MakeCanonical(pb::Rule* rule) {
  rule->clear_position();
  rule->clear_tests();
  if (rule->has_documents()) MakeCanonical(rule->mutable_documents());
  switch (rule->body_case()) {
    case pb::Rule::kMatch:
      return MakeCanonical(rule->mutable_match());
    case pb::Rule::kList:
      return MakeCanonical(rule->mutable_list());
    case pb::Rule::kEvidence:
      return MakeCanonical(rule->mutable_evidence());
    case pb::Rule::kVerbGroup:
      return MakeCanonical(rule->mutable_verb_group());
    case pb::Rule::kRepair:
      return MakeCanonical(rule->mutable_repair());
    case pb::Rule::BODY_NOT_SET:
      return;
  }
}

void MakeCanonical(pb::NameSettings* names) {
  WriteOut(names, "threshold", kThreshold);
  WriteOut(names, "unknown_min_words", kUnknownMinWords);
  WriteOut(names, "unknown_max_words", kUnknownMaxWords);
  WriteOut(names, "title_words", kTitleWords);
  WriteOut(names, "phrase_words", kPhraseWords);
  WriteOut(names, "acronym_min_letters", kAcronymMinLetters);
  WriteOut(names, "acronym_max_letters", kAcronymMaxLetters);
  if (names->vote_shares().empty()) names->add_vote_shares(kVoteShare);
  MakeSet(names->mutable_keep_first_word());
  SortBy(names->mutable_inherited(), [](const pb::LabelWeight& weight) { return weight.label(); });
  SortBy(names->mutable_inherited_given(), [](const pb::LabelWeight& weight) { return weight.label(); });
  for (pb::NameWordList& words : *names->mutable_word_lists()) {
    if (words.words().has_where()) MakeCanonical(words.mutable_words()->mutable_where());
  }
  SortByBytes(names->mutable_word_lists());
}

void MakeCanonical(pb::SenseSettings* senses) {
  WriteOut(senses, "threshold", kThreshold);
  if (senses->vote_shares().empty()) senses->add_vote_shares(kVoteShare);
  MakeSet(senses->mutable_on());
  for (pb::Sense& sense : *senses->mutable_senses()) MakeCanonical(sense.mutable_settings());
}

void MakeCanonical(pb::RuleSetLimits* limits) {
  WriteOut(limits, "annotations_per_sentence", kAnnotationsPerSentence);
  WriteOut(limits, "annotations_per_document", kAnnotationsPerDocument);
}

void MakeCanonical(pb::Stage* stage) {
  if (stage->has_names()) MakeCanonical(stage->mutable_names());
  if (stage->has_senses()) MakeCanonical(stage->mutable_senses());
  if (stage->has_documents()) MakeCanonical(stage->mutable_documents());
  MakeSet(stage->mutable_input());
  MakeSet(stage->mutable_input_without());
  for (pb::Rule& rule : *stage->mutable_rules()) MakeCanonical(&rule);
  SortBy(stage->mutable_rules(), [](const pb::Rule& rule) { return rule.id(); });
}

}  // namespace

pb::RuleSet CanonicalRuleSet(const pb::RuleSet& rule_set) {
  pb::RuleSet canonical = rule_set;
  canonical.clear_description();
  canonical.clear_format();
  MakeCanonical(canonical.mutable_limits());
  SortBy(canonical.mutable_labels(), [](const pb::Label& label) { return label.name(); });
  for (pb::Label& label : *canonical.mutable_labels()) {
    if (label.conflict() == pb::CONFLICT_POLICY_UNSPECIFIED) label.set_conflict(pb::CONFLICT_POLICY_LONGEST);
  }
  SortBy(canonical.mutable_event_types(), [](const pb::EventType& type) { return type.name(); });
  if (canonical.has_documents()) MakeCanonical(canonical.mutable_documents());
  for (pb::Stage& stage : *canonical.mutable_stages()) MakeCanonical(&stage);
  for (pb::ListRef& list : *canonical.mutable_lists()) {
    list.clear_row_count();
    list.clear_columns();
  }
  SortBy(canonical.mutable_lists(), [](const pb::ListRef& list) { return list.name(); });
  for (pb::ListUse& use : *canonical.mutable_abbreviations()) {
    if (use.has_where()) MakeCanonical(use.mutable_where());
  }
  SortByBytes(canonical.mutable_abbreviations());
  return canonical;
}

std::string DigestOf(const pb::RuleSet& rule_set) {
  return Sha256Hex(absl::StrCat(kFormat, SerializeDeterministically(CanonicalRuleSet(rule_set))));
}

}  // namespace caspian::extractor
