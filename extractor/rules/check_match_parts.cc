// Checks of what match rules have of their own: forms, elision, attachments, reach of citations, elaboration, what
// they refer to, context.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "extractor/rules/enum_words.h"
#include "extractor/rules/label_fields.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/rule_parts.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr uint32_t kContextTokens = 400;

// One rule with all that its checks look at.
struct PlacedMatch {
  const RuleSetFacts& facts;
  const PlacedRule& placed;
  const pb::MatchRule& rule;
  pb::LabelKind kind;
  ProblemSink* sink;

  void Report(absl::string_view key, absl::string_view message, absl::string_view hint) const {
    sink->Report(absl::StrCat(placed.path, "/", key), &placed.rule, message, hint);
  }
};

void CheckForms(const PlacedMatch& at) {
  if (!at.rule.forms().empty() && !at.rule.pattern().empty())
    at.Report("forms", "the rule has a pattern and forms", "make the pattern one of the forms");
  std::set<std::string> seen;
  for (const pb::PatternForm& form : at.rule.forms()) {
    if (!IsSmallName(form.name()) || form.name() == "else")
      at.Report(absl::StrCat("forms/", form.name()), absl::StrCat("'", form.name(), "' is no name of a form"),
                "use a-z, 0-9 and '_', beginning with a letter, and not else");
    if (!seen.insert(form.name()).second)
      at.Report(absl::StrCat("forms/", form.name()), absl::StrCat("form ", form.name(), " stands twice"),
                "give one of them another name");
  }
}

void CheckElide(const PlacedMatch& at) {
  for (const std::string& name : at.rule.elide()) {
    if (!CheckEarlierLabel(at.facts, name, at.placed.stage, at.placed.path + "/elide", &at.placed.rule, at.sink))
      continue;
    const pb::LabelKind kind = at.facts.FindLabel(name)->kind();
    if (kind != pb::LABEL_KIND_REGION && kind != pb::LABEL_KIND_AUXILIARY)
      at.Report("elide", absl::StrCat("label ", name, " can't be left out: it is neither region nor auxiliary"),
                "make a region of it in an earlier stage");
  }
}

void CheckAttachments(const PlacedMatch& at) {
  const bool has_roles = at.kind == pb::LABEL_KIND_EVENT || at.kind == pb::LABEL_KIND_STATEMENT;
  std::set<std::string> seen;
  for (const pb::Attachment& attachment : at.rule.attachments()) {
    const std::string key = absl::StrCat("attach/", attachment.role());
    const std::vector<std::string>& roles = RoleNames();
    if (has_roles && std::find(roles.begin(), roles.end(), attachment.role()) == roles.end())
      at.Report(key, absl::StrCat("events and statements have no role ", attachment.role()),
                SuggestionFor(attachment.role(), roles));
    if (!seen.insert(attachment.role()).second)
      at.Report(key, absl::StrCat("role ", attachment.role(), " is attached twice"), "join the two: label: A|B");
    if (attachment.within().empty()) continue;
    if (!CheckEarlierLabel(at.facts, attachment.within(), at.placed.stage, at.placed.path + "/" + key + "/within",
                           &at.placed.rule, at.sink))
      continue;
    if (at.facts.FindLabel(attachment.within())->kind() != pb::LABEL_KIND_REGION)
      at.Report(key + "/within", absl::StrCat("label ", attachment.within(), " is no region"),
                "give it kind: region, or leave the key out for the whole sentence");
  }
}

void CheckCoverage(const PlacedMatch& at) {
  if (!at.rule.has_covers()) return;
  const pb::Coverage& covers = at.rule.covers();
  const bool names_label = covers.kind() == pb::COVERAGE_KIND_FROM || covers.kind() == pb::COVERAGE_KIND_TO;
  if (at.kind != pb::LABEL_KIND_CITATION)
    at.Report("covers", "only a citation covers something", "remove covers:, or give the label kind: citation");
  if (EnumWord(*pb::CoverageKind_descriptor(), covers.kind()).empty())
    at.Report("covers", "covers says nothing", "write sentence, paragraph, {from: LABEL} or {to: LABEL}");
  if (names_label && at.facts.FindLabel(covers.label()) == nullptr)
    at.Report("covers", absl::StrCat("no label ", covers.label()),
              SuggestionFor(covers.label(), at.facts.LabelNames()));
}

