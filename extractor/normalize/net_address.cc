// Addresses of the net: URL, e-mail, IP.
#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "extractor/normalize/identifiers.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

constexpr size_t kHostLimit = 253;
constexpr size_t kLabelLimit = 63;
constexpr size_t kLocalLimit = 64;

absl::Status Refuse(absl::string_view text, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("\"", text.substr(0, 80), "\" is no ", what));
}

bool IsHostLabel(absl::string_view label) {
  return !label.empty() && label.size() <= kLabelLimit && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(), [](unsigned char c) {
           return absl::ascii_isalnum(c) || c == '-' || c >= 0x80;  // names in other scripts are letters
         });
}

bool HasLetter(absl::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return !absl::ascii_isdigit(c); });
}

// At least two labels, the last of which is no number.
bool IsDomain(absl::string_view host) {
  const std::vector<absl::string_view> labels = absl::StrSplit(host, '.');
  return host.size() <= kHostLimit && labels.size() > 1 && std::all_of(labels.begin(), labels.end(), IsHostLabel) &&
         labels.back().size() > 1 && HasLetter(labels.back());
}

// "8.8.8.8" for "08.008.08.08"; absent where it is none.
absl::optional<std::string> ReadIpv4(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '.');
  std::array<uint32_t, 4> bytes = {};
  if (parts.size() != bytes.size()) return absl::nullopt;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const bool good = !parts[i].empty() && parts[i].size() <= 3 &&
                      std::all_of(parts[i].begin(), parts[i].end(), absl::ascii_isdigit) &&
                      absl::SimpleAtoi(parts[i], &bytes[i]) && bytes[i] < 256;
    if (!good) return absl::nullopt;
  }
  return absl::StrJoin(bytes, ".");
}

absl::optional<std::string> ReadIpv6(absl::string_view text) {
  std::array<unsigned char, 16> address = {};
  std::array<char, INET6_ADDRSTRLEN> written = {};
  if (inet_pton(AF_INET6, std::string(text).c_str(), address.data()) != 1) return absl::nullopt;
  if (inet_ntop(AF_INET6, address.data(), written.data(), written.size()) == nullptr) return absl::nullopt;
  return std::string(written.data());
}

bool IsPort(absl::string_view port) {
  uint32_t number = 0;
  return port.empty() || (absl::SimpleAtoi(port, &number) && number < 65536);
}

// "host", "host:port", "[::1]:port", each behind "user@" or not.
bool IsAuthority(absl::string_view authority) {
  authority.remove_prefix(authority.rfind('@') == authority.npos ? 0 : authority.rfind('@') + 1);
  if (absl::ConsumePrefix(&authority, "[")) {
    const size_t end = authority.find(']');
    return end != authority.npos && ReadIpv6(authority.substr(0, end)) &&
           (end + 1 == authority.size() || (authority[end + 1] == ':' && IsPort(authority.substr(end + 2))));
  }
  const size_t colon = std::min(authority.find(':'), authority.size());
  const absl::string_view host = authority.substr(0, colon);
  return (absl::EqualsIgnoreCase(host, "localhost") || IsDomain(host) || ReadIpv4(host)) &&
         (colon == authority.size() || IsPort(authority.substr(colon + 1)));
}

bool IsAtom(absl::string_view atom) {
  return !atom.empty() && std::all_of(atom.begin(), atom.end(), [](unsigned char c) {
    return absl::ascii_isalnum(c) ||
           absl::string_view("!#$%&'*+/=?^_`{|}~-").find(static_cast<char>(c)) != absl::string_view::npos;
  });
}

// The words of `name`, `name_2` and `name_3`, as far as they are there, joined by dots.
std::string JoinedByDots(const Parts& parts, absl::string_view name) {
  std::string joined;
  if (const ValuePart* first = parts.Find(name)) joined = std::string(first->text);
  for (absl::string_view suffix : {"_2", "_3"}) {
    if (const ValuePart* next = parts.Find(absl::StrCat(name, suffix))) absl::StrAppend(&joined, ".", next->text);
  }
  return joined;
}

}  // namespace

absl::Status NormalizeUrl(const Parts& parts, pb::Value* value) {
  const ValuePart* part = parts.Find("value");
  if (part == nullptr) return absl::InvalidArgumentError("no value");
  const absl::string_view text = part->text;
  const size_t mark = text.find("://");
  const absl::string_view scheme = mark == text.npos ? "" : text.substr(0, mark);
  const size_t begin = mark == text.npos ? 0 : mark + 3;
  const size_t end = std::min(text.find_first_of("/?#", begin), text.size());
  const absl::string_view authority = text.substr(begin, end - begin);
  if (!IsAuthority(authority)) return Refuse(authority, "host");
  value->set_canonical(absl::StrCat(absl::AsciiStrToLower(scheme), scheme.empty() ? "" : "://",
                                    absl::AsciiStrToLower(authority), text.substr(end)));
  return absl::OkStatus();
}

absl::Status NormalizeEmail(const Parts& parts, pb::Value* value) {
  const std::string local = JoinedByDots(parts, "local"), domain = JoinedByDots(parts, "domain");
  const std::vector<absl::string_view> atoms = absl::StrSplit(local, '.');
  if (local.size() > kLocalLimit || !std::all_of(atoms.begin(), atoms.end(), IsAtom)) return Refuse(local, "mailbox");
  if (!IsDomain(domain)) return Refuse(domain, "domain");
  value->set_canonical(absl::StrCat(local, "@", domain));
  return absl::OkStatus();
}

absl::Status NormalizeIp(const Parts& parts, pb::Value* value) {
  const ValuePart* part = parts.Find("value");
  if (part == nullptr) return absl::InvalidArgumentError("no value");
  absl::optional<std::string> address = ReadIpv4(part->text);
  if (!address) address = ReadIpv6(part->text);
  if (!address) return Refuse(part->text, "address");
  value->set_canonical(*std::move(address));
  return absl::OkStatus();
}

}  // namespace caspian::extractor
