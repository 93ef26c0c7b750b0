// Normalizers: pure functions from the parts that a rule named to a typed value. They know calendars, decimal
// arithmetic and ISO codes; the words of a language stay in the packs, which hand over numbers and codes as features of
// lists.
#ifndef CASPIAN_EXTRACTOR_NORMALIZE_NORMALIZE_H_
#define CASPIAN_EXTRACTOR_NORMALIZE_NORMALIZE_H_

#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "caspian/v1/document.pb.h"
#include "caspian/v1/value.pb.h"

namespace caspian::extractor {

// A part of an expression: a capture of the rule (`name` is the group, `text` its words, `span` where they stand,
// `features` those of the annotation that alone fills it, `parts` the parts of that annotation), or a setting of the
// rule (`text` is the setting's value). What it refers to outlives it.
struct ValuePart {
  absl::string_view name;
  absl::string_view text;
  uint32_t begin = 0;
  uint32_t end = 0;
  absl::Span<const std::pair<absl::string_view, absl::string_view>> features;
  absl::Span<const ValuePart> parts = {};
};

// What a document says of its own time.
struct DateContext {
  // The dateline's date, complete or not; absent where the document has none.
  absl::optional<v1::PublishedDate> dateline;
  // The document's published date; absent where unknown.
  absl::optional<v1::PublishedDate> published;
  // The last day that stands before the expression in the text: what "the same day" and "a week later" count from;
  // absent where there is none.
  absl::optional<v1::PublishedDate> previous;
};

// True where a normalizer of that name exists: date, duration, money, quantity, percent, number, and of identifiers
// url, email, ip, phone, coordinates, code.
bool IsNormalizer(absl::string_view name);

// Fills `value`, which holds nothing yet, with what `parts` mean. Never fails: what names nothing that exists (31 June)
// gets `problem` and the words as `canonical`, so that it is kept as text and marked. `text` is the whole expression.
// Pure: no clock, no locale.
void Normalize(absl::string_view normalizer, absl::string_view text, absl::Span<const ValuePart> parts,
               const DateContext& context, v1::Value* value);
v1::Value Normalize(absl::string_view normalizer, absl::string_view text, absl::Span<const ValuePart> parts,
                    const DateContext& context);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_NORMALIZE_NORMALIZE_H_
