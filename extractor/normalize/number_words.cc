#include "extractor/normalize/number_words.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "extractor/normalize/number_digits.h"
#include "extractor/normalize/parts.h"

namespace caspian::extractor {
namespace {

// Absent for digits that are no number.
absl::optional<NumberWord> ReadWord(absl::string_view text) {
  if (text == ".") return NumberWord{NumberWord::kPoint, Decimal()};
  NumberWord word;
  if (absl::ConsumePrefix(&text, "/")) word.kind = NumberWord::kDenominator;
  if (absl::ConsumePrefix(&text, "*")) word.kind = NumberWord::kFactor;
  const DigitNumber number = ReadDigits(text);
  if (!number.present) return NumberWord{NumberWord::kJoint, Decimal()};
  if (!number.value) return absl::nullopt;
  word.value = *number.value;
  return word;
}

// A factor of what stands before it: hundred, thousand, million.
bool IsScale(const NumberWord& word) {
  static const Fraction& kHundred = *new Fraction(Decimal(100));
  return word.kind == NumberWord::kNumber && !(word.value < kHundred);
}
bool ClosesGroup(const NumberWord& word) {
  static const Fraction& kThousand = *new Fraction(Decimal(1000));
  return word.kind == NumberWord::kNumber && !(word.value < kThousand);
}

// Sums up words, none of which divides.
class SpokenSum {
 public:
  void Add(const NumberWord& word) {
    const Decimal& value = word.value.numerator();
    if (word.kind == NumberWord::kPoint) {
      behind_point_ = open_ = true;
    } else if (word.kind == NumberWord::kFactor) {
      total_ = Total().Times(value);
      group_ = Decimal();
    } else if (word.kind == NumberWord::kNumber) {
      behind_point_ && !IsScale(word) ? AddPlaces(value) : AddValue(value, IsScale(word), ClosesGroup(word));
      first_ = false;
    }
  }

  Decimal Total() const { return total_.Plus(group_); }

 private:
  // "one point two five".
  void AddPlaces(const Decimal& digits) {
    places_ += static_cast<int>(digits.DigitCount());
    group_ = group_.Plus(digits.Shifted(-places_));
  }

  void AddValue(const Decimal& value, bool scale, bool closes) {
    if (!open_ && !first_ && closes) {  // "two thousand million"
      total_ = total_.Times(value);
      return;
    }
    group_ = !open_ ? value : scale ? group_.Times(value) : group_.Plus(value);
    open_ = true;
    if (!first_ && closes) CloseGroup();
  }

  void CloseGroup() {
    total_ = total_.Plus(group_);
    group_ = Decimal();
    open_ = behind_point_ = false;
  }

