// Warns of labels that no rule makes, and of annotations that nothing reads and that are no result by themselves.
#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "extractor/rules/warning_checks.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr char kReadIt[] = "name it in a pattern, guard, attach, elide or input: of a later stage, or remove ";

// The last stage that reads each label.
class Readers {
 public:
  explicit Readers(const pb::RuleSet& set) : end_(set.stages_size()) {
    for (int s = 0; s < set.stages_size(); ++s) AddStage(set.stages(s), s);
    ForEachRule(set, [this](const PlacedRule& placed) { AddRule(placed.rule, placed.stage); });
  }

  bool IsRead(const std::string& label) const { return last_.count(label) > 0; }
  // Whether a stage behind `stage` reads `label`.
  bool IsReadBehind(const std::string& label, int stage) const {
    const auto found = last_.find(label);
    return found != last_.end() && found->second > stage;
  }
  // Whether a stage behind `stage` looks into names, whatever their label.
  bool AreNamesRead(int stage) const { return nested_ > stage; }

 private:
  void Read(const std::string& label, int stage) {
    int& last = last_.try_emplace(label, stage).first->second;
    last = std::max(last, stage);
  }

  void AddStage(const pb::Stage& stage, int s) {
    for (const auto* labels : {&stage.input(), &stage.input_without(), &stage.senses().on()}) {
      for (const std::string& label : *labels) Read(label, s);
    }
  }

  void AddRule(const pb::Rule& rule, int s) {
    for (const RulePattern& pattern : AllPatterns(rule)) {
      for (const LabelUse& use : LabelsIn(pattern.text)) {
        for (const std::string& label : use.labels) Read(label, s);
      }
    }
    for (const std::string& label : rule.match().elide()) Read(label, s);
    for (const pb::Attachment& attachment : rule.match().attachments()) Read(attachment.within(), s);
    for (const std::string& label : rule.match().refers_to().rivals()) Read(label, s);
    Read(rule.verb_group().verb(), s);
    Read(rule.match().covers().label(), end_);  // looks at the document when all stages have run
    if (rule.list().nested()) nested_ = std::max(nested_, s);
  }

  const int end_;
  std::map<std::string, int> last_;
  int nested_ = -1;
};

// The labels that something makes.
std::set<std::string> MadeLabels(const pb::RuleSet& set) {
  std::set<std::string> made;
  for (const pb::Stage& stage : set.stages()) {
    if (stage.has_names()) made.insert(stage.names().unknown_label());
    if (stage.has_senses()) made.insert(stage.senses().label());
  }
  ForEachRule(set, [&made](const PlacedRule& placed) {
    made.insert(LabelOf(placed.rule));
    for (const pb::LabelWeight& weight : placed.rule.evidence().weights()) made.insert(weight.label());
    for (const pb::Relabeling& relabel : placed.rule.repair().relabel()) made.insert(relabel.label());
  });
  return made;
}

bool MakesNoMention(const pb::Rule& rule) { return rule.match().no_mention() || rule.list().no_mention(); }

// Whether what the rule makes is for later stages alone.
bool IsStep(const pb::Rule& rule, const pb::Label& label) {
  switch (label.kind()) {
    case pb::LABEL_KIND_AUXILIARY:
    case pb::LABEL_KIND_REGION:
      return true;
    case pb::LABEL_KIND_NAME:
    case pb::LABEL_KIND_VALUE:
      return MakesNoMention(rule);
    default:
      return false;
  }
}

bool IsStepLabel(const pb::Label& label) {
  return label.kind() == pb::LABEL_KIND_AUXILIARY || label.kind() == pb::LABEL_KIND_REGION;
}

std::string EffectOf(const pb::Label& label) {
  return label.kind() == pb::LABEL_KIND_REGION ? "does nothing" : "only keeps other rules off its words";
}

void WarnOfLabels(const RuleSetFacts& facts, const Readers& readers, ProblemSink* sink) {
  const std::set<std::string> made = MadeLabels(facts.rule_set());
  for (const pb::Label& label : facts.rule_set().labels()) {
    const std::string path = absl::StrCat("labels/", label.name());
    if (made.count(label.name()) == 0) {
      sink->Report(path, nullptr, absl::StrCat("no rule makes ", label.name()), "add a rule, or remove the label");
    } else if (IsStepLabel(label) && !readers.IsRead(label.name())) {
      sink->Report(path, nullptr, absl::StrCat("nothing reads ", label.name(), ": what makes it ", EffectOf(label)),
                   absl::StrCat(kReadIt, "the label and its rules"));
    }
  }
}

void WarnOfRule(const RuleSetFacts& facts, const Readers& readers, const PlacedRule& placed, ProblemSink* sink) {
  const pb::Label* label = facts.FindLabel(LabelOf(placed.rule));
  if (label == nullptr || !IsStep(placed.rule, *label)) return;
  const bool told = IsStepLabel(*label) && !readers.IsRead(label->name());
  const bool is_name = label->kind() == pb::LABEL_KIND_NAME;
  if (placed.rule.list().nested()) {
    return sink->Report(placed.path, &placed.rule, "the rule makes nothing: no mention, and no later stage sees it",
                        "remove mention: none or nested: true");
  }
  if (told || readers.IsReadBehind(label->name(), placed.stage) || (is_name && readers.AreNamesRead(placed.stage)))
    return;
  sink->Report(placed.path + "/label", &placed.rule,
               absl::StrCat("no later stage reads ", label->name(), ": the rule ", EffectOf(*label)),
               absl::StrCat(kReadIt, "the rule"));
}

}  // namespace

void WarnOfUnread(const RuleSetFacts& facts, ProblemSink* sink) {
  const Readers readers(facts.rule_set());
  WarnOfLabels(facts, readers, sink);
  ForEachRule(facts.rule_set(), [&](const PlacedRule& placed) { WarnOfRule(facts, readers, placed, sink); });
}

}  // namespace caspian::extractor
