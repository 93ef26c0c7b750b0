#ifndef CASPIAN_CLIENT_CLI_OUTPUT_JSON_WRITER_H_
#define CASPIAN_CLIENT_CLI_OUTPUT_JSON_WRITER_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace caspian::cli {

// Appends JSON to a string, on one line, without blanks; commas are its own. Strings are UTF-8. Not thread-safe.
class JsonWriter {
 public:
  explicit JsonWriter(std::string* out) : out_(out) {}

  JsonWriter& BeginObject() { return Begin('{'); }
  JsonWriter& EndObject() { return End('}'); }
  JsonWriter& BeginArray() { return Begin('['); }
  JsonWriter& EndArray() { return End(']'); }
  JsonWriter& Key(absl::string_view name);
  JsonWriter& String(absl::string_view text);
  JsonWriter& Number(uint64_t number);
  // A number with that many decimals.
  JsonWriter& Decimal(double number, int decimals);

  // A member of the open object.
  JsonWriter& Field(absl::string_view name, absl::string_view text) { return Key(name).String(text); }
  JsonWriter& Field(absl::string_view name, const char* text) { return Key(name).String(text); }
  JsonWriter& Field(absl::string_view name, const std::string& text) { return Key(name).String(text); }
  JsonWriter& Field(absl::string_view name, uint64_t number) { return Key(name).Number(number); }
  // A member that is left out where it is empty.
  JsonWriter& FieldIfAny(absl::string_view name, absl::string_view text) {
    return text.empty() ? *this : Field(name, text);
  }

 private:
  JsonWriter& Begin(char bracket);
  JsonWriter& End(char bracket);
  void Comma();

  std::string* out_;
  bool needs_comma_ = false;
};

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_OUTPUT_JSON_WRITER_H_
