#include "client/cli/output/briefing_formats.h"

#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <map>

#include "absl/strings/str_cat.h"
#include "client/cli/output/terminal.h"
#include "common/base/sha256.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

std::string ToJson(const google::protobuf::Message& message, bool many_lines) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.add_whitespace = many_lines;
  std::string json;
  // Fails only for strings that are not UTF-8, which no message that came over the wire holds.
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok()) return "{}";
  return json;
}

std::string ToJsonLines(const pb::Briefing& briefing) {
  pb::Briefing head;
  head.set_collection(briefing.collection());
  *head.mutable_counts() = briefing.counts();
  *head.mutable_documents() = briefing.documents();
  std::string lines = absl::StrCat(ToJson(head, false), "\n");
  for (const pb::BriefingRecord& record : briefing.records()) absl::StrAppend(&lines, ToJson(record, false), "\n");
  return lines;
}

std::string ToTextProto(const pb::Briefing& briefing) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(briefing, &text);
  return absl::StrCat("# proto-file: caspian/v1/briefing.proto\n# proto-message: caspian.v1.Briefing\n", text);
}

}  // namespace

void AddBriefingOutputFlags(CLI::App* app, BriefingOutput* output) {
  const std::map<std::string, BriefingFormat> formats = {{"text", BriefingFormat::kText},
                                                         {"json", BriefingFormat::kJson},
                                                         {"jsonl", BriefingFormat::kJsonLines},
                                                         {"textproto", BriefingFormat::kTextProto},
                                                         {"binpb", BriefingFormat::kBinary}};
  app->add_option("--format", output->format, "text (default), json, jsonl, textproto or binpb")
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->type_name("FORMAT");
  app->add_flag("--receipts", output->receipts, "With rule ids, bytes, credits and rule-set digests in full");
  app->add_option("--width", output->width, "Columns of the page; default: the terminal's, else 100")
      ->check(CLI::Range(kNarrowestPage, kWidestPage).description(""))
      ->type_name("CELLS");
}

std::string FormatBriefing(const pb::Briefing& briefing, BriefingFormat format, const BriefingTextOptions& text) {
  switch (format) {
    case BriefingFormat::kJson:
      return absl::StrCat(ToJson(briefing, true), "\n");
    case BriefingFormat::kJsonLines:
      return ToJsonLines(briefing);
    case BriefingFormat::kTextProto:
      return ToTextProto(briefing);
    case BriefingFormat::kBinary:
      return SerializeDeterministically(briefing);
    default:
      return RenderBriefing(briefing, text);
  }
}

bool PrintBriefing(const pb::Briefing& briefing, const BriefingOutput& output) {
  BriefingTextOptions text;
  text.look = {output.width > 0 ? output.width : TerminalWidth(), TerminalHasColor()};
  text.receipts = output.receipts;
  return PrintOut(FormatBriefing(briefing, output.format, text));
}

}  // namespace caspian::cli
