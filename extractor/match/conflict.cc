#include "extractor/match/conflict.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "extractor/rules/label_fields.h"

namespace caspian::extractor {
namespace {

bool IsLifted(const Annotation& annotation, const Alphabet& alphabet) {
  return !annotation.nested && IsLiftedKind(alphabet.label(annotation.label).kind());
}

// Annotations of one domain contend with each other: all that is lifted, what has a label and a type, or a rule.
struct Domain {
  int label = kNone;
  absl::string_view name;

  static constexpr int kNone = -1, kRule = -2;

  bool operator==(const Domain& other) const { return label == other.label && name == other.name; }
};

Domain DomainOf(const Annotation& annotation, const Alphabet& alphabet) {
  if (IsLifted(annotation, alphabet)) return {};
  const v1::Label& label = alphabet.label(annotation.label);
  if (label.conflict() == v1::CONFLICT_POLICY_ALL) return {Domain::kRule, annotation.rule_id};
  switch (label.kind()) {
    case v1::LABEL_KIND_EVENT:
    case v1::LABEL_KIND_STATEMENT:
    case v1::LABEL_KIND_CITATION:
    case v1::LABEL_KIND_REGION:
      return {annotation.label, annotation.type};
    default:
      return {Domain::kRule, annotation.rule_id};
  }
}

// Smaller is better; the second and third are length and place, in the order that the policy names.
std::tuple<int64_t, int64_t, int64_t> RankOf(const Annotation& a, v1::ConflictPolicy policy) {
  const int64_t length = int64_t{a.end} - a.begin, priority = -int64_t{a.priority};
  switch (policy) {
    case v1::CONFLICT_POLICY_LEFTMOST:
      return {priority, a.begin, -length};
    case v1::CONFLICT_POLICY_SHORTEST:
      return {priority, length, a.begin};
    default:
      return {priority, -length, a.begin};
  }
}

bool Beats(const Annotation& a, const Annotation& b, v1::ConflictPolicy policy) {
  const auto rank_a = RankOf(a, policy), rank_b = RankOf(b, policy);
  if (rank_a != rank_b) return rank_a < rank_b;
  if (a.rule_id != b.rule_id) return a.rule_id < b.rule_id;
  return a.label < b.label;
}

ConflictGround GroundOf(const Annotation& winner, const Annotation& loser, v1::ConflictPolicy policy) {
  const auto a = RankOf(winner, policy), b = RankOf(loser, policy);
  const bool place_first = policy == v1::CONFLICT_POLICY_LEFTMOST;
  if (std::get<0>(a) != std::get<0>(b)) return ConflictGround::kPriority;
  if (std::get<1>(a) != std::get<1>(b)) return place_first ? ConflictGround::kPlace : ConflictGround::kLength;
  if (std::get<2>(a) != std::get<2>(b)) return place_first ? ConflictGround::kLength : ConflictGround::kPlace;
  return ConflictGround::kRuleId;
}

// Ranges that do not overlap, by begin, each with the index of what took it.
class TakenRanges {
 public:
  // -1 where the range was free and is taken now, else what overlaps it.
  int Take(uint32_t begin, uint32_t end, int index) {
    const auto next = std::lower_bound(taken_.begin(), taken_.end(), begin,
                                       [](const Taken& taken, uint32_t offset) { return taken.begin < offset; });
    if (next != taken_.end() && next->begin < end) return next->index;
    if (next != taken_.begin() && std::prev(next)->end > begin) return std::prev(next)->index;
    taken_.insert(next, {begin, end, index});
    return -1;
  }

 private:
  struct Taken {
    uint32_t begin;
    uint32_t end;
    int index;
  };

  absl::InlinedVector<Taken, 8> taken_;
};

// What is taken in each domain.
class TakenDomains {
 public:
  TakenRanges& Of(const Domain& domain) {
    const auto known =
        std::find_if(domains_.begin(), domains_.end(), [&](const auto& entry) { return entry.first == domain; });
    return known != domains_.end() ? known->second : domains_.emplace_back(domain, TakenRanges()).second;
  }

