#include "aggregator/merge/facts/facts.h"

#include <algorithm>
#include <map>
#include <utility>

#include "aggregator/merge/facts/document_judgements.h"
#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/text/fold.h"
#include "aggregator/merge/text/sentence_index.h"
#include "common/base/document.h"
#include "common/base/utf8.h"

namespace caspian::aggregator {
namespace {

namespace pb = ::caspian::v1;

constexpr size_t kQuoteBytes = 400;

std::string DateOf(const pb::Citation& citation) {
  const pb::Value& date = citation.date();
  return date.has_date() && !date.date().timex3().empty() ? date.date().timex3() : date.canonical();
}

// Whose age it is, and a unit without a number, is no figure.
bool IsAmount(const pb::QuantityValue& quantity) { return quantity.dimension() != "age" && !quantity.amount().empty(); }

bool IsFigure(const pb::Mention& mention) {
  const pb::Value& value = mention.value();
  const bool kind = value.has_money() || value.has_percent() || (value.has_quantity() && IsAmount(value.quantity()));
  return mention.has_value() && kind && value.problem().empty() && !mention.nested();
}

// Fewer than ten of something ("two leaders") is no figure by itself.
bool IsSmallCount(const pb::Value& value) {
  return value.has_quantity() && value.quantity().dimension() == "count" && value.quantity().amount().size() == 1 &&
         value.quantity().amount_high().empty();
}

// A value without what belongs to one document alone.
pb::Value WithoutSpans(pb::Value value) {
  value.clear_modifier_span();
  if (value.has_money()) value.mutable_money()->clear_object();
  return value;
}

// The manner of statements that tell somebody's words.
constexpr char kSaying[] = "SAY";

class FactsReader {
 public:
  explicit FactsReader(const LiveDocument& live)
      : document_(live.document),
        extraction_(live.extraction),
        text_(ContentOf(live.document)),
        index_(live.extraction),
        facts_(std::make_shared<DocumentFacts>()) {}

  std::shared_ptr<DocumentFacts> Read() {
    ReadHead();
    ReadCredits();
    ReadEntities();
    ReadNames();
    for (const pb::Event& event : extraction_.events()) facts_->events.push_back(ReadEvent(event));
    for (const pb::Statement& statement : extraction_.statements())
      facts_->statements.push_back(ReadStatement(statement));
    ReportWhatIsSaid();
    ReadFigures();
    return facts_;
  }

 private:
  std::string Words(const pb::Span& span) const {
    return CollapseBlanks(text_.substr(span.begin(), span.end() - span.begin()));
  }

  void ReadHead() {
    pb::EvidenceDocument& head = facts_->head;
    head.set_id(document_.id());
    head.set_revision(document_.revision());
    head.set_title(document_.title());
    head.set_publisher(document_.publisher());
    if (document_.has_published()) *head.mutable_published() = document_.published();
    head.set_uri(document_.uri());
    facts_->signature = SignatureOf(text_);
  }

  const RuleKey* Rule(const std::string& id) {
    const pb::RuleSetRef& set = extraction_.rule_set();
    return &*facts_->rules.insert({set.name(), set.version(), set.digest(), id}).first;
  }

  const SentenceFact* Sentence(int index, const pb::Span& span) {
    const bool inside = index >= 0 && span.end() <= extraction_.sentences(index).end();
    const pb::Span& around = inside ? extraction_.sentences(index) : span;
    SentenceFact& fact = facts_->sentences[{around.begin(), around.end()}];
    if (fact.end > 0) return &fact;
    fact.begin = around.begin();
    fact.end = around.end();
    fact.quote = std::string(TruncateUtf8(text_.substr(around.begin(), around.end() - around.begin()), kQuoteBytes));
    return &fact;
  }

  // A place whose credit and voice its sentence tells.
  Place PlaceOf(const pb::Span& span, const std::string& rule_id) {
    const int sentence = index_.Find(span.begin());
    const SentenceCover cover = index_.CoverOf(sentence);
    Place place;
    place.document = facts_.get();
    place.sentence = Sentence(sentence, span);
    place.rule = Rule(rule_id);
    place.begin = span.begin();
    place.end = span.end();
    place.voice = cover.voice;
    if (cover.citation >= 0) Credit(cover.citation, cover.presumed, &place);
    if (place.voice == pb::VOICE_UNSPECIFIED && place.credit != nullptr) place.voice = pb::VOICE_REPORTED;
    return place;
  }

