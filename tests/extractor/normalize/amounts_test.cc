#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "extractor/normalize/parts.h"
#include "tests/extractor/normalize/parts_of.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

struct Case {
  const char* text;
  PartList parts;
  const char* canonical;
};

void ExpectCanonical(const char* normalizer, const std::vector<Case>& cases) {
  for (const Case& test : cases) {
    const pb::Value value = Normalize(normalizer, test.text, test.parts, {});
    EXPECT_EQ(value.canonical(), test.canonical) << test.text << ": " << value.problem();
    EXPECT_EQ(value.problem(), "") << test.text;
  }
}

void ExpectKeptAsText(const char* normalizer, const std::vector<Case>& cases) {
  for (const Case& test : cases) {
    const pb::Value value = Normalize(normalizer, test.text, test.parts, {});
    EXPECT_EQ(value.canonical(), test.text);
    EXPECT_NE(value.problem(), "") << test.text;
    EXPECT_EQ(value.kind_case(), pb::Value::KIND_NOT_SET) << test.text;
  }
}

ValuePart Dollars() { return Part("currency", "$", {{"code", "USD"}}); }

TEST(NormalizeNumberTest, ReadsDigitsWordsAndScales) {
  ExpectCanonical("number",
                  {
                      {"1,300", {Part("amount", "1,300")}, "1300"},
                      {"4.7 billion", {Words("amount", "4.7 1000000000", "4.7 billion")}, "4700000000"},
                      {"1,200 million", {Words("amount", "1,200 1000000", "1,200 million")}, "1200000000"},
                      {"twelve", {Worth("amount", 12)}, "12"},
                      {"twenty-six thousand four hundred", {Words("amount", "26 1000 4 100")}, "26400"},
                      {"one hundred and twenty-three thousand four hundred and fifty-six",
                       {Words("amount", "1 100 23 1000 4 100 56")},
                       "123456"},
                      {"two hundred twelve", {Words("amount", "2 100 12")}, "212"},
                      {"two and a half million", {Words("amount", "2 0.5 1000000")}, "2500000"},
                      {"half a million", {Words("amount", "0.5 1000000")}, "500000"},
                      {"two thousand million", {Words("amount", "2 1000 1000000")}, "2000000000"},
                      {"a million three hundred thousand", {Words("amount", "1 1000000 3 100 1000")}, "1300000"},
                      {"5 1/2", {Part("amount", "5 1/2")}, "5.5"},
                      {"5½", {Part("amount", "5½")}, "5.5"},
                      {"5\n1/2", {Part("amount", "5\n1/2")}, "5.5"},
                      {"5\u20131/2", {Part("amount", "5\u20131/2")}, "5.5"},
                      {"23rd", {Part("amount", "23rd")}, "23"},
                      {"3/4", {Part("amount", "3/4")}, "0.75"},
                      {"minus 3", {Part("negative", "minus"), Part("amount", "3")}, "-3"},
                  });
}

TEST(NormalizeNumberTest, KeepsWhatHasNoOneReadingAsText) {
  ExpectKeptAsText("number", {
                                 {"1.234,56", {Part("amount", "1.234,56")}, ""},
                                 {"5 600", {Part("amount", "5 600")}, ""},
                                 {"many", {Part("amount", "many")}, ""},
                                 {"", {}, ""},
                             });
}

TEST(NormalizeNumberTest, MarksOrdinals) {
  const pb::Value value = Normalize("number", "third", {Worth("amount", 3), Part("ordinal", "third")}, {});
  EXPECT_TRUE(value.number().ordinal());
  EXPECT_EQ(value.canonical(), "3");
}

