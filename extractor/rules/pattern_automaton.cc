#include "extractor/rules/pattern_automaton.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "extractor/rules/automaton_ways.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {
namespace {

using Kind = PatternItem::Kind;

constexpr size_t kMostNodes = size_t{1} << 16;
static_assert(kMostNodes - 1 <= std::numeric_limits<decltype(AutomatonNode::way)>::max());
// Beyond it what alternatives have in common at their begin is read for each of them.
constexpr size_t kMostShared = 64;

void Reverse(std::vector<PatternSequence>* alternatives) {
  for (PatternSequence& sequence : *alternatives) {
    std::reverse(sequence.items.begin(), sequence.items.end());
    for (PatternItem& item : sequence.items) Reverse(&item.alternatives);
  }
}

bool Captures(const PatternItem& item) {
  const auto in_sequence = [](const PatternSequence& sequence) {
    return std::any_of(sequence.items.begin(), sequence.items.end(), Captures);
  };
  return item.capture != 0 || std::any_of(item.alternatives.begin(), item.alternatives.end(), in_sequence);
}

bool IsOne(const PatternItem& item) { return item.least == 1 && item.most == 1; }

class AutomatonBuilder {
 public:
  AutomatonBuilder(absl::string_view pattern, ReadingOrder order, CharacterSets* sets)
      : pattern_(pattern), sets_(*sets) {
    built_.order = order;
  }

  std::unique_ptr<PatternAutomaton> Build(const std::vector<PatternSequence>& alternatives, bool ignore_case) {
    const uint32_t match = Add({NodeKind::kMatch, 0, 0});
    built_.start = Alternatives(alternatives, ignore_case, match);
    if (!failed_ && built_.groups > 1) MarkWays(&built_);
    return failed_ ? nullptr : std::make_unique<PatternAutomaton>(std::move(built_));
  }

 private:
  // What is left of an alternative.
  struct Branch {
    const PatternSequence* sequence;
    size_t from;

    bool Over() const { return from == sequence->items.size(); }
    const PatternItem& First() const { return sequence->items[from]; }
    // It begins with a character that stands there once.
    bool BeginsPlainly() const { return !Over() && First().kind == Kind::kCharacter && IsOne(First()); }
  };

  absl::string_view TextOf(const PatternItem& item) const { return pattern_.substr(item.begin, item.end - item.begin); }

  uint32_t Fail() {
    failed_ = true;
    return 0;
  }

  uint32_t Add(const AutomatonNode& node) {
    if (built_.nodes.size() >= kMostNodes) return Fail();
    built_.nodes.push_back(node);
    return static_cast<uint32_t>(built_.nodes.size() - 1);
  }

  uint32_t Fork(uint32_t first, uint32_t otherwise) { return Add({NodeKind::kFork, otherwise, first}); }

  // Each of these reads on at node `next`, and tells where it begins.
  uint32_t Alternatives(const std::vector<PatternSequence>& alternatives, bool ignore_case, uint32_t next) {
    std::vector<Branch> branches;
    for (const PatternSequence& sequence : alternatives) branches.push_back({&sequence, 0});
    return Branches(branches, ignore_case, next, kMostShared);
  }

  // Those that begin with the same character share it.
  uint32_t Branches(std::vector<Branch> branches, bool ignore_case, uint32_t next, size_t most_shared) {
    SortPlainOnes(ignore_case, &branches);
    std::vector<uint32_t> ways;
    for (size_t i = 0; i < branches.size() && !failed_;) {
      const size_t end = most_shared == 0 ? i + 1 : EndOfAlike(branches, i);
      ways.push_back(end == i + 1 ? Sequence(branches[i], ignore_case, next)
                                  : Shared(branches, i, end, ignore_case, next, most_shared - 1));
      i = end;
    }
    if (failed_) return 0;
    uint32_t begin = ways.back();
    for (size_t i = ways.size() - 1; i-- > 0;) begin = Fork(ways[i], begin);
    return begin;
  }

