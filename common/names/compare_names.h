// How well two names agree, in thousandths, and why.
//
// Words are matched one by one in any order (word_match.h); what differs takes from the top score by the table of
// weights (name_reason.h), and what is left is the score. No floating point, no statistics of a corpus: the same two
// names have the same score everywhere. README.md shows each feature with a sample.
#ifndef CASPIAN_COMMON_NAMES_COMPARE_NAMES_H_
#define CASPIAN_COMMON_NAMES_COMPARE_NAMES_H_

#include "absl/container/inlined_vector.h"
#include "common/names/name_form.h"
#include "common/names/name_reason.h"

namespace caspian {

struct NameComparison {
  int score = 0;  // 0 to kTopScore
  absl::InlinedVector<NameReason, 8> reasons;

  bool IsSame() const { return score >= kSameNameScore; }
};

// Compares two forms of one kind. Symmetric but for the sides of the reasons, which view into the forms. Pure and
// thread-safe.
NameComparison CompareNames(const NameForm& left, const NameForm& right);

}  // namespace caspian

#endif  // CASPIAN_COMMON_NAMES_COMPARE_NAMES_H_