TEST(NormalizeMoneyTest, WritesCodeAndExactAmount) {
  ExpectCanonical(
      "money",
      {
          {"$6 million", {Dollars(), Words("amount", "6 1000000", "6 million")}, "USD 6000000"},
          {"$31.20", {Dollars(), Part("amount", "31.20")}, "USD 31.2"},
          {"25 cents",
           {Part("amount", "25"), Part("currency", "cents", {{"code", "USD"}, {"minor", "2"}})},
           "USD 0.25"},
          {"$485 a ton",
           {Dollars(), Part("amount", "485"), Part("per", "ton", {{"ucum", "t"}, {"per", "t"}})},
           "USD 485/t"},
          {"$70 a share", {Dollars(), Part("amount", "70"), Part("per", "share")}, "USD 70/share"},
          {"$1.2 billion to $1.5 billion",
           {Dollars(), Words("amount", "1.2 1000000000", "1.2 billion"),
            Words("amount_high", "1.5 1000000000", "1.5 billion")},
           "USD 1200000000/1500000000"},
          {"$1.2-1.5 billion",
           {Dollars(), Part("amount", "1.2"), Words("amount_high", "1.5 1000000000", "1.5 billion")},
           "USD 1200000000/1500000000"},
          {"$500 to $1 million",
           {Dollars(), Part("amount", "500"), Words("amount_high", "1 1000000", "1 million")},
           "USD 500/1000000"},
          {"500 rupees", {Part("amount", "500"), Part("currency", "rupees", {{"code", "INR|PKR"}})}, "INR|PKR 500"},
          {"USD 5", {Part("currency", "USD"), Part("amount", "5")}, "USD 5"},
      });
}

TEST(NormalizeMoneyTest, LeavesTheCurrencyOpenWhereTheWordsDo) {
  const pb::Value value =
      Normalize("money", "500 rupees", {Part("amount", "500"), Part("currency", "rupees", {{"code", "INR|PKR"}})}, {});
  EXPECT_EQ(value.money().currency(), "");
  EXPECT_EQ(value.money().amount(), "500");
}

TEST(NormalizeMoneyTest, KeepsTheSpanOfTheObject) {
  ValuePart object = Part("object", "vehicles");
  object.begin = 40;
  object.end = 48;
  const pb::Value value =
      Normalize("money", "$6", {Dollars(), Part("amount", "6"), object, Part("object_ambiguous", "true")}, {});
  EXPECT_EQ(value.money().object().begin(), 40u);
  EXPECT_EQ(value.money().object().end(), 48u);
  EXPECT_TRUE(value.money().object_ambiguous());
}

TEST(NormalizeMoneyTest, RefusesARangeThatEndsBelowItsBeginning) {
  ExpectKeptAsText("money", {{"$7-5", {Dollars(), Part("amount", "7"), Part("amount_high", "5")}, ""}});
}

TEST(NormalizePercentTest, WritesSharesRangesAndPoints) {
  ExpectCanonical("percent",
                  {
                      {"6.4 percent", {Part("amount", "6.4")}, "6.4 %"},
                      {"6-7 pct", {Part("amount", "6"), Part("amount_high", "7")}, "6/7 %"},
                      {"minus 3 percent", {Part("amount", "3"), Part("negative", "minus")}, "-3 %"},
                      {"two percentage points", {Worth("amount", 2), Part("points", "percentage points")}, "2 pp"},
                  });
}

TEST(NormalizeMoneyTest, AddsTheSmallerCoin) {
  const ValuePart cents = Part("minor_unit", "cents", {{"code", "USD"}, {"minor", "2"}});
  ExpectCanonical(
      "money", {{"3 dollars 50 cents", {Dollars(), Part("amount", "3"), Part("minor_amount", "50"), cents}, "USD 3.5"},
                {"$20 43", {Dollars(), Part("amount", "20"), Part("minor_amount", "43")}, "USD 20.43"},
                {"20 MUSD",
                 {Part("currency", "MUSD", {{"code", "USD"}, {"minor", "-6"}}), Part("amount", "20")},
                 "USD 20000000"}});
}

ValuePart UnitPart(const char* name, const char* ucum, const char* factor) {
  return Part(name, "unit", {{"ucum", ucum}, {"dimension", "length"}, {"factor", factor}});
}