  Decimal total_;
  Decimal group_;
  bool first_ = true;
  bool open_ = false;
  bool behind_point_ = false;
  int places_ = 0;
};

Decimal Sum(const NumberWords& words, size_t begin, size_t end) {
  SpokenSum sum;
  for (size_t i = begin; i < end; ++i) sum.Add(words[i]);
  return sum.Total();
}

size_t FindDenominator(const NumberWords& words) {
  size_t i = 0;
  while (i < words.size() && words[i].kind != NumberWord::kDenominator) ++i;
  return i;
}

// Where the fraction begins behind the last joint of words [0, end) ("one hundred and three quarters"); 0 where no
// number stands before a joint.
size_t FractionBegin(const NumberWords& words, size_t end) {
  size_t i = end;
  while (i > 1 && words[i - 1].kind != NumberWord::kJoint) --i;
  return i > 1 ? i : 0;
}

// Of "two and three quarters million" words [0, bar) are the whole and the numerator, `bar` is the denominator.
absl::optional<Fraction> Divided(const NumberWords& words, size_t bar) {
  const Decimal denominator = words[bar].value.numerator();
  const bool scaled = bar + 1 < words.size();
  const Decimal scale = scaled ? Sum(words, bar + 1, words.size()) : Decimal(1);
  const size_t begin = FractionBegin(words, bar);
  const Decimal numerator = Sum(words, begin, bar);
  // "one hundred and thirty fifths" is no fraction of one, so that all of it is the numerator.
  if (begin == 0 || !(numerator < denominator)) return Fraction::Of(Sum(words, 0, bar).Times(scale), denominator);
  const Decimal whole = Sum(words, 0, begin);
  const NumberWord& last = words[begin - 2];
  if (scaled && !ClosesGroup(last))  // "two and three quarters million"
    return Fraction::Of(whole.Times(denominator).Plus(numerator).Times(scale), denominator);
  // "two million and a half" is half a million more, as "one billion and three quarters million" names it.
  const Decimal unit = scaled ? scale : ClosesGroup(last) ? last.value.numerator() : Decimal(1);
  return Fraction::Of(whole.Times(denominator).Plus(numerator.Times(unit)), denominator);
}

// A third in digits is a word for each of its numbers, joined to a whole before it.
void AppendWord(const NumberWord& word, NumberWords* words) {
  const bool divided = word.kind == NumberWord::kNumber && !word.value.AsDecimal();
  if (!divided) return words->push_back(word);
  words->push_back({NumberWord::kJoint, Decimal()});
  words->push_back({NumberWord::kNumber, word.value.numerator()});
  words->push_back({NumberWord::kDenominator, word.value.denominator()});
}

// Most parts of dates: nothing but a few digits, or a word that means some.
absl::optional<int> ReadFewDigits(const ValuePart& part) {
  constexpr size_t kFew = 9;
  if (part.text.empty() || part.name == "words" || part.name == "words_high") return absl::nullopt;
  const absl::string_view digits = absl::ascii_isalpha(part.text[0]) ? FeatureOf(part, "number") : part.text;
  if (digits.empty() || digits.size() > kFew) return absl::nullopt;
  if (!std::all_of(digits.begin(), digits.end(), absl::ascii_isdigit)) return absl::nullopt;
  if (!FeatureOf(part, "words").empty()) return absl::nullopt;
  int number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  return number;
}

}  // namespace

absl::optional<Fraction> Compose(const NumberWords& words) {
  if (words.empty()) return absl::nullopt;
  if (words.size() == 1) return words[0].value;
  const size_t bar = FindDenominator(words);
  return bar < words.size() ? Divided(words, bar) : Fraction(Sum(words, 0, words.size()));
}

NumberWords ReadWords(const ValuePart& part) {
  NumberWords words;
  const bool setting = part.name == "words" || part.name == "words_high";
  const absl::string_view spoken = setting ? part.text : FeatureOf(part, "words");
  for (absl::string_view text : absl::StrSplit(spoken, ' ', absl::SkipEmpty())) {
    const absl::optional<NumberWord> word = ReadWord(text);
    if (!word) return {};
    AppendWord(*word, &words);
  }
  if (!words.empty()) return words;
  const DigitNumber digits = ReadDigits(part.text);
  if (digits.present && !digits.value) return {};
  if (digits.value) return {{NumberWord::kNumber, *digits.value}};
  const absl::string_view number = FeatureOf(part, "number");
  const absl::optional<Decimal> value = number.empty() ? absl::nullopt : Decimal::Parse(number);
  if (value) words.push_back({NumberWord::kNumber, *value});
  return words;
}

ScaledNumber SplitScale(NumberWords words) {
  ScaledNumber split{absl::nullopt, Decimal(1)};
  while (words.size() > 1 && ClosesGroup(words.back())) {
    split.scale = split.scale.Times(words.back().value.numerator());
    words.pop_back();
  }
  split.rest = Compose(words);
  return split;
}

absl::optional<Decimal> ReadNumber(const ValuePart& part) {
  if (const absl::optional<int> number = ReadFewDigits(part)) return Decimal(*number);
  const absl::optional<Fraction> number = Compose(ReadWords(part));
  return number ? number->AsDecimal() : absl::nullopt;
}

}  // namespace caspian::extractor
