#include "tests/conformance/conformance_case.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "common/base/error.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/conformance/readable.h"

namespace caspian::conformance {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

std::string Folder() { return absl::StrCat(CASPIAN_SOURCE_DIR, "/tests/conformance"); }

void Require(bool condition, const std::string& file, const std::string& what) {
  if (condition) return;
  std::fprintf(stderr, "%s: %s\n", file.c_str(), what.c_str());
  std::abort();
}

std::string Json(const google::protobuf::Message& message) {
  std::string json;
  return google::protobuf::util::MessageToJsonString(message, &json).ok() ? json : "?";
}

Case ReadCase(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string json(std::istreambuf_iterator<char>(file), {});
  Struct all;
  const auto parsed = google::protobuf::util::JsonStringToMessage(json, &all);
  Require(parsed.ok(), path, parsed.ToString());
  for (const char* key : {"what", "pack", "document", "expected"})
    Require(all.fields().count(key) == 1, path, absl::StrCat("no key ", key));
  Case test{path.stem(), all.fields().at("pack").string_value(), {}, all.fields().at("expected").struct_value()};
  const auto document =
      google::protobuf::util::JsonStringToMessage(Json(all.fields().at("document").struct_value()), &test.document);
  Require(document.ok(), path, document.ToString());
  return test;
}

std::vector<Case> ReadCases() {
  std::vector<Case> cases;
  for (const auto& entry : std::filesystem::directory_iterator(Folder() + "/cases"))
    cases.push_back(ReadCase(entry.path()));
  std::sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.name < b.name; });
  return cases;
}

// What of `actual` the keys of `expected` name.
Struct Projected(const Struct& actual, const Struct& expected) {
  Struct some;
  for (const auto& [key, value] : expected.fields()) {
    const auto found = actual.fields().find(key);
    if (found != actual.fields().end()) (*some.mutable_fields())[key] = found->second;
  }
  return some;
}

std::string ListDifference(const std::string& kind, const Value& expected, const Value& actual) {
  const auto& wanted = expected.list_value().values();
  const auto& found = actual.list_value().values();
  if (wanted.size() != found.size()) return absl::StrCat(kind, ": ", wanted.size(), " expected, found ", Json(actual));
  for (int i = 0; i < wanted.size(); ++i) {
    const Struct some = Projected(found[i].struct_value(), wanted[i].struct_value());
    if (!google::protobuf::util::MessageDifferencer::Equals(some, wanted[i].struct_value())) {
      return absl::StrCat(kind, " ", i, ": expected ", Json(wanted[i]), ", found ", Json(found[i]));
    }
  }
  return "";
}

std::string Field(const Struct& item, const std::string& key) {
  const auto found = item.fields().find(key);
  return found == item.fields().end() ? "" : found->second.string_value();
}

const Struct& StructField(const Struct& item, const std::string& key) {
  static const Struct* none = new Struct;
  const auto found = item.fields().find(key);
  return found == item.fields().end() ? *none : found->second.struct_value();
}

}  // namespace

const std::vector<Case>& AllCases() {
  static const auto* cases = new std::vector<Case>(ReadCases());
  return *cases;
}

std::string PackPath(const std::string& pack) { return absl::StrCat(Folder(), "/packs/", pack); }

std::string Difference(const Case& test, const v1::Extraction& extraction) {
  if (test.expected.fields().count("error") == 1)
    return absl::StrCat("expected ", Json(test.expected), ", found an extraction");
  const std::string& content = test.document.has_utf8() ? test.document.utf8() : test.document.text();
  const Struct actual = Readable(content, extraction);
  for (const auto& [kind, expected] : test.expected.fields()) {
    if (actual.fields().count(kind) == 0) return absl::StrCat("no kind ", kind);
    const std::string difference = ListDifference(kind, expected, actual.fields().at(kind));
    if (!difference.empty()) return difference;
  }
  return "";
}

std::string Difference(const Case& test, const absl::Status& error) {
  const Struct& expected = StructField(test.expected, "error");
  const std::string code = absl::StatusCodeToString(error.code());
  const std::string reason = ReasonName(ReasonOf(error));
  if (code != Field(expected, "code") || reason != Field(expected, "reason")) {
    return absl::StrCat("expected ", Json(test.expected), ", found ", code, " ", reason, ": ",
                        std::string(error.message()));
  }
  for (const auto& [key, value] : StructField(expected, "metadata").fields()) {
    const std::string found = ErrorMetadataOf(error, key);
    if (found != value.string_value())
      return absl::StrCat("metadata ", key, " is ", found, ", not ", value.string_value());
  }
  return "";
}

}  // namespace caspian::conformance