TEST(NormalizeQuantityTest, SumsUpUnitsExactly) {
  const ValuePart feet = UnitPart("unit", "[ft_i]", "0.3048"), inches = UnitPart("unit_2", "[in_i]", "0.0254");
  ExpectCanonical("quantity",
                  {{"5 feet 2 inches", {Part("amount", "5"), feet, Part("amount_2", "2"), inches}, "62 [in_i]"},
                   {"1 meter and 1 foot",
                    {Part("amount", "1"), UnitPart("unit", "m", "1"), Part("amount_2", "1"),
                     UnitPart("unit_2", "[ft_i]", "0.3048")},
                    "1.3048 m"}});
  ExpectKeptAsText(
      "quantity",
      {{"5 feet 2 bytes", {Part("amount", "5"), feet, Part("amount_2", "2"), Part("unit_2", "bytes")}, ""}});
}

TEST(NormalizeQuantityTest, NamesAUnitAlone) {
  ExpectCanonical("quantity",
                  {{"degrees Celsius", {Part("unit", "degrees Celsius", {{"ucum", "Cel"}})}, "Cel"},
                   {"aged 45", {Part("unit", "a"), Part("dimension", "age"), Part("amount", "45")}, "45 a"}});
}

TEST(NormalizeQuantityTest, WritesUnitsAndCountedNouns) {
  ExpectCanonical("quantity",
                  {
                      {"25 kilometers",
                       {Part("amount", "25"), Part("unit", "kilometers", {{"ucum", "km"}, {"dimension", "length"}})},
                       "25 km"},
                      {"500 Kazakh soldiers", {Part("amount", "500"), Part("noun", "soldiers")}, "500 soldiers"},
                      {"8,000-9,000 troops",
                       {Part("amount", "8,000"), Part("amount_high", "9,000"), Part("noun", "troops")},
                       "8000/9000 troops"},
                  });
  EXPECT_EQ(Normalize("quantity", "x", {Part("amount", "1"), Part("noun", "men")}, {}).quantity().dimension(), "count");
  ExpectKeptAsText("quantity", {{"500", {Part("amount", "500")}, ""}});
}

TEST(NormalizeDurationTest, WritesTimexValues) {
  const auto unit = [](const char* timex, const char* name = "unit", const char* factor = "1") {
    return Part(name, "word", {{"timex", timex}, {"factor", factor}});
  };
  ExpectCanonical(
      "duration",
      {
          {"five-year", {Worth("amount", 5), unit("Y")}, "P5Y"},
          {"two weeks", {Worth("amount", 2), unit("W")}, "P2W"},
          {"16 hours", {Part("amount", "16"), unit("TH")}, "PT16H"},
          {"5 1/2 hours", {Part("amount", "5 1/2"), unit("TH")}, "PT5H30M"},
          {"half an hour", {Part("amount", "1/2"), unit("TH")}, "PT30M"},
          {"1.5 years", {Part("amount", "1.5"), unit("Y")}, "P1.5Y"},
          {"two decades", {Worth("amount", 2), unit("Y", "unit", "10")}, "P20Y"},
          {"two hours and 30 minutes",
           {Worth("amount", 2), unit("TH"), Part("amount_2", "30"), unit("TM", "unit_2")},
           "PT2H30M"},
          {"a year and 3 days", {Worth("amount", 1), unit("Y"), Part("amount_2", "3"), unit("D", "unit_2")}, "P1Y3D"},
          {"days", {unit("D")}, "PXD"},
          {"three to five years", {Worth("amount", 3), Worth("amount_high", 5), unit("Y")}, "P3Y/P5Y"},
      });
  ExpectKeptAsText("duration",
                   {{"5 parsecs", {Part("amount", "5"), unit("PC")}, ""}, {"5", {Part("amount", "5")}, ""}});
}

TEST(NormalizeTest, ReadsQualifiersAndWhereTheyStand) {
  ValuePart cue = Part("cue", "around", {{"modifier", "approximate"}});
  cue.begin = 10;
  cue.end = 16;
  const pb::Value value = Normalize("quantity", "500 men", {cue, Part("amount", "500"), Part("noun", "men")}, {});
  EXPECT_EQ(value.modifier(), pb::VALUE_MODIFIER_APPROXIMATE);
  EXPECT_EQ(value.modifier_span().begin(), 10u);
  EXPECT_EQ(value.modifier_span().end(), 16u);

  const pb::Value setting =
      Normalize("quantity", "500 men", {Part("modifier", "at_least"), Part("amount", "500"), Part("noun", "men")}, {});
  EXPECT_EQ(setting.modifier(), pb::VALUE_MODIFIER_AT_LEAST);
  EXPECT_FALSE(setting.has_modifier_span());
}

