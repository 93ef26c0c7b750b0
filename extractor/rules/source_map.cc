#include "extractor/rules/source_map.h"

#include <algorithm>

#include "extractor/rules/problem.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

void SourceMap::Add(absl::string_view path, absl::string_view file, const YamlNode& node) {
  places_.try_emplace(std::string(path), Place{MakePosition(file, node.line, node.column), node.verbatim_column});
}

void SourceMap::AddExpansions(absl::string_view path, const ExpandedPattern& expanded) {
  if (!expanded.expansions.empty()) expanded_.try_emplace(std::string(path), expanded);
}

bool SourceMap::IsExpanded(absl::string_view path, size_t offset) const {
  const auto expanded = expanded_.find(path);
  if (expanded == expanded_.end()) return false;
  const std::vector<Expansion>& expansions = expanded->second.expansions;
  return std::any_of(expansions.begin(), expansions.end(),
                     [offset](const Expansion& e) { return e.begin <= offset && offset < e.end; });
}

pb::SourcePosition SourceMap::Find(absl::string_view path, size_t offset) const {
  bool is_exact = true;
  if (const auto expanded = expanded_.find(path); expanded != expanded_.end())
    offset = expanded->second.SourceOf(offset);
  for (;;) {
    const auto found = places_.find(path);
    if (found != places_.end()) {
      pb::SourcePosition position = found->second.position;
      const uint32_t verbatim_column = found->second.verbatim_column;
      if (is_exact && verbatim_column > 0 && offset > 0)
        position.set_column(verbatim_column + static_cast<uint32_t>(offset));
      return position;
    }
    if (path.empty()) return {};
    is_exact = false;
    const size_t slash = path.rfind('/');
    path = slash == absl::string_view::npos ? absl::string_view() : path.substr(0, slash);
  }
}

}  // namespace caspian::extractor
