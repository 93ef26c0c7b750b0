#include "common/names/compare_names.h"

#include <algorithm>

#include "common/base/utf8.h"
#include "common/names/word_match.h"

namespace caspian {
namespace {

bool IsHangul(char32_t sign) { return (sign >= 0x1100 && sign < 0x1200) || (sign >= 0xAC00 && sign < 0xD7B0); }

// True where both are written in Hangul, or both in Han and Kana.
bool ShareScript(absl::string_view left, absl::string_view right) {
  return !left.empty() && !right.empty() && IsHangul(DecodeUtf8(left, 0).value) == IsHangul(DecodeUtf8(right, 0).value);
}

class Comparison {
 public:
  Comparison(const NameForm& left, const NameForm& right)
      : left_(left), right_(right), persons_(!left.is_organization() && !right.is_organization()) {}

  NameComparison Compare() {
    for (const WordMatch& match : MatchWords(left_, right_)) Take(match);
    if (matched_words_ == 0) {
      Take(NameFeature::kNothingEqual, {}, {});
    } else {
      if (persons_) TakeLoneWord();
      TakeUnmatched();
      TakeFathers();
      TakeSigns();
      TakeLegalForms();
    }
    answer_.score = std::clamp(kTopScore - taken_, 0, kTopScore);
    return std::move(answer_);
  }

 private:
  void Take(NameFeature feature, absl::string_view left, absl::string_view right, int taken) {
    taken_ += taken;
    answer_.reasons.push_back({feature, taken, left, right});
  }
  void Take(NameFeature feature, absl::string_view left, absl::string_view right) {
    Take(feature, left, right, WeightOf(feature).taken);
  }

  void Take(const WordMatch& match) {
    CompareFathers(match);
    left_matched_ |= match.left_words, right_matched_ |= match.right_words;
    // A name of one word has nothing else to go by.
    const bool alone = left_.words().size() == 1 || right_.words().size() == 1;
    const int taken = match.feature == NameFeature::kSlip && alone ? 2 * match.taken : match.taken;
    Take(match.feature, WordsOf(left_, match.left_words), WordsOf(right_, match.right_words), taken);
    ++matched_words_;
    if (match.feature != NameFeature::kInitial) ++full_words_;
  }

  // A bare surname, or a surname's initial, is not enough to know a person by.
  void TakeLoneWord() {
    const bool more = std::max(left_.words().size(), right_.words().size()) > 1;
    const bool lone = matched_words_ < 2 && answer_.reasons[0].feature != NameFeature::kJoined && more;
    if (lone || full_words_ == 0) Take(NameFeature::kOneWord, {}, {});
  }

  NameFeature FeatureOfExtra(const NameWord& word) const {
    if (word.repeated) return NameFeature::kRepeated;
    if (word.role == NameWord::kNumber) return NameFeature::kExtraNumber;
    if (word.role == NameWord::kInitial) return NameFeature::kExtraInitial;
    if (persons_) return NameFeature::kExtraWord;
    if (word.role == NameWord::kWeak) return NameFeature::kExtraWeak;
    return word.role == NameWord::kGeneric ? NameFeature::kExtraGeneric : NameFeature::kExtraName;
  }

  // True where a word was left over that is more than weak.
  bool TakeUnmatchedOf(const NameForm& form, uint32_t matched, bool is_left) {
    bool any = false;
    for (size_t i = 0; i < form.words().size(); ++i) {
      if ((matched >> i & 1) != 0) continue;
      const NameWord& word = form.words()[i];
      any |= word.role != NameWord::kWeak;
      const absl::string_view letters = form.LettersOf(word);
      Take(FeatureOfExtra(word), is_left ? letters : absl::string_view(), is_left ? absl::string_view() : letters);
    }
    return any;
  }

  void TakeUnmatched() {
    const bool left = TakeUnmatchedOf(left_, left_matched_, true);
    const bool right = TakeUnmatchedOf(right_, right_matched_, false);
    if (left && right) Take(NameFeature::kUnlike, {}, {});
  }

  void CompareFathers(const WordMatch& match) {
    const bool left = FirstWord(left_, match.left_words).father, right = FirstWord(right_, match.right_words).father;
    father_on_left_ |= left && !right, father_on_right_ |= right && !left;
  }

  // Where both tell a father, and a word of one is the father, but not in the other, and the other way round.
  void TakeFathers() {
    const bool both = left_.tells_father() && right_.tells_father();
    if (both && father_on_left_ && father_on_right_) Take(NameFeature::kFatherIsChild, {}, {});
  }

  // Names that are read alike are written otherwise.
  void TakeSigns() {
    if (ShareScript(left_.signs(), right_.signs()) && left_.signs() != right_.signs())
      Take(NameFeature::kSignsDiffer, left_.signs(), right_.signs());
  }

  void TakeLegalForms() {
    const uint8_t left = left_.legal_classes(), right = right_.legal_classes();
    if ((left == 0) != (right == 0)) Take(NameFeature::kLegalFormMissing, {}, {});
    if (left != 0 && right != 0 && (left & right) == 0) Take(NameFeature::kLegalFormDiffers, {}, {});
  }

  const NameForm& left_;
  const NameForm& right_;
  const bool persons_;
  uint32_t left_matched_ = 0, right_matched_ = 0;
  bool father_on_left_ = false, father_on_right_ = false;
  int matched_words_ = 0, full_words_ = 0;
  int taken_ = 0;
  NameComparison answer_;
};

}  // namespace

NameComparison CompareNames(const NameForm& left, const NameForm& right) { return Comparison(left, right).Compare(); }

}  // namespace caspian
