#include "aggregator/merge/submissions/live.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/document.h"
#include "common/base/sha256.h"

namespace caspian::aggregator {
namespace {

// Four bytes, so that the order of the bytes is that of the numbers.
std::string BigEndian(uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift));
  return bytes;
}

uint32_t RevisionOfRank(absl::string_view rank) {
  uint32_t revision = 0;
  for (const char byte : rank.substr(0, 4)) revision = revision << 8 | static_cast<uint8_t>(byte);
  return revision;
}

std::string RankOf(const v1::Document& document, const v1::Extraction& extraction) {
  return absl::StrCat(BigEndian(document.revision()), BigEndian(extraction.rule_set().version()),
                      BigEndian(extraction.engine_version()), extraction.rule_set().digest(), extraction.text_sha256(),
                      Sha256Hex(SerializeDeterministically(extraction)),
                      Sha256Hex(SerializeDeterministically(document)));
}

}  // namespace

std::shared_ptr<const LiveDocument> MakeLiveDocument(v1::Document document, v1::Extraction extraction) {
  auto live = std::make_shared<LiveDocument>();
  document.set_revision(RevisionOf(document));
  extraction.set_document_revision(document.revision());
  live->rank = RankOf(document, extraction);
  live->document = std::move(document);
  live->extraction = std::move(extraction);
  return live;
}

absl::StatusOr<v1::StoreOutcome> ApplySubmission(const std::string& collection,
                                                 std::shared_ptr<const LiveDocument> live, Transaction* transaction) {
  const std::string& id = live->document.id();
  const absl::StatusOr<uint32_t> tombstone = transaction->TombstoneRevision(collection, Sha256Hex(id));
  if (!tombstone.ok()) return tombstone.status();
  if (live->document.revision() <= *tombstone) return v1::STORE_OUTCOME_SUPERSEDED;
  const absl::StatusOr<std::optional<std::string>> rank = transaction->LiveRank(collection, id);
  if (!rank.ok()) return rank.status();
  if (rank->has_value() && **rank == live->rank) return v1::STORE_OUTCOME_DUPLICATE;
  if (rank->has_value() && **rank > live->rank) return v1::STORE_OUTCOME_SUPERSEDED;
  if (absl::Status status = transaction->PutLive(collection, std::move(live)); !status.ok()) return status;
  return v1::STORE_OUTCOME_STORED;
}

absl::StatusOr<v1::DeleteDocumentResponse> ApplyDeletion(const v1::DeleteDocumentRequest& request,
                                                         Transaction* transaction) {
  const std::string id_hash = Sha256Hex(request.document_id());
  const absl::StatusOr<uint32_t> before = transaction->TombstoneRevision(request.collection(), id_hash);
  if (!before.ok()) return before.status();
  const absl::StatusOr<std::optional<std::string>> rank =
      transaction->LiveRank(request.collection(), request.document_id());
  if (!rank.ok()) return rank.status();
  const uint32_t live_revision = rank->has_value() ? RevisionOfRank(**rank) : 0;
  const uint32_t asked = request.revision() > 0 ? request.revision() : std::max<uint32_t>(1, live_revision);

  v1::DeleteDocumentResponse response;
  response.set_tombstone_revision(std::max(asked, *before));
  response.set_deleted(rank->has_value() && live_revision <= response.tombstone_revision());
  if (response.deleted()) {
    if (absl::Status status = transaction->EraseLive(request.collection(), request.document_id()); !status.ok())
      return status;
  }
  const absl::Status status = transaction->PutTombstone(request.collection(), id_hash, response.tombstone_revision());
  if (!status.ok()) return status;
  return response;
}

}  // namespace caspian::aggregator
