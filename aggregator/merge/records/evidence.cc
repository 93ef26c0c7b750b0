#include "aggregator/merge/records/evidence.h"

#include <algorithm>
#include <map>

#include "absl/container/flat_hash_set.h"
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

// Of texts that are copies of one another one speaks for all: the first by id that credits somebody in these places,
// else the first. By original, of documents that do not stand alone. `places` are sorted.
std::map<const DocumentFacts*, const DocumentFacts*> SpeakersOf(const std::vector<Place>& places,
                                                                const NearDuplicates& copies) {
  std::map<const DocumentFacts*, const DocumentFacts*> speakers, crediting;
  for (const Place& place : places) {
    if (copies.StandsAlone(place.document)) continue;
    const DocumentFacts* original = copies.OriginalOf(place.document);
    speakers.emplace(original, place.document);
    if (place.credit != nullptr) crediting.emplace(original, place.document);
  }
  for (const auto& [original, document] : crediting) speakers[original] = document;
  return speakers;
}

// Counts documents, publishers and witnesses in one pass over places, which are sorted. Credited sources and publishers
// share names: an agency that is credited and also publishes is one witness. A document without publisher is its own.
class Counting {
 public:
  Counting(const std::vector<Place>& places, const NearDuplicates& copies)
      : copies_(copies), speakers_(SpeakersOf(places, copies)) {
    for (size_t i = 0; i < places.size();) {
      const size_t begin = i;
      while (i < places.size() && places[i].document == places[begin].document) ++i;
      AddDocument(&places[begin], &places[begin] + (i - begin));
    }
  }

  void Write(v1::Support* support) const {
    support->set_document_count(documents_);
    support->set_publisher_count(static_cast<uint32_t>(publishers_.size()) + without_publisher_);
    support->set_witness_count(static_cast<uint32_t>(named_.size()) + unnamed_);
  }

 private:
  void AddDocument(const Place* begin, const Place* end) {
    const DocumentFacts& document = *begin->document;
    const std::string& publisher = document.head.publisher();
    const bool credited = std::all_of(begin, end, [](const Place& place) { return place.credit != nullptr; });
    ++documents_;
    without_publisher_ += publisher.empty() ? 1 : 0;
    absl::string_view folded;
    if (!publisher.empty()) {
      const auto [at, fresh] = publishers_.try_emplace(publisher);
      if (fresh) at->second = FoldName(publisher);
      folded = at->second;
    }
    if (!Speaks(document)) return;
    for (const Place* place = begin; place != end; ++place) {
      if (place->credit != nullptr) named_.insert(place->credit->folded_source);
    }
    if (credited) return;
    if (publisher.empty()) {
      ++unnamed_;
    } else {
      named_.insert(folded);
    }
  }

  bool Speaks(const DocumentFacts& document) const {
    return copies_.StandsAlone(&document) || speakers_.at(copies_.OriginalOf(&document)) == &document;
  }

  const NearDuplicates& copies_;
  const std::map<const DocumentFacts*, const DocumentFacts*> speakers_;
  uint32_t documents_ = 0, without_publisher_ = 0, unnamed_ = 0;
  std::map<absl::string_view, std::string> publishers_;  // With their folded names.
  absl::flat_hash_set<absl::string_view> named_;
};

void Count(const std::vector<Place>& places, const NearDuplicates& copies, v1::Support* support) {
  support->set_evidence_count(static_cast<uint32_t>(places.size()));
  Counting(places, copies).Write(support);
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
  const auto not_before = [](const Place& a, const Place& b) { return Compare(a, b) >= 0; };
  if (std::adjacent_find(places->begin(), places->end(), not_before) == places->end()) return;
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
  if (keep_all_) all_.insert(all_.end(), places.begin(), places.end());
  List(std::move(places), support);
}

void RecordEvidence::List(std::vector<Place> first, v1::Support* support) {
  any_ |= !first.empty();
  if (first.size() > limit_) first.resize(limit_);
  listed_.emplace_back(support, std::move(first));
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
