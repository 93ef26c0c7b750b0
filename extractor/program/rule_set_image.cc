#include "extractor/program/rule_set_image.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
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

bool ReadText(FlatReader* reader, std::string* text) {
  SharedBytes bytes;
  if (!reader->Bytes(&bytes)) return false;
  *text = std::string(bytes.view());
  return true;
}

// Reads a body; each call is false where it can't be one.
class BodyReader {
 public:
  BodyReader(SharedBytes body, RuleSetImage* image) : reader_(std::move(body)), image_(*image) {}

  bool Read() { return ReadRuleSet() && ReadEach(&BodyReader::ReadList) && ReadIndexes() && reader_.Done(); }

 private:
  bool ReadEach(bool (BodyReader::*read_one)()) {
    uint64_t count = 0;
    if (!reader_.Number(&count)) return false;
    for (uint64_t i = 0; i < count; ++i) {
      if (!(this->*read_one)()) return false;
    }
    return true;
  }

  bool ReadRuleSet() {
    SharedBytes bytes;
    return reader_.Bytes(&bytes) && bytes.view().size() <= std::numeric_limits<int>::max() &&
           image_.rule_set.ParseFromArray(bytes.view().data(), static_cast<int>(bytes.view().size()));
  }

  bool ReadList() {
    List list;
    SharedBytes flat;
    if (!ReadText(&reader_, &list.name) || !reader_.Bytes(&flat)) return false;
    auto rows = ListRows::FromFlat(std::move(flat));
    if (!rows.has_value()) return false;
    list.rows = *std::move(rows);
    list.columns = absl::StrSplit(list.rows.head(), '\t');
    list.file = absl::StrCat("lists/", list.name, ".tsv");
    for (const v1::ListRef& ref : image_.rule_set.lists()) {
      if (ref.name() == list.name) list.sha256 = ref.sha256();
    }
    image_.lists.push_back(std::move(list));
    return true;
  }

  bool ReadIndexes() {
    SharedBytes flat;
    if (!reader_.Bytes(&flat)) return false;
    auto vocabulary = Vocabulary::FromFlat(std::move(flat));
    if (!vocabulary.has_value()) return false;
    image_.indexes.vocabulary = *std::move(vocabulary);
    return ReadEach(&BodyReader::ReadIndex);
  }

  bool ReadKey(ListIndexKey* key) {
    uint64_t letter_case = 0;
    for (std::string* text : {&key->list, &key->column, &key->aliases, &key->where}) {
      if (!ReadText(&reader_, text)) return false;
    }
    if (!reader_.Number(&letter_case) || letter_case > static_cast<uint64_t>(PhraseCase::kIgnored)) return false;
    key->letter_case = static_cast<PhraseCase>(letter_case);
    return true;
  }

  bool ReadIndex() {
    ListIndexKey key;
    SharedBytes flat;
    if (!ReadKey(&key) || !reader_.Bytes(&flat)) return false;
    const auto list =
        std::find_if(image_.lists.begin(), image_.lists.end(), [&](const List& one) { return one.name == key.list; });
    if (list == image_.lists.end()) return false;
    auto index = PhraseIndex::FromFlat(std::move(flat), image_.indexes.vocabulary.end(), list->rows.size());
    if (!index.has_value()) return false;
    image_.indexes.by_key.emplace(std::move(key), std::make_shared<PhraseIndex>(*std::move(index)));
    return true;
  }

  FlatReader reader_;
  RuleSetImage& image_;
};

std::string BodyOf(const Program& program) {
  FlatWriter body;
  body.Bytes(SerializeDeterministically(program.rule_set));
  body.Number(program.lists.size());
  for (const auto& [name, list] : program.lists) {
    body.Bytes(name);
    body.Bytes(list.rows.flat_bytes());
  }
  body.Bytes(program.vocabulary.flat_bytes());
  body.Number(program.indexes.size());
  for (const auto& [key, index] : program.indexes) {
    for (const std::string* text : {&key.list, &key.column, &key.aliases, &key.where}) body.Bytes(*text);
    body.Number(static_cast<uint64_t>(key.letter_case));
    body.Bytes(index->flat_bytes());
  }
  return body.Take();
}

}  // namespace

std::string WriteImage(const Program& program) {
  const std::string body = BodyOf(program);
  std::string bytes(kMagic);
  AppendNumber(kImageFormat, 4, &bytes);
  AppendNumber(kPackFormat, 4, &bytes);
  AppendNumber(kBodyAt + body.size(), 8, &bytes);
  absl::StrAppend(&bytes, Sha256Hex(body), body);
  return bytes;
}

absl::StatusOr<RuleSetImage> ParseImage(absl::string_view path, const SharedBytes& bytes) {
  if (absl::Status status = CheckHead(path, bytes.view()); !status.ok()) return status;
  RuleSetImage image;
  if (!BodyReader(bytes.Part(kBodyAt, bytes.view().size() - kBodyAt), &image).Read())
    return Refuse(path, absl::StrCat("the file holds no rule set: ", kBuildAgain));
  return image;
}

absl::StatusOr<RuleSetImage> ReadImage(const std::string& path) {
  const auto file = SharedBytes::OfFile(path);
  if (!file.has_value())
    return MakeError(v1::ERROR_REASON_RULE_SET_NOT_FOUND,
                     absl::StrCat(path, ": can't be read: name a file that is there"));
  return ParseImage(path, *file);
}

}  // namespace caspian::extractor
