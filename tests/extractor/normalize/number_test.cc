// Numbers: words and digits, fractions, powers, ranges, ordinals; what is beyond any amount.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "extractor/normalize/fraction.h"
#include "extractor/normalize/number_words.h"
#include "extractor/normalize/parts.h"
#include "tests/extractor/normalize/parts_of.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

struct Case {
  PartList parts;
  const char* canonical;
};

void ExpectNumbers(const std::vector<Case>& cases) {
  for (const Case& test : cases) {
    const pb::Value value = Normalize("number", "text", test.parts, {});
    EXPECT_EQ(value.canonical(), test.canonical) << test.parts[0].text << ": " << value.problem();
    EXPECT_EQ(value.problem(), "");
  }
}

void ExpectProblems(const std::vector<PartList>& cases) {
  for (const PartList& parts : cases) {
    const pb::Value value = Normalize("number", "the words", parts, {});
    EXPECT_EQ(value.canonical(), "the words");
    EXPECT_NE(value.problem(), "") << parts[0].text.substr(0, 40);
    EXPECT_EQ(value.kind_case(), pb::Value::KIND_NOT_SET);
    EXPECT_LT(value.problem().size(), 250u);
  }
}

TEST(NumberWordsTest, DividesByADenominator) {
  ExpectNumbers({
      {{Words("amount", "2 /3")}, "2⁄3"},
      {{Words("amount", "1 /5")}, "0.2"},
      {{Words("amount", "3 100 /25")}, "12"},
      {{Words("amount", "95 100 /5")}, "1900"},
      {{Words("amount", "2 /3 1000000")}, "2000000⁄3"},
      {{Words("amount", "1 100 1000 /1000000000000")}, "0.0000001"},
  });
}

TEST(NumberWordsTest, TellsAMixedNumberFromALargeNumerator) {
  ExpectNumbers({
      {{Words("amount", "1 100 and 3 /4")}, "100.75"},
      {{Words("amount", "1 100 and 30 /5")}, "26"},
      {{Words("amount", "20 and 3 and 3 /5")}, "23.6"},
      {{Words("amount", "2 and 3 /4 1000000")}, "2750000"},
      {{Words("amount", "2 1000000 and 1 /2")}, "2500000"},
      {{Words("amount", "1 1000000000 and 3 /4 1000000")}, "1000750000"},
      {{Words("amount", "and 1 /4")}, "0.25"},
  });
}

TEST(NumberWordsTest, ReadsPointsAndDozens) {
  ExpectNumbers({
      {{Words("amount", "1 . 2 5")}, "1.25"},
      {{Words("amount", "2 . 5 1000000")}, "2500000"},
      {{Words("amount", "1 .05")}, "1.05"},
      {{Words("amount", "3 *12")}, "36"},
      {{Words("amount", "2 100 *12")}, "2400"},
      {{Words("amount", "3 100000 10000000")}, "3000000000000"},
      {{Words("amount", "5 2/3 1000000")}, "17000000⁄3"},
  });
}

TEST(NumberDigitsTest, ReadsTheFormsOfNewsAndData) {
  ExpectNumbers({
      {{Part("amount", "1 414 021 100")}, "1414021100"},
      {{Part("amount", "1/3")}, "1⁄3"},
      {{Part("amount", "5 1/3")}, "16⁄3"},
      {{Part("amount", "⅜")}, "0.375"},
      {{Part("amount", "1,00,000")}, "100000"},
      {{Part("amount", "0033")}, "33"},
      {{Part("amount", ".08")}, "0.08"},
      {{Part("amount", "-9.25")}, "-9.25"},
      {{Part("amount", "6"), Part("denominator", "4")}, "1.5"},
      {{Part("amount", "1.3"), Part("exponent", "+6")}, "1300000"},
      {{Part("amount", "4"), Part("exponent", "-6")}, "0.000004"},
      {{Part("amount", "2.5"), Part("power", "-1"), Part("negative", "-")}, "-0.4"},
      {{Part("amount", "1.1"), Part("power", "3")}, "1.331"},
  });
}

