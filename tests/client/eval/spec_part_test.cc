#include "client/cli/eval/spec_part.h"

#include "gtest/gtest.h"

namespace caspian::cli {
namespace {

v1::Value Feet(const std::string& low, const std::string& high, const std::string& unit = "[ft_i]") {
  v1::Value value;
  value.mutable_quantity()->set_amount(low);
  value.mutable_quantity()->set_amount_high(high);
  value.mutable_quantity()->set_unit(unit);
  return value;
}

// "8 to 10 feet" at 20 to 32, its upper end at 25.
v1::Value Marked(const v1::Value& value, uint32_t start, uint32_t end, absl::optional<uint32_t> high_start = 25) {
  const Annotation whole = {.start = 20, .end = 32, .type = "QUANTITY"};
  return ValueOfPart(value, {whole, high_start}, {.start = start, .end = end, .type = "dimension"});
}

TEST(ValueOfPartTest, OfARangeIsTheEndWhoseWordsAreMarked) {
  const v1::Value range = Feet("8", "10");
  const struct {
    const char* what;
    uint32_t start, end;
    const char *low, *high;
  } kCases[] = {
      {"the whole", 20, 32, "8", "10"},     {"the upper end", 25, 32, "10", ""},  {"its number", 25, 27, "10", ""},
      {"the lower end", 20, 21, "8", ""},   {"a bit of both", 20, 26, "8", "10"}, {"from before it", 10, 32, "8", "10"},
      {"both, in part", 21, 32, "8", "10"},
  };
  for (const auto& test : kCases) {
    const v1::Value part = Marked(range, test.start, test.end);
    EXPECT_EQ(part.quantity().amount(), test.low) << test.what;
    EXPECT_EQ(part.quantity().amount_high(), test.high) << test.what;
  }
}

TEST(ValueOfPartTest, OfMoneyAndPercentagesIsAnEnd) {
  v1::Value money, percent;
  money.mutable_money()->set_amount("5");
  money.mutable_money()->set_amount_high("7");
  percent.mutable_percent()->set_amount("5");
  percent.mutable_percent()->set_amount_high("7");
  EXPECT_EQ(Marked(money, 25, 32).money().amount(), "7");
  EXPECT_EQ(Marked(percent, 20, 21).percent().amount_high(), "");
}

TEST(ValueOfPartTest, OfWhatIsNoRangeIsTheAmount) {
  const v1::Value value = Feet("8", "");
  EXPECT_EQ(Marked(value, 25, 32).quantity().amount(), "8");
  EXPECT_EQ(Marked(Feet("8", "10"), 25, 32, absl::nullopt).quantity().amount_high(), "10");
}

TEST(ValueOfPartTest, OfARateIsWhatIsRatedWhereOnlyThatIsMarked) {
  const v1::Value rate = Feet("8", "", "[bbl_us]/d");
  EXPECT_EQ(Marked(rate, 20, 28, absl::nullopt).quantity().unit(), "[bbl_us]");
  EXPECT_EQ(Marked(rate, 20, 32, absl::nullopt).quantity().unit(), "[bbl_us]/d");
}

}  // namespace
}  // namespace caspian::cli
