#include "extractor/normalize/parts.h"

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

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
    {"before", pb::VALUE_MODIFIER_BEFORE},
    {"after", pb::VALUE_MODIFIER_AFTER},
    {"no_later_than", pb::VALUE_MODIFIER_NO_LATER_THAN},
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

// "day_2" is another "day".
bool IsAnother(absl::string_view part, absl::string_view name) {
  return absl::ConsumePrefix(&part, name) && part.size() == 2 && part[0] == '_' && absl::ascii_isdigit(part[1]);
}

// Whether the parts inside of a part are the expression's.
bool IsOwn(absl::string_view part) {
  for (absl::string_view name : {"date", "time", "length"}) {
    if (part == name || IsAnother(part, name)) return true;
  }
  return false;
}

// Beginnings of all that qualifies.
constexpr uint64_t QualifierBeginnings() {
  uint64_t beginnings = Parts::BeginningOf("cue") | Parts::BeginningOf("modifier");
  for (const ModifierName& known : kModifiers) beginnings |= Parts::BeginningOf(known.name);
  return beginnings;
}

uint64_t BeginningsOf(absl::Span<const ValuePart> parts) {
  uint64_t beginnings = 0;
  for (const ValuePart& part : parts) {
    beginnings |= Parts::BeginningOf(part.name);
    if (!part.parts.empty() && IsOwn(part.name)) beginnings |= BeginningsOf(part.parts);
  }
  return beginnings;
}

const ValuePart* FindIn(absl::Span<const ValuePart> parts, absl::string_view name) {
  const ValuePart* another = nullptr;
  for (const ValuePart& part : parts) {
    if (part.name[0] != name[0] || part.text.empty()) continue;
    if (part.name == name) return &part;
    if (another == nullptr && IsAnother(part.name, name)) another = &part;
  }
  if (another != nullptr) return another;
  for (const ValuePart& part : parts) {
    if (part.parts.empty() || !IsOwn(part.name)) continue;
    if (const ValuePart* found = FindIn(part.parts, name)) return found;
  }
  return nullptr;
}

}  // namespace

Parts::Parts(absl::Span<const ValuePart> parts) : parts_(parts), beginnings_(BeginningsOf(parts)) {}

const ValuePart* Parts::Find(absl::string_view name) const {
  return MayHave(BeginningOf(name)) ? FindIn(parts_, name) : nullptr;
}

Parts Parts::Inside(absl::string_view name) const {
  const ValuePart* part = Find(name);
  return Parts(part == nullptr ? absl::Span<const ValuePart>() : part->parts);
}

absl::string_view Parts::Feature(absl::string_view name, absl::string_view feature) const {
  const ValuePart* part = Find(name);
  return part == nullptr ? absl::string_view() : FeatureOf(*part, feature);
}

absl::string_view Parts::FeatureOrText(absl::string_view name, absl::string_view feature) const {
  const absl::string_view value = Feature(name, feature);
  if (!value.empty()) return value;
  const ValuePart* part = Find(name);
  return part == nullptr ? absl::string_view() : part->text;
}

absl::string_view FeatureOf(const ValuePart& part, absl::string_view feature) {
  for (const auto& [name, value] : part.features) {
    if (name == feature) return value;
  }
  return absl::string_view();
}

Qualifier ReadQualifier(const Parts& parts) {
  if (!parts.MayHave(QualifierBeginnings())) return {};
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
