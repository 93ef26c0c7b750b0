#include "common/base/document.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/civil_date.h"
#include "common/base/error.h"
#include "common/base/limits.h"
#include "common/base/utf8.h"

namespace caspian {
namespace {

absl::Status Refuse(v1::ErrorReason reason, const v1::Document& document, absl::string_view what) {
  return MakeError(reason, absl::StrCat("document ", document.id(), ": ", what), {{"document_id", document.id()}});
}

absl::Status RefuseAt(v1::ErrorReason reason, const v1::Document& document, absl::string_view what, size_t offset) {
  return MakeError(reason, absl::StrCat("document ", document.id(), ": ", what),
                   {{"document_id", document.id()}, {"offset", absl::StrCat(offset)}});
}

absl::Status CheckContent(const v1::Document& document) {
  const absl::string_view content = ContentOf(document);
  if (content.empty()) return Refuse(v1::ERROR_REASON_DOCUMENT_EMPTY, document, "is empty: send its text");
  if (content.size() > kDocumentLimitBytes) {
    return Refuse(v1::ERROR_REASON_DOCUMENT_TOO_LARGE, document,
                  absl::StrCat("has ", content.size(), " bytes, the limit is ", kDocumentLimitBytes, ": split it"));
  }
  if (const auto bad = FindInvalidUtf8(content)) {
    return RefuseAt(v1::ERROR_REASON_DOCUMENT_NOT_UTF8, document,
                    absl::StrFormat("byte 0x%02x at offset %d is not UTF-8: convert it first",
                                    static_cast<uint8_t>(content[*bad]), *bad),
                    *bad);
  }
  if (const size_t nul = content.find('\0'); nul != absl::string_view::npos) {
    return RefuseAt(v1::ERROR_REASON_DOCUMENT_HAS_NUL, document,
                    absl::StrCat("NUL at offset ", nul, ": is it binary? Send text"), nul);
  }
  return absl::OkStatus();
}

absl::Status CheckFields(const v1::Document& document) {
  const std::pair<absl::string_view, const std::string&> fields[] = {{"title", document.title()},
                                                                     {"publisher", document.publisher()},
                                                                     {"author", document.author()},
                                                                     {"language", document.language()},
                                                                     {"uri", document.uri()}};
  for (const auto& [name, value] : fields) {
    if (value.size() > kMetadataFieldLimitBytes) {
      return Refuse(v1::ERROR_REASON_DOCUMENT_METADATA_INVALID, document,
                    absl::StrCat(name, " has ", value.size(), " bytes, the limit is ", kMetadataFieldLimitBytes));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckAttributes(const v1::Document& document) {
  if (document.attributes_size() > kAttributeLimit) {
    return Refuse(v1::ERROR_REASON_DOCUMENT_METADATA_INVALID, document,
                  absl::StrCat(document.attributes_size(), " attributes, the limit is ", kAttributeLimit));
  }
  std::set<absl::string_view> names;
  for (const v1::Attribute& attribute : document.attributes()) {
    const bool fits = !attribute.name().empty() && attribute.name().size() <= 64 && attribute.value().size() <= 4096;
    if (!fits || !names.insert(attribute.name()).second) {
      return Refuse(
          v1::ERROR_REASON_DOCUMENT_METADATA_INVALID, document,
          absl::StrCat("attribute \"", absl::CEscape(attribute.name()), "\" is empty, too long or there twice"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::string_view ContentOf(const v1::Document& document) {
  return document.content_case() == v1::Document::kUtf8 ? absl::string_view(document.utf8())
                                                        : absl::string_view(document.text());
}

uint32_t RevisionOf(const v1::Document& document) { return std::max<uint32_t>(1, document.revision()); }

absl::Status CheckDocumentId(absl::string_view id) {
  const auto invalid = [](absl::string_view what) { return MakeError(v1::ERROR_REASON_DOCUMENT_ID_INVALID, what); };
  if (id.empty()) return invalid("document id is empty: give each document an id of 1 to 512 bytes");
  if (id.size() > kDocumentIdLimitBytes)
    return invalid(absl::StrCat("document id has ", id.size(), " bytes, the limit is ", kDocumentIdLimitBytes));
  if (FindInvalidUtf8(id)) return invalid(absl::StrCat("document id \"", absl::CHexEscape(id), "\" is not UTF-8"));
  for (size_t i = 0; i < id.size();) {
    const CodePoint point = DecodeUtf8(id, i);
    if (point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0)) {
      return invalid(absl::StrCat("document id \"", absl::CHexEscape(id), "\" has a control character at byte ", i));
    }
    i += point.bytes;
  }
  return absl::OkStatus();
}

absl::Status CheckDocument(const v1::Document& document) {
  if (absl::Status status = CheckDocumentId(document.id()); !status.ok()) return status;
  if (absl::Status status = CheckFields(document); !status.ok()) return status;
  if (absl::Status status = CheckAttributes(document); !status.ok()) return status;
  if (document.has_published()) {
    if (absl::Status status = CheckPublishedDate(document.published()); !status.ok()) {
      return Refuse(v1::ERROR_REASON_DOCUMENT_METADATA_INVALID, document, status.message());
    }
  }
  return CheckContent(document);
}

absl::Status CheckCollectionName(absl::string_view name) {
  const bool fits = !name.empty() && name.size() <= kCollectionNameLimitBytes &&
                    std::all_of(name.begin(), name.end(),
                                [](char c) { return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '-'; });
  if (fits) return absl::OkStatus();
  return MakeError(v1::ERROR_REASON_COLLECTION_NAME_INVALID,
                   absl::StrCat("collection name \"", absl::CHexEscape(name),
                                "\" is not 1 to 128 of letters, digits, '.', '_', '-'"));
}

}  // namespace caspian
