// Checks of stages: what they see, the documents that they are for, the senses that they decide.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "extractor/rules/rule_set_facts.h"
#include "extractor/rules/setting_references.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

void CheckDocuments(const pb::DocumentCondition& documents, const std::string& path, const pb::Rule* rule,
                    ProblemSink* sink) {
  const bool says = documents.languages_size() + documents.publishers_size() + documents.fields_size() > 0 ||
                    documents.has_function_words();
  if (!says) sink->Report(path, rule, "documents says nothing", "add language, publisher, field or function_words");
  if (documents.has_function_words() &&
      (documents.function_words().least_share() == 0 || documents.function_words().least_share() > 1000))
    sink->Report(path + "/function_words", rule, "the least share of function words is out of range",
                 "choose 0.001 to 1");
}

void CheckInput(const RuleSetFacts& facts, int stage, const std::string& key,
                const google::protobuf::RepeatedPtrField<std::string>& labels, ProblemSink* sink) {
  const std::string path = absl::StrCat("stages/", stage, "/", key);
  for (const std::string& label : labels) {
    if (!CheckEarlierLabel(facts, label, stage, path, nullptr, sink)) continue;
    if (!IsLiftedKind(facts.FindLabel(label)->kind()))
      sink->Report(path, nullptr, absl::StrCat("label ", label, " never stands in lifted text"), "leave it out");
  }
}

// A stage whose patterns name a label that it does not see can never match.
void CheckSeen(const RuleSetFacts& facts, int s, ProblemSink* sink) {
  const pb::Stage& stage = facts.rule_set().stages(s);
  const auto in = [](const auto& labels, const std::string& label) {
    return std::count(labels.begin(), labels.end(), label) > 0;
  };
  for (int i = 0; i < stage.rules_size(); ++i) {
    for (const RulePattern& pattern : AllPatterns(stage.rules(i))) {
      for (const LabelUse& use : LabelsIn(pattern.text)) {
        for (const std::string& label : use.labels) {
          const bool hidden = in(stage.input_without(), label) || (!stage.input().empty() && !in(stage.input(), label));
          if (hidden)
            sink->Report(absl::StrCat("stages/", s, "/rules/", i, "/", pattern.path), &stage.rules(i),
                         absl::StrCat("stage ", stage.name(), " does not see <", label, ">"),
                         "add the label to input:, or take it out of input_without:", use.offset);
        }
      }
    }
  }
}

void CheckSenseWeights(const pb::Stage& stage, int s, ProblemSink* sink) {
  std::vector<std::string> names;
  for (const pb::Sense& sense : stage.senses().senses()) names.push_back(sense.name());
  for (int i = 0; i < stage.rules_size(); ++i) {
    const pb::Rule& rule = stage.rules(i);
    for (const pb::LabelWeight& weight : rule.evidence().weights()) {
      const std::string path = absl::StrCat("stages/", s, "/rules/", i, "/evidence/", weight.label());
      if (std::count(names.begin(), names.end(), weight.label()) == 0)
        sink->Report(path, &rule, absl::StrCat("the stage has no sense ", weight.label()),
                     SuggestionFor(weight.label(), names));
      if (weight.weight() == 0)
        sink->Report(path, &rule, absl::StrCat("the weight of ", weight.label(), " is 0 and says nothing"),
                     "leave the sense out");
    }
  }
}

// A rule that looks at labels which the stage does not look at never holds.
void CheckOn(const pb::Stage& stage, int s, ProblemSink* sink) {
  const std::vector<std::string> looked_at(stage.senses().on().begin(), stage.senses().on().end());
  for (int i = 0; i < stage.rules_size(); ++i) {
    for (const std::string& label : stage.rules(i).evidence().on()) {
      if (std::count(looked_at.begin(), looked_at.end(), label) == 0)
        sink->Report(absl::StrCat("stages/", s, "/rules/", i, "/on"), &stage.rules(i),
                     absl::StrCat("the stage does not look at label ", label), SuggestionFor(label, looked_at));
    }
  }
}

// What a sense says may read features of the name alone.
void CheckSenseValue(const RuleSetFacts& facts, const pb::SenseSettings& senses, const std::string& path,
                     const std::string& value, ProblemSink* sink) {
  const auto references = ReferencesIn(value);
  if (!references.has_value())
    return sink->Report(path, nullptr, absl::StrCat("'", value, "' holds a dollar that begins no reference"),
                        "write ${name.feature}, or $$ for a dollar");
  for (const SettingReference& reference : *references) {
    const bool has = std::any_of(senses.on().begin(), senses.on().end(), [&](const std::string& name) {
      const pb::Label* label = facts.FindLabel(name);
      return label == nullptr || facts.HasFeature(*label, reference.feature);
    });
    if (reference.name != "name" || reference.feature.empty()) {
      sink->Report(path, nullptr, absl::StrCat("'", value, "' reads no feature of the name"), "write ${name.feature}");
    } else if (!has) {
      sink->Report(path, nullptr, absl::StrCat("no label of on declares feature ", reference.feature),
                   "add it to features: in pack.yaml");
    }
  }
}

