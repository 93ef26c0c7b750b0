#include "aggregator/merge/records/evidence.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/text/fold.h"

namespace caspian::aggregator {
namespace {

const std::string& IdOf(const Place& place) { return place.document->head.id(); }

// Below, equal or above zero by document, span, rule.
int Compare(const Place& a, const Place& b) {
  if (a.document != b.document) {
    if (const int order = IdOf(a).compare(IdOf(b)); order != 0) return order;
  }
  if (a.begin != b.begin) return a.begin < b.begin ? -1 : 1;
  if (a.end != b.end) return a.end < b.end ? -1 : 1;
  if (a.rule == b.rule || *a.rule == *b.rule) return 0;
  return *a.rule < *b.rule ? -1 : 1;
}

auto CreditTie(const Place& place) {
  static const auto& kNone = *new CreditFact;
  const CreditFact& credit = place.credit == nullptr ? kNone : *place.credit;
  return std::make_tuple(place.credit == nullptr, place.presumed, absl::string_view(credit.source),
                         absl::string_view(credit.date), place.voice);
}

bool Before(const Place& a, const Place& b) {
  const int order = Compare(a, b);
  return order != 0 ? order < 0 : CreditTie(a) < CreditTie(b);
}

std::string BigEndian(uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift));
  return bytes;
}

// Credited sources and publishers share names: an agency that is credited and also publishes is one witness.
std::string WitnessOf(const Place& place) {
  if (place.credit != nullptr) return absl::StrCat("named ", place.credit->folded_source);
  const std::string& publisher = place.document->head.publisher();
  return publisher.empty() ? absl::StrCat("document ", IdOf(place)) : absl::StrCat("named ", FoldName(publisher));
}

std::string PublisherOf(const Place& place) {
  const std::string& publisher = place.document->head.publisher();
  return publisher.empty() ? absl::StrCat("document ", IdOf(place)) : absl::StrCat("publisher ", publisher);
}

// Of texts that are copies of one another one speaks for all: the first by id that credits somebody in these places,
// else the first. By original. `places` are sorted.
std::map<const DocumentFacts*, const DocumentFacts*> SpeakersOf(const std::vector<Place>& places,
                                                                const NearDuplicates& copies) {
  std::map<const DocumentFacts*, const DocumentFacts*> speakers, crediting;
  for (const Place& place : places) {
    const DocumentFacts* original = copies.OriginalOf(place.document);
    speakers.emplace(original, place.document);
    if (place.credit != nullptr) crediting.emplace(original, place.document);
  }
  for (const auto& [original, document] : crediting) speakers[original] = document;
  return speakers;
}

uint32_t CountWitnesses(const std::vector<Place>& places, const NearDuplicates& copies) {
  const auto speakers =
      copies.empty() ? std::map<const DocumentFacts*, const DocumentFacts*>() : SpeakersOf(places, copies);
  std::set<std::string> witnesses;
  for (const Place& place : places) {
    const auto speaker = speakers.find(copies.OriginalOf(place.document));
    if (speaker == speakers.end() || speaker->second == place.document) witnesses.insert(WitnessOf(place));
  }
  return static_cast<uint32_t>(witnesses.size());
}

void Count(const std::vector<Place>& places, const NearDuplicates& copies, v1::Support* support) {
  std::set<absl::string_view> documents;
  std::set<std::string> publishers;
  for (const Place& place : places) {
    if (documents.insert(IdOf(place)).second) publishers.insert(PublisherOf(place));
  }
  support->set_evidence_count(static_cast<uint32_t>(places.size()));
  support->set_document_count(static_cast<uint32_t>(documents.size()));
  support->set_publisher_count(static_cast<uint32_t>(publishers.size()));
  support->set_witness_count(CountWitnesses(places, copies));
}

