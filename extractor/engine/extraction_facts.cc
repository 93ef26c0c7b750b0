#include "extractor/engine/extraction_facts.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace caspian::extractor {
namespace {

// "POLARITY_YES" → "yes".
std::string Plain(absl::string_view name, absl::string_view prefix) {
  return absl::AsciiStrToLower(absl::StripPrefix(name, prefix));
}

class FactReader {
 public:
  FactReader(const v1::Extraction& extraction, absl::string_view text) : extraction_(extraction), text_(text) {}

  Finding OfMention(const v1::Mention& mention) {
    Begin(v1::RESULT_KIND_MENTION, mention.span(), mention.label());
    if (mention.has_value()) AddValue("value", mention.value());
    if (mention.has_entity()) Add("entity", EntityName(mention.entity()));
    if (mention.has_stands_for()) Add("stands for", EntityName(mention.stands_for()));
    for (const v1::Feature& feature : mention.features()) Add(feature.name(), feature.value());
    if (mention.nested()) Add("nested", "yes");
    return std::move(finding_);
  }

  Finding OfEvent(const v1::Event& event) {
    Begin(v1::RESULT_KIND_EVENT, event.span(), event.type());
    AddRoles("", event.roles());
    AddRoles("whose ", event.holders());
    AddRoles("or ", event.alternatives());
    Add("polarity", Plain(v1::Polarity_Name(event.polarity()), "POLARITY_"));
    Add("actuality", Plain(v1::Actuality_Name(event.actuality()), "ACTUALITY_"));
    Add("not before", event.not_before());
    Add("not after", event.not_after());
    Add("step", event.step());
    for (const v1::Span& span : event.elaborations()) AddWords("elaboration", span, "");
    AddTelling(event);
    return std::move(finding_);
  }

  Finding OfStatement(const v1::Statement& statement) {
    Begin(v1::RESULT_KIND_STATEMENT, statement.span(), statement.manner());
    AddRoles("", statement.roles());
    if (statement.has_content()) AddWords("content", statement.content(), "");
    AddTelling(statement);
    return std::move(finding_);
  }

 private:
  void Begin(v1::ResultKind result, const v1::Span& span, const std::string& label) {
    finding_ = {result, span.begin(), span.end(), label, {}};
  }

  void Add(absl::string_view name, absl::string_view value) {
    if (!value.empty()) finding_.facts.push_back({std::string(name), std::string(value)});
  }

  void AddWords(absl::string_view name, const v1::Span& span, absl::string_view more) {
    const absl::string_view words = text_.substr(span.begin(), span.end() - span.begin());
    const std::string line = absl::StrJoin(absl::StrSplit(words, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty()), " ");
    finding_.facts.push_back({std::string(name), absl::StrCat("\"", line, "\"", more), span.begin(), span.end()});
  }

  void AddValue(absl::string_view name, const v1::Value& value) {
    Add(name, value.canonical());
    if (value.modifier() != v1::VALUE_MODIFIER_UNSPECIFIED)
      Add("modifier", Plain(v1::ValueModifier_Name(value.modifier()), "VALUE_MODIFIER_"));
    Add("problem", value.problem());
  }

  void AddRoles(absl::string_view prefix, const google::protobuf::RepeatedPtrField<v1::Role>& roles) {
    for (const v1::Role& role : roles) AddWords(absl::StrCat(prefix, role.name()), role.span(), FillerOf(role));
  }

  // What fills a role beside its words; a mention tells its own facts.
  std::string FillerOf(const v1::Role& role) const {
    if (role.has_value()) return absl::StrCat(" = ", role.value().canonical());
    if (role.filler_case() != v1::Role::kEvent) return "";
    return absl::StrCat(" = ", extraction_.events(static_cast<int>(role.event())).type());
  }

  // Voice and credit of an event or a statement.
  template <class Told>
  void AddTelling(const Told& told) {
    Add("voice", Plain(v1::Voice_Name(told.voice()), "VOICE_"));
    if (!told.has_citation()) return;
    const std::string& source = extraction_.citations(static_cast<int>(told.citation())).source();
    Add(told.citation_presumed() ? "presumed source" : "source", source);
  }

  const std::string& EntityName(uint32_t index) const { return extraction_.entities(static_cast<int>(index)).name(); }

  const v1::Extraction& extraction_;
  const absl::string_view text_;
  Finding finding_;
};

}  // namespace

std::vector<Finding> FindingsOf(const v1::Extraction& extraction, absl::string_view text) {
  std::vector<Finding> findings;
  FactReader reader(extraction, text);
  for (const v1::Mention& mention : extraction.mentions()) findings.push_back(reader.OfMention(mention));
  for (const v1::Event& event : extraction.events()) findings.push_back(reader.OfEvent(event));
  for (const v1::Statement& statement : extraction.statements()) findings.push_back(reader.OfStatement(statement));
  return findings;
}

}  // namespace caspian::extractor
