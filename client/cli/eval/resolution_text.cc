// Addresses and numbers to call against a mention's canonical string, or its words where it has none.
//
//   value                       equal
//   EmailData "ada@x.io"        what stands in the quotes
//   an IP address               as addresses: fe80:0:0:0::1 is fe80::1
//   other                       but for capitals; of what has only digits and signs (telephones), the digits and "+"
#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "client/cli/eval/resolution.h"

namespace caspian::cli {
namespace {

using Address = std::array<unsigned char, 16>;

absl::optional<Address> AddressOf(const std::string& text) {
  Address address = {};
  const bool read =
      inet_pton(AF_INET6, text.c_str(), address.data()) == 1 || inet_pton(AF_INET, text.c_str(), address.data()) == 1;
  return read ? absl::make_optional(address) : absl::nullopt;
}

bool IsPhone(absl::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return absl::ascii_isalpha(c) || c == ':' || c == '@'; });
}

std::string DigitsOf(absl::string_view text) {
  std::string digits;
  for (char c : text) {
    if (absl::ascii_isdigit(c) || c == '+') digits.push_back(c);
  }
  return digits;
}

}  // namespace

bool TextResolves(const Meaning& meaning, const FoundValue& found) {
  absl::string_view value = MemberOf(meaning, "value");
  if (absl::ConsumePrefix(&value, "EmailData \"")) absl::ConsumeSuffix(&value, "\"");
  const std::string expected(value), ours = found.value.canonical().empty() ? found.text : found.value.canonical();
  const auto address = AddressOf(expected);
  if (address) return AddressOf(ours) == address;
  if (IsPhone(expected)) return !DigitsOf(expected).empty() && DigitsOf(expected) == DigitsOf(ours);
  return absl::EqualsIgnoreCase(expected, ours);
}

}  // namespace caspian::cli
