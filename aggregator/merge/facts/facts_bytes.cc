#include "aggregator/merge/facts/facts_bytes.h"

#include <algorithm>
#include <string>
#include <vector>

namespace caspian::aggregator {
namespace {

// A piece of memory with its header, as glibc rounds it; the links of a node of a tree.
constexpr size_t kGrain = 16, kHeader = 8, kSmallest = 32, kNodeLinks = 32;
// Shorter texts are within the string.
constexpr size_t kShortText = 15;

size_t Piece(size_t bytes) {
  return bytes == 0 ? 0 : std::max(kSmallest, (bytes + kHeader + kGrain - 1) / kGrain * kGrain);
}

size_t Owned(const std::string& text) { return text.capacity() <= kShortText ? 0 : Piece(text.capacity() + 1); }
size_t Owned(const v1::Feature& feature) { return feature.SpaceUsedLong() - sizeof(feature); }
size_t Owned(const CreditFact& credit) {
  return Owned(credit.source) + Owned(credit.folded_source) + Owned(credit.date);
}
size_t Owned(const NameFact& name) { return Owned(name.text); }
size_t Owned(const RoleFact& role) {
  return Owned(role.name) + Owned(role.text) + (role.value ? role.value->SpaceUsedLong() - sizeof(*role.value) : 0);
}
size_t Owned(const OfficeFact& office) { return Owned(office.title) + Owned(office.of) + Owned(office.at); }
size_t Owned(const PartyFact& party) { return Owned(party.party); }
size_t Owned(const CitationFact&) { return 0; }

size_t Owned(const EntityFact& entity);
size_t Owned(const EventFact& event);
size_t Owned(const StatementFact& statement);
size_t Owned(const FigureFact& figure);

template <typename Item>
size_t Owned(const std::vector<Item>& items) {
  size_t bytes = Piece(items.capacity() * sizeof(Item));
  for (const Item& item : items) bytes += Owned(item);
  return bytes;
}

size_t Owned(const std::set<std::string>& texts) {
  size_t bytes = 0;
  for (const std::string& text : texts) bytes += Piece(kNodeLinks + sizeof(text)) + Owned(text);
  return bytes;
}

size_t Owned(const EntityFact& entity) {
  return Owned(entity.key) + Owned(entity.label) + Owned(entity.name) + Owned(entity.features) + Owned(entity.names) +
         Owned(entity.offices) + Owned(entity.parties);
}

size_t Owned(const EventFact& event) {
  return Owned(event.type) + Owned(event.supertypes) + Owned(event.roles) + Owned(event.holders) + Owned(event.when) +
         Owned(event.step) + Owned(event.judgement_ids);
}

size_t Owned(const StatementFact& statement) {
  return Owned(statement.manner) + Owned(statement.roles) + Owned(statement.content) + Owned(statement.judgement_ids);
}

size_t Owned(const FigureFact& figure) {
  return Owned(figure.label) + figure.value.SpaceUsedLong() - sizeof(figure.value) + Owned(figure.text) +
         Owned(figure.object);
}

}  // namespace

size_t BytesOf(const DocumentFacts& document) {
  size_t bytes = Piece(sizeof(document)) + document.head.SpaceUsedLong() - sizeof(document.head) +
                 Piece(document.signature.minima.capacity() * sizeof(uint32_t));
  for (const RuleKey& rule : document.rules) {
    bytes += Piece(kNodeLinks + sizeof(rule)) + Owned(rule.set_name) + Owned(rule.set_digest) + Owned(rule.rule_id);
  }
  for (const auto& [span, sentence] : document.sentences)
    bytes += Piece(kNodeLinks + sizeof(span) + sizeof(sentence)) + Owned(sentence.quote);
  return bytes + Owned(document.credits) + Owned(document.entities) + Owned(document.events) +
         Owned(document.statements) + Owned(document.figures) + Owned(document.citations) +
         Owned(document.judgement_ids) + Owned(document.judgements_told);
}

}  // namespace caspian::aggregator
