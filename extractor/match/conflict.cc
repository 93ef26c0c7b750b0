#include "extractor/match/conflict.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

namespace caspian::extractor {
namespace {

bool IsLifted(const Annotation& annotation, const Alphabet& alphabet) {
  const v1::LabelKind kind = alphabet.label(annotation.label).kind();
  return !annotation.nested &&
         (kind == v1::LABEL_KIND_NAME || kind == v1::LABEL_KIND_VALUE || kind == v1::LABEL_KIND_AUXILIARY);
}

// Annotations of one domain contend with each other.
std::string DomainOf(const Annotation& annotation, const Alphabet& alphabet) {
  if (IsLifted(annotation, alphabet)) return "";
  switch (alphabet.label(annotation.label).kind()) {
    case v1::LABEL_KIND_EVENT:
    case v1::LABEL_KIND_STATEMENT:
    case v1::LABEL_KIND_CITATION:
      return absl::StrCat("label ", annotation.label, " ", annotation.type);
    default:
      return absl::StrCat("rule ", annotation.rule_id);
  }
}

bool Beats(const Annotation& a, const Annotation& b) {
  const auto rank = [](const Annotation& x) {
    return std::make_tuple(-int64_t{x.priority}, -int64_t{x.end - x.begin}, x.begin);
  };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  if (a.rule_id != b.rule_id) return a.rule_id < b.rule_id;
  return a.label < b.label;
}

// Half-open ranges that do not overlap, by begin.
class TakenRanges {
 public:
  bool Take(uint32_t begin, uint32_t end) {
    const auto next = ends_.lower_bound(begin);
    if (next != ends_.end() && next->first < end) return false;
    if (next != ends_.begin() && std::prev(next)->second > begin) return false;
    ends_.emplace(begin, end);
    return true;
  }

 private:
  std::map<uint32_t, uint32_t> ends_;
};

}  // namespace

std::vector<Annotation> SettleConflicts(std::vector<Annotation> made, const Alphabet& alphabet) {
  std::sort(made.begin(), made.end(), Beats);
  std::map<std::string, TakenRanges> taken;
  std::vector<Annotation> winners;
  for (Annotation& annotation : made) {
    if (taken[DomainOf(annotation, alphabet)].Take(annotation.begin, annotation.end))
      winners.push_back(std::move(annotation));
  }
  std::stable_sort(winners.begin(), winners.end(),
                   [](const Annotation& a, const Annotation& b) { return a.begin < b.begin; });
  return winners;
}

void AcceptAnnotations(std::vector<Annotation> winners, const Alphabet& alphabet, Analysis* analysis) {
  for (Annotation& annotation : winners) {
    const int index = static_cast<int>(analysis->annotations.size());
    const bool lifted = IsLifted(annotation, alphabet);
    std::vector<int>& visible = analysis->visible[annotation.sentence];
    const auto at = [analysis](int i) -> const Annotation& { return analysis->annotations[static_cast<size_t>(i)]; };
    if (lifted) {
      visible.erase(std::remove_if(visible.begin(), visible.end(),
                                   [&](int i) { return at(i).begin < annotation.end && annotation.begin < at(i).end; }),
                    visible.end());
      visible.insert(std::upper_bound(visible.begin(), visible.end(), annotation.begin,
                                      [&](uint32_t begin, int i) { return begin < at(i).begin; }),
                     index);
    }
    analysis->annotations.push_back(std::move(annotation));
  }
}

}  // namespace caspian::extractor
