#include "extractor/program/template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "extractor/program/kept.h"

namespace caspian::extractor {
namespace {

Template TemplateOf(const std::string& value) { return Template("x", value); }

std::string Evaluated(const std::string& value) {
  std::pmr::monotonic_buffer_resource memory;
  const Template parsed = TemplateOf(value);
  const auto resolve = [&](const TemplateReference& reference) -> absl::string_view {
    if (reference.name == "none") return "";
    return KeptText(reference.feature.empty() ? absl::StrCat("[", reference.name, "]")
                                              : absl::StrCat("[", reference.name, ".", reference.feature, "]"),
                    &memory);
  };
  return std::string(parsed.Evaluate(resolve, &memory));
}

TEST(TemplateTest, PutsReferencesIntoConstants) {
  const std::pair<const char*, const char*> cases[] = {
      {"plain", "plain"},       {"$a", "[a]"},          {"$a.b", "[a.b]"},
      {"${a.b}c", "[a.b]c"},    {"${a}b", "[a]b"},      {"iso3166:$code", "iso3166:[code]"},
      {"$a $b_2", "[a] [b_2]"}, {"$$5", "$5"},          {"5$", "5$"},
      {"a $ b", "a $ b"},       {"$a.", "[a]."},        {"$a-$b", "[a]-[b]"},
      {"$$$a", "$[a]"},         {"$a$b.c", "[a][b.c]"}, {"", ""},
  };
  for (const auto& [value, expected] : cases) EXPECT_EQ(Evaluated(value), expected) << value;
}

TEST(TemplateTest, IsEmptyWhereAnyReferenceIs) {
  EXPECT_EQ(Evaluated("$none"), "");
  EXPECT_EQ(Evaluated("a $none b"), "");
  EXPECT_EQ(Evaluated("$a$none"), "");
}

TEST(TemplateTest, LeavesOutWhatMayBeEmpty) {
  EXPECT_EQ(Evaluated("${none?}"), "");
  EXPECT_EQ(Evaluated("${a?} ${none?} ${b.c?}"), "[a]  [b.c]");
  EXPECT_EQ(Evaluated("${none?}$none"), "");
}

TEST(TemplateTest, NamesItsReferences) {
  const auto references = TemplateOf("$a of ${b.c} $$d").References();

  ASSERT_EQ(references.size(), 2u);
  EXPECT_EQ(references[0].name, "a");
  EXPECT_EQ(references[0].feature, "");
  EXPECT_EQ(references[1].name, "b");
  EXPECT_EQ(references[1].feature, "c");
}

}  // namespace
}  // namespace caspian::extractor
