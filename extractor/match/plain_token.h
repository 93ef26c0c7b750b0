#ifndef CASPIAN_EXTRACTOR_MATCH_PLAIN_TOKEN_H_
#define CASPIAN_EXTRACTOR_MATCH_PLAIN_TOKEN_H_

#include <string>

#include "absl/strings/string_view.h"
#include "extractor/document/segment.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {

// The plain form of a token of `text` (see PlainForm), in `text` itself or in `storage`: marks and private-use
// characters are neither letters nor digits, so that words and numbers are plain as they stand; so is ASCII.
inline absl::string_view PlainToken(absl::string_view text, const Token& token, std::string* storage) {
  const absl::string_view written = text.substr(token.begin, token.end - token.begin);
  if (token.kind != TokenKind::kOther || static_cast<unsigned char>(written[0]) < 0x80) return written;
  *storage = PlainForm(written);
  return *storage;
}

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_MATCH_PLAIN_TOKEN_H_
