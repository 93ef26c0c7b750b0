// The normalizers of identifiers: addresses of the net, numbers to call, places by coordinates, numbers of resolutions
// and dockets. Each checks the grammar of its kind and fails with INVALID_ARGUMENT, saying why, where it is broken; the
// caller keeps such an expression as text. They fill a value that holds nothing yet: its canonical
// string, and no typed parts.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_IDENTIFIERS_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_IDENTIFIERS_H_

#include "absl/status/status.h"
#include "caspian/v1/value.pb.h"
#include "extractor/normalize/parts.h"

namespace caspian::extractor {

// `value` by RFC 3986: scheme and host in small letters, a host of labels (RFC 1123), an IPv4 address or "localhost".
absl::Status NormalizeUrl(const Parts& parts, v1::Value* value);

// `local`, `local_2`, `local_3` and `domain`, `domain_2`, `domain_3`, joined by dots: "ada@example.org" (the dot-atoms
// of RFC 5322).
absl::Status NormalizeEmail(const Parts& parts, v1::Value* value);

// `value`: an IPv4 address without leading zeros, or an IPv6 address as RFC 5952 writes it.
absl::Status NormalizeIp(const Parts& parts, v1::Value* value);

// `value` with the part or setting `calling_code`: E.164 ("+493012345") where it begins with "+" or "00" or the calling
// code is known, else its digits as they are dialled; `extension` follows as ";ext=12" (RFC 3966).
absl::Status NormalizePhone(const Parts& parts, v1::Value* value);

// `latitude` and `longitude` in degrees, each with `…_minutes`, `…_seconds` and `…_negative` (present: south, west):
// "51.5,-0.125"; what does not end as a decimal is a fraction, "154⁄3,20".
absl::Status NormalizeCoordinates(const Parts& parts, v1::Value* value);

// `number` with `body` before and `year` behind it where they are there: "UNSC 1540 (2004)", "05-1234".
absl::Status NormalizeCode(const Parts& parts, v1::Value* value);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_IDENTIFIERS_H_
