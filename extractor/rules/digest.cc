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

constexpr char kFormat[] = "caspian.rule_set.v1\n";

// What the contract reads a 0 as.
constexpr uint32_t kConfidence = 900;
constexpr int32_t kThreshold = 1500;
constexpr uint32_t kVoteShare = 1000;
constexpr uint32_t kAnnotationsPerSentence = 4096;
constexpr uint32_t kAnnotationsPerDocument = 4000000;

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

void MakeCanonical(pb::ColumnFilter* filter) {
  std::vector<std::string> values(filter->values().begin(), filter->values().end());
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  filter->mutable_values()->Assign(values.begin(), values.end());
}

// What rules of all sorts share.
template <typename Body>
void SortParts(Body* body) {
  SortByBytes(body->mutable_guards());
  SortBy(body->mutable_settings(), [](const pb::Setting& setting) { return setting.name(); });
}

void MakeCanonical(pb::EvidenceRule* rule) {
  SortParts(rule);
  SortBy(rule->mutable_weights(), [](const pb::LabelWeight& weight) { return weight.label(); });
  for (pb::ListCondition& condition : *rule->mutable_lists()) {
    if (condition.has_where()) MakeCanonical(condition.mutable_where());
  }
}

void MakeCanonical(pb::Rule* rule) {
  rule->clear_position();
  rule->clear_tests();
  if (rule->has_match()) {
    SortParts(rule->mutable_match());
    if (rule->match().confidence() == 0) rule->mutable_match()->set_confidence(kConfidence);
  } else if (rule->has_list()) {
    SortParts(rule->mutable_list());
    if (rule->list().confidence() == 0) rule->mutable_list()->set_confidence(kConfidence);
    if (rule->list().has_where()) MakeCanonical(rule->mutable_list()->mutable_where());
  } else if (rule->has_evidence()) {
    MakeCanonical(rule->mutable_evidence());
  }
}

void MakeCanonical(pb::NameSettings* names) {
  if (names->threshold() == 0) names->set_threshold(kThreshold);
  if (names->vote_shares().empty()) names->add_vote_shares(kVoteShare);
  SortBy(names->mutable_inherited(), [](const pb::LabelWeight& weight) { return weight.label(); });
  for (pb::NameWordList& words : *names->mutable_word_lists()) {
    if (words.words().has_where()) MakeCanonical(words.mutable_words()->mutable_where());
  }
  SortByBytes(names->mutable_word_lists());
}

void MakeCanonical(pb::RuleSetLimits* limits) {
  if (limits->annotations_per_sentence() == 0) limits->set_annotations_per_sentence(kAnnotationsPerSentence);
  if (limits->annotations_per_document() == 0) limits->set_annotations_per_document(kAnnotationsPerDocument);
}

}  // namespace

pb::RuleSet CanonicalRuleSet(const pb::RuleSet& rule_set) {
  pb::RuleSet canonical = rule_set;
  canonical.clear_description();
  MakeCanonical(canonical.mutable_limits());
  SortBy(canonical.mutable_labels(), [](const pb::Label& label) { return label.name(); });
  for (pb::Stage& stage : *canonical.mutable_stages()) {
    if (stage.has_names()) MakeCanonical(stage.mutable_names());
    for (pb::Rule& rule : *stage.mutable_rules()) MakeCanonical(&rule);
    SortBy(stage.mutable_rules(), [](const pb::Rule& rule) { return rule.id(); });
  }
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
