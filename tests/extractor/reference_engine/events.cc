// Events with what elaborates them, and statements.
#include <algorithm>
#include <map>
#include <tuple>

#include "tests/extractor/reference_engine/results.h"

namespace caspian::extractor::reference {
namespace {

using Roles = google::protobuf::RepeatedPtrField<v1::Role>;

class Events {
 public:
  explicit Events(Results* results) : results_(*results), told_(results->Told(v1::LABEL_KIND_EVENT)) {}

  void Add() {
    FindElaborations();
    for (int index : told_) {
      if (elaborates_.count(index) == 0) AddEvent(index);
    }
    for (int index : results_.Told(v1::LABEL_KIND_STATEMENT)) AddStatement(results_.At(index));
  }

 private:
  static std::string Or(const std::string& value, const std::string& otherwise) {
    return value.empty() ? otherwise : value;
  }

  // The nearest earlier event of the paragraph that it adds to, or what that one adds to.
  void FindElaborations() {
    for (size_t i = 0; i < told_.size(); ++i) {
      for (size_t k = i; k-- > 0;) {
        if (!Elaborates(results_.At(told_[i]), results_.At(told_[k]))) continue;
        const auto root = elaborates_.find(told_[k]);
        const int first = root == elaborates_.end() ? told_[k] : root->second;
        if (!NameOthers(results_.At(told_[i]), results_.At(first))) elaborates_[told_[i]] = first;
        break;
      }
    }
  }

  bool Elaborates(const Annotation& later, const Annotation& first) const {
    const std::vector<Sentence>& sentences = results_.reading.sentences;
    const std::vector<std::string>& types = later.rule->elaborates;
    if (std::count(types.begin(), types.end(), results_.TypeOf(first)) == 0 || FillNamed(later, "when") != nullptr)
      return false;
    if (first.sentence >= later.sentence) return false;
    if (sentences[first.sentence].paragraph != sentences[later.sentence].paragraph) return false;
    const Fill *one = FillNamed(first, "agent"), *two = FillNamed(later, "agent");
    if (one == nullptr || two == nullptr || results_.EntityOf(*one) < 0) return false;
    return results_.EntityOf(*one) == results_.EntityOf(*two) &&
           Or(Feature(first, "polarity"), "yes") == Or(Feature(later, "polarity"), "yes") &&
           Or(Feature(first, "actuality"), "happened") == Or(Feature(later, "actuality"), "happened");
  }

  // Whether a role of both has names, and none of the same entity.
  bool NameOthers(const Annotation& later, const Annotation& first) const {
    std::map<std::string, bool> shared;
    for (const Fill& one : first.fills) {
      for (const Fill& two : later.fills) {
        if (one.alternative || two.alternative || RoleName(one.name) != RoleName(two.name)) continue;
        if (results_.EntityOf(one) < 0 || results_.EntityOf(two) < 0) continue;
        shared[RoleName(one.name)] |= results_.EntityOf(one) == results_.EntityOf(two);
      }
    }
    return std::any_of(shared.begin(), shared.end(), [](const auto& role) { return !role.second; });
  }

  v1::Role RoleOf(const Fill& fill) const {
    v1::Role role;
    role.set_name(RoleName(fill.name));
    role.mutable_span()->set_begin(fill.begin);
    role.mutable_span()->set_end(fill.end);
    if (const int mention = results_.MentionOf(fill); mention >= 0) {
      role.set_mention(static_cast<uint32_t>(mention));
      const v1::Span& named = results_.out->mentions(mention).span();
      if (fill.begin <= named.begin() && named.end() <= fill.end) *role.mutable_span() = named;
    }
    return role;
  }

  static bool IsRole(const std::string& name) {
    return name != "trigger" && name != "content" && name != "head" && name != "holder";
  }

  static void Sort(Roles* roles) {
    std::stable_sort(roles->begin(), roles->end(), [](const v1::Role& a, const v1::Role& b) {
      return std::make_tuple(a.span().begin(), a.name()) < std::make_tuple(b.span().begin(), b.name());
    });
  }

  std::vector<v1::Role> RolesOf(const Annotation& a, bool holders, bool alternatives = false) const {
    std::vector<v1::Role> roles;
    for (const Fill& fill : a.fills) {
      const std::string name = RoleName(fill.name);
      const bool wanted = holders ? name == "holder" : IsRole(name);
      if (wanted && fill.alternative == alternatives) roles.push_back(RoleOf(fill));
    }
    return roles;
  }

  v1::Voice VoiceOf(const Annotation& a) const {
    const std::string stated = Feature(a, "voice");
    if (!stated.empty()) return stated == "author" ? v1::VOICE_AUTHOR : v1::VOICE_REPORTED;
    const Credit& credit = results_.credits[a.sentence];
    if (credit.author) return v1::VOICE_AUTHOR;
    bool by_paragraph = false;
    for (int index : results_.Told(v1::LABEL_KIND_CITATION))
      by_paragraph = by_paragraph || results_.At(index).rule->covers == v1::COVERAGE_KIND_PARAGRAPH;
    return by_paragraph && credit.citation < 0 ? v1::VOICE_AUTHOR : v1::VOICE_REPORTED;
  }

