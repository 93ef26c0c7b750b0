#include "extractor/rules/flat_bytes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Written() {
  FlatWriter writer;
  writer.Number(7);
  writer.Bytes("three");
  writer.Array(std::vector<uint32_t>{1, 2, 3});
  return writer.Take();
}

TEST(FlatBytesTest, GivesWhatWasWrittenWhereItLies) {
  const SharedBytes bytes(Written());
  FlatReader reader(bytes);
  uint64_t number = 0;
  SharedBytes text;
  absl::Span<const uint32_t> items;

  EXPECT_TRUE(reader.Number(&number) && reader.Bytes(&text) && reader.Array(&items) && reader.Done());
  EXPECT_EQ(number, 7u);
  EXPECT_EQ(text.view(), "three");
  EXPECT_EQ(text.view().data(), bytes.view().data() + 16);
  EXPECT_THAT(items, ElementsAre(1, 2, 3));
}

TEST(FlatBytesTest, APartKeepsTheWhole) {
  SharedBytes text;
  {
    FlatReader reader{SharedBytes(Written())};
    uint64_t number = 0;
    ASSERT_TRUE(reader.Number(&number) && reader.Bytes(&text));
  }

  EXPECT_EQ(text.view(), "three");
}

TEST(FlatBytesTest, IsNotReadFromAPieceOfIt) {
  const std::string all = Written();
  for (size_t size = 0; size < all.size(); ++size) {
    FlatReader reader(SharedBytes(all.substr(0, size)));
    uint64_t number = 0;
    SharedBytes text;
    absl::Span<const uint32_t> items;

    const bool is_read = reader.Number(&number) && reader.Bytes(&text) && reader.Array(&items);

    EXPECT_FALSE(is_read) << size;
    EXPECT_FALSE(reader.Done()) << size;
    EXPECT_THAT(items, IsEmpty()) << size;
  }
}

TEST(FlatBytesTest, RefusesCountsThatAreTooGreat) {
  for (uint64_t count : {uint64_t{2}, uint64_t{1} << 62, ~uint64_t{0}}) {
    FlatWriter writer;
    writer.Number(count);
    writer.Number(0);
    const SharedBytes bytes(writer.Take());
    SharedBytes text;
    absl::Span<const uint64_t> items;

    EXPECT_EQ(FlatReader(bytes).Bytes(&text), count == 2) << count;
    EXPECT_FALSE(FlatReader(bytes).Array(&items)) << count;
  }
}

TEST(FlatBytesTest, MapsFiles) {
  const PackFiles files({{"some", Written()}, {"none", ""}});

  EXPECT_EQ(SharedBytes::OfFile(files.path() + "/some")->view(), Written());
  EXPECT_EQ(SharedBytes::OfFile(files.path() + "/none")->view(), "");
  EXPECT_FALSE(SharedBytes::OfFile(files.path() + "/nowhere").has_value());
  EXPECT_FALSE(SharedBytes::OfFile(files.path()).has_value());
}

TEST(FlatBytesTest, AMappedFileStaysWhenItIsReplacedAndRemoved) {
  absl::optional<SharedBytes> bytes;
  {
    const PackFiles files({{"some", Written()}, {"other", std::string(100, 'x')}});
    bytes = SharedBytes::OfFile(files.path() + "/some");
    std::filesystem::rename(files.path() + "/other", files.path() + "/some");
  }

  EXPECT_EQ(bytes->view(), Written());
}

}  // namespace
}  // namespace caspian::extractor
