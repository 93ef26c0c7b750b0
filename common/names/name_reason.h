// Why two names are or are not one: features, each with its weight in thousandths. These are all the weights there are.
#ifndef CASPIAN_COMMON_NAMES_NAME_REASON_H_
#define CASPIAN_COMMON_NAMES_NAME_REASON_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace caspian {

// Equal names have it; each feature takes from it.
inline constexpr int kTopScore = 1000;
// From here on two names are taken for one.
inline constexpr int kSameNameScore = 700;

enum class NameFeature : uint8_t {
  kEqualWord,
  kEqualNumber,
  kSameSounds,
  kSameName,
  kRomanizedName,
  kShortName,
  kSlip,
  kSameConsonants,
  kInitial,
  kJoined,
  kAcronym,
  kExtraWord,
  kExtraInitial,
  kExtraGeneric,
  kExtraWeak,
  kExtraName,
  kExtraNumber,
  kRepeated,
  kUnlike,
  kFatherIsChild,
  kSignsDiffer,
  kOneWord,
  kNothingEqual,
  kLegalFormMissing,
  kLegalFormDiffers,
};

// What a feature takes for each word it is about, and what it is called.
struct NameWeight {
  NameFeature feature;
  int taken;
  absl::string_view text;
};

// A slip (kSlip) takes so much for half a letter, shared by the sounds of the longer word: the longer the word, the
// less a letter says.
inline constexpr int kSlipShare = 400;

// The weight of `feature`.
const NameWeight& WeightOf(NameFeature feature);

// One feature of a comparison. The words are views into the forms that were compared; one of them is empty where the
// feature is about one name alone.
struct NameReason {
  NameFeature feature;
  int taken;
  absl::string_view left;
  absl::string_view right;
};

// "initial: j = john (-100)".
std::string DescribeReason(const NameReason& reason);

}  // namespace caspian

#endif  // CASPIAN_COMMON_NAMES_NAME_REASON_H_
