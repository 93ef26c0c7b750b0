// What is kept from document to document serves the next: documents of a kind that has been read are read again with
// hardly any memory asked for.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "extractor/engine/extraction_buffer.h"
#include "tests/extractor/engine/allocation_count.h"
#include "tests/extractor/engine/test_packs.h"

namespace caspian::extractor {
namespace {

constexpr size_t kDocumentBytes = 4096;
// Of samples that say much; memory_bench tells what news takes.
constexpr uint64_t kMostAllocations = 150;

// All samples, one behind the other, again and again.
std::string News() {
  std::string text;
  while (text.size() < kDocumentBytes) {
    for (const char* name : {"border", "energy", "grain", "harbour"}) {
      std::ifstream file(absl::StrCat(CASPIAN_SOURCE_DIR, "/tests/samples/", name, ".txt"));
      text.append(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
      absl::StrAppend(&text, "\n\n");
    }
  }
  return text.substr(0, text.rfind('\n', kDocumentBytes));
}

TEST(AllocationsTest, FourKilobytesOfNewsThatAreReadAgainTakeFew) {
  const auto shipped = LoadPack(absl::StrCat(CASPIAN_SOURCE_DIR, "/extractor/packs/en-news"), nullptr);
  ASSERT_TRUE(shipped.ok()) << shipped.status();
  const v1::Document document = DocumentOf(News(), "2006-07-05");
  ExtractionBuffer buffer;
  const auto read = [&] { ASSERT_TRUE((*shipped)->engine->ExtractTo(document, buffer.Next()).ok()); };
  for (int i = 0; i < 3; ++i) read();

  constexpr int kTimes = 100;
  const uint64_t before = AllocationCount();
  for (int i = 0; i < kTimes; ++i) read();
  EXPECT_LE((AllocationCount() - before) / kTimes, kMostAllocations);
}

}  // namespace
}  // namespace caspian::extractor