 private:
  absl::InlinedVector<std::pair<Domain, TakenRanges>, 4> domains_;
};

// Leaves those of `made` that win in their domain.
template <typename DomainOfOne>
void Settle(v1::ConflictPolicy policy, const DomainOfOne& domain_of, std::vector<Annotation>* made,
            std::vector<Loss>* losses) {
  absl::InlinedVector<size_t, 16> best_first(made->size());
  std::iota(best_first.begin(), best_first.end(), size_t{0});
  std::sort(best_first.begin(), best_first.end(),
            [&](size_t a, size_t b) { return Beats((*made)[a], (*made)[b], policy); });
  TakenDomains taken;
  absl::InlinedVector<bool, 16> wins(made->size());
  for (size_t next : best_first) {
    Annotation& annotation = (*made)[next];
    const int blocked_by =
        taken.Of(domain_of(annotation)).Take(annotation.begin, annotation.end, static_cast<int>(next));
    wins[next] = blocked_by < 0;
    if (wins[next] || losses == nullptr) continue;
    const Annotation& winner = (*made)[static_cast<size_t>(blocked_by)];
    const ConflictGround ground = GroundOf(winner, annotation, policy);
    losses->push_back({annotation, std::string(winner.rule_id), {winner.begin, winner.end}, ground});
  }
  size_t kept = 0;
  for (size_t i = 0; i < made->size(); ++i) {
    if (wins[i] && kept++ != i) (*made)[kept - 1] = std::move((*made)[i]);
  }
  made->erase(made->begin() + static_cast<std::ptrdiff_t>(kept), made->end());
}

// Settles the annotations of labels that have a policy of their own, each label by itself.
void SettleLabels(const Alphabet& alphabet, std::vector<Annotation>* made, std::vector<Loss>* losses) {
  for (v1::ConflictPolicy policy : {v1::CONFLICT_POLICY_LEFTMOST, v1::CONFLICT_POLICY_SHORTEST}) {
    const auto is_other = [&](const Annotation& annotation) {
      return alphabet.label(annotation.label).conflict() != policy;
    };
    if (std::all_of(made->begin(), made->end(), is_other)) continue;
    const auto middle = std::stable_partition(made->begin(), made->end(), is_other);
    std::vector<Annotation> own(std::make_move_iterator(middle), std::make_move_iterator(made->end()));
    made->erase(middle, made->end());
    const auto domain = [](const Annotation& a) { return Domain{a.label, a.nested ? a.rule_id : a.type}; };
    Settle(policy, domain, &own, losses);
    for (Annotation& winner : own) made->push_back(std::move(winner));
  }
}

// Puts those that do not overlap in the order of the text; false, and nothing is done, where any overlap.
bool SortApart(std::vector<Annotation>* made) {
  const auto before = [](const Annotation& a, const Annotation& b) { return a.begin < b.begin; };
  const auto overlap = [](const Annotation* a, const Annotation* b) {
    return b->begin < std::max(a->end, a->begin + 1);
  };
  absl::InlinedVector<const Annotation*, 16> order;
  for (const Annotation& annotation : *made) order.push_back(&annotation);
  std::sort(order.begin(), order.end(), [&](const Annotation* a, const Annotation* b) { return before(*a, *b); });
  if (std::adjacent_find(order.begin(), order.end(), overlap) != order.end()) return false;
  if (!std::is_sorted(made->begin(), made->end(), before)) std::sort(made->begin(), made->end(), before);
  return true;
}

}  // namespace

std::vector<Annotation> SettleConflicts(std::vector<Annotation> made, const Alphabet& alphabet,
                                        std::vector<Loss>* losses) {
  if (made.size() == 1 || SortApart(&made)) return made;
  constexpr auto kPolicy = v1::CONFLICT_POLICY_LONGEST;
  SettleLabels(alphabet, &made, losses);
  Settle(
      kPolicy, [&](const Annotation& annotation) { return DomainOf(annotation, alphabet); }, &made, losses);
  const auto before = [](const Annotation& a, const Annotation& b) {
    return a.begin != b.begin ? a.begin < b.begin : Beats(a, b, kPolicy);
  };
  if (!std::is_sorted(made.begin(), made.end(), before)) std::sort(made.begin(), made.end(), before);
  return made;
}

void AcceptAnnotations(const Alphabet& alphabet, std::vector<Annotation>* winners, Analysis* analysis) {
  for (Annotation& annotation : *winners) {
    const int index = static_cast<int>(analysis->annotations.size());
    const uint32_t sentence = annotation.sentence;
    const bool lifted = IsLifted(annotation, alphabet);
    const bool region = alphabet.label(annotation.label).kind() == v1::LABEL_KIND_REGION;
    analysis->annotations.push_back(std::move(annotation));
    if (region) analysis->regions[sentence].push_back(index);
    if (!lifted) continue;
    analysis->lifted[sentence].push_back(index);
    MakeVisible(analysis->annotations, index, &analysis->visible[sentence]);
  }
  winners->clear();
}

}  // namespace caspian::extractor
