#include "extractor/normalize/parts.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

struct ModifierName {
  absl::string_view name;
  pb::ValueModifier modifier;
};

// Open ends first: of "since early May", "since" counts.
constexpr ModifierName kModifiers[] = {
    {"since", pb::VALUE_MODIFIER_SINCE},
    {"until", pb::VALUE_MODIFIER_UNTIL},
    {"approximate", pb::VALUE_MODIFIER_APPROXIMATE},
    {"estimated", pb::VALUE_MODIFIER_ESTIMATED},
    {"at_least", pb::VALUE_MODIFIER_AT_LEAST},
    {"at_most", pb::VALUE_MODIFIER_AT_MOST},
    {"early", pb::VALUE_MODIFIER_EARLY},
    {"mid", pb::VALUE_MODIFIER_MID},
    {"late", pb::VALUE_MODIFIER_LATE},
};

pb::ValueModifier ModifierOf(absl::string_view name) {
  for (const ModifierName& known : kModifiers) {
    if (known.name == name) return known.modifier;
  }
  return pb::VALUE_MODIFIER_UNSPECIFIED;
}

}  // namespace

const ValuePart* Parts::Find(absl::string_view name) const {
  for (const ValuePart& part : parts_) {
    if (part.name == name && !part.text.empty()) return &part;
  }
  return nullptr;
}

absl::string_view Parts::Feature(absl::string_view name, absl::string_view feature) const {
  const ValuePart* part = Find(name);
  return part == nullptr ? absl::string_view() : FeatureOf(*part, feature);
}

absl::string_view Parts::FeatureOrText(absl::string_view name, absl::string_view feature) const {
  const absl::string_view value = Feature(name, feature);
  if (!value.empty()) return value;
  const ValuePart* part = Find(name);
  return part == nullptr ? absl::string_view() : absl::string_view(part->text);
}

absl::string_view FeatureOf(const ValuePart& part, absl::string_view feature) {
  for (const auto& [name, value] : part.features) {
    if (name == feature) return value;
  }
  return absl::string_view();
}

Qualifier ReadQualifier(const Parts& parts) {
  for (const ModifierName& known : kModifiers) {
    if (const ValuePart* part = parts.Find(known.name)) return {known.modifier, part};
  }
  if (const ValuePart* cue = parts.Find("cue")) {
    const absl::string_view name = FeatureOf(*cue, "modifier");
    return {ModifierOf(name.empty() ? parts.FeatureOrText("modifier", "modifier") : name), cue};
  }
  return {ModifierOf(parts.FeatureOrText("modifier", "modifier")), parts.Find("modifier")};
}

}  // namespace caspian::extractor
