#include "extractor/rules/rule_set_image.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "caspian/v1/rules_service.pb.h"
#include "common/base/error.h"
#include "common/base/sha256.h"
#include "extractor/rules/rule_set_facts.h"

namespace caspian::extractor {
namespace {

constexpr absl::string_view kMagic = "CASPIANR";
constexpr size_t kFormatAt = 8, kLanguageAt = 12, kLengthAt = 16, kDigestAt = 24, kBodyAt = 88;
constexpr char kBuildAgain[] = "build it again with 'caspian rules build PACK -o FILE'";

void AppendNumber(uint64_t number, size_t bytes, std::string* out) {
  for (size_t i = 0; i < bytes; ++i) out->push_back(static_cast<char>(number >> (8 * i) & 0xFF));
}

uint64_t NumberAt(absl::string_view bytes, size_t at, size_t count) {
  uint64_t number = 0;
  for (size_t i = count; i > 0; --i) number = number << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
  return number;
}

absl::Status Refuse(absl::string_view path, absl::string_view what) {
  return MakeError(v1::ERROR_REASON_RULE_SET_INVALID, absl::StrCat(path, ": ", what));
}

absl::Status CheckHead(absl::string_view path, absl::string_view bytes) {
  if (!absl::StartsWith(bytes, kMagic) && !(bytes.size() < kMagic.size() && absl::StartsWith(kMagic, bytes)))
    return Refuse(path, "no compiled rule set: name a pack's folder, or what 'caspian rules build' has written");
  if (bytes.size() < kBodyAt) return Refuse(path, absl::StrCat("the file was cut: copy it anew, or ", kBuildAgain));
  const uint64_t format = NumberAt(bytes, kFormatAt, 4), language = NumberAt(bytes, kLanguageAt, 4);
  if (format != kImageFormat || language != kPackFormat) {
    return Refuse(path, absl::StrCat("built by another version of caspian (format ", format, ".", language,
                                     ", this one reads ", kImageFormat, ".", kPackFormat, "): ", kBuildAgain));
  }
  const uint64_t length = NumberAt(bytes, kLengthAt, 8);
  if (length != bytes.size()) {
    return Refuse(path, absl::StrCat("the file has ", bytes.size(), " bytes where it should have ", length,
                                     ": copy it anew, or ", kBuildAgain));
  }
  if (Sha256Hex(bytes.substr(kBodyAt)) != bytes.substr(kDigestAt, kBodyAt - kDigestAt))
    return Refuse(path, absl::StrCat("the file is damaged: copy it anew, or ", kBuildAgain));
  return absl::OkStatus();
}

// False where a row has another number of cells than columns. The rows stand as List has them: sorted, once each.
bool ReadRows(absl::string_view tsv, List* list) {
  bool is_head = true;
  while (!tsv.empty()) {
    const size_t end = tsv.find('\n');
    if (end == absl::string_view::npos) return false;
    std::vector<std::string> cells = absl::StrSplit(tsv.substr(0, end), '\t');
    tsv.remove_prefix(end + 1);
    if (is_head) {
      list->columns = std::move(cells);
    } else if (cells.size() == list->columns.size()) {
      list->rows.push_back(std::move(cells));
    } else {
      return false;
    }
    is_head = false;
  }
  return !is_head;
}

bool ReadLists(const v1::InlineRuleSet& from, std::vector<List>* lists) {
  for (const v1::ListContent& content : from.lists()) {
    List list;
    list.name = content.name();
    list.file = absl::StrCat("lists/", content.name(), ".tsv");
    for (const v1::ListRef& ref : from.rule_set().lists()) {
      if (ref.name() != list.name) continue;
      list.sha256 = ref.sha256();
      list.rows.reserve(ref.row_count());
    }
    if (!ReadRows(content.tsv(), &list)) return false;
    lists->push_back(std::move(list));
  }
  return true;
}

// A file's bytes as long as it lives; empty where it can't be read.
class MappedFile {
 public:
  explicit MappedFile(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about = {};
    if (file >= 0 && fstat(file, &about) == 0 && S_ISREG(about.st_mode)) {
      is_read_ = true;
      size_ = static_cast<size_t>(about.st_size);
      data_ = size_ == 0 ? MAP_FAILED : mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
      is_read_ = size_ == 0 || data_ != MAP_FAILED;
    }
    if (file >= 0) close(file);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile() {
    if (data_ != MAP_FAILED) munmap(data_, size_);
  }

  bool is_read() const { return is_read_; }
  absl::string_view bytes() const {
    return data_ == MAP_FAILED ? absl::string_view() : absl::string_view(static_cast<const char*>(data_), size_);
  }

 private:
  bool is_read_ = false;
  void* data_ = MAP_FAILED;
  size_t size_ = 0;
};

}  // namespace

std::string WriteImage(const v1::RuleSet& rule_set, const std::vector<const List*>& lists) {
  v1::InlineRuleSet inside;
  *inside.mutable_rule_set() = rule_set;
  for (const List* list : lists) {
    v1::ListContent& content = *inside.add_lists();
    content.set_name(list->name);
    content.set_tsv(CanonicalBytes(*list));
  }
  const std::string body = SerializeDeterministically(inside);
  std::string bytes(kMagic);
  AppendNumber(kImageFormat, 4, &bytes);
  AppendNumber(kPackFormat, 4, &bytes);
  AppendNumber(kBodyAt + body.size(), 8, &bytes);
  absl::StrAppend(&bytes, Sha256Hex(body), body);
  return bytes;
}

absl::StatusOr<RuleSetImage> ParseImage(absl::string_view path, absl::string_view bytes) {
  if (absl::Status status = CheckHead(path, bytes); !status.ok()) return status;
  v1::InlineRuleSet inside;
  RuleSetImage image;
  const absl::string_view body = bytes.substr(kBodyAt);
  if (!inside.ParseFromArray(body.data(), static_cast<int>(body.size())) || !ReadLists(inside, &image.lists))
    return Refuse(path, absl::StrCat("the file holds no rule set: ", kBuildAgain));
  image.rule_set = std::move(*inside.mutable_rule_set());
  return image;
}

absl::StatusOr<RuleSetImage> ReadImage(const std::string& path) {
  const MappedFile file(path);
  if (!file.is_read())
    return MakeError(v1::ERROR_REASON_RULE_SET_NOT_FOUND,
                     absl::StrCat(path, ": can't be read: name a file that is there"));
  return ParseImage(path, file.bytes());
}

}  // namespace caspian::extractor
