#include "aggregator/merge/entity_key.h"

#include "absl/strings/str_cat.h"
#include "aggregator/merge/fold.h"
#include "common/base/sha256.h"

namespace caspian::aggregator {
namespace {

constexpr absl::string_view kSeparator("\x1f", 1);

}  // namespace

absl::string_view FeatureOf(const v1::Entity& entity, absl::string_view name) {
  for (const v1::Feature& feature : entity.features()) {
    if (feature.name() == name) return feature.value();
  }
  return "";
}

std::string EntityKey(const v1::Entity& entity, absl::string_view document_id) {
  const absl::string_view country = FeatureOf(entity, "country");
  if (entity.label() == "PLACE" && FeatureOf(entity, "kind") == "country" && !country.empty()) return CountryKey(country);
  const std::string name = FoldName(entity.name());
  const bool bare = entity.label() == "AGREEMENT" && IsSingleWord(name);
  return absl::StrCat("entity", kSeparator, entity.label(), kSeparator, name, bare ? kSeparator : "", bare ? document_id : "", kSeparator, country);
}

std::string CountryKey(absl::string_view country) { return absl::StrCat("entity", kSeparator, "PLACE", kSeparator, kSeparator, country); }

absl::string_view CountryOfKey(absl::string_view key) { return key.substr(key.rfind(kKeySeparator) + 1); }

std::string BridgeOfKey(absl::string_view key) {
  const absl::string_view common = key.substr(0, key.rfind(kKeySeparator));
  const absl::string_view name = common.substr(common.rfind(kKeySeparator) + 1);
  return IsSingleWord(name) ? "" : std::string(common);
}

std::string RecordIdOfKey(absl::string_view key) { return Sha256Hex(key).substr(0, 32); }

}  // namespace caspian::aggregator
