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

using PartsNormalizer = absl::Status (*)(const Parts& parts, pb::Value* value);

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

absl::Status Apply(absl::string_view normalizer, const Parts& parts, const DateContext& context, pb::Value* value) {
  if (normalizer == "date") return NormalizeDate(parts, context, value);
  if (normalizer == "duration") return NormalizeDuration(parts, context, value);
  for (const NamedNormalizer& known : kNormalizers) {
    if (known.name == normalizer) return known.normalize(parts, value);
  }
  return absl::InvalidArgumentError(absl::StrCat("there is no normalizer ", normalizer));
}

// What could not be normalized stays as its words and says why.
void SetText(absl::string_view text, const absl::Status& why, pb::Value* value) {
  value->Clear();
  value->set_canonical(std::string(text));
  value->set_problem(std::string(why.message()));
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

void Normalize(absl::string_view normalizer, absl::string_view text, absl::Span<const ValuePart> parts,
               const DateContext& context, pb::Value* value) {
  const Parts view(parts);
  if (const absl::Status status = Apply(normalizer, view, context, value); !status.ok()) SetText(text, status, value);
  SetQualifier(ReadQualifier(view), value);
}

pb::Value Normalize(absl::string_view normalizer, absl::string_view text, absl::Span<const ValuePart> parts,
                    const DateContext& context) {
  pb::Value value;
  Normalize(normalizer, text, parts, context, &value);
  return value;
}

}  // namespace caspian::extractor
