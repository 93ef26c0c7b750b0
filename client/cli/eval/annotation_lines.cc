#include "client/cli/eval/annotation_lines.h"

#include <limits>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "client/cli/eval/code_point_text.h"
#include "common/base/error.h"

namespace caspian::cli {

namespace json = ::simdjson::dom;

namespace {

absl::Status Refuse(absl::string_view what) { return MakeError(v1::ERROR_REASON_REQUEST_INVALID, what); }

absl::Status CheckBounds(uint64_t start, uint64_t end, uint64_t size) {
  if (start > end) return Refuse(absl::StrCat("start ", start, " is after end ", end));
  if (end <= size) return absl::OkStatus();
  return Refuse(absl::StrCat("entity ", start, "-", end, " is beyond the text, which has ", size,
                             " code points: offsets count code points, not bytes or UTF-16"));
}

// `size`: code points of the text.
absl::StatusOr<Annotation> ReadAnnotation(const json::object& object, uint64_t size) {
  const auto start = ReadCount(object, "start"), end = ReadCount(object, "end");
  if (!start.ok()) return start.status();
  if (!end.ok()) return end.status();
  if (const absl::Status bounds = CheckBounds(*start, *end, size); !bounds.ok()) return bounds;
  const auto type = ReadString(object, "type"), value = ReadString(object, "value");
  if (!type.ok()) return type.status();
  if (!value.ok()) return value.status();
  if (type->empty()) return Refuse(absl::StrCat("entity ", *start, "-", *end, " has no \"type\": give it one"));
  return Annotation{.start = static_cast<uint32_t>(*start),
                    .end = static_cast<uint32_t>(*end),
                    .type = *type,
                    .value = *value,
                    .optional = HasBool(object, "optional", true),
                    .named = !HasBool(object, "named", false)};
}

absl::StatusOr<std::vector<Annotation>> ReadAnnotations(const json::object& object, uint64_t size) {
  const auto entities = ReadObjects(object, "entities");
  if (!entities.ok()) return entities.status();
  std::vector<Annotation> annotations;
  for (const json::object& entity : *entities) {
    auto annotation = ReadAnnotation(entity, size);
    if (!annotation.ok()) return annotation.status();
    annotations.push_back(*std::move(annotation));
  }
  return annotations;
}

absl::Status IdTwice(absl::string_view id) {
  return Refuse(absl::StrCat("id \"", id, "\" comes twice: the first one counts"));
}

}  // namespace

std::vector<GoldDocument> ReadGold(const std::string& path, const FailureSink& fail) {
  std::vector<GoldDocument> gold;
  absl::flat_hash_set<std::string> ids;
  const auto read = [&](const json::object& object, const TextLine& line) -> absl::Status {
    auto document = ReadDocument(object);
    if (!document.ok()) return document.status();
    auto annotations = ReadAnnotations(object, CodePointText(document->text()).size());
    if (!annotations.ok()) return annotations.status();
    if (!ids.insert(document->id()).second) return IdTwice(document->id());
    gold.push_back({*std::move(document), *std::move(annotations), absl::StrCat(path, ":", line.number)});
    return absl::OkStatus();
  };
  ForEachJsonLine(path, read, fail);
  return gold;
}

Predictions ReadPredictions(const std::string& path, const std::vector<GoldDocument>& gold, const FailureSink& fail,
                            size_t* unknown) {
  absl::flat_hash_map<std::string, uint64_t> sizes;
  for (const GoldDocument& one : gold) sizes.emplace(one.document.id(), CodePointText(one.document.text()).size());
  Predictions predictions;
  const auto read = [&](const json::object& object, const TextLine&) -> absl::Status {
    const auto id = ReadString(object, "id");
    if (!id.ok()) return id.status();
    if (id->empty()) return Refuse("no \"id\": give that of the document");
    const auto size = sizes.find(*id);
    if (size == sizes.end()) return ++*unknown, absl::OkStatus();
    auto annotations = ReadAnnotations(object, size->second);
    if (!annotations.ok()) return annotations.status();
    return predictions.emplace(*id, *std::move(annotations)).second ? absl::OkStatus() : IdTwice(*id);
  };
  ForEachJsonLine(path, read, fail);
  return predictions;
}

absl::StatusOr<std::vector<Annotation>> ParsePredictionLine(const std::string& line) {
  JsonObjectParser parser;
  const auto object = parser.Parse({1, line, false});
  if (!object.ok()) return object.status();
  return ReadAnnotations(*object, std::numeric_limits<uint32_t>::max());
}

}  // namespace caspian::cli
