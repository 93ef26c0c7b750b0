#include "extractor/normalize/normalize.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "extractor/normalize/amounts.h"
#include "extractor/normalize/date.h"
#include "extractor/normalize/identifiers.h"
#include "extractor/normalize/parts.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

using PartsNormalizer = absl::StatusOr<pb::Value> (*)(const Parts& parts);

struct NamedNormalizer {
  absl::string_view name;
  PartsNormalizer normalize;
};
constexpr NamedNormalizer kNormalizers[] = {
    {"money", NormalizeMoney},     {"quantity", NormalizeQuantity},
    {"percent", NormalizePercent}, {"number", NormalizeNumber},
    {"url", NormalizeUrl},         {"email", NormalizeEmail},
    {"ip", NormalizeIp},           {"phone", NormalizePhone},
    {"code", NormalizeCode},       {"coordinates", NormalizeCoordinates},
};

absl::StatusOr<pb::Value> Apply(absl::string_view normalizer, const Parts& parts, const DateContext& context) {
  if (normalizer == "date") return NormalizeDate(parts, context);
  if (normalizer == "duration") return NormalizeDuration(parts, context);
  for (const NamedNormalizer& known : kNormalizers) {
    if (known.name == normalizer) return known.normalize(parts);
  }
  return absl::InvalidArgumentError(absl::StrCat("there is no normalizer ", normalizer));
}

// What could not be normalized stays as its words and says why.
pb::Value AsText(absl::string_view text, const absl::Status& why) {
  pb::Value value;
  value.set_canonical(std::string(text));
  value.set_problem(std::string(why.message()));
  return value;
}

void SetQualifier(const Qualifier& qualifier, pb::Value* value) {
  value->set_modifier(qualifier.modifier);
  if (qualifier.cue == nullptr || qualifier.cue->end <= qualifier.cue->begin) return;
  value->mutable_modifier_span()->set_begin(qualifier.cue->begin);
  value->mutable_modifier_span()->set_end(qualifier.cue->end);
}

}  // namespace

bool IsNormalizer(absl::string_view name) {
  if (name == "date" || name == "duration") return true;
  for (const NamedNormalizer& known : kNormalizers) {
    if (known.name == name) return true;
  }
  return false;
}

pb::Value Normalize(absl::string_view normalizer, absl::string_view text, const std::vector<ValuePart>& parts,
                    const DateContext& context) {
  const Parts view(parts);
  absl::StatusOr<pb::Value> value = Apply(normalizer, view, context);
  if (!value.ok()) value = AsText(text, value.status());
  SetQualifier(ReadQualifier(view), &*value);
  return *std::move(value);
}

}  // namespace caspian::extractor
