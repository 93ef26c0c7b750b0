#include "extractor/rules/yaml_fields.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "extractor/rules/problem.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {
namespace {

// The most digits that a number of a pack may have before the point: what fits all fields, far from overflow.
constexpr size_t kLongestNumber = 12;

bool IsDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

// Digits, point, one to three digits, with an optional minus: the number in thousandths.
absl::optional<int64_t> ParseThousandths(absl::string_view text) {
  const bool negative = absl::ConsumePrefix(&text, "-");
  const size_t point = text.find('.');
  const absl::string_view whole = text.substr(0, point);
  std::string places = point == absl::string_view::npos ? "0" : std::string(text.substr(point + 1));
  if (!IsDigits(whole) || whole.size() > kLongestNumber || !IsDigits(places) || places.size() > 3) return absl::nullopt;
  places.resize(3, '0');
  int64_t value = 0;
  if (!absl::SimpleAtoi(absl::StrCat(whole, places), &value)) return absl::nullopt;
  return negative ? -value : value;
}

absl::optional<int64_t> ParseInteger(absl::string_view text) {
  int64_t value = 0;
  const absl::string_view digits = absl::StartsWith(text, "-") ? text.substr(1) : text;
  if (!IsDigits(digits) || digits.size() > kLongestNumber || !absl::SimpleAtoi(text, &value)) return absl::nullopt;
  return value;
}

std::string RangeMessage(absl::string_view what, absl::string_view text, absl::string_view low,
                         absl::string_view high) {
  return absl::StrCat(what, " ", text, " is out of range: ", low, " to ", high, " is possible");
}

bool HasTooManyPlaces(absl::string_view text) {
  const size_t point = text.find('.');
  return point != absl::string_view::npos && text.size() - point > 4 && IsDigits(text.substr(point + 1));
}

std::string NumberHint(const YamlNode& node) {
  if (node.kind == YamlKind::kScalar && !node.is_plain) return "write it without quotes";
  if (node.kind == YamlKind::kScalar && HasTooManyPlaces(node.text)) return "round it to three places";
  return "write digits, such as 12, -3 or 0.75";
}

}  // namespace

void YamlFile::Report(const YamlNode& at, absl::string_view message, absl::string_view hint) const {
  problems->push_back(MakeProblem(MakePosition(name, at.line, at.column), rule_id, message, hint));
}

YamlFields::YamlFields(const YamlNode& node, absl::string_view path, YamlFile* file)
    : node_(node), path_(path), file_(file) {
  file_->places->Add(path_, file_->name, node_);
  if (node_.kind != YamlKind::kMap)
    file_->Report(node_, absl::StrCat("a map of keys and values belongs here, not ", YamlKindName(node_.kind)),
                  "write key: value");
}

std::string YamlFields::PathOf(absl::string_view key) const {
  return path_.empty() ? std::string(key) : absl::StrCat(path_, "/", key);
}

const YamlNode* YamlFields::Find(absl::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
  const YamlNode* value = node_.Find(key);
  if (value != nullptr) file_->places->Add(PathOf(key), file_->name, *value);
  return value;
}

const YamlNode* YamlFields::Require(absl::string_view key) {
  const YamlNode* value = Find(key);
  if (value == nullptr && node_.kind == YamlKind::kMap) missing_.emplace_back(key);
  return value;
}

std::string YamlFields::Text(absl::string_view key) {
  const YamlNode* value = Find(key);
  return value == nullptr ? "" : ScalarText(*value, key, file_);
}

std::string YamlFields::RequiredText(absl::string_view key) {
  const YamlNode* value = Require(key);
  if (value == nullptr) return "";
  if (value->kind == YamlKind::kScalar && value->text.empty())
    file_->Report(*value, absl::StrCat(key, " is empty"), "give it a value");
  return ScalarText(*value, key, file_);
}

bool YamlFields::Flag(absl::string_view key) {
  const YamlNode* value = Find(key);
  if (value == nullptr) return false;
  const bool is_flag =
      value->kind == YamlKind::kScalar && value->is_plain && (value->text == "true" || value->text == "false");
  if (!is_flag)
    file_->Report(*value, absl::StrCat(key, " must be true or false"),
                  "write true or false, in small letters and without quotes");
  return is_flag && value->text == "true";
}

int64_t YamlFields::Integer(absl::string_view key, int64_t low, int64_t high) {
  const YamlNode* value = Find(key);
  if (value == nullptr) return 0;
  const auto number = value->kind == YamlKind::kScalar && value->is_plain ? ParseInteger(value->text) : absl::nullopt;
  if (!number.has_value()) {
    file_->Report(*value, absl::StrCat(key, " must be a whole number"), NumberHint(*value));
  } else if (*number < low || *number > high) {
    file_->Report(*value, RangeMessage(key, value->text, absl::StrCat(low), absl::StrCat(high)), "");
  } else {
    return *number;
  }
  return 0;
}