  // Of neighbours that begin with different characters one at most can match, so that their order says nothing.
  static void SortPlainOnes(bool ignore_case, std::vector<Branch>* branches) {
    const auto first = [ignore_case](const Branch& branch) {
      const char32_t c = branch.First().character;
      return ignore_case ? static_cast<char32_t>(absl::ascii_tolower(static_cast<unsigned char>(c))) : c;
    };
    const auto sorts = [ignore_case](const Branch& branch) {
      return branch.BeginsPlainly() && (!ignore_case || branch.First().character < 0x80);
    };
    for (auto begin = branches->begin(); begin != branches->end();) {
      const auto end = std::find_if_not(begin, branches->end(), sorts);
      std::stable_sort(begin, end, [&](const Branch& a, const Branch& b) { return first(a) < first(b); });
      begin = std::find_if(end, branches->end(), sorts);
    }
  }

  static size_t EndOfAlike(const std::vector<Branch>& branches, size_t i) {
    size_t end = i + 1;
    if (!branches[i].BeginsPlainly()) return end;
    while (end < branches.size() && branches[end].BeginsPlainly() &&
           branches[end].First().character == branches[i].First().character)
      ++end;
    return end;
  }

  uint32_t Shared(const std::vector<Branch>& branches, size_t i, size_t end, bool ignore_case, uint32_t next,
                  size_t most_shared) {
    std::vector<Branch> rests;
    for (size_t k = i; k < end; ++k) rests.push_back({branches[k].sequence, branches[k].from + 1});
    return Once(branches[i].First(), ignore_case, Branches(rests, ignore_case, next, most_shared));
  }

  uint32_t Sequence(const Branch& branch, bool ignore_case, uint32_t next) {
    for (size_t i = branch.sequence->items.size(); i-- > branch.from && !failed_;)
      next = Item(branch.sequence->items[i], ignore_case, next);
    return next;
  }

  uint32_t Item(const PatternItem& item, bool ignore_case, uint32_t next) {
    if (IsOne(item)) return Once(item, ignore_case, next);
    // Groups of what never stands there would not be counted.
    if (item.most == 0) return Captures(item) ? Fail() : next;
    if (IsBorder(item)) return Fail();
    uint32_t begin = next;
    int more = item.least;
    if (item.most == kUnbounded) {
      // RE2 and others differ on what may repeat nothing.
      if (MayBeEmpty(item)) return Fail();
      const uint32_t loop = Fork(next, next);
      const uint32_t body = Once(item, ignore_case, loop);
      built_.nodes[loop] = ForkOf(item, body, next);
      begin = more == 0 ? loop : body;
      --more;
    } else {
      for (int i = item.least; i < item.most && !failed_; ++i)
        begin = Add(ForkOf(item, Once(item, ignore_case, begin), next));
    }
    for (; more > 0 && !failed_; --more) begin = Once(item, ignore_case, begin);
    return begin;
  }

  // To what the item repeats, or behind it.
  static AutomatonNode ForkOf(const PatternItem& item, uint32_t again, uint32_t behind) {
    return item.lazy ? AutomatonNode(NodeKind::kFork, again, behind) : AutomatonNode(NodeKind::kFork, behind, again);
  }

  uint32_t Once(const PatternItem& item, bool ignore_case, uint32_t next) {
    if (failed_) return 0;
    switch (item.kind) {
      case Kind::kCharacter:
        return Character(item, item.character, ignore_case, next);
      case Kind::kGroup:
        return Group(item, ignore_case, next);
      case Kind::kReference:
        return Fail();
      default:
        return Other(item, ignore_case, next);
    }
  }

  uint32_t Group(const PatternItem& item, bool ignore_case, uint32_t next) {
    const absl::string_view text = TextOf(item);
    if (absl::StartsWith(text, "(?i:")) {
      ignore_case = true;
    } else if (absl::StartsWith(text, "(?") && !absl::StartsWith(text, "(?:") && !absl::StartsWith(text, "(?P<")) {
      return Fail();
    }
    if (item.capture == 0 || built_.order == ReadingOrder::kBackwards)
      return Alternatives(item.alternatives, ignore_case, next);
    const auto group = static_cast<uint32_t>(item.capture);
    built_.groups = std::max(built_.groups, group + 1);
    const uint32_t end = Add({NodeKind::kGroup, 2 * group + 1, next});
    return Add({NodeKind::kGroup, 2 * group, Alternatives(item.alternatives, ignore_case, end)});
  }

