// Conflicts, and the repairs of a stage.
#include <algorithm>
#include <tuple>

#include "tests/extractor/reference_engine/rules.h"

namespace caspian::extractor::reference {
namespace {

bool Overlap(const Annotation& a, const Annotation& b) { return a.begin < b.end && b.begin < a.end; }

// True where `a` goes before `b`.
bool Wins(const Annotation& a, const Annotation& b, v1::ConflictPolicy policy) {
  if (a.priority != b.priority) return a.priority > b.priority;
  const uint32_t length_a = a.end - a.begin, length_b = b.end - b.begin;
  if (policy == v1::CONFLICT_POLICY_LEFTMOST && a.begin != b.begin) return a.begin < b.begin;
  if (length_a != length_b) return policy == v1::CONFLICT_POLICY_SHORTEST ? length_a < length_b : length_a > length_b;
  if (a.begin != b.begin) return a.begin < b.begin;
  return a.rule_id < b.rule_id;
}

// The best stays, what contends with it goes; then the best of the others.
template <typename Contend>
std::vector<Annotation> Winners(std::vector<Annotation> made, v1::ConflictPolicy policy, const Contend& contend) {
  std::vector<Annotation> winners;
  while (!made.empty()) {
    const auto best = std::min_element(
        made.begin(), made.end(), [policy](const Annotation& a, const Annotation& b) { return Wins(a, b, policy); });
    const Annotation winner = *best;
    made.erase(best);
    made.erase(std::remove_if(made.begin(), made.end(),
                              [&](const Annotation& a) { return Overlap(a, winner) && contend(a, winner); }),
               made.end());
    winners.push_back(winner);
  }
  return winners;
}

bool IsOwnOnly(const Reading& reading, const Annotation& a) {
  const v1::LabelKind kind = reading.KindOf(a);
  return a.nested || reading.pack->LabelOf(a.label).conflict == v1::CONFLICT_POLICY_ALL ||
         !(kind == v1::LABEL_KIND_EVENT || kind == v1::LABEL_KIND_STATEMENT || kind == v1::LABEL_KIND_CITATION ||
           kind == v1::LABEL_KIND_REGION);
}

bool Contend(const Reading& reading, const Annotation& a, const Annotation& b) {
  if (reading.IsLifted(a) || reading.IsLifted(b)) return reading.IsLifted(a) && reading.IsLifted(b);
  if (IsOwnOnly(reading, a)) return a.rule_id == b.rule_id;
  return a.label == b.label && a.type == b.type;
}

}  // namespace

std::vector<Annotation> Settled(const Reading& reading, std::vector<Annotation> made) {
  for (const Label& label : reading.pack->labels) {
    if (label.conflict != v1::CONFLICT_POLICY_LEFTMOST && label.conflict != v1::CONFLICT_POLICY_SHORTEST) continue;
    std::vector<Annotation> own, others;
    for (const Annotation& a : made) (a.label == label.name ? own : others).push_back(a);
    made = others;
    const auto contend = [](const Annotation& a, const Annotation& b) {
      return a.nested || b.nested ? a.rule_id == b.rule_id : a.type == b.type;
    };
    for (const Annotation& winner : Winners(own, label.conflict, contend)) made.push_back(winner);
  }
  made = Winners(made, v1::CONFLICT_POLICY_LONGEST,
                 [&](const Annotation& a, const Annotation& b) { return Contend(reading, a, b); });
  std::stable_sort(made.begin(), made.end(),
                   [](const Annotation& a, const Annotation& b) { return a.begin < b.begin; });
  return made;
}

void Apply(std::vector<Repair> repairs, size_t stage, Reading* reading) {
  const auto order = [](const Repair& r) { return std::make_tuple(!r.label.empty(), r.rule_id); };
  std::stable_sort(repairs.begin(), repairs.end(),
                   [&](const Repair& a, const Repair& b) { return order(a) < order(b); });
  std::vector<int> done;
  for (const Repair& repair : repairs) {
    if (std::count(done.begin(), done.end(), repair.annotation) > 0) continue;
    done.push_back(repair.annotation);
    Annotation& repaired = reading->annotations[static_cast<size_t>(repair.annotation)];
    // What says the same of the same words goes, too.
    for (Annotation& other : reading->annotations) {
      const bool same = other.label == repaired.label && other.begin == repaired.begin && other.end == repaired.end;
      if (&other != &repaired && same && reading->IsLifted(other) && other.dropped_by < 0)
        other.dropped_by = static_cast<int>(stage);
    }
    if (repair.label.empty()) {
      repaired.dropped_by = static_cast<int>(stage);
      continue;
    }
    const std::vector<std::string>& declared = reading->pack->LabelOf(repair.label).features;
    std::map<std::string, std::string> kept;
    for (const auto& [name, value] : repaired.features) {
      const bool any = name == "name" || name == "id" || name == "scope" || name == "short_form";
      if (any || std::count(declared.begin(), declared.end(), name) > 0) kept[name] = value;
    }
    for (const auto& [name, value] : repair.features) kept[name] = value;
    repaired.label = repair.label;
    repaired.rule_id = repair.rule_id;
    repaired.features = kept;
  }
}

}  // namespace caspian::extractor::reference
