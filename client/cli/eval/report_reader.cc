#include "absl/strings/str_cat.h"
#include "client/cli/eval/report.h"
#include "client/cli/input/json_object.h"
#include "common/base/error.h"

namespace caspian::cli {

namespace json = ::simdjson::dom;

namespace {

absl::Status Refuse(absl::string_view what) { return MakeError(v1::ERROR_REASON_REQUEST_INVALID, what); }

// The value of an enumeration whose name stands at `field`; `last` is its last one.
template <class Enum>
absl::StatusOr<Enum> ReadEnum(const json::object& object, absl::string_view field, Enum last,
                              absl::string_view (*name_of)(Enum)) {
  const auto name = ReadString(object, field);
  if (!name.ok()) return name.status();
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (name_of(static_cast<Enum>(i)) == *name) return static_cast<Enum>(i);
  }
  return Refuse(absl::StrCat("unknown ", field, " \"", *name, "\""));
}

// Reads into `to`; false, with the first failure in `status`, where that fails.
template <class T, class To>
bool Take(absl::StatusOr<T> from, To* to, absl::Status* status) {
  if (from.ok()) return *to = static_cast<To>(*std::move(from)), true;
  if (status->ok()) *status = from.status();
  return false;
}

absl::Status ReadFigure(const json::object& object, Report* report) {
  absl::Status status;
  FigureKey key;
  Counts counts;
  Take(ReadEnum(object, "scope", Scope::kType, ScopeName), &key.scope, &status);
  Take(ReadString(object, "name"), &key.name, &status);
  Take(ReadEnum(object, "measure", Measure::kCases, MeasureName), &key.measure, &status);
  Take(ReadCount(object, "right"), &counts.right, &status);
  Take(ReadCount(object, "predicted"), &counts.predicted, &status);
  Take(ReadCount(object, "gold"), &counts.gold, &status);
  report->figures[key] = counts;
  return status;
}

absl::Status ReadExcerpt(const json::object& object, Excerpt* excerpt) {
  absl::Status status;
  Take(ReadCount(object, "start"), &excerpt->start, &status);
  Take(ReadCount(object, "end"), &excerpt->end, &status);
  Take(ReadString(object, "type"), &excerpt->type, &status);
  Take(ReadString(object, "text"), &excerpt->text, &status);
  Take(ReadString(object, "value"), &excerpt->value, &status);
  return status;
}

absl::Status ReadFinding(const json::object& object, std::vector<Finding>* findings) {
  Finding& finding = findings->emplace_back();
  absl::Status status = ReadExcerpt(object, &finding.excerpt);
  Take(ReadString(object, "id"), &finding.document, &status);
  std::vector<json::object> instead;
  Take(ReadObjects(object, "instead"), &instead, &status);
  for (const json::object& other : instead) status.Update(ReadExcerpt(other, &finding.instead.emplace_back()));
  return status;
}

absl::Status ReadMembers(const json::object& object, Report* report) {
  absl::Status status;
  std::vector<json::object> figures;
  Take(ReadString(object, "command"), &report->command, &status);
  Take(ReadCount(object, "documents"), &report->documents, &status);
  Take(ReadObjects(object, "figures"), &figures, &status);
  for (const json::object& figure : figures) status.Update(ReadFigure(figure, report));
  const std::pair<absl::string_view, std::vector<Finding>*> lists[] = {
      {"misses", &report->misses}, {"strays", &report->strays}, {"values", &report->values}};
  for (const auto& [name, findings] : lists) {
    std::vector<json::object> objects;
    Take(ReadObjects(object, name), &objects, &status);
    for (const json::object& finding : objects) status.Update(ReadFinding(finding, findings));
  }
  return status;
}

}  // namespace

absl::StatusOr<Report> ReadReport(const std::string& path) {
  auto file = OpenForReading(path);
  if (!file.ok()) return file.status();
  LineReader lines(*std::move(file));
  TextLine line;
  JsonObjectParser parser;
  Report report;
  if (!lines.Next(&line)) return Refuse(absl::StrCat(path, ": empty: give what --json wrote"));
  const auto object = parser.Parse(line);
  const absl::Status status = object.ok() ? ReadMembers(*object, &report) : object.status();
  if (status.ok()) return report;
  return Refuse(absl::StrCat(path, ":", line.number, ": no report: ", status.message(), ": give what --json wrote"));
}

}  // namespace caspian::cli
