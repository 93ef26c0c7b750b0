#include "client/cli/input/json_object.h"

#include "absl/strings/str_cat.h"

namespace caspian::cli {

namespace json = ::simdjson::dom;

namespace {

// False where it is absent or null.
bool Find(const json::object& object, absl::string_view name, json::element* member) {
  return object.at_key({name.data(), name.size()}).get(*member) == simdjson::SUCCESS && !member->is_null();
}

absl::Status RefuseField(absl::string_view name, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("field \"", name, "\" ", what));
}

}  // namespace

absl::StatusOr<json::object> JsonObjectParser::Parse(const TextLine& line) {
  if (line.too_long)
    return absl::InvalidArgumentError(absl::StrCat("longer than ", kLineLimitBytes, " bytes: split the document"));
  json::element root;
  const auto error = parser_.parse(line.text.data(), line.text.size()).get(root);
  if (error == simdjson::UTF8_ERROR) return absl::InvalidArgumentError("bytes that are not UTF-8: convert it first");
  if (error != simdjson::SUCCESS) {
    return absl::InvalidArgumentError(
        absl::StrCat("not JSON (", simdjson::error_message(error), "): write one object a line"));
  }
  json::object object;
  if (root.get_object().get(object) != simdjson::SUCCESS)
    return absl::InvalidArgumentError("not a JSON object: write {\"id\": …, …}");
  return object;
}

void ForEachJsonLine(const std::string& path, const ObjectReader& read, const FailureSink& fail) {
  auto file = OpenForReading(path);
  if (!file.ok()) return fail(file.status().message());
  LineReader lines(*std::move(file));
  JsonObjectParser parser;
  for (TextLine line; lines.Next(&line);) {
    const auto object = parser.Parse(line);
    const absl::Status status = object.ok() ? read(*object, line) : object.status();
    if (!status.ok()) fail(absl::StrCat(path, ":", line.number, ": ", status.message()));
  }
}

absl::StatusOr<std::string> ReadString(const json::object& object, absl::string_view name) {
  json::element member;
  if (!Find(object, name, &member)) return std::string();
  if (member.is_int64()) return absl::StrCat(member.get_int64().value_unsafe());
  if (!member.is_string()) return RefuseField(name, "is not a string: quote it");
  const auto text = member.get_string().value_unsafe();
  return std::string(text.data(), text.size());
}

absl::StatusOr<uint64_t> ReadCount(const json::object& object, absl::string_view name) {
  json::element member;
  if (!Find(object, name, &member)) return RefuseField(name, "is missing: give it");
  uint64_t count = 0;
  if (member.get_uint64().get(count) != simdjson::SUCCESS) return RefuseField(name, "is no whole number from 0");
  return count;
}

absl::StatusOr<std::vector<json::object>> ReadObjects(const json::object& object, absl::string_view name) {
  std::vector<json::object> objects;
  json::element member;
  if (!Find(object, name, &member)) return objects;
  json::array items;
  if (member.get_array().get(items) != simdjson::SUCCESS) return RefuseField(name, "is no list: write [{…}, …]");
  for (const json::element item : items) {
    json::object next;
    if (item.get_object().get(next) != simdjson::SUCCESS) return RefuseField(name, "holds what is no object");
    objects.push_back(next);
  }
  return objects;
}

bool HasBool(const json::object& object, absl::string_view name, bool value) {
  json::element member;
  bool found = !value;
  return Find(object, name, &member) && member.get_bool().get(found) == simdjson::SUCCESS && found == value;
}

}  // namespace caspian::cli
