// Why a rule made nothing: inside of explain.cc.
#ifndef CASPIAN_EXTRACTOR_EXPLAIN_WHY_NOT_H_
#define CASPIAN_EXTRACTOR_EXPLAIN_WHY_NOT_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "caspian/v1/document.pb.h"
#include "caspian/v1/explanation.pb.h"
#include "extractor/match/annotation.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// Where a rule of a program stands.
struct RulePlace {
  size_t stage = 0;
  const v1::Rule* rule = nullptr;
};

// Why the rule neither made nor refused anything: the document is not one that it is for, what it looks for is not
// there, how far its pattern got, which condition of the nearest candidates failed. In `sentence` alone where there is
// one. Never empty. Fails as Analyze does.
absl::StatusOr<std::vector<v1::Explanation>> WhyNot(const Program& program, const v1::Document& document,
                                                    const RulePlace& place, std::optional<uint32_t> sentence);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_EXPLAIN_WHY_NOT_H_
