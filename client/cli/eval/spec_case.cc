#include "client/cli/eval/spec_case.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/cli/eval/code_point_text.h"
#include "common/base/error.h"

namespace caspian::cli {

namespace json = ::simdjson::dom;

namespace {

absl::Status Refuse(absl::string_view what) { return MakeError(v1::ERROR_REASON_REQUEST_INVALID, what); }

struct Expected {
  Annotation annotation;
  std::vector<Meaning> meanings;
};

// Strings as they are, numbers and truth values as JSON writes them; null and what has parts is left out.
Meaning ReadMeaning(const json::object& object) {
  Meaning meaning;
  for (const auto& [key, value] : object) {
    if (value.is_null() || value.is_object() || value.is_array()) continue;
    std::string& member = meaning[std::string(key)];
    if (value.is_string()) {
      member = std::string(value.get_string().value_unsafe());
    } else {
      member = simdjson::minify(value);
    }
  }
  return meaning;
}

absl::StatusOr<std::vector<Meaning>> ReadMeanings(const json::object& expected) {
  std::vector<Meaning> meanings;
  json::object resolution;
  if (expected.at_key("resolution").get_object().get(resolution) != simdjson::SUCCESS) return meanings;
  const auto values = ReadObjects(resolution, "values");
  if (!values.ok()) return values.status();
  for (const json::object& value : *values) meanings.push_back(ReadMeaning(value));
  if (meanings.empty()) meanings.push_back(ReadMeaning(resolution));
  return meanings;
}

// Finds `words` from `*from` on, else from the beginning; sets `*from` behind them.
absl::Status Locate(const std::string& input, const std::string& words, size_t* from, Annotation* annotation) {
  const std::string text = absl::AsciiStrToLower(input), wanted = absl::AsciiStrToLower(words);
  size_t at = text.find(wanted, *from);
  if (at == std::string::npos) at = text.find(wanted);
  if (at == std::string::npos || wanted.empty()) return Refuse(absl::StrCat("\"", words, "\" is not in the input"));
  const CodePointText points(input);
  *from = at + wanted.size();
  annotation->start = points.IndexOf(at);
  annotation->end = points.IndexOf(*from);
  return absl::OkStatus();
}

absl::Status ReadBounds(const json::object& object, const std::string& input, Annotation* annotation) {
  const auto start = ReadCount(object, "start"), end = ReadCount(object, "end");
  if (!start.ok()) return start.status();
  if (!end.ok()) return end.status();
  if (*start > *end || *end > CodePointText(input).size())
    return Refuse(absl::StrCat(*start, "-", *end, " is not within the input: offsets count code points"));
  annotation->start = static_cast<uint32_t>(*start);
  annotation->end = static_cast<uint32_t>(*end);
  return absl::OkStatus();
}

absl::StatusOr<Expected> ReadExpected(const json::object& object, const std::string& input, size_t* from) {
  Expected expected;
  const auto type = ReadString(object, "type"), words = ReadString(object, "text");
  if (!type.ok()) return type.status();
  if (!words.ok()) return words.status();
  if (type->empty()) return Refuse("expected without \"type\": give it one");
  expected.annotation.type = *type;
  const bool placed = object.at_key("start").error() == simdjson::SUCCESS;
  const absl::Status bounds =
      placed ? ReadBounds(object, input, &expected.annotation) : Locate(input, *words, from, &expected.annotation);
  if (!bounds.ok()) return bounds;
  auto meanings = ReadMeanings(object);
  if (!meanings.ok()) return meanings.status();
  expected.meanings = *std::move(meanings);
  expected.annotation.value = absl::StrJoin(
      expected.meanings, " | ", [](std::string* out, const Meaning& one) { out->append(DescribeMeaning(one)); });
  return expected;
}

absl::StatusOr<SpecCase> ReadCase(const json::object& object) {
  SpecCase one;
  const auto id = ReadString(object, "id"), input = ReadString(object, "input");
  const auto reference = ReadString(object, "reference_time");
  const auto objects = ReadObjects(object, "expected");
  for (const absl::Status& status : {id.status(), input.status(), reference.status(), objects.status()}) {
    if (!status.ok()) return status;
  }
  if (id->empty() || input->empty()) return Refuse("no \"id\" or no \"input\": give both");
  one.id = *id, one.input = *input, one.reference_time = *reference;
  std::vector<Expected> expected;
  size_t from = 0;
  for (const json::object& next : *objects) {
    auto read = ReadExpected(next, one.input, &from);
    if (!read.ok()) return read.status();
    expected.push_back(*std::move(read));
  }
  std::stable_sort(expected.begin(), expected.end(), [](const Expected& a, const Expected& b) {
    return std::tie(a.annotation.start, a.annotation.end) < std::tie(b.annotation.start, b.annotation.end);
  });
  for (Expected& next : expected) {
    one.expected.push_back(std::move(next.annotation));
    one.meanings.push_back(std::move(next.meanings));
  }
  return one;
}

// Marks what is not asked for; true where the case is one of those that are.
bool Choose(const std::set<std::string>& types, SpecFile* file, SpecCase* one) {
  bool wanted = one->expected.empty();
  for (Annotation& expected : one->expected) {
    expected.optional = !types.empty() && types.count(expected.type) == 0;
    if (expected.optional) continue;
    wanted = true;
    file->types.insert(expected.type);
  }
  return wanted;
}

}  // namespace

SpecFile ReadSpec(const std::string& path, const std::set<std::string>& types, const FailureSink& fail) {
  SpecFile file;
  file.name = path.substr(path.find_last_of('/') + 1);
  const auto read = [&](const json::object& object, const TextLine& line) -> absl::Status {
    auto one = ReadCase(object);
    if (!one.ok()) return one.status();
    one->place = absl::StrCat(path, ":", line.number);
    if (Choose(types, &file, &*one)) file.cases.push_back(*std::move(one));
    return absl::OkStatus();
  };
  ForEachJsonLine(path, read, fail);
  return file;
}

}  // namespace caspian::cli
