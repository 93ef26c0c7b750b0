// Why the rules of a set make something in a document, or don't.
#ifndef CASPIAN_EXTRACTOR_EXPLAIN_EXPLAIN_H_
#define CASPIAN_EXTRACTOR_EXPLAIN_EXPLAIN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "caspian/v1/document.pb.h"
#include "caspian/v1/explanation.pb.h"
#include "extractor/program/program.h"

namespace caspian::extractor {

// What is asked: one of both at least.
struct ExplainQuery {
  std::string rule_id;             // empty: any
  std::optional<uint32_t> offset;  // a byte of the content
};

// With a rule alone all that became of it in the document; with an offset alone all that touches that place; with both
// what became of the rule in the sentence that holds the offset. By stage, place, outcome and rule; of a rule never
// empty. It runs the rules as Engine::Extract does, and parts of a pattern beside. Fails as Engine::Extract does;
// NOT_FOUND (RULE_NOT_FOUND), INVALID_ARGUMENT (REQUEST_INVALID) for an offset behind the content or a query for
// nothing. Thread-safe.
absl::StatusOr<std::vector<v1::Explanation>> Explain(const Program& program, const v1::Document& document,
                                                     const ExplainQuery& query);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_EXPLAIN_EXPLAIN_H_
