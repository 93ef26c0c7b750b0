#include "client/cli/eval/report.h"

#include "client/cli/output/json_writer.h"

namespace caspian::cli {
namespace {

constexpr int kDecimals = 6;

void WriteFigure(const FigureKey& key, const Counts& counts, JsonWriter* json) {
  json->BeginObject()
      .Field("scope", ScopeName(key.scope))
      .FieldIfAny("name", key.name)
      .Field("measure", MeasureName(key.measure))
      .Field("right", counts.right)
      .Field("predicted", counts.predicted)
      .Field("gold", counts.gold);
  json->Key("precision").Decimal(counts.Precision(), kDecimals);
  json->Key("recall").Decimal(counts.Recall(), kDecimals);
  json->Key("f1").Decimal(counts.F1(), kDecimals).EndObject();
}

// The members of an object that stays open.
void WriteExcerpt(const Excerpt& excerpt, JsonWriter* json) {
  json->Field("start", excerpt.start)
      .Field("end", excerpt.end)
      .Field("type", excerpt.type)
      .Field("text", excerpt.text)
      .FieldIfAny("value", excerpt.value);
}

void WriteFinding(const Finding& finding, JsonWriter* json) {
  json->BeginObject().Field("id", finding.document);
  WriteExcerpt(finding.excerpt, json);
  if (!finding.instead.empty()) {
    json->Key("instead").BeginArray();
    for (const Excerpt& excerpt : finding.instead) {
      json->BeginObject();
      WriteExcerpt(excerpt, json);
      json->EndObject();
    }
    json->EndArray();
  }
  json->EndObject();
}

void WriteFindings(absl::string_view name, const std::vector<Finding>& findings, JsonWriter* json) {
  json->Key(name).BeginArray();
  for (const Finding& finding : findings) WriteFinding(finding, json);
  json->EndArray();
}

}  // namespace

absl::string_view MeasureName(Measure measure) {
  constexpr absl::string_view kNames[] = {"strict", "relaxed",    "untyped-strict", "untyped",
                                          "value",  "resolution", "cases"};
  return kNames[static_cast<size_t>(measure)];
}

absl::string_view ScopeName(Scope scope) {
  constexpr absl::string_view kNames[] = {"all", "file", "type"};
  return kNames[static_cast<size_t>(scope)];
}

std::string FormatReport(const Report& report) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject().Field("command", report.command).Field("documents", report.documents);
  json.Key("figures").BeginArray();
  for (const auto& [key, counts] : report.figures) WriteFigure(key, counts, &json);
  json.EndArray();
  WriteFindings("misses", report.misses, &json);
  WriteFindings("strays", report.strays, &json);
  WriteFindings("values", report.values, &json);
  json.EndObject();
  out.push_back('\n');
  return out;
}

}  // namespace caspian::cli
