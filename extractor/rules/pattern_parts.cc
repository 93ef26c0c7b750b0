#include "extractor/rules/pattern_parts.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/pattern_tree.h"

namespace caspian::extractor {
namespace {

using Kind = PatternItem::Kind;

bool IsBlank(const PatternItem& item) { return item.kind == Kind::kCharacter && item.character == U' '; }

bool IsFlags(const PatternItem& item, absl::string_view pattern) {
  return item.kind == Kind::kOther && absl::StartsWith(pattern.substr(item.begin), "(?");
}

// A group that stands just once and sets no flags: its brackets change nothing.
bool MayBeLeftOut(const PatternItem& item, absl::string_view pattern) {
  const absl::string_view text = pattern.substr(item.begin);
  const bool plain = !absl::StartsWith(text, "(?") || absl::StartsWith(text, "(?:") || absl::StartsWith(text, "(?P<");
  return item.kind == Kind::kGroup && item.once && plain;
}

// What stands in the group that is all of the pattern, and in the group that is all of that; the alternatives as they
// are where there is none.
std::vector<PatternSequence> Unwrapped(std::vector<PatternSequence> alternatives, absl::string_view pattern) {
  while (alternatives.size() == 1 && alternatives[0].items.size() == 1) {
    const PatternItem& item = alternatives[0].items[0];
    if (!MayBeLeftOut(item, pattern)) break;
    alternatives = std::vector<PatternSequence>(item.alternatives);
  }
  return alternatives;
}

// Parts of one alternative, added one behind the other.
class PartList {
 public:
  explicit PartList(absl::string_view pattern) : pattern_(pattern) {}

  void Add(const PatternSequence& sequence) {
    for (size_t i = 0; i < sequence.items.size(); ++i) {
      const PatternItem& item = sequence.items[i];
      const size_t end = i + 1 < sequence.items.size() ? sequence.items[i + 1].begin : sequence.end;
      HasParts(item) ? Add(item.alternatives[0]) : Add(item, pattern_.substr(item.begin, end - item.begin));
    }
  }

  std::vector<std::string> Take() { return std::move(parts_); }

 private:
  bool HasParts(const PatternItem& item) const {
    if (!MayBeLeftOut(item, pattern_) || item.alternatives.size() != 1) return false;
    PartList inner(pattern_);
    inner.Add(item.alternatives[0]);
    return inner.parts_.size() > 1;
  }

  void Add(const PatternItem& item, absl::string_view text) {
    const bool goes_with_next = IsBlank(item) || IsFlags(item, pattern_);
    const bool is_letter = item.kind == Kind::kCharacter && !goes_with_next;
    if (!open_ && !(in_word_ && is_letter)) parts_.emplace_back();
    absl::StrAppend(&parts_.back(), text);
    open_ = goes_with_next;
    in_word_ = is_letter;
  }

  const absl::string_view pattern_;
  std::vector<std::string> parts_;
  bool open_ = false;     // what comes next belongs to the last part
  bool in_word_ = false;  // a character that comes next does
};

}  // namespace

std::vector<std::vector<std::string>> PatternParts(absl::string_view pattern) {
  std::vector<std::vector<std::string>> alternatives;
  for (const PatternSequence& sequence : Unwrapped(AlternativesOf(pattern), pattern)) {
    PartList parts(pattern);
    parts.Add(sequence);
    alternatives.push_back(parts.Take());
  }
  return alternatives;
}

std::string WithoutFeatures(absl::string_view part) {
  std::string plain;
  size_t behind = 0;
  for (const LabelUse& use : LabelsIn(part)) {
    absl::StrAppend(&plain, part.substr(behind, use.offset - behind), "<", absl::StrJoin(use.labels, "|"),
                    use.plural ? "+" : "", ">");
    behind = use.offset + use.length;
  }
  absl::StrAppend(&plain, part.substr(behind));
  return plain;
}

}  // namespace caspian::extractor
