// Tables that are used where they lie, in memory or in a mapped file: numbers in a row, at offsets that divide by
// eight.
//
//   number   64 bits
//   bytes    their count as a number, they themselves, zeros up to the next offset that divides by eight
//   array    the count of its items as a number, then as bytes
//
// All is little-endian, as are the machines that Caspian runs on.
#ifndef CASPIAN_EXTRACTOR_RULES_FLAT_BYTES_H_
#define CASPIAN_EXTRACTOR_RULES_FLAT_BYTES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"

namespace caspian::extractor {

// Bytes with what keeps them. Immutable, cheap to copy; begins at an address that divides by eight.
class SharedBytes {
 public:
  SharedBytes() = default;
  explicit SharedBytes(std::string bytes);

  // The bytes of a file, mapped: processes that map the same file share its pages. Who replaces the file puts another
  // in its place and does not write into it. Empty where it can't be read.
  static absl::optional<SharedBytes> OfFile(const std::string& path);

  absl::string_view view() const { return view_; }
  // [offset, offset + size), which are inside; offset divides by eight.
  SharedBytes Part(size_t offset, size_t size) const;

 private:
  std::shared_ptr<const void> owner_;
  absl::string_view view_;
};

// Appends to bytes that begin at an offset that divides by eight. Not thread-safe.
class FlatWriter {
 public:
  void Number(uint64_t number);
  void Bytes(absl::string_view bytes);
  template <typename T>
  void Array(const std::vector<T>& items) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
    Number(items.size());
    Pad({reinterpret_cast<const char*>(items.data()), items.size() * sizeof(T)});
  }

  std::string Take() { return std::move(bytes_); }

 private:
  void Pad(absl::string_view bytes);

  std::string bytes_;
};

// Reads what FlatWriter wrote. Each call is false where the bytes end before, and so is each one behind it; what it
// gave is then empty. Not thread-safe.
class FlatReader {
 public:
  explicit FlatReader(SharedBytes bytes) : bytes_(std::move(bytes)) {}

  bool Number(uint64_t* number);
  bool Bytes(SharedBytes* bytes);
  // The items lie in the bytes, which are to be kept.
  template <typename T>
  bool Array(absl::Span<const T>* items) {
    uint64_t count = 0;
    absl::string_view bytes;
    if (!Number(&count) || count > bytes_.view().size() / sizeof(T) || !Next(count * sizeof(T), &bytes)) return Fail();
    *items = {reinterpret_cast<const T*>(bytes.data()), static_cast<size_t>(count)};
    return true;
  }
  // Whether all was read, and nothing is left.
  bool Done() const { return is_ok_ && at_ == bytes_.view().size(); }

 private:
  bool Fail() { return is_ok_ = false; }
  bool Next(uint64_t size, absl::string_view* bytes);

  SharedBytes bytes_;
  size_t at_ = 0;
  bool is_ok_ = true;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_FLAT_BYTES_H_
