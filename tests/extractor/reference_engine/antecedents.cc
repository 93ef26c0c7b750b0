// What matches that name nobody stand for.
#include <algorithm>
#include <set>

#include "tests/extractor/reference_engine/rules.h"

namespace caspian::extractor::reference {
namespace {

constexpr size_t kSentences = 8;

class Antecedents {
 public:
  Antecedents(const Place& place, const Annotation& match, const std::vector<Annotation>& linked)
      : reading_(place.reading),
        match_(match),
        linked_(linked),
        wanted_(*match.rule->refers_to),
        sight_(SightOf(place.reading, place.stage, place.sentence)) {}

  // -1 where none is left, or several are.
  int Only() const {
    const std::vector<std::vector<int>> groups = Groups();
    return groups.size() == 1 && !HasRival() ? groups[0].back() : -1;
  }

 private:
  const Annotation& At(int index) const { return reading_.annotations[static_cast<size_t>(index)]; }

  bool IsNear(size_t sentence) const {
    return sentence <= match_.sentence && match_.sentence - sentence < kSentences &&
           reading_.sentences[sentence].paragraph == reading_.sentences[match_.sentence].paragraph;
  }

  // In the order of the text, of those that begin together in the order of making, regions last.
  std::vector<int> Before() const {
    std::vector<int> before;
    for (size_t i = 0; i < reading_.annotations.size(); ++i) {
      const Annotation& a = reading_.annotations[i];
      const bool stands = reading_.IsLifted(a) || reading_.KindOf(a) == v1::LABEL_KIND_REGION;
      if (stands && a.dropped_by < 0 && IsNear(a.sentence) && a.end <= match_.begin)
        before.push_back(static_cast<int>(i));
    }
    std::stable_sort(before.begin(), before.end(), [this](int a, int b) {
      const auto order = [this](int i) {
        return std::make_tuple(At(i).begin, reading_.KindOf(At(i)) == v1::LABEL_KIND_REGION);
      };
      return order(a) < order(b);
    });
    return before;
  }

  bool IsName(int index) const {
    return !At(index).no_mention && PatternMatcher(reading_, sight_, false).Fits(wanted_.name, index);
  }

  std::vector<std::string> Words(uint32_t begin, uint32_t end) const {
    std::vector<std::string> words;
    for (const Token& token : reading_.tokens) {
      if (begin <= token.begin && token.end <= end) words.push_back(Lowered(token.plain));
    }
    return words;
  }
  std::vector<std::string> Words(int index) const { return Words(At(index).begin, At(index).end); }

  bool AreOne(int a, int b) const {
    const std::string one = reading_.FeatureOf(a, "id"), other = reading_.FeatureOf(b, "id");
    if (!one.empty() && !other.empty()) return one == other;
    std::vector<std::string> long_one = Words(a), short_one = Words(b);
    if (long_one.size() < short_one.size()) std::swap(long_one, short_one);
    return !short_one.empty() && std::equal(short_one.rbegin(), short_one.rend(), long_one.rbegin());
  }

  // By person, then those that are not called so left out.
  std::vector<std::vector<int>> Groups() const {
    std::vector<std::vector<int>> groups;
    for (int index : Before()) {
      if (!IsName(index)) continue;
      const auto own = std::find_if(groups.begin(), groups.end(), [&](const std::vector<int>& group) {
        return std::any_of(group.begin(), group.end(), [&](int i) { return AreOne(i, index); });
      });
      if (own == groups.end())
        groups.push_back({index});
      else
        own->push_back(index);
    }
    std::vector<std::vector<int>> called;
    for (const std::vector<int>& group : groups) {
      if (IsCalledSo(group)) called.push_back(group);
    }
    return called;
  }

  bool HasCalled(const std::vector<std::string>& words) const {
    for (const Fill& fill : match_.fills) {
      if (fill.name != wanted_.called) continue;
      const std::vector<std::string> called = Words(fill.begin, fill.end);
      return std::all_of(called.begin(), called.end(),
                         [&](const std::string& word) { return std::count(words.begin(), words.end(), word) > 0; });
    }
    return true;
  }

  bool IsCalledSo(const std::vector<int>& group) const {
    for (int index : Before()) {
      const int head = reading_.HeadOf(index);
      const bool own = std::count(group.begin(), group.end(), index) > 0;
      const bool stands_for = head != index && std::count(group.begin(), group.end(), head) > 0;
      if ((own || stands_for) && HasCalled(Words(index))) return true;
    }
    return false;
  }

  bool HasRival() const {
    const std::vector<int> before = Before();
    return std::any_of(before.begin(), before.end(), [&](int index) {
      const std::vector<std::string>& rivals = wanted_.rivals;
      return std::count(rivals.begin(), rivals.end(), At(index).label) > 0 && HasCalled(Words(index)) &&
             !IsNamed(index);
    });
  }

  // The annotation, or one that holds it, is or stands for one of the names.
  bool IsNamed(int index) const {
    const auto holds = [&](const Annotation& a) { return a.begin <= At(index).begin && At(index).end <= a.end; };
    for (int other : Before()) {
      if (holds(At(other)) && IsName(reading_.HeadOf(other))) return true;
    }
    return std::any_of(linked_.begin(), linked_.end(), holds);
  }

  const Reading& reading_;
  const Annotation& match_;
  const std::vector<Annotation>& linked_;
  const Antecedent& wanted_;
  const Sight sight_;
};

}  // namespace

bool Refer(const Place& place, const std::vector<Annotation>& linked, Annotation* match) {
  if (!match->rule->refers_to.has_value()) return true;
  const int only = Antecedents(place, *match, linked).Only();
  if (only < 0) return false;
  const Annotation& name = place.reading.annotations[static_cast<size_t>(only)];
  match->fills.push_back({"head", name.begin, name.end, only});
  return true;
}

}  // namespace caspian::extractor::reference
