// Conformance cases: a text, a pack and what is expected, in one language-neutral form that README.md describes.
#ifndef CASPIAN_TESTS_CONFORMANCE_CONFORMANCE_CASE_H_
#define CASPIAN_TESTS_CONFORMANCE_CONFORMANCE_CASE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "caspian/v1/document.pb.h"
#include "caspian/v1/extraction.pb.h"
#include "google/protobuf/struct.pb.h"

namespace caspian::conformance {

struct Case {
  // The file's name without its suffix.
  std::string name;
  std::string pack;
  v1::Document document;
  google::protobuf::Struct expected;
};

// All cases of the repository, by name. Ends the test program where one can't be read.
const std::vector<Case>& AllCases();

// The folder of a case's pack.
std::string PackPath(const std::string& pack);

// How `extraction` differs from what `test` expects; empty: not at all.
std::string Difference(const Case& test, const v1::Extraction& extraction);

// How `error` differs from what `test` expects; empty: not at all.
std::string Difference(const Case& test, const absl::Status& error);

}  // namespace caspian::conformance

#endif  // CASPIAN_TESTS_CONFORMANCE_CONFORMANCE_CASE_H_
