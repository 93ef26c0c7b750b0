#include "common/base/utf8.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace caspian {
namespace {

TEST(Utf8Test, TellsWhereABadSequenceBeginsWhereverItStands) {
  // A tail, leads without their tails, an overlong form, a surrogate, more than U+10FFFF, a byte that leads nothing.
  for (const char* bad :
       {"\x80", "\xC3", "\xE2\x82", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\xF0\x9F\x98"}) {
    for (size_t before = 0; before <= 24; ++before) {
      for (size_t behind = 0; behind <= 9; ++behind) {
        const std::string text = std::string(before, 'a') + bad + std::string(behind, 'b');
        ASSERT_EQ(FindInvalidUtf8(text), std::optional<size_t>(before)) << before << " before, " << behind << " behind";
      }
    }
  }
}

TEST(Utf8Test, FindsNoFaultInWellFormedText) {
  for (const char* good : {"", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xF4\x8F\xBF\xBF"}) {
    for (size_t before = 0; before <= 24; ++before)
      EXPECT_EQ(FindInvalidUtf8(std::string(before, 'a') + good + "abcdefgh" + good), std::nullopt) << good;
  }
}

}  // namespace
}  // namespace caspian
