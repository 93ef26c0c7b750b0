#include "extractor/rules/flat_bytes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <cstring>

namespace caspian::extractor {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr size_t kStep = 8;

size_t RoundedUp(size_t size) { return (size + kStep - 1) / kStep * kStep; }

// Unmaps where nothing refers to it any more.
std::shared_ptr<const void> Mapped(int file, size_t size) {
  void* data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (data == MAP_FAILED) return nullptr;
  return {data, [size](const void* mapped) { munmap(const_cast<void*>(mapped), size); }};
}

}  // namespace

SharedBytes::SharedBytes(std::string bytes) {
  auto owner = std::make_shared<const std::string>(std::move(bytes));
  view_ = *owner;
  owner_ = std::move(owner);
}

absl::optional<SharedBytes> SharedBytes::OfFile(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return absl::nullopt;
  struct stat about = {};
  const bool is_file = fstat(file, &about) == 0 && S_ISREG(about.st_mode);
  const size_t size = is_file ? static_cast<size_t>(about.st_size) : 0;
  SharedBytes bytes;
  if (size > 0) bytes.owner_ = Mapped(file, size);
  close(file);
  if (!is_file || (size > 0 && bytes.owner_ == nullptr)) return absl::nullopt;
  bytes.view_ = {static_cast<const char*>(bytes.owner_.get()), size};
  return bytes;
}

SharedBytes SharedBytes::Part(size_t offset, size_t size) const {
  SharedBytes part;
  part.owner_ = owner_;
  part.view_ = view_.substr(offset, size);
  return part;
}

void FlatWriter::Number(uint64_t number) {
  char bytes[sizeof(number)];
  std::memcpy(bytes, &number, sizeof(number));
  bytes_.append(bytes, sizeof(number));
}

void FlatWriter::Bytes(absl::string_view bytes) {
  Number(bytes.size());
  Pad(bytes);
}

void FlatWriter::Pad(absl::string_view bytes) {
  bytes_.append(bytes.data(), bytes.size());
  bytes_.resize(RoundedUp(bytes_.size()));
}

bool FlatReader::Number(uint64_t* number) {
  absl::string_view bytes;
  if (!Next(sizeof(*number), &bytes)) return false;
  std::memcpy(number, bytes.data(), sizeof(*number));
  return true;
}

bool FlatReader::Bytes(SharedBytes* bytes) {
  uint64_t size = 0;
  absl::string_view view;
  if (!Number(&size) || !Next(size, &view)) return false;
  *bytes = bytes_.Part(static_cast<size_t>(view.data() - bytes_.view().data()), view.size());
  return true;
}

bool FlatReader::Next(uint64_t size, absl::string_view* bytes) {
  const size_t left = bytes_.view().size() - at_;
  if (!is_ok_ || size > left || RoundedUp(size) > left) return Fail();
  *bytes = bytes_.view().substr(at_, size);
  at_ += RoundedUp(size);
  return true;
}

}  // namespace caspian::extractor
