#include "extractor/assemble/events.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory_resource>
#include <set>
#include <string>
#include <tuple>

#include "absl/container/inlined_vector.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "extractor/assemble/elaborations.h"

namespace caspian::extractor {
namespace {

v1::Polarity PolarityOf(absl::string_view text) { return text == "no" ? v1::POLARITY_NO : v1::POLARITY_YES; }

v1::Actuality ActualityOf(absl::string_view text) {
  v1::Actuality actuality = v1::ACTUALITY_HAPPENED;
  if (!text.empty()) v1::Actuality_Parse(absl::StrCat("ACTUALITY_", absl::AsciiStrToUpper(text)), &actuality);
  return actuality;
}

// Captures that are no role: they name a part of the pattern, or have a field of their own.
bool IsRole(absl::string_view name) {
  static const std::set<absl::string_view> kNoRoles = {"trigger", "content", "head", "holder"};
  return kNoRoles.count(name) == 0;
}

using Roles = google::protobuf::RepeatedPtrField<v1::Role>;

// Exchanges places and copies nothing; roles are few and most in order.
template <typename Before>
void SortStably(Roles* roles, Before before) {
  for (int i = 1; i < roles->size(); ++i) {
    for (int k = i; k > 0 && before(roles->Get(k), roles->Get(k - 1)); --k) roles->SwapElements(k, k - 1);
  }
}

class EventAssembler {
 public:
  EventAssembler(const SentenceCredits& credits, Assembly* assembly)
      : credits_(credits), assembly_(*assembly), statements_(assembly->memory()) {
    for (int index : assembly->OfKind(v1::LABEL_KIND_STATEMENT)) {
      const Annotation& statement = assembly->annotation(index);
      if (FindFill(statement, "content") != nullptr) statements_[statement.sentence].push_back(&statement);
    }
    for (int index : assembly->OfKind(v1::LABEL_KIND_CITATION)) {
      if (CitesParagraph(assembly->annotation(index))) cites_by_paragraph_ = true;
    }
  }

  // `elaborations` are later tellings that add their roles, in the order of the text.
  void AddEvent(const Annotation& annotation, const std::vector<const Annotation*>& elaborations) {
    v1::Event* event = assembly_.out->add_events();
    SetSpan(annotation.begin, annotation.end, event->mutable_span());
    SetTo(assembly_.KindName(annotation), event->mutable_type());
    SetSupertypes(event);
    SetTo(annotation.rule_id, event->mutable_rule_id());
    event->set_confidence(annotation.confidence);
    event->set_polarity(PolarityOf(FeatureOf(annotation.features, "polarity")));
    event->set_actuality(ActualityOf(FeatureOf(annotation.features, "actuality")));
    event->set_voice(VoiceOf(annotation));
    if (const absl::string_view step = FeatureOf(annotation.features, "step"); !step.empty())
      SetTo(step, event->mutable_step());
    AddRoles(annotation, event->mutable_roles());
    AddAlternatives(annotation, event);
    for (const Annotation* elaboration : elaborations) Elaborate(*elaboration, event);
    AddHolders(annotation, event);
    SetCredit(annotation, event);
    SetBounds(event);
  }

  void AddStatement(const Annotation& annotation) {
    v1::Statement* statement = assembly_.out->add_statements();
    SetSpan(annotation.begin, annotation.end, statement->mutable_span());
    SetTo(assembly_.KindName(annotation), statement->mutable_manner());
    SetTo(annotation.rule_id, statement->mutable_rule_id());
    statement->set_confidence(annotation.confidence);
    statement->set_voice(VoiceOf(annotation));
    AddRoles(annotation, statement->mutable_roles());
    for (const Fill& fill : annotation.fills) {
      if (IsHolder(fill)) SetRole(fill, statement->add_roles());
    }
    SortRoles(statement->mutable_roles());
    if (const Fill* content = FindFill(annotation, "content"))
      SetSpan(content->begin, content->end, statement->mutable_content());
    SetCredit(annotation, statement);
  }

 private:
  void SetSupertypes(v1::Event* event) const {
    const auto found = assembly_.program.supertypes.find(event->type());
    if (found == assembly_.program.supertypes.end()) return;
    for (const std::string& type : found->second) event->add_supertypes(type);
  }

  // A rule may say; else the author's where the sentence is, or where a text that cites its sources by paragraph
  // credits nobody.
  v1::Voice VoiceOf(const Annotation& annotation) const {
    const absl::string_view stated = FeatureOf(annotation.features, "voice");
    if (!stated.empty()) return stated == "author" ? v1::VOICE_AUTHOR : v1::VOICE_REPORTED;
    const SentenceCredit& credit = credits_[annotation.sentence];
    if (credit.authors_voice) return v1::VOICE_AUTHOR;
    return credit.citation == kNone && cites_by_paragraph_ ? v1::VOICE_AUTHOR : v1::VOICE_REPORTED;
  }

  static bool IsHolder(const Fill& fill) { return !fill.alternative && BaseName(fill.name) == "holder"; }

  void SetRole(const Fill& fill, v1::Role* role) const {
    SetTo(BaseName(fill.name), role->mutable_name());
    SetSpan(fill.begin, fill.end, role->mutable_span());
    if (fill.annotation != kNoAnnotation) SetFiller(HeadOf(assembly_.analysis, fill.annotation), role);
  }

  static void SortRoles(Roles* roles) {
    SortStably(roles, [](const v1::Role& a, const v1::Role& b) {
      return std::forward_as_tuple(a.span().begin(), a.name()) < std::forward_as_tuple(b.span().begin(), b.name());
    });
  }

