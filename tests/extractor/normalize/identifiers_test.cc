#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/extractor/normalize/parts_of.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

struct Case {
  const char* text;
  const char* canonical;  // null: no such identifier
};

void ExpectValues(const char* normalizer, const std::vector<Case>& cases) {
  for (const Case& test : cases) {
    const pb::Value value = Normalize(normalizer, test.text, {Part("value", test.text)}, {});
    EXPECT_EQ(value.canonical(), test.canonical == nullptr ? test.text : test.canonical) << value.problem();
    EXPECT_EQ(value.problem().empty(), test.canonical != nullptr) << test.text;
  }
}

TEST(NormalizeUrlTest, LowersSchemeAndHostAndChecksTheHost) {
  ExpectValues("url", {{"HTTP://Example.ORG/A?b=C#d", "http://example.org/A?b=C#d"},
                       {"https://localhost:8080/#/1", "https://localhost:8080/#/1"},
                       {"http://user@127.0.0.1:80", "http://user@127.0.0.1:80"},
                       {"http://[::1]:80/x", "http://[::1]:80/x"},
                       {"bit.ly", "bit.ly"},
                       {"http://362", nullptr},
                       {"http://a-.org", nullptr},
                       {"http://example.org:99999", nullptr},
                       {"http://[::1", nullptr},
                       {"http://", nullptr}});
}

TEST(NormalizeIpTest, WritesAddressesInOneForm) {
  ExpectValues("ip", {{"8.8.8.8", "8.8.8.8"},
                      {"08.008.08.08", "8.8.8.8"},
                      {"FE80:0:0:0:0204:61ff:FE9D:f156", "fe80::204:61ff:fe9d:f156"},
                      {"::", "::"},
                      {"256.1.1.1", nullptr},
                      {"1.2.3", nullptr},
                      {"1::2::3", nullptr}});
}

TEST(NormalizeEmailTest, JoinsWhatIsSpelledOut) {
  const auto mail = [](PartList parts) { return Normalize("email", "text", parts, {}); };
  EXPECT_EQ(mail({Part("local", "ada.quill"), Part("domain", "Example.org")}).canonical(), "ada.quill@Example.org");
  EXPECT_EQ(
      mail({Part("local", "ada"), Part("local_2", "q"), Part("domain", "fb"), Part("domain_2", "com")}).canonical(),
      "ada.q@fb.com");
  EXPECT_NE(mail({Part("local", "ada"), Part("domain", "example")}).problem(), "");
  EXPECT_NE(mail({Part("local", "ada..q"), Part("domain", "example.org")}).problem(), "");
  EXPECT_NE(mail({Part("local", std::string(65, 'a')), Part("domain", "example.org")}).problem(), "");
}

TEST(NormalizePhoneTest, WritesE164WhereTheCountryIsKnown) {
  ExpectValues("phone", {{"+44 (0) 20 7946-0018", "+442079460018"},
                         {"0049 171 1234567", "+491711234567"},
                         {"0171 1234567", "01711234567"},
                         {"12345", nullptr},
                         {"+1234567890123456", nullptr}});
  const PartList american = {Part("value", "1 (541) 555-3010"), Part("calling_code", "1"), Part("extension", "x12")};
  EXPECT_EQ(Normalize("phone", "text", american, {}).canonical(), "+15415553010;ext=12");
}

TEST(NormalizeCoordinatesTest, CountsMinutesAndSecondsExactly) {
  const auto place = [](PartList parts) { return Normalize("coordinates", "text", parts, {}); };
  EXPECT_EQ(place({Part("latitude", "51"), Part("latitude_minutes", "30"), Part("longitude", "0"),
                   Part("longitude_minutes", "7"), Part("longitude_seconds", "30"), Part("longitude_negative", "W")})
                .canonical(),
            "51.5,-0.125");
  EXPECT_EQ(place({Part("latitude", "51"), Part("latitude_minutes", "20"), Part("longitude", "20")}).canonical(),
            "154⁄3,20");
  EXPECT_NE(place({Part("latitude", "91"), Part("longitude", "0")}).problem(), "");
  EXPECT_NE(place({Part("latitude", "51"), Part("latitude_minutes", "60"), Part("longitude", "0")}).problem(), "");
  EXPECT_NE(place({Part("latitude", "51")}).problem(), "");
}

TEST(NormalizeCodeTest, NamesBodyNumberAndYear) {
  const PartList resolution = {Part("body", "Security Council", {{"body", "UNSC"}}), Part("number", "1540"),
                               Part("year", "2004")};
  EXPECT_EQ(Normalize("code", "text", resolution, {}).canonical(), "UNSC 1540 (2004)");
  EXPECT_EQ(Normalize("code", "text", {Part("number", "05-1234")}, {}).canonical(), "05-1234");
  EXPECT_NE(Normalize("code", "text", {}, {}).problem(), "");
}

// What is written once is written the same again.
TEST(NormalizeIdentifierPropertyTest, ParsingWhatIsFormattedIsTheIdentity) {
  std::mt19937 random(20060623);
  const auto again = [](const char* normalizer, const std::string& text) {
    const std::string once = Normalize(normalizer, text, {Part("value", text)}, {}).canonical();
    EXPECT_EQ(Normalize(normalizer, once, {Part("value", once)}, {}).canonical(), once);
    return once;
  };
  for (int i = 0; i < 1000; ++i) {
    const std::string four =
        absl::StrCat(random() % 256, ".", random() % 256, ".", random() % 256, ".", random() % 256);
    EXPECT_EQ(again("ip", four), four);
    std::string six = absl::StrFormat("%x", random() % 65536);
    for (int k = 0; k < 7; ++k) absl::StrAppendFormat(&six, ":%04X", random() % 3 == 0 ? random() % 65536 : 0);
    EXPECT_EQ(Normalize("ip", six, {Part("value", six)}, {}).problem(), "") << six;
    again("ip", six);
    again("phone", absl::StrCat("+", 10000000 + random() % 900000000));
    again("url", absl::StrCat("HTTP://H", random() % 1000, ".Org/", random()));
  }
}

}  // namespace
}  // namespace caspian::extractor
