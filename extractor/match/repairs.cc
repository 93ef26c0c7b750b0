#include "extractor/match/repairs.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "extractor/match/guards.h"
#include "extractor/match/match_finder.h"
#include "extractor/match/pattern_match.h"
#include "extractor/match/pattern_search.h"
#include "extractor/rules/label_fields.h"

namespace caspian::extractor {
namespace {

// The annotation that alone fills the group, or the members of an enumeration that does.
std::vector<int> RepairedBy(const CompiledRepairAction& action, const Analysis& analysis, const LiftedText& text,
                            const GroupSpan& group) {
  const GroupFill fill = FillOfGroup(text, group);
  if (fill.annotation != kNoAnnotation) return {fill.annotation};
  std::vector<int> members;
  if (!fill.matched || action.members.empty()) return members;
  const PieceRange pieces = text.PiecesIn(group.begin, group.end);
  for (size_t p = pieces.first; p < pieces.last; ++p) {
    const int member = text.pieces()[p].annotation;
    if (member == kNoAnnotation) continue;
    const int label = analysis.annotations[static_cast<size_t>(member)].label;
    if (std::count(action.members.begin(), action.members.end(), label) > 0) members.push_back(member);
  }
  return members;
}

Features Stated(const CompiledRepair& rule, const Analysis& analysis, const Annotation& captures) {
  Features features(analysis.memory.get());
  for (const CompiledSetting& setting : rule.settings) {
    const absl::string_view value = setting.For("").Evaluate(
        [&](const TemplateReference& reference) { return ResolveCapture(analysis, captures, reference); },
        analysis.memory.get());
    if (!value.empty()) SetFeature(setting.name(), value, &features);
  }
  return features;
}

void AddActions(const CompiledRepair& rule, const Analysis& analysis, const LiftedText& text, const GroupSpans& groups,
                std::vector<Repair>* out) {
  Annotation captures(analysis.memory.get());
  for (size_t g = 1; g < groups.size(); ++g) {
    const GroupFill fill = FillOfGroup(text, groups[g]);
    const std::string& name = rule.pattern.regex->group_names()[g];
    if (fill.matched && !name.empty())
      captures.fills.push_back({name, fill.range.begin, fill.range.end, fill.annotation});
  }
  const Features stated = Stated(rule, analysis, captures);
  for (const CompiledRepairAction& action : rule.actions) {
    for (int repaired : RepairedBy(action, analysis, text, groups[action.group]))
      out->push_back({repaired, action.label, rule.rule->id(), stated});
  }
}

bool Accepts(const CompiledRepair& rule, const SentenceTexts& texts, const LiftedText& text, const GroupSpan& whole,
             MatchObserver* observer) {
  if (whole.end == whole.begin) return false;
  const bool aligned = text.MayBeginAt(whole.begin) && text.MayEndAt(whole.end);
  if (aligned && GuardsHold(rule.guards, text, whole.begin, whole.end)) return true;
  if (observer == nullptr) return false;
  const int guard = aligned ? FailingGuard(rule.guards, text, whole.begin, whole.end) : -1;
  observer->Rejected(*rule.rule, {"", texts.sentence(), text.RangeOf(whole.begin, whole.end), guard});
  return false;
}

void Drop(int index, Analysis* analysis) {
  Annotation& annotation = analysis->annotations[static_cast<size_t>(index)];
  annotation.dropped = true;
  annotation.dropped_before = static_cast<int>(analysis->annotations.size());
  AnnotationIndexes& visible = analysis->visible[annotation.sentence];
  visible.erase(std::remove(visible.begin(), visible.end(), index), visible.end());
}

// Others that say the same of the same words, made by an earlier stage and hidden since.
std::vector<int> TwinsOf(int index, const Analysis& analysis) {
  const Annotation& annotation = analysis.annotations[static_cast<size_t>(index)];
  std::vector<int> twins;
  for (int other : analysis.lifted[annotation.sentence]) {
    const Annotation& twin = analysis.annotations[static_cast<size_t>(other)];
    const bool same = twin.label == annotation.label && twin.begin == annotation.begin && twin.end == annotation.end;
    if (other != index && same) twins.push_back(other);
  }
  return twins;
}

void Rename(const Repair& repair, const Alphabet& alphabet, Annotation* annotation) {
  const v1::Label& label = alphabet.label(repair.label);
  Features kept(annotation->features.get_allocator());
  for (const auto& [name, value] : annotation->features) {
    const bool declared = std::count(label.features().begin(), label.features().end(), name) > 0;
    if (declared || IsFeatureOfAllNames(name)) kept.emplace_back(name, value);
  }
  for (const auto& [name, value] : repair.features) SetFeature(name, value, &kept);
  annotation->label = repair.label;
  annotation->rule_id = repair.rule_id;
  annotation->features = std::move(kept);
}

}  // namespace

SearchCounts FindRepairs(const CompiledRepair& rule, SentenceTexts* texts, MatchObserver* observer,
                         std::vector<Repair>* out) {
  const LiftedText& text = texts->For(kNoElision);
  GroupSpan whole;
  SearchCounts counts;
  MatchFinder finder(rule.pattern, rule.start, text);
  for (size_t start = 0; finder.Find(start, &whole);) {
    const bool accepted = Accepts(rule, *texts, text, whole, observer);
    ++counts.starts;
    counts.made += accepted;
    if (accepted) AddActions(rule, texts->analysis(), text, GroupsOf(rule.pattern, text, whole), out);
    start = accepted ? whole.end : finder.StartBehind(whole);
  }
  return counts;
}

void ApplyRepairs(std::vector<Repair> repairs, const Alphabet& alphabet, Analysis* analysis) {
  std::stable_sort(repairs.begin(), repairs.end(), [](const Repair& a, const Repair& b) {
    return std::make_tuple(a.annotation, a.label >= 0, a.rule_id) <
           std::make_tuple(b.annotation, b.label >= 0, b.rule_id);
  });
  std::set<int> done;
  for (const Repair& repair : repairs) {
    if (!done.insert(repair.annotation).second) continue;
    for (int twin : TwinsOf(repair.annotation, *analysis)) Drop(twin, analysis);
    if (repair.label >= 0) {
      Rename(repair, alphabet, &analysis->annotations[static_cast<size_t>(repair.annotation)]);
    } else {
      Drop(repair.annotation, analysis);
    }
  }
}

}  // namespace caspian::extractor