// A sense that says something must say which entity it is, and how that is called.
void CheckSenseStates(const pb::Sense& sense, const std::string& path, ProblemSink* sink) {
  for (const char* needed : {"entity_id", "entity_label", "entity_name"}) {
    const bool stated = std::any_of(sense.settings().begin(), sense.settings().end(),
                                    [&](const pb::Setting& setting) { return setting.name() == needed; });
    if (!stated && !sense.settings().empty())
      sink->Report(absl::StrCat(path, "/senses/", sense.name()), nullptr,
                   absl::StrCat("sense ", sense.name(), " states no ", needed, " and would make nothing"),
                   absl::StrCat("add ", needed, ":, or write {} for the plain sense"));
  }
}

void CheckSenseNames(const RuleSetFacts& facts, const pb::SenseSettings& senses, const std::string& path,
                     ProblemSink* sink) {
  if (senses.senses().empty())
    sink->Report(path, nullptr, "the stage decides among no senses", "name at least one under senses:");
  std::set<std::string> seen;
  for (const pb::Sense& sense : senses.senses()) {
    if (!IsSmallName(sense.name()))
      sink->Report(absl::StrCat(path, "/senses/", sense.name()), nullptr,
                   absl::StrCat("'", sense.name(), "' is no name of a sense"),
                   "use a-z, 0-9 and '_', beginning with a letter");
    if (!seen.insert(sense.name()).second)
      sink->Report(absl::StrCat(path, "/senses/", sense.name()), nullptr,
                   absl::StrCat("sense ", sense.name(), " stands twice"), "remove one of them");
    CheckSenseStates(sense, path, sink);
    for (const pb::Setting& setting : sense.settings()) {
      const std::vector<std::string> known = {"entity_id", "entity_label", "entity_name"};
      if (std::count(known.begin(), known.end(), setting.name()) == 0)
        sink->Report(absl::StrCat(path, "/senses/", sense.name(), "/", setting.name()), nullptr,
                     absl::StrCat("a sense has nothing called ", setting.name()), SuggestionFor(setting.name(), known));
      for (const std::string& value : ValuesOf(setting))
        CheckSenseValue(facts, senses, absl::StrCat(path, "/senses/", sense.name(), "/", setting.name()), value, sink);
    }
  }
}

void CheckSenseStage(const RuleSetFacts& facts, int s, ProblemSink* sink) {
  const pb::SenseSettings& senses = facts.rule_set().stages(s).senses();
  const std::string path = absl::StrCat("stages/", s, "/senses");
  if (senses.on().empty()) sink->Report(path, nullptr, "the stage looks at no label", "add on: and a label of names");
  for (const std::string& label : senses.on()) {
    if (CheckEarlierLabel(facts, label, s, path + "/on", nullptr, sink) &&
        facts.FindLabel(label)->kind() != pb::LABEL_KIND_NAME)
      sink->Report(path + "/on", nullptr, absl::StrCat("label ", label, " is no name"), "senses are of names");
  }
  const pb::Label* made = facts.FindLabel(senses.label());
  if (made == nullptr) {
    sink->Report(path + "/label", nullptr, absl::StrCat("no label ", senses.label()),
                 SuggestionFor(senses.label(), facts.LabelNames()));
  } else if (made->kind() != pb::LABEL_KIND_SENSE) {
    sink->Report(path + "/label", nullptr, absl::StrCat("label ", made->name(), " is no sense"),
                 "declare a label of kind: sense");
  }
  CheckSenseNames(facts, senses, path, sink);
  CheckSenseWeights(facts.rule_set().stages(s), s, sink);
  CheckOn(facts.rule_set().stages(s), s, sink);
}

}  // namespace

void CheckStageViews(const RuleSetFacts& facts, ProblemSink* sink) {
  const pb::RuleSet& set = facts.rule_set();
  if (set.has_documents()) CheckDocuments(set.documents(), "documents", nullptr, sink);
  for (int s = 0; s < set.stages_size(); ++s) {
    const pb::Stage& stage = set.stages(s);
    if (stage.has_documents())
      CheckDocuments(stage.documents(), absl::StrCat("stages/", s, "/documents"), nullptr, sink);
    CheckInput(facts, s, "input", stage.input(), sink);
    CheckInput(facts, s, "input_without", stage.input_without(), sink);
    CheckSeen(facts, s, sink);
    for (int i = 0; i < stage.rules_size(); ++i) {
      if (stage.rules(i).has_documents())
        CheckDocuments(stage.rules(i).documents(), absl::StrCat("stages/", s, "/rules/", i, "/documents"),
                       &stage.rules(i), sink);
    }
  }
}

void CheckSenses(const RuleSetFacts& facts, ProblemSink* sink) {
  for (int s = 0; s < facts.rule_set().stages_size(); ++s) {
    if (facts.rule_set().stages(s).has_senses()) CheckSenseStage(facts, s, sink);
  }
}

}  // namespace caspian::extractor
