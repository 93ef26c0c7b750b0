#include "extractor/rules/macros.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/rules/pattern_walk.h"

namespace caspian::extractor {
namespace {

struct MacroUse {
  size_t offset;
  size_t length;
  std::string name;
};

std::vector<MacroUse> UsesIn(absl::string_view pattern) {
  std::vector<MacroUse> uses;
  PatternVisitor visitor;
  visitor.macro = [&](size_t offset, size_t length, absl::string_view name) {
    uses.push_back({offset, length, std::string(name)});
  };
  WalkPattern(pattern, visitor);
  return uses;
}

}  // namespace

size_t ExpandedPattern::SourceOf(size_t offset) const {
  size_t moved = 0;
  for (const Expansion& expansion : expansions) {
    if (offset < expansion.begin) break;
    if (offset < expansion.end) return expansion.source_begin;
    moved = expansion.end - expansion.source_end;
  }
  return offset - moved;
}

std::vector<std::string> MacroNamesIn(absl::string_view pattern) {
  std::vector<std::string> names;
  for (MacroUse& use : UsesIn(pattern)) names.push_back(std::move(use.name));
  return names;
}

bool MacroTable::Add(absl::string_view name, absl::string_view pattern) {
  return patterns_.emplace(std::string(name), std::string(pattern)).second;
}

void MacroTable::Shadow(const MacroTable& other) {
  for (const auto& [name, pattern] : other.patterns_) patterns_[name] = pattern;
}

ExpandedPattern MacroTable::Expand(absl::string_view pattern) const {
  ExpandedPattern out;
  size_t next = 0;
  for (const MacroUse& use : UsesIn(pattern)) {
    const auto found = patterns_.find(use.name);
    if (found == patterns_.end()) continue;
    absl::StrAppend(&out.text, pattern.substr(next, use.offset - next));
    const size_t begin = out.text.size();
    absl::StrAppend(&out.text, "(?:", Expand(found->second).text, ")");
    next = use.offset + use.length;
    out.expansions.push_back({begin, out.text.size(), use.offset, next});
  }
  absl::StrAppend(&out.text, pattern.substr(next));
  return out;
}

size_t MacroTable::Measure(const std::string& name, std::map<std::string, size_t>* known) const {
  const auto found = patterns_.find(name);
  if (found == patterns_.end()) return 0;
  if (const auto measured = known->find(name); measured != known->end()) return measured->second;
  size_t bytes = found->second.size();
  for (const MacroUse& use : UsesIn(found->second))
    bytes = std::min(kExpandedLimitBytes + 1, bytes + Measure(use.name, known));
  return (*known)[name] = bytes;
}

size_t MacroTable::ExpandedBytes(absl::string_view name) const {
  std::map<std::string, size_t> known;
  return Measure(std::string(name), &known);
}

// 0: not seen, 1: on the way, 2: done.
bool MacroTable::Visit(const std::string& name, std::map<std::string, int>* state,
                       std::vector<std::string>* way) const {
  const auto found = patterns_.find(name);
  if (found == patterns_.end() || (*state)[name] == 2) return false;
  way->push_back(name);
  if ((*state)[name] == 1) return true;
  (*state)[name] = 1;
  for (const MacroUse& use : UsesIn(found->second)) {
    if (Visit(use.name, state, way)) return true;
  }
  (*state)[name] = 2;
  way->pop_back();
  return false;
}

absl::optional<std::string> MacroTable::FindCycle() const {
  std::map<std::string, int> state;
  for (const auto& [name, pattern] : patterns_) {
    std::vector<std::string> way;
    if (Visit(name, &state, &way)) return absl::StrJoin(way, ", ");
  }
  return absl::nullopt;
}

std::vector<std::string> MacroTable::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, pattern] : patterns_) names.push_back(name);
  return names;
}

}  // namespace caspian::extractor
