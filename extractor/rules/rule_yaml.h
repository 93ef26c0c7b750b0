// Rules as stage files write them.
#ifndef CASPIAN_EXTRACTOR_RULES_RULE_YAML_H_
#define CASPIAN_EXTRACTOR_RULES_RULE_YAML_H_

#include <string>

#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/yaml_fields.h"
#include "extractor/rules/yaml_tree.h"

namespace caspian::extractor {

// Reads one rule with its tests and all positions; `path` leads to it. Faults are told with the rule's id; what could
// be read is returned all the same.
v1::Rule ReadRule(const YamlNode& node, const std::string& path, YamlFile* file);

// Reads the keys list, column and where of a map into `use` (ListUse, ListRule or ListCondition).
template <typename Use>
void ReadListUse(YamlFields* fields, YamlFile* file, Use* use);

// Reads key where: exactly one column with one value or a list of them.
void ReadColumnFilter(YamlFields* fields, YamlFile* file, v1::ColumnFilter* filter);

// Implementation.

template <typename Use>
void ReadListUse(YamlFields* fields, YamlFile* file, Use* use) {
  use->set_list(fields->RequiredText("list"));
  use->set_column(fields->Text("column"));
  if (fields->Find("where") != nullptr) ReadColumnFilter(fields, file, use->mutable_where());
}

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_RULE_YAML_H_
