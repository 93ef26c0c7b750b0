#include "client/cli/output/extraction_json.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/cli/output/json_writer.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

absl::string_view UnitName(pb::OffsetUnit unit) {
  switch (unit) {
    case pb::OFFSET_UNIT_CODE_POINTS:
      return "codepoints";
    case pb::OFFSET_UNIT_UTF16:
      return "utf16";
    default:
      return "bytes";
  }
}

uint32_t BeginOf(const pb::Span& span, pb::OffsetUnit unit) {
  if (unit == pb::OFFSET_UNIT_CODE_POINTS) return span.begin_code_point();
  return unit == pb::OFFSET_UNIT_UTF16 ? span.begin_utf16() : span.begin();
}

uint32_t EndOf(const pb::Span& span, pb::OffsetUnit unit) {
  if (unit == pb::OFFSET_UNIT_CODE_POINTS) return span.end_code_point();
  return unit == pb::OFFSET_UNIT_UTF16 ? span.end_utf16() : span.end();
}

std::string Lower(absl::string_view name, absl::string_view prefix) {
  return absl::AsciiStrToLower(absl::StripPrefix(name, prefix));
}

std::string EntityId(uint32_t index) { return absl::StrCat("e", index + 1); }

class ExtractionLine {
 public:
  ExtractionLine(const pb::Extraction& extraction, absl::string_view text, pb::OffsetUnit unit, std::string* out)
      : extraction_(extraction), text_(text), unit_(unit), json_(out) {}

  void Write() {
    json_.BeginObject().Field("id", extraction_.document_id()).Field("offset_unit", UnitName(unit_));
    Array("mentions", extraction_.mentions(), &ExtractionLine::Mention);
    json_.Key("entities").BeginArray();
    for (int i = 0; i < extraction_.entities_size(); ++i) Entity(static_cast<uint32_t>(i), extraction_.entities(i));
    json_.EndArray();
    Array("events", extraction_.events(), &ExtractionLine::Event);
    Array("statements", extraction_.statements(), &ExtractionLine::Statement);
    Array("citations", extraction_.citations(), &ExtractionLine::Citation);
    json_.EndObject();
  }

 private:
  template <class Items, class Item>
  void Array(absl::string_view name, const Items& items, void (ExtractionLine::*write)(const Item&)) {
    json_.Key(name).BeginArray();
    for (const Item& item : items) (this->*write)(item);
    json_.EndArray();
  }

  absl::string_view Slice(const pb::Span& span) const {
    return span.begin() <= span.end() && span.end() <= text_.size()
               ? text_.substr(span.begin(), span.end() - span.begin())
               : absl::string_view();
  }

  void Offsets(const pb::Span& span) { json_.Field("start", BeginOf(span, unit_)).Field("end", EndOf(span, unit_)); }

  void Mention(const pb::Mention& mention) {
    json_.BeginObject();
    Offsets(mention.span());
    json_.Field("label", mention.label()).Field("text", Slice(mention.span())).Field("rule", mention.rule_id());
    json_.FieldIfAny("value", mention.value().canonical());
    if (mention.has_entity()) json_.Field("entity", EntityId(mention.entity()));
    if (mention.has_stands_for()) json_.Field("stands_for", EntityId(mention.stands_for()));
    json_.EndObject();
  }

  void Entity(uint32_t index, const pb::Entity& entity) {
    json_.BeginObject().Field("id", EntityId(index)).Field("label", entity.label()).Field("name", entity.name());
    if (entity.features_size() > 0) Features(entity);
    if (entity.offices_size() > 0) Array("roles", entity.offices(), &ExtractionLine::Office);
    if (entity.parties_size() > 0) {
      json_.Key("parties").BeginArray();
      for (const pb::Party& party : entity.parties()) json_.String(party.name());
      json_.EndArray();
    }
    json_.EndObject();
  }

  void Features(const pb::Entity& entity) {
    json_.Key("features").BeginObject();
    for (const pb::Feature& feature : entity.features()) json_.Field(feature.name(), feature.value());
    json_.EndObject();
  }

  void Office(const pb::Office& office) {
    json_.BeginObject()
        .Field("title", office.title())
        .FieldIfAny("of", office.of())
        .FieldIfAny("at", office.at())
        .EndObject();
  }

  void Event(const pb::Event& event) {
    json_.BeginObject().Field("type", event.type());
    if (event.supertypes_size() > 0) Array("supertypes", event.supertypes(), &ExtractionLine::Text);
    Offsets(event.span());
    json_.Key("roles").BeginArray();
    for (const pb::Role& role : event.roles()) {
      json_.BeginObject().Field("role", role.name()).Field("text", Slice(role.span()));
      if (const pb::Mention* meant = MeantBy(role)) json_.Field("refers_to", EntityId(meant->entity()));
      json_.EndObject();
    }
    json_.EndArray().FieldIfAny("when", WhenOf(event));
    json_.Field("polarity", Lower(pb::Polarity_Name(event.polarity()), "POLARITY_"));
    json_.Field("actuality", Lower(pb::Actuality_Name(event.actuality()), "ACTUALITY_"));
    json_.Field("voice", Lower(pb::Voice_Name(event.voice()), "VOICE_"));
    if (event.has_citation()) json_.FieldIfAny("source", SourceOf(event.citation()));
    json_.EndObject();
  }

