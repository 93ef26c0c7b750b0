#include "client/cli/input/json_lines.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/cli/input/json_object.h"
#include "common/base/civil_date.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;
namespace json = ::simdjson::dom;

namespace {

constexpr size_t kChunkBytes = size_t{1} << 20;
constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

// Where a field goes; null for those that are ignored.
std::string* FieldOf(absl::string_view name, pb::Document* document) {
  if (name == "text") return document->mutable_text();
  if (name == "id") return document->mutable_id();
  if (name == "title") return document->mutable_title();
  if (name == "publisher") return document->mutable_publisher();
  if (name == "author") return document->mutable_author();
  if (name == "language") return document->mutable_language();
  if (name == "uri") return document->mutable_uri();
  return nullptr;
}

absl::Status ReadPublished(absl::string_view text, pb::Document* document) {
  if (text.empty()) return absl::OkStatus();
  auto date = ParsePublishedDate(text);
  if (!date.ok())
    return absl::InvalidArgumentError(absl::StrCat("published \"", text, "\": ", date.status().message()));
  *document->mutable_published() = *std::move(date);
  return absl::OkStatus();
}

// Strings as they are; whole numbers (an id, a year) by their digits.
absl::StatusOr<std::string> WordsOf(absl::string_view name, const json::element& value) {
  if (value.is_string()) {
    const auto text = value.get_string().value_unsafe();
    return std::string(text.data(), text.size());
  }
  const bool may_be_number = name == "id" || name == "published";
  if (may_be_number && value.is_int64()) return absl::StrCat(value.get_int64().value_unsafe());
  return absl::InvalidArgumentError(absl::StrCat("field \"", name, "\" is not a string: quote it"));
}

absl::Status ReadField(absl::string_view name, const json::element& value, pb::Document* document) {
  const bool published = name == "published";
  pb::Document ignored;
  if (!published && FieldOf(name, &ignored) == nullptr) return absl::OkStatus();
  if (value.is_null()) return absl::OkStatus();
  auto words = WordsOf(name, value);
  if (!words.ok()) return words.status();
  if (published && document->has_published())
    return absl::InvalidArgumentError("field \"published\" comes twice: keep one");
  if (published) return ReadPublished(*words, document);
  std::string* field = FieldOf(name, document);
  if (!field->empty()) return absl::InvalidArgumentError(absl::StrCat("field \"", name, "\" comes twice: keep one"));
  *field = *std::move(words);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<pb::Document> ReadDocument(const json::object& object) {
  pb::Document document;
  for (const auto& [key, value] : object) {
    const absl::Status status = ReadField(absl::string_view(key.data(), key.size()), value, &document);
    if (!status.ok()) return status;
  }
  if (document.id().empty()) return absl::InvalidArgumentError("no \"id\": give the document one");
  return document;
}

struct JsonLineParser::State {
  JsonObjectParser parser;
};

JsonLineParser::JsonLineParser() : state_(std::make_unique<State>()) {}
JsonLineParser::~JsonLineParser() = default;

absl::StatusOr<pb::Document> JsonLineParser::Parse(const TextLine& line) {
  const auto object = state_->parser.Parse(line);
  auto document = object.ok() ? ReadDocument(*object) : object.status();
  if (document.ok()) return document;
  // Who sends a text where lines are read is told so.
  const bool plain = absl::StartsWith(document.status().message(), "not JSON (");
  return absl::InvalidArgumentError(absl::StrCat("line ", line.number, ": ", document.status().message(),
                                                 plain ? ", or say --input-format text" : ""));
}

bool LineReader::Fill() {
  buffer_.erase(0, at_);
  at_ = 0;
  const size_t old = buffer_.size();
  buffer_.resize(old + kChunkBytes);
  const size_t read = std::fread(buffer_.data() + old, 1, kChunkBytes, file_.get());
  buffer_.resize(old + read);
  return read > 0;
}

// Takes the next line, blank or not; false at the end.
bool LineReader::TakeLine(TextLine* line) {
  *line = {++number_, "", false};
  size_t searched = at_;
  for (;;) {
    const size_t end = buffer_.find('\n', searched);
    const size_t stop = end == std::string::npos ? buffer_.size() : end;
    if (stop - at_ > kLineLimitBytes) line->too_long = true;
    if (end != std::string::npos) {
      if (!line->too_long) line->text.assign(buffer_, at_, end - at_);
      at_ = end + 1;
      return true;
    }
    if (line->too_long) at_ = buffer_.size();
    searched = buffer_.size() - at_;
    const bool left = !buffer_.empty() && at_ < buffer_.size();
    if (Fill()) continue;
    if (!left && !line->too_long) return false;
    if (!line->too_long) line->text.assign(buffer_, at_, std::string::npos);
    at_ = buffer_.size();
    return true;
  }
}

bool LineReader::Next(TextLine* line) {
  while (TakeLine(line)) {
    if (line->number == 1 && absl::StartsWith(line->text, kByteOrderMark)) line->text.erase(0, 3);
    if (line->too_long || line->text.find_first_not_of(" \t\r") != std::string::npos) return true;
  }
  return false;
}

}  // namespace caspian::cli
