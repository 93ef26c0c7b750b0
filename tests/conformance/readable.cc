#include "tests/conformance/readable.h"

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"

namespace caspian::conformance {
namespace {

namespace pb = ::caspian::v1;
using google::protobuf::ListValue;
using google::protobuf::Struct;
using google::protobuf::Value;

class Reader {
 public:
  Reader(const std::string& content, const pb::Extraction& extraction) : content_(content), extraction_(extraction) {}

  Struct Mention(const pb::Mention& mention) const {
    Struct item = Spanned(mention.span(), mention.rule_id());
    Set("label", mention.label(), &item);
    if (mention.has_value()) Set("value", mention.value().canonical(), &item);
    (*item.mutable_fields())["problem"].set_bool_value(!mention.value().problem().empty());
    if (mention.has_entity()) Set("entity", extraction_.entities(mention.entity()).name(), &item);
    return item;
  }

  Struct Entity(const pb::Entity& entity) const {
    Struct item;
    Set("label", entity.label(), &item);
    Set("name", entity.name(), &item);
    Struct* features = (*item.mutable_fields())["features"].mutable_struct_value();
    for (const pb::Feature& feature : entity.features()) Set(feature.name(), feature.value(), features);
    return item;
  }

  Struct Event(const pb::Event& event) const {
    Struct item = Spanned(event.span(), event.rule_id());
    Set("type", event.type(), &item);
    Set("polarity", Word(pb::Polarity_Name(event.polarity()), "POLARITY_"), &item);
    Set("actuality", Word(pb::Actuality_Name(event.actuality()), "ACTUALITY_"), &item);
    Set("voice", Word(pb::Voice_Name(event.voice()), "VOICE_"), &item);
    Set("step", event.step(), &item);
    SetRoles(event.roles(), &item);
    return item;
  }

  Struct Statement(const pb::Statement& statement) const {
    Struct item = Spanned(statement.span(), statement.rule_id());
    Set("manner", statement.manner(), &item);
    Set("voice", Word(pb::Voice_Name(statement.voice()), "VOICE_"), &item);
    Set("content", Words(statement.content()), &item);
    SetRoles(statement.roles(), &item);
    return item;
  }

  Struct Citation(const pb::Citation& citation) const {
    Struct item = Spanned(citation.span(), citation.rule_id());
    Set("source", citation.source(), &item);
    SetSpans("stated", citation.stated(), &item);
    SetSpans("presumed", citation.presumed(), &item);
    return item;
  }

 private:
  static void Set(const std::string& key, const std::string& value, Struct* item) {
    (*item->mutable_fields())[key].set_string_value(value);
  }

  static std::string Word(const std::string& name, const std::string& prefix) {
    return absl::AsciiStrToLower(absl::StripPrefix(name, prefix));
  }

  std::string Words(const pb::Span& span) const { return content_.substr(span.begin(), span.end() - span.begin()); }

  Struct Spanned(const pb::Span& span, const std::string& rule) const {
    Struct item;
    Set("text", Words(span), &item);
    (*item.mutable_fields())["begin"].set_number_value(span.begin());
    (*item.mutable_fields())["end"].set_number_value(span.end());
    Set("rule", rule, &item);
    return item;
  }

  template <typename Roles>
  void SetRoles(const Roles& roles, Struct* item) const {
    Struct* words = (*item->mutable_fields())["roles"].mutable_struct_value();
    for (const pb::Role& role : roles) Set(role.name(), Words(role.span()), words);
  }

  template <typename Spans>
  void SetSpans(const std::string& key, const Spans& spans, Struct* item) const {
    ListValue* words = (*item->mutable_fields())[key].mutable_list_value();
    for (const pb::Span& span : spans) words->add_values()->set_string_value(Words(span));
  }

  const std::string& content_;
  const pb::Extraction& extraction_;
};

template <typename Items, typename ReadItem>
void SetList(const std::string& key, const Items& items, ReadItem read, Struct* all) {
  ListValue* list = (*all->mutable_fields())[key].mutable_list_value();
  for (const auto& item : items) *list->add_values()->mutable_struct_value() = read(item);
}

}  // namespace

Struct Readable(const std::string& content, const pb::Extraction& extraction) {
  const Reader reader(content, extraction);
  Struct all;
  SetList(
      "mentions", extraction.mentions(), [&](const pb::Mention& item) { return reader.Mention(item); }, &all);
  SetList(
      "entities", extraction.entities(), [&](const pb::Entity& item) { return reader.Entity(item); }, &all);
  SetList(
      "events", extraction.events(), [&](const pb::Event& item) { return reader.Event(item); }, &all);
  SetList(
      "statements", extraction.statements(), [&](const pb::Statement& item) { return reader.Statement(item); }, &all);
  SetList(
      "citations", extraction.citations(), [&](const pb::Citation& item) { return reader.Citation(item); }, &all);
  return all;
}

}  // namespace caspian::conformance