  void Text(const std::string& text) { json_.String(text); }

  // The mention elsewhere in the text that the role's words refer to; null where they name what fills it.
  const pb::Mention* MeantBy(const pb::Role& role) const {
    if (!role.has_mention() || role.mention() >= static_cast<uint32_t>(extraction_.mentions_size())) return nullptr;
    const pb::Mention& mention = extraction_.mentions(static_cast<int>(role.mention()));
    const bool named = role.span().begin() <= mention.span().begin() && mention.span().end() <= role.span().end();
    return named || !mention.has_entity() ? nullptr : &mention;
  }

  // "she (Ann Lee)" where the words only refer to a name.
  std::string WordsOf(const pb::Role& role) const {
    const pb::Mention* meant = MeantBy(role);
    return meant == nullptr ? std::string(Slice(role.span()))
                            : absl::StrCat(Slice(role.span()), " (", Slice(meant->span()), ")");
  }

  // The canonical string of the event's first time.
  absl::string_view WhenOf(const pb::Event& event) const {
    for (const pb::Role& role : event.roles()) {
      if (role.name() != "when") continue;
      if (role.has_value()) return role.value().canonical();
      const bool known = role.filler_case() == pb::Role::kMention &&
                         role.mention() < static_cast<uint32_t>(extraction_.mentions_size());
      if (known) return extraction_.mentions(static_cast<int>(role.mention())).value().canonical();
    }
    return "";
  }

  absl::string_view SourceOf(uint32_t citation) const {
    return citation < static_cast<uint32_t>(extraction_.citations_size())
               ? absl::string_view(extraction_.citations(static_cast<int>(citation)).source())
               : absl::string_view();
  }

  void Statement(const pb::Statement& statement) {
    json_.BeginObject().Field("manner", statement.manner());
    std::string holders;
    for (const pb::Role& role : statement.roles()) {
      if (role.name() == "holder") absl::StrAppend(&holders, holders.empty() ? "" : ", ", WordsOf(role));
    }
    json_.FieldIfAny("holder", holders);
    Offsets(statement.span());
    json_.EndObject();
  }

  void Citation(const pb::Citation& citation) {
    json_.BeginObject().Field("source", citation.source()).FieldIfAny("date", citation.date().canonical());
    Array("stated", citation.stated(), &ExtractionLine::Range);
    Array("presumed", citation.presumed(), &ExtractionLine::Range);
    json_.EndObject();
  }

  void Range(const pb::Span& span) {
    json_.BeginArray().Number(BeginOf(span, unit_)).Number(EndOf(span, unit_)).EndArray();
  }

  const pb::Extraction& extraction_;
  const absl::string_view text_;
  const pb::OffsetUnit unit_;
  JsonWriter json_;
};

bool HoldsNames(absl::string_view label) {
  return label == "PERSON" || label == "ORGANIZATION" || label == "PLACE" || label == "FACILITY";
}

absl::string_view TimexOf(const pb::Value& value) {
  if (value.has_date()) return value.date().timex3();
  return value.has_duration() ? absl::string_view(value.duration().timex3()) : absl::string_view();
}

}  // namespace

void AppendExtractionLine(const pb::Extraction& extraction, absl::string_view text, pb::OffsetUnit unit,
                          std::string* out) {
  ExtractionLine(extraction, text, unit, out).Write();
  out->push_back('\n');
}

void AppendEvaluationLine(const pb::Extraction& extraction, absl::string_view text, std::string* out) {
  JsonWriter json(out);
  json.BeginObject().Field("id", extraction.document_id()).Key("entities").BeginArray();
  // Mentions come by begin, then end descending: what holds others comes before them.
  uint32_t covered = 0;
  for (const pb::Mention& mention : extraction.mentions()) {
    const pb::Span& span = mention.span();
    const bool inside = span.end() <= covered;
    if (mention.has_entity() && inside) continue;
    if (HoldsNames(mention.label())) covered = std::max(covered, span.end());
    json.BeginObject()
        .Field("start", span.begin_code_point())
        .Field("end", span.end_code_point())
        .Field("type", mention.label());
    json.Field("text", text.substr(span.begin(), span.end() - span.begin()))
        .FieldIfAny("value", TimexOf(mention.value()))
        .EndObject();
  }
  json.EndArray().EndObject();
  out->push_back('\n');
}

}  // namespace caspian::cli
