// The limits that all parts share; each is documented where a client meets it.
#ifndef CASPIAN_COMMON_BASE_LIMITS_H_
#define CASPIAN_COMMON_BASE_LIMITS_H_

#include <cstddef>

namespace caspian {

inline constexpr char kVersion[] = "0.1.0";

// Largest content of a document, bytes.
inline constexpr size_t kDocumentLimitBytes = size_t{16} << 20;
// Longest document id, bytes.
inline constexpr size_t kDocumentIdLimitBytes = 512;
// Largest message that a server receives: the document limit and 1 MiB for all else.
inline constexpr size_t kMessageLimitBytes = kDocumentLimitBytes + (size_t{1} << 20);
// Aimed-at size of one part of an extraction on the wire: stock clients receive 4 MiB at most.
inline constexpr size_t kExtractionPartBytes = size_t{1} << 20;
// Longest name of a collection, bytes.
inline constexpr size_t kCollectionNameLimitBytes = 128;
// Longest title, publisher, author, uri, language of a document, bytes.
inline constexpr size_t kMetadataFieldLimitBytes = 4096;
// Most attributes of a document.
inline constexpr int kAttributeLimit = 64;

}  // namespace caspian

#endif  // CASPIAN_COMMON_BASE_LIMITS_H_