  // A place of an event or statement, which tells credit and voice itself.
  template <typename Told>
  Place PlaceOf(const Told& told) {
    Place place = PlaceOf(told.span(), told.rule_id());
    place.voice = told.voice();
    place.credit = nullptr;
    place.presumed = false;
    if (told.has_citation()) Credit(static_cast<int>(told.citation()), told.citation_presumed(), &place);
    return place;
  }

  void Credit(int citation, bool presumed, Place* place) {
    place->credit = &facts_->credits[citation];
    place->presumed = presumed;
  }

  void ReadCredits() {
    facts_->credits.reserve(extraction_.citations_size());
    for (const pb::Citation& citation : extraction_.citations()) {
      facts_->credits.push_back({CollapseBlanks(citation.source()), FoldName(citation.source()), DateOf(citation)});
    }
    for (int i = 0; i < extraction_.citations_size(); ++i) {
      Place place = PlaceOf(extraction_.citations(i).span(), extraction_.citations(i).rule_id());
      Credit(i, false, &place);
      facts_->citations.push_back({&facts_->credits[i], place});
    }
  }

  void ReadEntities() {
    for (const pb::Entity& entity : extraction_.entities()) {
      EntityFact fact;
      fact.key = EntityKey(entity, document_.id());
      fact.label = entity.label();
      fact.name = CollapseBlanks(entity.name());
      fact.features.assign(entity.features().begin(), entity.features().end());
      for (const pb::Office& office : entity.offices()) fact.offices.push_back(ReadOffice(office));
      for (const pb::Party& party : entity.parties()) fact.parties.push_back(ReadParty(party));
      facts_->entities.push_back(std::move(fact));
    }
  }

  OfficeFact ReadOffice(const pb::Office& office) {
    OfficeFact fact;
    fact.title = CollapseBlanks(office.title());
    fact.of = {"of", CollapseBlanks(office.of()), office.has_of_entity() ? static_cast<int>(office.of_entity()) : -1,
               std::nullopt};
    fact.at = CollapseBlanks(office.at());
    fact.place = PlaceOf(office.span(), office.rule_id());
    return fact;
  }

  PartyFact ReadParty(const pb::Party& party) {
    const int entity = party.has_entity() ? static_cast<int>(party.entity()) : -1;
    return {{"party", CollapseBlanks(party.name()), entity, std::nullopt}, PlaceOf(party.span(), party.rule_id())};
  }

  // A mention that stands for another entity speaks of that one, under that one's name.
  void ReadNames() {
    for (const pb::Mention& mention : extraction_.mentions()) {
      if (mention.has_stands_for()) {
        EntityFact& entity = facts_->entities[mention.stands_for()];
        entity.names.push_back({entity.name, PlaceOf(mention.span(), mention.rule_id())});
      } else if (mention.has_entity()) {
        facts_->entities[mention.entity()].names.push_back(
            {Words(mention.span()), PlaceOf(mention.span(), mention.rule_id())});
      }
    }
  }

  RoleFact ReadRole(const pb::Role& role) {
    RoleFact fact;
    fact.name = role.name();
    fact.text = Words(role.span());
    if (role.has_value()) fact.value = WithoutSpans(role.value());
    if (!role.has_mention()) return fact;
    const pb::Mention& mention = extraction_.mentions(static_cast<int>(role.mention()));
    if (mention.has_value()) fact.value = WithoutSpans(mention.value());
    if (mention.has_entity()) fact.entity = static_cast<int>(mention.entity());
    if (mention.has_stands_for()) fact.entity = static_cast<int>(mention.stands_for());
    return fact;
  }

  EventFact ReadEvent(const pb::Event& event) {
    EventFact fact;
    fact.type = event.type();
    fact.supertypes.assign(event.supertypes().begin(), event.supertypes().end());
    fact.polarity = event.polarity();
    fact.actuality = event.actuality();
    for (const pb::Role& role : event.roles()) AddRole(ReadRole(role), &fact);
    for (const pb::Role& holder : event.holders()) fact.holders.push_back(ReadRole(holder));
    fact.not_before = event.not_before();
    fact.not_after = event.not_after();
    fact.step = CollapseBlanks(event.step());
    fact.place = PlaceOf(event);
    return fact;
  }

