#include "aggregator/merge/judgements/entity_key.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "aggregator/merge/text/fold.h"
#include "common/base/sha256.h"

namespace caspian::aggregator {
namespace {

constexpr absl::string_view kSeparator("\x1f", 1);
constexpr absl::string_view kIdentity("entity\x1fid\x1f\x1f", 11);
constexpr absl::string_view kSplit("entity\x1fsplit\x1f", 13);

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

std::string SplitKey(absl::string_view judgement_id, absl::string_view key) {
  return absl::StrCat(kSplit, judgement_id, kSeparator, key);
}

EntityKeyParts PartsOfKey(absl::string_view key) {
  EntityKeyParts parts;
  if (absl::ConsumePrefix(&key, kSplit)) {
    const size_t end = key.find(kKeySeparator);
    parts.split = key.substr(0, end);
    key = end == absl::string_view::npos ? "" : key.substr(end + 1);
  }
  const std::vector<absl::string_view> fields = absl::StrSplit(key, kKeySeparator);
  if (absl::StartsWith(key, kIdentity)) {
    parts.identity = key.substr(kIdentity.size(), key.size() - kIdentity.size() - 1);
    return parts;
  }
  if (fields.size() < 4) return parts;
  parts.label = fields[1];
  parts.name = fields[2];
  if (fields.size() > 4) parts.document = fields[3];
  parts.country = fields.back();
  return parts;
}

std::string DescribeKey(absl::string_view key) {
  const EntityKeyParts parts = PartsOfKey(key);
  std::string text = parts.identity.empty() ? absl::StrCat(parts.label, " ", parts.name) : std::string(parts.identity);
  if (!parts.country.empty()) absl::StrAppend(&text, ", ", parts.country);
  if (!parts.document.empty()) absl::StrAppend(&text, ", in ", parts.document);
  if (!parts.split.empty()) absl::StrAppend(&text, ", split off by ", parts.split);
  return text;
}

std::string RecordIdOfKey(absl::string_view key) { return Sha256Hex(key).substr(0, 32); }

}  // namespace caspian::aggregator
