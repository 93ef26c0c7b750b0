// What rules of several sorts write alike: patterns, guards, settings, uses of lists, context words, conditions on
// documents.
#ifndef CASPIAN_EXTRACTOR_RULES_RULE_FIELDS_H_
#define CASPIAN_EXTRACTOR_RULES_RULE_FIELDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"
#include "extractor/rules/yaml_fields.h"
#include "extractor/rules/yaml_tree.h"

namespace caspian::extractor {

// A pattern that stands at `path`, its macros expanded.
std::string ExpandPattern(absl::string_view pattern, const std::string& path, const YamlFile& file);
// The pattern of `key`; empty where absent.
std::string ReadPattern(YamlFields* fields, absl::string_view key, const YamlFile& file);

// The enum value that key `key` names; a fault told and 0 where it names none. Absent: 0, told where `required`.
int ReadEnum(YamlFields* fields, YamlFile* file, absl::string_view key, const google::protobuf::EnumDescriptor& type,
             bool required);

// Keys preceded_by, not_preceded_by, followed_by, not_followed_by.
void ReadGuards(YamlFields* fields, YamlFile* file, google::protobuf::RepeatedPtrField<v1::Guard>* guards);

// Key `key`: settings by name; a value may be a map of values by form with `else` for all others.
void ReadSettings(YamlFields* fields, YamlFile* file, absl::string_view key,
                  google::protobuf::RepeatedPtrField<v1::Setting>* settings);

// Key context: words nearby that change the confidence.
void ReadContext(YamlFields* fields, YamlFile* file, google::protobuf::RepeatedPtrField<v1::ContextUse>* context);

// Key documents of a map that has it.
void ReadDocuments(YamlFields* fields, YamlFile* file, v1::DocumentCondition* documents);

// Key where: exactly one column with one value or a list of them.
void ReadColumnFilter(YamlFields* fields, YamlFile* file, v1::ColumnFilter* filter);

// Reads the keys list, column and where of a map into `use` (ListUse, ListRule or ListCondition).
template <typename Use>
void ReadListUse(YamlFields* fields, YamlFile* file, Use* use) {
  use->set_list(fields->RequiredText("list"));
  use->set_column(fields->Text("column"));
  if (fields->Find("where") != nullptr) ReadColumnFilter(fields, file, use->mutable_where());
}

// Key `key`: a map that holds a use of a list and nothing else. Told where absent and `required`.
void ReadListAt(YamlFields* fields, YamlFile* file, absl::string_view key, bool required, v1::ListUse* use);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_RULE_FIELDS_H_