  uint32_t Character(const PatternItem& item, char32_t c, bool ignore_case, uint32_t next) {
    if (!ignore_case || IsPrivateUse(c)) return Add({NodeKind::kCharacter, c, next});
    if (c >= 0x80) return Set(item, ignore_case, next);
    const auto ascii = static_cast<unsigned char>(c);
    if (!absl::ascii_isalpha(ascii)) return Add({NodeKind::kCharacter, c, next});
    return Add({NodeKind::kEitherCase, static_cast<uint32_t>(absl::ascii_tolower(ascii)), next});
  }

  uint32_t Set(const PatternItem& item, bool ignore_case, uint32_t next) {
    std::shared_ptr<const CharacterSet> set = sets_.Of(TextOf(item), ignore_case);
    auto found = std::find(built_.sets.begin(), built_.sets.end(), set);
    if (found == built_.sets.end()) found = built_.sets.insert(found, std::move(set));
    return Add({NodeKind::kSet, static_cast<uint32_t>(found - built_.sets.begin()), next});
  }

  bool IsBegin(const PatternItem& item) const { return TextOf(item) == "^" || TextOf(item) == "\\A"; }
  bool IsEnd(const PatternItem& item) const { return TextOf(item) == "$" || TextOf(item) == "\\z"; }
  bool IsBorder(const PatternItem& item) const { return item.kind == Kind::kOther && (IsBegin(item) || IsEnd(item)); }

  // A class, a mark such as `^`, flags.
  uint32_t Other(const PatternItem& item, bool ignore_case, uint32_t next) {
    const absl::string_view text = TextOf(item);
    if (IsBorder(item)) {
      const bool first = IsBegin(item) == (built_.order == ReadingOrder::kForwards);
      return Add({first ? NodeKind::kTextBegin : NodeKind::kTextEnd, 0, next});
    }
    if (const char32_t c = NumberedCharacter(text); c != 0) return Character(item, c, ignore_case, next);
    const bool is_class = text[0] == '[' || text == "." ||
                          (text.size() > 1 && text[0] == '\\' && absl::StrContains("dDsSpPa", text.substr(1, 1)));
    return is_class ? Set(item, ignore_case, next) : Fail();
  }

  bool MayBeEmpty(const PatternItem& item) const {
    if (item.kind != Kind::kGroup) return IsBorder(item);
    return std::any_of(item.alternatives.begin(), item.alternatives.end(), [&](const PatternSequence& sequence) {
      return std::all_of(sequence.items.begin(), sequence.items.end(),
                         [&](const PatternItem& inner) { return inner.least == 0 || MayBeEmpty(inner); });
    });
  }

  const absl::string_view pattern_;
  CharacterSets& sets_;
  PatternAutomaton built_;
  bool failed_ = false;
};

}  // namespace

// Of letters in ASCII, RE2 takes U+017F for s and U+212A for k where case is ignored.
bool PatternAutomaton::IsEitherCase(char32_t letter, char32_t c) {
  if (c >= 0x80) return (c == 0x17F && letter == 's') || (c == 0x212A && letter == 'k');
  return static_cast<char32_t>(absl::ascii_tolower(static_cast<unsigned char>(c))) == letter;
}

std::unique_ptr<PatternAutomaton> AutomatonOf(absl::string_view pattern, bool ignore_case, ReadingOrder order,
                                              CharacterSets* sets) {
  std::vector<PatternSequence> alternatives = AlternativesOf(pattern);
  if (order == ReadingOrder::kBackwards) Reverse(&alternatives);
  return AutomatonBuilder(pattern, order, sets).Build(alternatives, ignore_case);
}

}  // namespace caspian::extractor