  // The first date of role "when" is the event's time; other fillers of "when" stay roles.
  static void AddRole(RoleFact role, EventFact* fact) {
    const bool time = role.name == "when" && role.value.has_value() && role.value->has_date() && fact->when.empty();
    if (!time) {
      fact->roles.push_back(std::move(role));
      return;
    }
    fact->when = role.value->canonical();
    fact->first_day = role.value->date().first_day();
    fact->last_day = role.value->date().last_day();
  }

  StatementFact ReadStatement(const pb::Statement& statement) {
    StatementFact fact;
    fact.manner = statement.manner();
    for (const pb::Role& role : statement.roles()) fact.roles.push_back(ReadRole(role));
    if (statement.has_content()) fact.content = Words(statement.content());
    fact.place = PlaceOf(statement);
    return fact;
  }

  // What somebody is told to say ("officials said") is not the author's own, though nobody is credited with it.
  void ReportWhatIsSaid() {
    std::map<const SentenceFact*, std::vector<const Place*>> said;
    for (StatementFact& statement : facts_->statements) {
      if (statement.manner != kSaying || !HasHolder(statement)) continue;
      said[statement.place.sentence].push_back(&statement.place);
      Report(&statement.place);
    }
    for (EventFact& event : facts_->events) {
      const auto found = said.find(event.place.sentence);
      if (found == said.end()) continue;
      const bool inside = std::any_of(found->second.begin(), found->second.end(), [&event](const Place* saying) {
        return saying->begin <= event.place.begin && event.place.end <= saying->end;
      });
      if (inside) Report(&event.place);
    }
  }

  static bool HasHolder(const StatementFact& statement) {
    return std::any_of(statement.roles.begin(), statement.roles.end(),
                       [](const RoleFact& role) { return role.name == "holder"; });
  }

  static void Report(Place* place) {
    if (place->voice == pb::VOICE_AUTHOR) place->voice = pb::VOICE_REPORTED;
  }

  void ReadFigures() {
    const std::vector<std::string> objects = ObjectsOfEvents();
    const std::set<int> in_events = MentionsInEvents();
    for (int i = 0; i < extraction_.mentions_size(); ++i) {
      const pb::Mention& mention = extraction_.mentions(i);
      if (!IsFigure(mention) || (IsSmallCount(mention.value()) && in_events.count(i) == 0)) continue;
      const std::string object = ObjectOf(mention);
      facts_->figures.push_back({mention.label(), WithoutSpans(mention.value()), Words(mention.span()),
                                 object.empty() ? objects[i] : object, PlaceOf(mention.span(), mention.rule_id())});
    }
  }

  std::set<int> MentionsInEvents() const {
    std::set<int> mentions;
    for (const pb::Event& event : extraction_.events()) {
      for (const pb::Role& role : event.roles()) {
        if (role.has_mention()) mentions.insert(static_cast<int>(role.mention()));
      }
    }
    return mentions;
  }

  // What the mention itself says it is of.
  std::string ObjectOf(const pb::Mention& mention) const {
    if (mention.value().has_money() && mention.value().money().has_object())
      return Words(mention.value().money().object());
    for (const pb::Capture& capture : mention.captures()) {
      if (capture.name() == "object" || capture.name() == "of") return Words(capture.span());
    }
    return "";
  }

  // For each mention, the object of the first event whose value it is; empty where there is none.
  std::vector<std::string> ObjectsOfEvents() const {
    std::vector<std::string> objects(extraction_.mentions_size());
    for (const pb::Event& event : extraction_.events()) {
      std::string object;
      for (const pb::Role& role : event.roles()) {
        if (role.name() == "object" && object.empty()) object = Words(role.span());
      }
      for (const pb::Role& role : event.roles()) {
        if (role.name() == "value" && role.has_mention() && objects[role.mention()].empty())
          objects[role.mention()] = object;
      }
    }
    return objects;
  }

  const pb::Document& document_;
  const pb::Extraction& extraction_;
  const absl::string_view text_;
  const SentenceIndex index_;
  std::shared_ptr<DocumentFacts> facts_;
};

}  // namespace

std::shared_ptr<const DocumentFacts> ReadFacts(const LiveDocument& live, const DocumentJudgements* judgements) {
  std::shared_ptr<DocumentFacts> facts = FactsReader(live).Read();
  if (judgements != nullptr) ApplyDocumentJudgements(*judgements, ContentOf(live.document), facts.get());
  return facts;
}

}  // namespace caspian::aggregator