void WriteOne(const Place& place, v1::Evidence* evidence) {
  evidence->mutable_span()->set_begin(place.begin);
  evidence->mutable_span()->set_end(place.end);
  evidence->mutable_sentence()->set_begin(place.sentence->begin);
  evidence->mutable_sentence()->set_end(place.sentence->end);
  evidence->set_quote(place.sentence->quote);
  if (place.credit != nullptr) {
    evidence->set_cited_source(place.credit->source);
    evidence->set_cited_date(place.credit->date);
    evidence->set_citation_presumed(place.presumed);
  }
  evidence->set_voice(place.voice);
}

}  // namespace

void SortPlaces(std::vector<Place>* places) {
  std::sort(places->begin(), places->end(), Before);
  const auto same = [](const Place& a, const Place& b) { return Compare(a, b) == 0; };
  places->erase(std::unique(places->begin(), places->end(), same), places->end());
}

std::string PlaceKey(const Place& place) {
  const std::string separator(1, '\0');
  return absl::StrCat(IdOf(place), separator, BigEndian(place.begin), BigEndian(place.end), place.rule->set_name,
                      separator, BigEndian(place.rule->set_version), place.rule->set_digest, separator,
                      place.rule->rule_id);
}

v1::Voice VoiceOf(const std::vector<Place>& places) {
  v1::Voice voice = v1::VOICE_UNSPECIFIED;
  for (const Place& place : places) {
    if (place.voice == v1::VOICE_REPORTED) return place.voice;
    if (place.voice != v1::VOICE_UNSPECIFIED) voice = place.voice;
  }
  return voice;
}

void RecordEvidence::Fill(std::vector<Place> places, v1::Support* support) {
  SortPlaces(&places);
  Count(places, *copies_, support);
  all_.insert(all_.end(), places.begin(), places.end());
  if (places.size() > limit_) places.resize(limit_);
  listed_.emplace_back(support, std::move(places));
}

std::vector<Place> RecordEvidence::AllPlaces() const {
  std::vector<Place> places = all_;
  SortPlaces(&places);
  return places;
}

void RecordEvidence::Finish(v1::BriefingRecord* record) {
  std::vector<Place> places;
  for (const auto& [support, listed] : listed_) places.insert(places.end(), listed.begin(), listed.end());
  SortPlaces(&places);
  WriteEvidence(places, record->mutable_documents(), record->mutable_rules(), record->mutable_evidence());
  for (const auto& [support, listed] : listed_) {
    for (const Place& place : listed) {
      const auto found = std::lower_bound(places.begin(), places.end(), place,
                                          [](const Place& a, const Place& b) { return Compare(a, b) < 0; });
      support->add_evidence(static_cast<uint32_t>(found - places.begin()));
    }
  }
}

void WriteEvidence(const std::vector<Place>& places,
                   google::protobuf::RepeatedPtrField<v1::EvidenceDocument>* documents,
                   google::protobuf::RepeatedPtrField<v1::EvidenceRuleRef>* rules,
                   google::protobuf::RepeatedPtrField<v1::Evidence>* evidence) {
  std::map<RuleKey, uint32_t> rule_indexes;
  for (const Place& place : places) rule_indexes.emplace(*place.rule, 0);
  for (auto& [key, index] : rule_indexes) {
    index = static_cast<uint32_t>(rules->size());
    v1::EvidenceRuleRef* rule = rules->Add();
    rule->set_rule_id(key.rule_id);
    rule->mutable_rule_set()->set_name(key.set_name);
    rule->mutable_rule_set()->set_version(key.set_version);
    rule->mutable_rule_set()->set_digest(key.set_digest);
  }
  for (size_t i = 0; i < places.size(); ++i) {
    if (i == 0 || places[i].document != places[i - 1].document) *documents->Add() = places[i].document->head;
    v1::Evidence* one = evidence->Add();
    one->set_document(static_cast<uint32_t>(documents->size() - 1));
    one->set_rule(rule_indexes[*places[i].rule]);
    WriteOne(places[i], one);
  }
}

}  // namespace caspian::aggregator
