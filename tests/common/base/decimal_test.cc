#include "common/base/decimal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

namespace caspian {
namespace {

TEST(DecimalTest, ReadsAndWritesTheLowestForm) {
  const struct {
    const char* text;
    const char* canonical;
  } kCases[] = {
      {"0", "0"},
      {"500", "500"},
      {"007", "7"},
      {"1,300", "1300"},
      {"1,234,567.890", "1234567.89"},
      {"1,00,000", "100000"},
      {"12,34,567", "1234567"},
      {".5", "0.5"},
      {"0.05", "0.05"},
      {"31.20", "31.2"},
      {"-3.0", "-3"},
      {"-0", "0"},
      {"100.00", "100"},
  };
  for (const auto& test : kCases) {
    const absl::optional<Decimal> number = Decimal::Parse(test.text);
    ASSERT_TRUE(number) << test.text;
    EXPECT_EQ(number->ToString(), test.canonical) << test.text;
  }
}

TEST(DecimalTest, RefusesWhatHasNoOneReading) {
  for (const char* text : {"1.234,56", "1,5", "1,23", "1234,567", "1,234,56", "1,2345", "5.", ".", "1e6", "x", "--1",
                           " 1", "1.2.3", ",100"}) {
    EXPECT_FALSE(Decimal::Parse(text)) << text;
  }
}

TEST(DecimalTest, AddsMultipliesAndShiftsExactly) {
  const auto number = [](const char* text) { return *Decimal::Parse(text); };
  EXPECT_EQ(number("0.1").Plus(number("0.2")).ToString(), "0.3");
  EXPECT_EQ(number("5").Plus(number("-7.25")).ToString(), "-2.25");
  EXPECT_EQ(number("99999999999999999999").Plus(number("1")).ToString(), "100000000000000000000");
  EXPECT_EQ(number("4.7").Times(number("1000000000")).ToString(), "4700000000");
  EXPECT_EQ(number("-1.5").Times(number("0.02")).ToString(), "-0.03");
  EXPECT_EQ(number("25").Shifted(-2).ToString(), "0.25");
  EXPECT_EQ(number("1.234").Shifted(2).ToString(), "123.4");
  EXPECT_EQ(number("1.2").Shifted(4).ToString(), "12000");
}

TEST(DecimalTest, KeepsTenThousandDigits) {
  const std::string digits = "9" + std::string(9998, '1') + "7";
  EXPECT_EQ(Decimal::Parse(digits)->ToString(), digits);
  EXPECT_EQ(Decimal::Parse(digits)->Shifted(3).ToString(), digits + "000");
  EXPECT_FALSE(Decimal::Parse(digits)->ToInt(1000000));
}

TEST(DecimalTest, ReadsBackWhatItWrites) {
  std::mt19937 random(20060623);
  for (int i = 0; i < 2000; ++i) {
    const Decimal number =
        Decimal(static_cast<int64_t>(random()) - (int64_t{1} << 31)).Shifted(static_cast<int>(random() % 13) - 6);
    EXPECT_EQ(*Decimal::Parse(number.ToString()), number) << number.ToString();
  }
}

TEST(DecimalTest, AgreesWithIntegersInSumProductAndOrder) {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    const int64_t a = static_cast<int64_t>(random() % 2000001) - 1000000,
                  b = static_cast<int64_t>(random() % 2000001) - 1000000;
    EXPECT_EQ(Decimal(a).Plus(Decimal(b)), Decimal(a + b));
    EXPECT_EQ(Decimal(a).Times(Decimal(b)), Decimal(a * b));
    EXPECT_EQ(Decimal(a) < Decimal(b), a < b) << a << " " << b;
  }
}

// Numbers of 1 to 30 digits, on both sides of what a machine word holds.
Decimal AnyNumber(std::mt19937* random) {
  std::string digits = (*random)() % 2 == 0 ? "-" : "";
  const size_t count = 1 + (*random)() % 30;
  for (size_t i = 0; i < count; ++i) digits += static_cast<char>('0' + (*random)() % 3 % 2 * ((*random)() % 10));
  return Decimal::Parse(digits)->Shifted(static_cast<int>((*random)() % 9) - 6);
}

TEST(DecimalTest, KeepsTheLawsOfArithmeticAtEachLength) {
  std::mt19937 random(11);
  for (int i = 0; i < 20000; ++i) {
    const Decimal a = AnyNumber(&random), b = AnyNumber(&random), c = AnyNumber(&random);
    ASSERT_EQ(a.Plus(b).Times(c), a.Times(c).Plus(b.Times(c)));
    ASSERT_EQ(a.Plus(b).Plus(c), a.Plus(b.Plus(c)));
    ASSERT_EQ(a.Plus(b).Plus(b.Negated()), a);
    ASSERT_EQ(a < b, a.Plus(b.Negated()).IsNegative());
    ASSERT_EQ(a.IsOne(), a == Decimal(1));
  }
}

}  // namespace
}  // namespace caspian