  void AddRoles(const Annotation& annotation, Roles* roles) const {
    for (const Fill& fill : annotation.fills) {
      if (!fill.alternative && IsRole(BaseName(fill.name))) SetRole(fill, roles->Add());
    }
    SortRoles(roles);
  }

  void AddAlternatives(const Annotation& annotation, v1::Event* event) const {
    for (const Fill& fill : annotation.fills) {
      if (fill.alternative) SetRole(fill, event->add_alternatives());
    }
    SortStably(event->mutable_alternatives(), [](const v1::Role& a, const v1::Role& b) {
      return std::forward_as_tuple(a.name(), a.span().begin()) < std::forward_as_tuple(b.name(), b.span().begin());
    });
  }

  // Adds the roles that the event does not have yet; the agent is the same anyway.
  void Elaborate(const Annotation& elaboration, v1::Event* event) const {
    SetSpan(elaboration.begin, elaboration.end, event->add_elaborations());
    for (const Fill& fill : elaboration.fills) {
      if (fill.alternative || !IsRole(BaseName(fill.name)) || BaseName(fill.name) == "agent") continue;
      v1::Role* role = event->add_roles();
      SetRole(fill, role);
      const bool known = std::any_of(event->roles().begin(), std::prev(event->roles().end()),
                                     [&](const v1::Role& other) { return SameFiller(*role, other); });
      if (known) event->mutable_roles()->RemoveLast();
    }
    SortRoles(event->mutable_roles());
  }

  bool SameFiller(const v1::Role& a, const v1::Role& b) const {
    if (a.name() != b.name()) return false;
    const auto entity = [this](const v1::Role& role) {
      if (!role.has_mention()) return kNone;
      const v1::Mention& mention = assembly_.out->mentions(static_cast<int>(role.mention()));
      return mention.has_entity() ? static_cast<int>(mention.entity()) : kNone;
    };
    if (entity(a) != kNone && entity(a) == entity(b)) return true;
    return assembly_.TextOf(a.span().begin(), a.span().end()) == assembly_.TextOf(b.span().begin(), b.span().end());
  }

  // The holders of the statements that have the event in their content, outermost first, then those that its own rule
  // names.
  void AddHolders(const Annotation& annotation, v1::Event* event) const {
    absl::InlinedVector<const Annotation*, 4> around;
    if (const auto found = statements_.find(annotation.sentence); found != statements_.end()) {
      for (const Annotation* statement : found->second) {
        const Fill* content = FindFill(*statement, "content");
        if (content->begin <= annotation.begin && annotation.end <= content->end) around.push_back(statement);
      }
    }
    std::stable_sort(around.begin(), around.end(), [](const Annotation* a, const Annotation* b) {
      return FindFill(*a, "content")->begin < FindFill(*b, "content")->begin;
    });
    around.push_back(&annotation);
    for (const Annotation* source : around) {
      for (const Fill& fill : source->fills) {
        if (IsHolder(fill)) AddHolder(fill, event);
      }
    }
  }

  // Two rules may find one saying.
  void AddHolder(const Fill& fill, v1::Event* event) const {
    v1::Role* holder = event->add_holders();
    SetRole(fill, holder);
    const bool known =
        std::any_of(event->holders().begin(), std::prev(event->holders().end()), [&](const v1::Role& other) {
          return other.span().begin() == holder->span().begin() && other.span().end() == holder->span().end();
        });
    if (known) event->mutable_holders()->RemoveLast();
  }

  void SetFiller(int annotation, v1::Role* role) const {
    const int mention = assembly_.mention_of[static_cast<size_t>(annotation)];
    if (mention == kNone) return;
    role->set_mention(static_cast<uint32_t>(mention));
    // What only refers to the mention ("she") keeps its own words.
    const v1::Span& named = assembly_.out->mentions(mention).span();
    if (role->span().begin() <= named.begin() && named.end() <= role->span().end()) *role->mutable_span() = named;
  }

  template <typename Message>
  void SetCredit(const Annotation& annotation, Message* message) const {
    const SentenceCredit& credit = credits_[annotation.sentence];
    if (credit.citation == kNone) return;
    message->set_citation(static_cast<uint32_t>(credit.citation));
    message->set_citation_presumed(credit.presumed);
  }

  void SetBounds(v1::Event* event) const {
    const bool timed = std::any_of(event->roles().begin(), event->roles().end(),
                                   [](const v1::Role& role) { return role.name() == "when"; });
    const bool past = event->actuality() == v1::ACTUALITY_HAPPENED || event->actuality() == v1::ACTUALITY_ONGOING;
    if (timed || !past) return;
    if (event->has_citation())
      event->set_not_after(assembly_.out->citations(static_cast<int>(event->citation())).date().date().last_day());
    if (event->not_after().empty() && assembly_.document.published().day() != 0) {
      v1::PublishedDate day = assembly_.document.published();
      day.clear_minute_of_day();
      day.clear_utc_offset_minutes();
      event->set_not_after(FormatPublishedDate(day));
    }
  }

  const SentenceCredits& credits_;
  Assembly& assembly_;
  std::pmr::map<uint32_t, std::pmr::vector<const Annotation*>> statements_;  // with content, by sentence
  bool cites_by_paragraph_ = false;
};

}  // namespace

void AssembleEvents(const SentenceCredits& credits, Assembly* assembly) {
  EventAssembler assembler(credits, assembly);
  const Elaborations elaborations(*assembly);
  for (int index : assembly->OfKind(v1::LABEL_KIND_EVENT)) {
    if (!elaborations.IsOne(index)) assembler.AddEvent(assembly->annotation(index), elaborations.Of(index));
  }
  for (int index : assembly->OfKind(v1::LABEL_KIND_STATEMENT)) assembler.AddStatement(assembly->annotation(index));
}

}  // namespace caspian::extractor
