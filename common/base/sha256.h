#ifndef CASPIAN_COMMON_BASE_SHA256_H_
#define CASPIAN_COMMON_BASE_SHA256_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message_lite.h"

namespace caspian {

// SHA-256 (FIPS 180-4) of `bytes` as 64 lower-case hexadecimal digits.
std::string Sha256Hex(absl::string_view bytes);

// The message's bytes, the same for equal messages in one build of protobuf: known fields in ascending order. Messages
// of this contract hold no maps, so the bytes are the same in all builds.
std::string SerializeDeterministically(const google::protobuf::MessageLite& message);

}  // namespace caspian

#endif  // CASPIAN_COMMON_BASE_SHA256_H_
