// What a document must be before any part works on it.
#ifndef CASPIAN_COMMON_BASE_DOCUMENT_H_
#define CASPIAN_COMMON_BASE_DOCUMENT_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "caspian/v1/document.pb.h"

namespace caspian {

// The content's bytes, whichever field carries them; empty where none does. Valid while `document` lives unchanged.
absl::string_view ContentOf(const v1::Document& document);

// The revision that counts: 0 is read as 1.
uint32_t RevisionOf(const v1::Document& document);

// OK where id, metadata and content keep the rules of document.proto. INVALID_ARGUMENT otherwise, with
// DOCUMENT_ID_INVALID, DOCUMENT_METADATA_INVALID, DOCUMENT_EMPTY, DOCUMENT_TOO_LARGE, DOCUMENT_NOT_UTF8 or
// DOCUMENT_HAS_NUL, the document's id and, where there is one, the offset in the metadata. Linear in the content.
absl::Status CheckDocument(const v1::Document& document);

// OK where `id` can name a document; INVALID_ARGUMENT (DOCUMENT_ID_INVALID) otherwise.
absl::Status CheckDocumentId(absl::string_view id);

// OK where `name` can name a collection; INVALID_ARGUMENT (COLLECTION_NAME_INVALID) otherwise.
absl::Status CheckCollectionName(absl::string_view name);

}  // namespace caspian

#endif  // CASPIAN_COMMON_BASE_DOCUMENT_H_