int64_t YamlFields::Thousandths(absl::string_view key, int64_t low, int64_t high) {
  const YamlNode* value = Find(key);
  return value == nullptr ? 0 : ScalarThousandths(*value, key, low, high, file_);
}

std::vector<std::string> YamlFields::Texts(absl::string_view key) {
  const YamlNode* value = Find(key);
  if (value == nullptr) return {};
  if (value->kind != YamlKind::kSequence) return {ScalarText(*value, key, file_)};
  std::vector<std::string> texts;
  Items(key, [&](const YamlNode& item, const std::string&) { texts.push_back(ScalarText(item, key, file_)); });
  if (texts.empty())
    file_->Report(*value, absl::StrCat(key, " is an empty list"), "give it at least one item, or remove the key");
  return texts;
}

void YamlFields::Items(absl::string_view key,
                       const std::function<void(const YamlNode& item, const std::string& path)>& visit) {
  const YamlNode* value = Find(key);
  if (value == nullptr) return;
  if (value->kind != YamlKind::kSequence) {
    return file_->Report(*value, absl::StrCat(key, " must be a list, not ", YamlKindName(value->kind)),
                         absl::StrCat("write ", key, ": […], or one item a line behind '- '"));
  }
  for (size_t i = 0; i < value->children.size(); ++i) {
    const std::string path = absl::StrCat(PathOf(key), "/", i);
    file_->places->Add(path, file_->name, *value->children[i]);
    visit(*value->children[i], path);
  }
}

void YamlFields::Entries(
    absl::string_view key,
    const std::function<void(const YamlNode& name, const YamlNode& value, const std::string& path)>& visit) {
  const YamlNode* value = Find(key);
  if (value == nullptr) return;
  if (value->kind != YamlKind::kMap) {
    return file_->Report(*value, absl::StrCat(key, " must be a map, not ", YamlKindName(value->kind)),
                         absl::StrCat("write ", key, ": {NAME: value}"));
  }
  for (size_t i = 0; i < value->children.size(); ++i) {
    if (value->keys[i]->kind != YamlKind::kScalar) continue;  // told by the parser
    const std::string path = absl::StrCat(PathOf(key), "/", value->keys[i]->text);
    file_->places->Add(path, file_->name, *value->children[i]);
    visit(*value->keys[i], *value->children[i], path);
  }
}

void YamlFields::TellMissing() {
  for (const std::string& key : missing_)
    file_->Report(node_, absl::StrCat("key ", key, " is missing"), absl::StrCat("add ", key, ":"));
  missing_.clear();
}

void YamlFields::Finish() {
  for (size_t i = 0; i < node_.keys.size(); ++i) {
    const YamlNode& key = *node_.keys[i];
    if (key.kind != YamlKind::kScalar || std::find(known_.begin(), known_.end(), key.text) != known_.end()) continue;
    const std::string nearest = NearestWord(key.text, known_);
    // `{text: Well, it rained}`: what stands behind the comma is a key without a value.
    const bool is_rest_of_text = nearest.empty() && node_.children[i]->kind == YamlKind::kNull;
    file_->Report(key, absl::StrCat("unknown key ", key.text),
                  is_rest_of_text ? "put a text that holds a comma in double quotes" : SuggestionFor(key.text, known_));
    missing_.erase(std::remove(missing_.begin(), missing_.end(), nearest), missing_.end());
  }
  TellMissing();
}

std::string ScalarText(const YamlNode& node, absl::string_view what, YamlFile* file) {
  if (node.kind == YamlKind::kScalar) return node.text;
  const bool is_null = node.kind == YamlKind::kNull;
  file->Report(node, absl::StrCat(what, " must be text, not ", YamlKindName(node.kind)),
               is_null ? "give it a value; the words null and ~ need quotes"
                       : "write one value, in quotes if it holds { [ : or #");
  return "";
}

int64_t ScalarThousandths(const YamlNode& node, absl::string_view what, int64_t low, int64_t high, YamlFile* file) {
  const auto number = node.kind == YamlKind::kScalar && node.is_plain ? ParseThousandths(node.text) : absl::nullopt;
  if (!number.has_value()) {
    file->Report(node, absl::StrCat(what, " must be a number with at most three decimal places"), NumberHint(node));
  } else if (*number < low || *number > high) {
    file->Report(node, RangeMessage(what, node.text, FormatThousandths(low), FormatThousandths(high)), "");
  } else {
    return *number;
  }
  return 0;
}

std::string FormatThousandths(int64_t thousandths) {
  const int64_t size = thousandths < 0 ? -thousandths : thousandths;
  std::string text = absl::StrCat(thousandths < 0 ? "-" : "", size / 1000);
  if (size % 1000 == 0) return text;
  std::string places = absl::StrCat(1000 + size % 1000).substr(1);
  while (places.back() == '0') places.pop_back();
  return absl::StrCat(text, ".", places);
}

}  // namespace caspian::extractor