TEST(NumberRangeTest, GivesBothEndsTheirSigns) {
  ExpectNumbers({
      {{Part("amount", "20"), Part("amount_high", "30")}, "20/30"},
      {{Part("amount", "10"), Part("negative", "-"), Part("amount_high", "5"), Part("negative_high", "-")}, "-10/-5"},
      {{Part("amount", "1/4"), Part("amount_high", "1/2")}, "0.25/0.5"},
      {{Part("words", "1 /4"), Part("words_high", "1 /2")}, "0.25/0.5"},
      {{Part("amount", "2"), Part("words_high", "26 100")}, "2/2600"},
  });
}

TEST(NumberOrdinalTest, CountsFromWhereItIsSaidTo) {
  ExpectNumbers({
      {{Words("amount", "2 100"), Part("ordinal", "yes")}, "200"},
      {{Part("origin", "current"), Part("offset", "1")}, "current+1"},
      {{Part("origin", "end"), Part("offset", "-1")}, "end-1"},
      {{Part("origin", "end")}, "end+0"},
  });
  ExpectProblems({{Part("origin", "middle")}, {Part("origin", "end"), Part("offset", "0.5")}});
}

TEST(NumberTest, MarksWhatIsBeyondAnyAmount) {
  const std::string digits(10000, '7');
  ExpectProblems({
      {Part("amount", digits)},
      {Part("amount", digits + ".5")},
      {Words("amount", digits + " 1000000", digits)},
      {Part("amount", "1/0")},
      {Part("amount", "1.234,56")},
      {Part("amount", "1,5")},
      {Part("amount", "5 600")},
      {Part("amount", "1"), Part("exponent", "999")},
      {Part("amount", "12345.678"), Part("power", "400")},
      {Part("amount", "7"), Part("amount_high", "5")},
      {Part("amount", "1"), Part("denominator", "0")},
  });
}

TEST(FractionTest, IsADecimalWhereThatEnds) {
  std::mt19937 random(20060623);
  for (int i = 0; i < 2000; ++i) {
    const int64_t above = static_cast<int64_t>(random() % 100000) - 50000,
                  below = static_cast<int64_t>(random() % 999) + 1;
    const absl::optional<Fraction> fraction = Fraction::Of(Decimal(above), Decimal(below));
    ASSERT_TRUE(fraction.has_value());

    // numerator / denominator = above / below, in lowest terms.
    EXPECT_EQ(fraction->numerator().Times(Decimal(below)), fraction->denominator().Times(Decimal(above)));
    EXPECT_EQ(fraction->AsDecimal().has_value(), fraction->denominator() == Decimal(1));
    EXPECT_EQ(fraction->Negated().Negated(), *fraction);
  }
}

TEST(FractionTest, RefusesWhatItCannotComputeExactly) {
  const Decimal large = *Decimal::Parse("1" + std::string(30, '0') + "1");
  EXPECT_FALSE(Fraction::Of(Decimal(1), Decimal()).has_value());
  EXPECT_FALSE(Fraction::Of(large, Decimal(3)).has_value());
  EXPECT_EQ(Fraction::Of(large, Decimal(1))->ToString(), large.ToString());
}

// A number's canonical string is a number that reads back as itself.
TEST(NumberPropertyTest, ParsingWhatIsFormattedIsTheIdentity) {
  std::mt19937 random(20060623);
  for (int i = 0; i < 2000; ++i) {
    const Decimal number =
        Decimal(static_cast<int64_t>(random()) - (1LL << 31)).Shifted(-static_cast<int>(random() % 12));
    const std::string text = number.ToString();
    const pb::Value value = Normalize("number", text, {Part("amount", text)}, {});
    EXPECT_EQ(value.canonical(), text);
    EXPECT_EQ(Normalize("number", text, {Part("amount", value.canonical())}, {}).canonical(), text);
  }
}

// Whatever two ends are handed over, a range never ends before it begins.
TEST(NumberPropertyTest, ARangeNeverEndsBeforeItBegins) {
  std::mt19937 random(20060623);
  for (int i = 0; i < 2000; ++i) {
    const std::string low = std::to_string(random() % 1000), high = std::to_string(random() % 1000);
    const pb::Value value = Normalize("number", "x", {Part("amount", low), Part("amount_high", high)}, {});
    const bool ascending = !(*Decimal::Parse(high) < *Decimal::Parse(low));
    EXPECT_EQ(value.problem().empty(), ascending) << low << " " << high;
    if (ascending) EXPECT_EQ(value.canonical(), low + "/" + high);
  }
}

}  // namespace
}  // namespace caspian::extractor
