// What one document contributes to a briefing: an immutable digest of (document, live extraction), without the text, in
// which every item knows its place. A pure function of the pair and of what is judged of the document, so that it can
// be kept as long as these stay.
#ifndef CASPIAN_AGGREGATOR_MERGE_FACTS_FACTS_H_
#define CASPIAN_AGGREGATOR_MERGE_FACTS_FACTS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "aggregator/merge/judgements/judgements.h"
#include "aggregator/merge/text/text_signature.h"
#include "aggregator/store/store.h"
#include "caspian/v1/briefing.pb.h"
#include "caspian/v1/event.pb.h"
#include "caspian/v1/value.pb.h"

namespace caspian::aggregator {

struct DocumentFacts;

// A rule of a rule set; ordered as EvidenceRuleRefs are.
struct RuleKey {
  std::string set_name;
  uint32_t set_version = 0;
  std::string set_digest;
  std::string rule_id;

  auto Tie() const { return std::tie(set_name, set_version, set_digest, rule_id); }
  bool operator<(const RuleKey& other) const { return Tie() < other.Tie(); }
  bool operator==(const RuleKey& other) const { return Tie() == other.Tie(); }
};

// A sentence that evidence stands in.
struct SentenceFact {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string quote;  // Its text, cut to 400 bytes.
};

// Whom a citation credits.
struct CreditFact {
  std::string source;         // As written.
  std::string folded_source;  // As compared.
  std::string date;           // TIMEX3; empty where none.
};

// One place that supports something. Its pointers live as long as its DocumentFacts.
struct Place {
  const DocumentFacts* document = nullptr;
  const SentenceFact* sentence = nullptr;
  const RuleKey* rule = nullptr;
  const CreditFact* credit = nullptr;  // Null where nobody is credited.
  uint32_t begin = 0;
  uint32_t end = 0;
  bool presumed = false;
  v1::Voice voice = v1::VOICE_UNSPECIFIED;
};

struct NameFact {
  std::string text;
  Place place;
};

// A filler: an entity of the document, a value, or words.
struct RoleFact {
  std::string name;
  std::string text;
  int entity = -1;  // Index into DocumentFacts::entities; -1: none.
  std::optional<v1::Value> value;
};

struct OfficeFact {
  std::string title;
  RoleFact of;  // Empty text where no source says.
  std::string at;
  Place place;
};

struct PartyFact {
  RoleFact party;
  Place place;
};

struct EntityFact {
  std::string key;
  std::string label;
  std::string name;
  std::vector<v1::Feature> features;
  std::vector<NameFact> names;
  std::vector<OfficeFact> offices;
  std::vector<PartyFact> parties;
};

struct EventFact {
  std::string type;
  std::vector<std::string> supertypes;
  v1::Polarity polarity = v1::POLARITY_UNSPECIFIED;
  v1::Actuality actuality = v1::ACTUALITY_UNSPECIFIED;
  std::vector<RoleFact> roles;
  std::vector<RoleFact> holders;
  std::string when;  // Canonical.
  std::string first_day, last_day, not_before, not_after;
  std::string step;
  Place place;
  std::set<std::string> judgement_ids;  // That changed it.
};

struct StatementFact {
  std::string manner;
  std::vector<RoleFact> roles;
  std::string content;
  Place place;
  std::set<std::string> judgement_ids;  // That changed it.
};

struct FigureFact {
  std::string label;
  v1::Value value;
  std::string text;
  std::string object;
  Place place;
};

struct CitationFact {
  const CreditFact* credit = nullptr;
  Place place;
};

// Not copied: places point into it.
struct DocumentFacts {
  DocumentFacts() = default;
  DocumentFacts(const DocumentFacts&) = delete;
  DocumentFacts& operator=(const DocumentFacts&) = delete;

  v1::EvidenceDocument head;
  TextSignature signature;
  std::set<RuleKey> rules;
  std::map<std::pair<uint32_t, uint32_t>, SentenceFact> sentences;  // Those with evidence, by begin and end.
  std::vector<CreditFact> credits;                                  // As the extraction numbers its citations.
  std::vector<EntityFact> entities;                                 // As the extraction numbers them.
  std::vector<EventFact> events;
  std::vector<StatementFact> statements;
  std::vector<FigureFact> figures;
  std::vector<CitationFact> citations;
  std::set<std::string> judgement_ids;    // That changed anything of it, what they took away included.
  std::set<std::string> judgements_told;  // That mean anything of it, whether or not they changed it.
};

using DocumentList = std::vector<std::shared_ptr<const DocumentFacts>>;

// Reads the facts of a live document as they are judged; `judgements` is null where nothing is. Near-linear in the
// extraction; the text is not kept.
std::shared_ptr<const DocumentFacts> ReadFacts(const LiveDocument& live,
                                               const DocumentJudgements* judgements = nullptr);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_FACTS_FACTS_H_
