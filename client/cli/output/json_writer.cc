#include "client/cli/output/json_writer.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace caspian::cli {
namespace {

constexpr char kHex[] = "0123456789abcdef";

bool NeedsEscape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7f; }

void AppendEscaped(char c, std::string* out) {
  switch (c) {
    case '"':
      out->append("\\\"");
      return;
    case '\\':
      out->append("\\\\");
      return;
    case '\n':
      out->append("\\n");
      return;
    case '\r':
      out->append("\\r");
      return;
    case '\t':
      out->append("\\t");
      return;
    default:
      absl::StrAppend(out, "\\u00", std::string(1, kHex[(c >> 4) & 15]), std::string(1, kHex[c & 15]));
  }
}

}  // namespace

void JsonWriter::Comma() {
  if (needs_comma_) out_->push_back(',');
  needs_comma_ = true;
}

JsonWriter& JsonWriter::Begin(char bracket) {
  Comma();
  out_->push_back(bracket);
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::End(char bracket) {
  out_->push_back(bracket);
  needs_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::Key(absl::string_view name) {
  String(name);
  out_->push_back(':');
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::String(absl::string_view text) {
  Comma();
  out_->push_back('"');
  size_t plain = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!NeedsEscape(text[i])) continue;
    out_->append(text.data() + plain, i - plain);
    AppendEscaped(text[i], out_);
    plain = i + 1;
  }
  out_->append(text.data() + plain, text.size() - plain);
  out_->push_back('"');
  return *this;
}

JsonWriter& JsonWriter::Number(uint64_t number) {
  Comma();
  absl::StrAppend(out_, number);
  return *this;
}

JsonWriter& JsonWriter::Decimal(double number, int decimals) {
  Comma();
  absl::StrAppendFormat(out_, "%.*f", decimals, number);
  return *this;
}

}  // namespace caspian::cli