TEST(NormalizeTest, KnowsItsNames) {
  for (const char* name : {"date", "duration", "money", "quantity", "percent", "number", "url", "email", "ip", "phone",
                           "coordinates", "code"})
    EXPECT_TRUE(IsNormalizer(name)) << name;
  EXPECT_FALSE(IsNormalizer("colour"));
  EXPECT_NE(Normalize("colour", "red", {}, {}).problem(), "");
}

// Random amounts: whole, decimal, larger than a machine word.
class AmountPropertyTest : public ::testing::Test {
 protected:
  Decimal Any() {
    Decimal amount(static_cast<int64_t>(random_() % 1000000));
    if (random_() % 8 == 0) amount = amount.Times(Decimal(int64_t{1} << 40)).Plus(Decimal(1));
    return amount.Shifted(static_cast<int>(random_() % 10) - 5);
  }

  std::mt19937 random_{20060623};
};

// What stands before or behind the number in a canonical string.
struct Form {
  const char* normalizer;
  PartList parts;
  const char* before;
  const char* behind;
};
std::vector<Form> Forms() {
  return {{"money", {Dollars()}, "USD ", ""},
          {"money", {Dollars(), Part("per", "t")}, "USD ", "/t"},
          {"percent", {}, "", " %"},
          {"percent", {Part("points", "points")}, "", " pp"},
          {"quantity", {Part("noun", "men")}, "", " men"},
          {"quantity", {Part("unit", "m", {{"ucum", "m"}, {"dimension", "length"}})}, "", " m"},
          {"duration", {Part("unit", "years", {{"timex", "Y"}})}, "P", "Y"},
          {"duration", {Part("unit", "days", {{"timex", "D"}})}, "P", "D"}};
}

std::string CanonicalOf(const Form& form, const std::string& low, const std::string& high = "") {
  PartList parts = form.parts;
  parts.push_back(Part("amount", low));
  if (!high.empty()) parts.push_back(Part("amount_high", high));
  const pb::Value value = Normalize(form.normalizer, "kept as text", parts, {});
  return value.problem().empty() ? value.canonical() : "problem";
}

// The number of a canonical string is read back as the same canonical string.
TEST_F(AmountPropertyTest, ParsingWhatIsFormattedIsTheIdentity) {
  for (const Form& form : Forms()) {
    for (int i = 0; i < 1000; ++i) {
      const std::string number = Any().ToString();
      const std::string canonical = CanonicalOf(form, number);
      ASSERT_EQ(canonical, form.before + number + form.behind);
      const std::string inside = canonical.substr(std::string(form.before).size(), number.size());
      EXPECT_EQ(CanonicalOf(form, inside), canonical);
    }
  }
}

TEST_F(AmountPropertyTest, HoursReadBackWithTheirMinutes) {
  const auto of_day = [](const char* name, const char* timex) { return Part(name, "unit", {{"timex", timex}}); };
  for (int i = 0; i < 2000; ++i) {
    const std::string hours = std::to_string(random_() % 100), minutes = std::to_string(1 + random_() % 59);
    const pb::Value value =
        Normalize("duration", "text",
                  {Part("amount", hours), of_day("unit", "TH"), Part("amount_2", minutes), of_day("unit_2", "TM")}, {});
    EXPECT_EQ(value.canonical(), "PT" + hours + "H" + minutes + "M");
  }
}

TEST_F(AmountPropertyTest, ARangeNeverEndsBeforeItBegins) {
  for (const Form& form : Forms()) {
    for (int i = 0; i < 1000; ++i) {
      const Decimal low = Any(), high = Any();
      EXPECT_EQ(CanonicalOf(form, low.ToString(), high.ToString()) == "problem", high < low)
          << form.normalizer << " " << low.ToString() << " " << high.ToString();
    }
  }
}

}  // namespace
}  // namespace caspian::extractor