void CheckElaborates(const PlacedMatch& at) {
  if (at.rule.elaborates().empty()) return;
  if (at.kind != pb::LABEL_KIND_EVENT)
    at.Report("elaborates", "only an event elaborates another", "remove elaborates:, or give the label kind: event");
  std::set<std::string> known;
  for (const pb::Stage& stage : at.facts.rule_set().stages()) {
    for (const pb::Rule& rule : stage.rules()) {
      if (!rule.match().type().empty()) known.insert(rule.match().type());
    }
  }
  for (const std::string& type : at.rule.elaborates()) {
    if (known.count(type) == 0)
      at.Report("elaborates", absl::StrCat("no rule makes events of type ", type),
                SuggestionFor(type, {known.begin(), known.end()}));
  }
}

void CheckAntecedent(const PlacedMatch& at) {
  if (!at.rule.has_refers_to()) return;
  if (at.kind != pb::LABEL_KIND_AUXILIARY)
    at.Report("refers_to", "only an auxiliary annotation refers to a name", "give the label kind: auxiliary");
  const std::vector<std::string> captures = CapturesOf(at.placed.rule);
  if (std::count(captures.begin(), captures.end(), "head") > 0)
    at.Report("refers_to", "the rule has a capture head: it stands for what fills that already",
              "remove refers_to:, or call the capture something else");
  for (const LabelUse& use : LabelsIn(ReferenceOf(at.rule.refers_to().name()))) {
    for (const std::string& name : use.labels) {
      const pb::Label* label = at.facts.FindLabel(name);
      if (label != nullptr && label->kind() != pb::LABEL_KIND_NAME)
        at.Report("refers_to/name", absl::StrCat("label ", name, " names nothing"), "choose one of kind: name");
    }
  }
  for (const std::string& name : at.rule.refers_to().rivals())
    CheckEarlierLabel(at.facts, name, at.placed.stage, at.placed.path + "/refers_to/rivals", &at.placed.rule, at.sink);
}

void CheckMention(const PlacedMatch& at) {
  const bool may = at.kind == pb::LABEL_KIND_NAME || at.kind == pb::LABEL_KIND_VALUE;
  if (!may && (at.rule.no_mention() || !at.rule.mention_capture().empty()))
    at.Report("mention", "annotations of this label make no mention anyway", "remove mention:");
}

void CheckContext(const PlacedMatch& at) {
  for (int i = 0; i < at.rule.context_size(); ++i) {
    const pb::ContextUse& use = at.rule.context(i);
    if (use.within_tokens() == 0 || use.within_tokens() > kContextTokens)
      at.Report(absl::StrCat("context/", i), "the context's reach is out of range", "choose 1 to 400 tokens");
    if (use.confidence() == 0)
      at.Report(absl::StrCat("context/", i), "the context changes nothing", "give it a confidence: to add");
  }
}

}  // namespace

void CheckMatchParts(const RuleSetFacts& facts, const PlacedRule& placed, ProblemSink* sink) {
  const pb::Label* label = facts.FindLabel(placed.rule.match().label());
  const PlacedMatch at{facts, placed, placed.rule.match(),
                       label == nullptr ? pb::LABEL_KIND_UNSPECIFIED : label->kind(), sink};
  CheckForms(at);
  CheckElide(at);
  CheckAttachments(at);
  if (label == nullptr) return;
  CheckCoverage(at);
  CheckElaborates(at);
  CheckAntecedent(at);
  CheckMention(at);
  CheckContext(at);
}

}  // namespace caspian::extractor
