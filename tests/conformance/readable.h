// An extraction as a person writes it down: words in place of spans, names in place of indexes.
#ifndef CASPIAN_TESTS_CONFORMANCE_READABLE_H_
#define CASPIAN_TESTS_CONFORMANCE_READABLE_H_

#include <string>

#include "caspian/v1/extraction.pb.h"
#include "google/protobuf/struct.pb.h"

namespace caspian::conformance {

// Lists of items by kind, with all the keys that README.md names. `content` is what the spans index.
google::protobuf::Struct Readable(const std::string& content, const v1::Extraction& extraction);

}  // namespace caspian::conformance

#endif  // CASPIAN_TESTS_CONFORMANCE_READABLE_H_