  bool SameFiller(const v1::Role& a, const v1::Role& b) const {
    const auto entity = [&](const v1::Role& role) {
      if (!role.has_mention()) return -1;
      const v1::Mention& mention = results_.out->mentions(static_cast<int>(role.mention()));
      return mention.has_entity() ? static_cast<int>(mention.entity()) : -1;
    };
    return (entity(a) >= 0 && entity(a) == entity(b)) || results_.reading.Words(a.span().begin(), a.span().end()) ==
                                                             results_.reading.Words(b.span().begin(), b.span().end());
  }

  void AddElaborations(int index, v1::Event* event) const {
    for (int later : told_) {
      const auto found = elaborates_.find(later);
      if (found == elaborates_.end() || found->second != index) continue;
      v1::Span* span = event->add_elaborations();
      span->set_begin(results_.At(later).begin);
      span->set_end(results_.At(later).end);
      for (const v1::Role& role : RolesOf(results_.At(later), false)) {
        const bool known = std::any_of(event->roles().begin(), event->roles().end(), [&](const v1::Role& other) {
          return other.name() == role.name() && (role.name() == "agent" || SameFiller(role, other));
        });
        if (!known) *event->add_roles() = role;
      }
    }
  }

  // Of the statements that have it in their content, outermost first; then its own.
  void AddHolders(const Annotation& a, v1::Event* event) const {
    std::vector<std::pair<uint32_t, const Annotation*>> around;
    for (int index : results_.Told(v1::LABEL_KIND_STATEMENT)) {
      const Annotation& statement = results_.At(index);
      const Fill* content = FillNamed(statement, "content");
      if (content != nullptr && content->begin <= a.begin && a.end <= content->end)
        around.emplace_back(content->begin, &statement);
    }
    std::stable_sort(around.begin(), around.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
    around.emplace_back(0, &a);
    for (const auto& statement : around) {
      for (const v1::Role& holder : RolesOf(*statement.second, true)) {
        const bool known = std::any_of(event->holders().begin(), event->holders().end(), [&](const v1::Role& other) {
          return other.span().begin() == holder.span().begin() && other.span().end() == holder.span().end();
        });
        if (!known) *event->add_holders() = holder;
      }
    }
  }

  template <typename Message>
  void SetCommon(const Annotation& a, Message* message) const {
    message->mutable_span()->set_begin(a.begin);
    message->mutable_span()->set_end(a.end);
    message->set_rule_id(a.rule_id);
    message->set_confidence(static_cast<uint32_t>(a.confidence));
    message->set_voice(VoiceOf(a));
    const Credit& credit = results_.credits[a.sentence];
    if (credit.citation < 0) return;
    message->set_citation(static_cast<uint32_t>(credit.citation));
    message->set_citation_presumed(credit.presumed);
  }

  void AddEvent(int index) {
    const Annotation& a = results_.At(index);
    v1::Event* event = results_.out->add_events();
    SetCommon(a, event);
    event->set_type(results_.TypeOf(a));
    event->set_step(Feature(a, "step"));
    event->set_polarity(Feature(a, "polarity") == "no" ? v1::POLARITY_NO : v1::POLARITY_YES);
    static const std::map<std::string, v1::Actuality> kActualities = {
        {"ongoing", v1::ACTUALITY_ONGOING}, {"planned", v1::ACTUALITY_PLANNED},
        {"desired", v1::ACTUALITY_DESIRED}, {"possible", v1::ACTUALITY_POSSIBLE},
        {"failed", v1::ACTUALITY_FAILED},   {"conditional", v1::ACTUALITY_CONDITIONAL}};
    const auto actuality = kActualities.find(Feature(a, "actuality"));
    event->set_actuality(actuality == kActualities.end() ? v1::ACTUALITY_HAPPENED : actuality->second);
    for (const v1::Role& role : RolesOf(a, false)) *event->add_roles() = role;
    Sort(event->mutable_roles());
    for (const v1::Role& role : RolesOf(a, false, true)) *event->add_alternatives() = role;
    std::stable_sort(event->mutable_alternatives()->begin(), event->mutable_alternatives()->end(),
                     [](const v1::Role& x, const v1::Role& y) {
                       return std::make_tuple(x.name(), x.span().begin()) < std::make_tuple(y.name(), y.span().begin());
                     });
    AddElaborations(index, event);
    Sort(event->mutable_roles());
    AddHolders(a, event);
  }

  void AddStatement(const Annotation& a) {
    v1::Statement* statement = results_.out->add_statements();
    SetCommon(a, statement);
    statement->set_manner(results_.TypeOf(a));
    for (bool holders : {false, true}) {
      for (const v1::Role& role : RolesOf(a, holders)) *statement->add_roles() = role;
    }
    Sort(statement->mutable_roles());
    const Fill* content = FillNamed(a, "content");
    if (content == nullptr) return;
    statement->mutable_content()->set_begin(content->begin);
    statement->mutable_content()->set_end(content->end);
  }

  Results& results_;
  const std::vector<int> told_;
  std::map<int, int> elaborates_;
};

}  // namespace

void AddEvents(Results* results) { Events(results).Add(); }

}  // namespace caspian::extractor::reference
