// Offices, parties, senses, events, statements and citations over a few names, for the tests of what is made of them.
#ifndef CASPIAN_TESTS_EXTRACTOR_ASSEMBLE_CLAUSES_PACK_H_
#define CASPIAN_TESTS_EXTRACTOR_ASSEMBLE_CLAUSES_PACK_H_

#include <memory>

#include "tests/extractor/engine/extraction_laws.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {

inline const LoadedRuleSet& ClausesSet() {
  static const auto& set = *new std::shared_ptr<const LoadedRuleSet>(Loaded(
      {"  PERSON: {kind: name}\n  PLACE: {kind: name, features: [country]}\n  PACT: {kind: name}\n  AGENCY: {kind: "
       "name}\n  DATE: {kind: value, normalizer: date}\n"
       "  NP: {kind: auxiliary}\n  OFFICE: {kind: office}\n  PARTY: {kind: party}\n  SENSE: {kind: sense}\n  EVENT: "
       "{kind: event}\n  ACT: {kind: event}\n"
       "  SAYING: {kind: statement}\n  CREDIT: {kind: citation}\n  VOICE: {kind: author_voice}\n",
       {"rules:\n"
        "  - {id: list.people, label: PERSON, list: names, where: {class: [person]}}\n"
        "  - {id: list.places, label: PLACE, list: names, where: {class: [place]}, set: {country: $country, id: "
        "'$id'}}\n"
        "  - {id: list.agencies, label: AGENCY, list: names, where: {class: [agency]}}\n"
        "  - {id: date, label: DATE, pattern: '(?P<year>\\d{4})-(?P<month>\\d{2})-(?P<day>\\d{2})'}\n",
        "rules:\n"
        "  - {id: np, label: NP, pattern: 'the tall (?P<head><PERSON>)'}\n"
        "  - {id: pact, label: PACT, pattern: '(?P<party><PLACE>)-(?P<party_2><PLACE>) Pact'}\n",
        "rules:\n"
        "  - {id: office, label: OFFICE, pattern: '(?P<person><PERSON|NP>), (?P<title>[a-z][a-z ]*?)(?: of "
        "(?P<of><PLACE>))?(?: in (?P<at><PLACE>))?,'}\n"
        "  - {id: office.fixed, label: OFFICE, pattern: 'Mayor (?P<person><PERSON>)', set: {title: mayor, of: "
        "Everywhere, at: the hall}}\n"
        "  - {id: party, label: PARTY, pattern: '(?P<party><PLACE>)(?:, (?P<party_2><PLACE>))? joined the "
        "(?P<agreement><PACT>)'}\n"
        "  - {id: sense, label: SENSE, pattern: '(?P<name><PLACE country!=XX>) (?:wants|says)', set: {entity_label: "
        "ORG, entity_name: 'government of $name.country', entity_id: 'gov:$name.country'}}\n"
        "  - {id: visit, label: EVENT, type: VISIT, pattern: '(?P<agent><PERSON|NP>) (?:and (?P<agent_2><PERSON>) "
        ")?visited (?P<place><PLACE>|town)(?: on (?P<when><DATE>))?'}\n"
        "  - {id: visit.plan, label: EVENT, type: VISIT, pattern: '(?P<agent><PERSON>) will visit (?P<place><PLACE>)', "
        "set: {actuality: planned}}\n"
        "  - {id: visit.not, label: EVENT, type: VISIT, pattern: '(?P<agent><PERSON>) never visited "
        "(?P<place><PLACE>)', set: {polarity: 'no'}}\n"
        "  - {id: visit.alone, label: ACT, type: ACT, pattern: '(?P<agent><PERSON>) visited', set: {voice: author, "
        "step: signed}}\n"
        "  - {id: visit.dream, label: EVENT, type: DREAM, pattern: '(?P<holder><PERSON>) dreams of "
        "(?P<place><PLACE>)', set: {actuality: desired}}\n"
        "  - {id: say, label: SAYING, type: SAY, pattern: '(?P<holder><PERSON>) (?P<trigger>said)(?: via "
        "(?P<channel><AGENCY>))?(?: to (?P<addressee><PERSON>))? that (?P<content>[^.]+)'}\n"
        "  - {id: deny, label: SAYING, pattern: '(?P<holder><PERSON>) denied that (?P<content>[^.]+)', set: {manner: "
        "DENY}}\n"
        "  - {id: credit, label: CREDIT, pattern: '\\((?P<source><AGENCY>)(?:, (?P<date><DATE>))?\\)', covers: "
        "paragraph}\n"
        "  - {id: credit.own, label: CREDIT, pattern: '[Aa]ccording to (?P<source><AGENCY>)'}\n"
        "  - {id: credit.named, label: CREDIT, pattern: '(?P<source>reports)', set: {source: Unnamed}}\n"
        "  - {id: voice, label: VOICE, pattern: 'therefore'}\n"},
       {{"names",
         "name\tclass\tcountry\tid\nAda Marsh\tperson\t\t\nOtto Lee\tperson\t\t\nVera "
         "Bilt\tperson\t\t\nCove\tplace\tCV\tiso:CV\nBay\tplace\tNB\tiso:NB\nSands\tplace\tXX\t\n"
         "Coastwire\tagency\t\t\nHill News\tagency\t\t\n"}},
       ""}));
  return *set;
}

inline v1::Extraction Clauses(absl::string_view text, absl::string_view published = "") {
  v1::Extraction extraction = Extracted(ClausesSet(), text, published);
  ExpectSlicingLaw(extraction, text);
  ExpectOrdered(extraction);
  ExpectIndexesInside(extraction);
  return extraction;
}

inline std::string Slice(absl::string_view text, const v1::Span& span) {
  return std::string(text.substr(span.begin(), span.end() - span.begin()));
}

}  // namespace caspian::extractor

#endif  // CASPIAN_TESTS_EXTRACTOR_ASSEMBLE_CLAUSES_PACK_H_
