#ifndef CASPIAN_EXTRACTOR_PROGRAM_STRING_POOL_H_
#define CASPIAN_EXTRACTOR_PROGRAM_STRING_POOL_H_

#include <deque>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace caspian::extractor {

// Keeps texts that stand nowhere else, for as long as it lives. Not thread-safe.
class StringPool {
 public:
  absl::string_view Keep(std::string text) { return texts_.emplace_back(std::move(text)); }

 private:
  std::deque<std::string> texts_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_STRING_POOL_H_
