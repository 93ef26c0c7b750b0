// What tells things apart across documents: an entity's key is its identity where a list gives one (feature id,
// "iso3166:KZ"), whatever a text calls it, else (label, folded name, country); joined with a unit separator. What
// its rules give the feature scope "document" ("the Government"), and a bare noun for an agreement ("the treaty"), is
// one only within its document.
#ifndef CASPIAN_AGGREGATOR_MERGE_JUDGEMENTS_ENTITY_KEY_H_
#define CASPIAN_AGGREGATOR_MERGE_JUDGEMENTS_ENTITY_KEY_H_

#include <string>

#include "absl/strings/string_view.h"
#include "caspian/v1/mention.pb.h"

namespace caspian::aggregator {

inline constexpr char kKeySeparator = '\x1f';

// The value of a feature; empty where it is not there.
absl::string_view FeatureOf(const v1::Entity& entity, absl::string_view name);

// The key of `entity` of document `document_id`. Pure.
std::string EntityKey(const v1::Entity& entity, absl::string_view document_id);

// The key of the country of that ISO 3166 code, as EntityKey makes it.
std::string CountryKey(absl::string_view country);

// What a judgement has split off from `key`: joined to others by judgements alone.
std::string SplitKey(absl::string_view judgement_id, absl::string_view key);

// A key taken apart. Views live as long as the key.
struct EntityKeyParts {
  absl::string_view split;     // The judgement that split it off; empty where none did.
  absl::string_view identity;  // "iso3166:KZ"; empty where it has none.
  absl::string_view label;     // Empty with an identity, as are all below.
  absl::string_view name;      // Folded.
  absl::string_view document;  // Of a bare noun for an agreement.
  absl::string_view country;   // ISO 3166; empty where unknown.
};
EntityKeyParts PartsOfKey(absl::string_view key);

// "PERSON ada brandt, NO", for people.
std::string DescribeKey(absl::string_view key);

// 32 hexadecimal digits: the id of the record that `key` names.
std::string RecordIdOfKey(absl::string_view key);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_JUDGEMENTS_ENTITY_KEY_H_
