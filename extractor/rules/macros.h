// Macros of a pack: names in small letters that stand for parts of patterns, put in when the pack is read.
#ifndef CASPIAN_EXTRACTOR_RULES_MACROS_H_
#define CASPIAN_EXTRACTOR_RULES_MACROS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace caspian::extractor {

// A stretch of an expanded pattern that a macro has put in: bytes [begin, end) of it come from `source`, bytes of what
// was written.
struct Expansion {
  size_t begin;
  size_t end;
  size_t source_begin;
  size_t source_end;
};

struct ExpandedPattern {
  std::string text;
  std::vector<Expansion> expansions;  // ascending

  // The byte of what was written that byte `offset` of the text comes from; the macro's `<` inside of an expansion.
  size_t SourceOf(size_t offset) const;
};

// Most bytes that a macro may expand to.
inline constexpr size_t kExpandedLimitBytes = size_t{64} << 10;

// Names that stand in `pattern` as macros do, `<name>`, in order.
std::vector<std::string> MacroNamesIn(absl::string_view pattern);

// Not thread-safe while macros are added.
class MacroTable {
 public:
  // False where the name is there already: the first counts.
  bool Add(absl::string_view name, absl::string_view pattern);

  // Adds all macros of `other`, in place of those of the same name.
  void Shadow(const MacroTable& other);

  // `pattern` with `<name>` of each known macro made a group of what it stands for; unknown ones stay as they are.
  ExpandedPattern Expand(absl::string_view pattern) const;

  // Bytes that macro `name` expands to, at most kExpandedLimitBytes + 1; the table has no cycle.
  size_t ExpandedBytes(absl::string_view name) const;

  // The way round, "a, b, a", of a macro that uses itself; nullopt where none does. Such a table must not expand.
  absl::optional<std::string> FindCycle() const;

  std::vector<std::string> Names() const;

 private:
  size_t Measure(const std::string& name, std::map<std::string, size_t>* known) const;
  bool Visit(const std::string& name, std::map<std::string, int>* state, std::vector<std::string>* way) const;

  std::map<std::string, std::string, std::less<>> patterns_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_MACROS_H_
