// What the rules of a label may capture and set, by the label's kind.
#ifndef CASPIAN_EXTRACTOR_RULES_LABEL_FIELDS_H_
#define CASPIAN_EXTRACTOR_RULES_LABEL_FIELDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/rule_set.pb.h"

namespace caspian::extractor {

// Roles that captures of events and statements may name.
const std::vector<std::string>& RoleNames();

// `capture` without a numeric suffix: "partner_2" is a second partner.
absl::string_view RoleOf(absl::string_view capture);

// True where annotations of the kind stand in lifted text.
bool IsLiftedKind(v1::LabelKind kind);

// Features that every name has: the canonical name of its entity and its identity ("iso3166:KZ").
bool IsFeatureOfAllNames(absl::string_view feature);

// Parts without which an annotation of the kind says nothing; each must be a capture or a setting.
std::vector<std::string> RequiredParts(v1::LabelKind kind);

// Settings that the kind knows beside the label's own features. Of values any name is possible: the normalizer reads
// them.
std::vector<std::string> SettingNames(v1::LabelKind kind);

// The constants that setting `name` of the kind may have; empty: any.
std::vector<std::string> SettingValues(v1::LabelKind kind, absl::string_view name);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_LABEL_FIELDS_H_
