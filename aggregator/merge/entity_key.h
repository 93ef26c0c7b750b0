// What tells things apart across documents: an entity's key is its identity where a list gives one (feature id,
// "iso3166:KZ"), whatever a text calls it, else (label, folded name, country); joined with a unit separator. What
// its rules give the feature scope "document" ("the Government"), and a bare noun for an agreement ("the treaty"), is
// one only within its document.
#ifndef CASPIAN_AGGREGATOR_MERGE_ENTITY_KEY_H_
#define CASPIAN_AGGREGATOR_MERGE_ENTITY_KEY_H_

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

// The country that a key of name and country names; empty where it names none.
absl::string_view CountryOfKey(absl::string_view key);

// `key` without its country: what keys that may be one have in common; empty where nothing may join it: identities, and
// single words (bare surnames, "Senate").
std::string BridgeOfKey(absl::string_view key);

// 32 hexadecimal digits: the id of the record whose smallest key is `key`.
std::string RecordIdOfKey(absl::string_view key);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_ENTITY_KEY_H_
