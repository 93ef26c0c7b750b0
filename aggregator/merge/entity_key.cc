#include "aggregator/merge/entity_key.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "aggregator/merge/fold.h"
#include "common/base/sha256.h"

namespace caspian::aggregator {
namespace {

constexpr absl::string_view kSeparator("\x1f", 1);
constexpr absl::string_view kIdentity("entity\x1fid\x1f\x1f", 11);

std::string IdentityKey(absl::string_view id) { return absl::StrCat(kIdentity, id, kSeparator); }

}  // namespace

absl::string_view FeatureOf(const v1::Entity& entity, absl::string_view name) {
  for (const v1::Feature& feature : entity.features()) {
    if (feature.name() == name) return feature.value();
  }
  return "";
}

std::string EntityKey(const v1::Entity& entity, absl::string_view document_id) {
  if (const absl::string_view id = FeatureOf(entity, "id"); !id.empty()) return IdentityKey(id);
  const absl::string_view country = FeatureOf(entity, "country");
  const std::string name = FoldName(entity.name());
  const bool bare = FeatureOf(entity, "scope") == "document" || (entity.label() == "AGREEMENT" && IsSingleWord(name));
  return absl::StrCat("entity", kSeparator, entity.label(), kSeparator, name, bare ? kSeparator : "",
                      bare ? document_id : "", kSeparator, country);
}

std::string CountryKey(absl::string_view country) { return IdentityKey(absl::StrCat("iso3166:", country)); }

absl::string_view CountryOfKey(absl::string_view key) { return key.substr(key.rfind(kKeySeparator) + 1); }

std::string BridgeOfKey(absl::string_view key) {
  if (absl::StartsWith(key, kIdentity)) return "";
  const absl::string_view common = key.substr(0, key.rfind(kKeySeparator));
  const absl::string_view name = common.substr(common.rfind(kKeySeparator) + 1);
  return IsSingleWord(name) ? "" : std::string(common);
}

std::string RecordIdOfKey(absl::string_view key) { return Sha256Hex(key).substr(0, 32); }

}  // namespace caspian::aggregator
