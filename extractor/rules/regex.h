// The one place that knows RE2: patterns compiled under one policy, searched in linear time.
#ifndef CASPIAN_EXTRACTOR_RULES_REGEX_H_
#define CASPIAN_EXTRACTOR_RULES_REGEX_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace caspian::extractor {

// A group's bytes in the searched text; begin is npos where the group took no part.
struct GroupSpan {
  static constexpr size_t npos = static_cast<size_t>(-1);
  size_t begin = npos;
  size_t end = npos;
  bool matched() const { return begin != npos; }
};

// The whole match, then each group.
using GroupSpans = absl::InlinedVector<GroupSpan, 24>;

// An immutable compiled pattern. Thread-safe. UTF-8, leftmost-first, '.' matches any character, at most 16 MiB a
// program.
class Regex {
 public:
  // INVALID_ARGUMENT with RE2's words where it refuses the pattern.
  static absl::StatusOr<std::shared_ptr<const Regex>> Compile(absl::string_view pattern, bool ignore_case);
  ~Regex();

  // The leftmost match at or behind `start`; `groups` gets the whole match and then each group. `text` is well-formed
  // UTF-8 and `start` a boundary; '^' and '$' are the text's.
  bool Search(absl::string_view text, size_t start, GroupSpans* groups) const;
  // Likewise the whole match alone, which costs less; and then its groups.
  bool SearchSpan(absl::string_view text, size_t start, GroupSpan* whole) const;
  GroupSpans GroupsOf(absl::string_view text, const GroupSpan& whole) const;
  // The match that begins at `start`; likewise.
  bool MatchAt(absl::string_view text, size_t start, GroupSpans* groups) const;
  bool MatchSpanAt(absl::string_view text, size_t start, GroupSpan* whole) const;
  // True where the whole text matches.
  bool MatchesAll(absl::string_view text) const;

  // True where each group, if any, is the whole match.
  bool GroupsAreWhole() const;

  // Names of the groups by their number, from 1 at index 1; empty where a group has none.
  const std::vector<std::string>& group_names() const { return group_names_; }

 private:
  struct Compiled;
  explicit Regex(std::unique_ptr<Compiled> compiled);

  std::unique_ptr<Compiled> compiled_;
  std::vector<std::string> group_names_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_REGEX_H_
