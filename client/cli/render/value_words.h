#ifndef CASPIAN_CLIENT_CLI_RENDER_VALUE_WORDS_H_
#define CASPIAN_CLIENT_CLI_RENDER_VALUE_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "caspian/v1/value.pb.h"
#include "client/cli/render/date_words.h"

namespace caspian::cli {

// "1234567.5" as "1,234,567.5"; what is no plain decimal comes back as it is.
std::string GroupDigits(absl::string_view decimal);

// A value as an analyst reads it: "USD 6,000,000", "500 soldiers", "6.4 %", "5 years", "23 June". Ranges with a dash.
// How the text qualifies it comes first: "est.", "about", "at least", "up to".
std::string ValueWords(const v1::Value& value, DateForm form);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_VALUE_WORDS_H_
