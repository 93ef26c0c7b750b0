#include "extractor/assemble/elaborations.h"

#include <algorithm>
#include <set>

namespace caspian::extractor {
namespace {

// The entities that fill a role, ascending; empty where words alone do.
std::set<int> EntitiesOf(const Assembly& assembly, const Annotation& annotation, absl::string_view role) {
  std::set<int> entities;
  for (const Fill& fill : annotation.fills) {
    if (!fill.alternative && BaseName(fill.name) == role) entities.insert(assembly.EntityOf(fill));
  }
  entities.erase(kNone);
  return entities;
}

bool Meet(const std::set<int>& a, const std::set<int>& b) {
  return std::any_of(a.begin(), a.end(), [&b](int entity) { return b.count(entity) > 0; });
}

// Both name who or what fills a role, and name nobody in common.
bool Differ(const Assembly& assembly, const Annotation& first, const Annotation& later) {
  return std::any_of(later.fills.begin(), later.fills.end(), [&](const Fill& fill) {
    const std::set<int> a = EntitiesOf(assembly, first, BaseName(fill.name));
    const std::set<int> b = EntitiesOf(assembly, later, BaseName(fill.name));
    return !a.empty() && !b.empty() && !Meet(a, b);
  });
}

}  // namespace

Elaborations::Elaborations(const Assembly& assembly) : assembly_(assembly) {
  absl::Span<const int> events = assembly.OfKind(v1::LABEL_KIND_EVENT);
  for (size_t i = 0; i < events.size(); ++i) {
    const Annotation& later = assembly.annotation(events[i]);
    if (later.rule == nullptr || later.rule->match().elaborates().empty() || FindFill(later, "when") != nullptr)
      continue;
    const int nearest = FirstFor(events, i);
    if (nearest == kNone) continue;
    const auto root = first_.find(nearest);
    const int first = root == first_.end() ? nearest : root->second;
    if (Differ(assembly, assembly.annotation(first), later)) continue;
    first_[events[i]] = first;
    of_[first].push_back(&later);
  }
}

std::vector<const Annotation*> Elaborations::Of(int index) const {
  const auto found = of_.find(index);
  return found == of_.end() ? std::vector<const Annotation*>() : found->second;
}

int Elaborations::FirstFor(absl::Span<const int> events, size_t i) const {
  const Annotation& later = assembly_.annotation(events[i]);
  const std::vector<Sentence>& sentences = assembly_.analysis.segmentation.sentences;
  for (size_t k = i; k-- > 0;) {
    const Annotation& first = assembly_.annotation(events[k]);
    if (sentences[first.sentence].paragraph != sentences[later.sentence].paragraph) return kNone;
    if (first.sentence < later.sentence && Fits(first, later)) return events[k];
  }
  return kNone;
}

bool Elaborations::Fits(const Annotation& first, const Annotation& later) const {
  const auto& types = later.rule->match().elaborates();
  const Fill *first_agent = FindFill(first, "agent"), *agent = FindFill(later, "agent");
  const auto same = [&](absl::string_view name, absl::string_view otherwise) {
    const absl::string_view a = FeatureOf(first.features, name), b = FeatureOf(later.features, name);
    return (a.empty() ? otherwise : a) == (b.empty() ? otherwise : b);
  };
  return std::count(types.begin(), types.end(), assembly_.KindName(first)) > 0 && first_agent != nullptr &&
         agent != nullptr && assembly_.EntityOf(*agent) != kNone &&
         assembly_.EntityOf(*agent) == assembly_.EntityOf(*first_agent) && same("polarity", "yes") &&
         same("actuality", "happened");
}

}  // namespace caspian::extractor
