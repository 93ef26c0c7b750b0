// Numbers to call.
#include <string>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "extractor/normalize/identifiers.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

constexpr size_t kLeastDigits = 6;
constexpr size_t kMostDigits = 15;  // E.164

std::string DigitsOf(absl::string_view text) {
  std::string digits;
  for (char c : text) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) digits.push_back(c);
  }
  return digits;
}

// "+44 (0) 161 …": the zero is for calls inside of the country alone.
std::string WithoutTrunkZero(absl::string_view text) {
  const size_t zero = text.find("(0)");
  return zero == text.npos ? std::string(text) : absl::StrCat(text.substr(0, zero), text.substr(zero + 3));
}

// The digits behind the country's mark; `*international` tells whether there was one.
std::string Dialled(absl::string_view text, bool* international) {
  const std::string digits = DigitsOf(WithoutTrunkZero(text));
  absl::string_view rest = digits;
  const bool plus = absl::StrContains(text.substr(0, 3), '+');
  *international = plus || (digits.size() > 10 && absl::ConsumePrefix(&rest, "00"));
  return std::string(rest);
}

}  // namespace

absl::Status NormalizePhone(const Parts& parts, pb::Value* value) {
  const ValuePart* part = parts.Find("value");
  if (part == nullptr) return absl::InvalidArgumentError("no value");
  bool international = false;
  std::string digits = Dialled(part->text, &international);
  const absl::string_view code = parts.FeatureOrText("calling_code", "calling_code");
  if (!international && !code.empty()) {
    const absl::string_view national = digits.size() > 10 ? absl::StripPrefix(digits, code) : absl::string_view(digits);
    digits = absl::StrCat(code, national);
    international = true;
  }
  if (digits.size() < kLeastDigits || digits.size() > kMostDigits)
    return absl::InvalidArgumentError(
        absl::StrCat("a number to call has ", kLeastDigits, " to ", kMostDigits, " digits"));
  const ValuePart* extension = parts.Find("extension");
  value->set_canonical(absl::StrCat(international ? "+" : "", digits, extension == nullptr ? "" : ";ext=",
                                    extension == nullptr ? "" : DigitsOf(extension->text)));
  return absl::OkStatus();
}

}  // namespace caspian::extractor
