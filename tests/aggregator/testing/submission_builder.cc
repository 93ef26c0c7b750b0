#include "tests/aggregator/testing/submission_builder.h"

#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "common/base/sha256.h"
#include "google/protobuf/text_format.h"

namespace caspian::aggregator {
namespace {

void AddFeature(const std::string& name, const std::string& value, v1::Entity* entity) {
  if (value.empty()) return;
  v1::Feature* feature = entity->add_features();
  feature->set_name(name);
  feature->set_value(value);
}

[[noreturn]] void Die(const std::string& what) {
  std::fprintf(stderr, "test data: %s\n", what.c_str());
  std::abort();
}

}  // namespace

SubmissionBuilder::SubmissionBuilder(const std::string& id, uint32_t revision) {
  submission_.document.set_id(id);
  submission_.document.set_revision(revision);
  v1::RuleSetRef* rules = submission_.extraction.mutable_rule_set();
  rules->set_name("test-pack");
  rules->set_version(1);
  rules->set_digest(Sha256Hex("test-pack 1"));
  submission_.extraction.set_engine_version(1);
}

SubmissionBuilder& SubmissionBuilder::Publisher(const std::string& publisher) {
  submission_.document.set_publisher(publisher);
  return *this;
}

SubmissionBuilder& SubmissionBuilder::Sentence(const std::string& text) {
  std::string* content = submission_.document.mutable_text();
  if (!content->empty()) content->push_back(' ');
  v1::Span* span = submission_.extraction.add_sentences();
  span->set_begin(static_cast<uint32_t>(content->size()));
  content->append(text);
  span->set_end(static_cast<uint32_t>(content->size()));
  return *this;
}

v1::Span SubmissionBuilder::Find(const std::string& words) const {
  const v1::Span& sentence = *submission_.extraction.sentences().rbegin();
  const size_t found = submission_.document.text().find(words, sentence.begin());
  if (found == std::string::npos) Die(absl::StrCat("no \"", words, "\" in ", submission_.document.text()));
  v1::Span span;
  span.set_begin(static_cast<uint32_t>(found));
  span.set_end(static_cast<uint32_t>(found + words.size()));
  return span;
}

int SubmissionBuilder::EntityIndex(const std::string& label, const std::string& name) const {
  for (int i = 0; i < submission_.extraction.entities_size(); ++i) {
    const v1::Entity& entity = submission_.extraction.entities(i);
    if ((label.empty() || entity.label() == label) && entity.name() == name) return i;
  }
  return -1;
}

uint32_t SubmissionBuilder::AddEntity(const std::string& label, const std::string& name, const std::string& country,
                                      const std::string& kind) {
  if (const int index = EntityIndex(label, name); index >= 0) return static_cast<uint32_t>(index);
  v1::Entity* entity = submission_.extraction.add_entities();
  entity->set_label(label);
  entity->set_name(name);
  AddFeature("country", country, entity);
  if (kind == "country") AddFeature("id", absl::StrCat("iso3166:", country), entity);
  AddFeature("kind", kind, entity);
  return static_cast<uint32_t>(submission_.extraction.entities_size() - 1);
}

v1::Mention* SubmissionBuilder::AddMention(const std::string& label, const std::string& words) {
  v1::Mention* mention = submission_.extraction.add_mentions();
  *mention->mutable_span() = Find(words);
  mention->set_label(label);
  mention->set_rule_id(absl::StrCat("name.", label));
  mention->set_confidence(900);
  return mention;
}

uint32_t SubmissionBuilder::Name(const std::string& label, const std::string& words, const std::string& name,
                                 const std::string& country, const std::string& kind) {
  const uint32_t entity = AddEntity(label, name.empty() ? words : name, country, kind);
  AddMention(label, words)->set_entity(entity);
  return static_cast<uint32_t>(submission_.extraction.mentions_size() - 1);
}

uint32_t SubmissionBuilder::StandsFor(const std::string& words, const std::string& label, const std::string& name,
                                      const std::string& country, const std::string& kind) {
  const uint32_t entity = AddEntity(label, name, country, kind);
  AddMention(label, words)->set_stands_for(entity);
  return static_cast<uint32_t>(submission_.extraction.mentions_size() - 1);
}

uint32_t SubmissionBuilder::Value(const std::string& label, const std::string& words, const std::string& value) {
  v1::Mention* mention = AddMention(label, words);
  if (!google::protobuf::TextFormat::ParseFromString(value, mention->mutable_value()))
    Die(absl::StrCat("bad value ", value));
  return static_cast<uint32_t>(submission_.extraction.mentions_size() - 1);
}

uint32_t SubmissionBuilder::Day(const std::string& words, const std::string& day) {
  return Value(
      "DATE", words,
      absl::StrCat("canonical: '", day, "' date { timex3: '", day, "' first_day: '", day, "' last_day: '", day, "' }"));
}

void SubmissionBuilder::Office(const std::string& person, const std::string& title, const std::string& of,
                               const std::string& at) {
  v1::Office* office = submission_.extraction.mutable_entities(EntityIndex("PERSON", person))->add_offices();
  office->set_title(title);
  office->set_of(of);
  if (const int index = EntityIndex("PLACE", of); index >= 0) office->set_of_entity(static_cast<uint32_t>(index));
  office->set_at(at);
  *office->mutable_span() = Find(title);
  office->set_rule_id("office.test");
}

void SubmissionBuilder::Party(const std::string& agreement, const std::string& party) {
  v1::Party* added = submission_.extraction.mutable_entities(EntityIndex("AGREEMENT", agreement))->add_parties();
  added->set_name(party);
  if (const int index = EntityIndex("", party); index >= 0) added->set_entity(static_cast<uint32_t>(index));
  *added->mutable_span() = Find(party);
  added->set_rule_id("party.test");
}

void SubmissionBuilder::AddRoles(const std::vector<std::pair<std::string, uint32_t>>& roles,
                                 google::protobuf::RepeatedPtrField<v1::Role>* out) const {
  for (const auto& [name, mention] : roles) {
    v1::Role* role = out->Add();
    role->set_name(name);
    *role->mutable_span() = submission_.extraction.mentions(static_cast<int>(mention)).span();
    role->set_mention(mention);
  }
}

v1::Event* SubmissionBuilder::Event(const std::string& type, const std::vector<std::pair<std::string, uint32_t>>& roles,
                                    v1::Actuality actuality, v1::Polarity polarity) {
  v1::Event* event = submission_.extraction.add_events();
  *event->mutable_span() = *submission_.extraction.sentences().rbegin();
  event->set_type(type);
  event->set_rule_id(absl::StrCat("event.", type));
  event->set_actuality(actuality);
  event->set_polarity(polarity);
  event->set_voice(v1::VOICE_AUTHOR);
  event->set_confidence(800);
  AddRoles(roles, event->mutable_roles());
  return event;
}

v1::Statement* SubmissionBuilder::Statement(const std::string& manner,
                                            const std::vector<std::pair<std::string, uint32_t>>& roles,
                                            const std::string& content) {
  v1::Statement* statement = submission_.extraction.add_statements();
  *statement->mutable_span() = *submission_.extraction.sentences().rbegin();
  statement->set_manner(manner);
  statement->set_rule_id(absl::StrCat("statement.", manner));
  statement->set_voice(v1::VOICE_REPORTED);
  if (!content.empty()) *statement->mutable_content() = Find(content);
  AddRoles(roles, statement->mutable_roles());
  return statement;
}

uint32_t SubmissionBuilder::Citation(const std::string& source, const std::string& date) {
  const int sentences = submission_.extraction.sentences_size();
  v1::Citation* citation = submission_.extraction.add_citations();
  *citation->mutable_span() = Find(source);
  citation->set_source(source);
  citation->set_rule_id("citation.test");
  if (!date.empty()) {
    citation->mutable_date()->set_canonical(date);
    citation->mutable_date()->mutable_date()->set_timex3(date);
  }
  *citation->add_stated() = submission_.extraction.sentences(sentences - 1);
  if (sentences > 1) *citation->add_presumed() = submission_.extraction.sentences(sentences - 2);
  return static_cast<uint32_t>(submission_.extraction.citations_size() - 1);
}

Submission SubmissionBuilder::Build() const {
  Submission whole = submission_;
  whole.extraction.set_document_id(whole.document.id());
  whole.extraction.set_document_revision(whole.document.revision());
  whole.extraction.set_text_sha256(Sha256Hex(whole.document.text()));
  whole.extraction.set_text_bytes(static_cast<uint32_t>(whole.document.text().size()));
  return whole;
}

}  // namespace caspian::aggregator
