#include "common/names/name_reason.h"

#include <array>

#include "absl/strings/str_cat.h"

namespace caspian {
namespace {

constexpr std::array<NameWeight, 25> kWeights = {{
    {NameFeature::kEqualWord, 0, "equal word"},
    {NameFeature::kEqualNumber, 0, "equal number"},
    {NameFeature::kSameSounds, 10, "spelled otherwise"},
    {NameFeature::kSameName, 20, "the same name in another language or spelling"},
    {NameFeature::kRomanizedName, 60, "romanized otherwise"},
    {NameFeature::kShortName, 80, "short form"},
    {NameFeature::kSlip, 0, "letters differ"},
    {NameFeature::kSameConsonants, 60, "the same consonants"},
    {NameFeature::kInitial, 100, "initial"},
    {NameFeature::kJoined, 20, "joined"},
    {NameFeature::kAcronym, 120, "acronym"},
    {NameFeature::kExtraWord, 40, "one more name"},
    {NameFeature::kExtraInitial, 15, "one more initial"},
    {NameFeature::kExtraGeneric, 310, "one more word that tells it apart"},
    {NameFeature::kExtraWeak, 50, "one more word that says little"},
    {NameFeature::kExtraName, 330, "one more word that tells it apart"},
    {NameFeature::kExtraNumber, 400, "one more number"},
    {NameFeature::kRepeated, 0, "repeated"},
    {NameFeature::kUnlike, 400, "each has what the other has not"},
    {NameFeature::kFatherIsChild, 400, "the father of one is the child of the other"},
    {NameFeature::kSignsDiffer, 400, "other signs"},
    {NameFeature::kOneWord, 400, "one word alone agrees"},
    {NameFeature::kNothingEqual, 1000, "nothing agrees"},
    {NameFeature::kLegalFormMissing, 10, "legal form on one side"},
    {NameFeature::kLegalFormDiffers, 150, "legal forms of different classes"},
}};

}  // namespace

const NameWeight& WeightOf(NameFeature feature) { return kWeights[static_cast<size_t>(feature)]; }

std::string DescribeReason(const NameReason& reason) {
  std::string words(reason.left);
  if (!reason.left.empty() && !reason.right.empty()) words.append(" = ");
  words.append(reason.right.data(), reason.right.size());
  const absl::string_view text = WeightOf(reason.feature).text;
  return absl::StrCat(text, words.empty() ? "" : ": ", words,
                      reason.taken == 0 ? "" : absl::StrCat(" (-", reason.taken, ")"));
}

}  // namespace caspian
