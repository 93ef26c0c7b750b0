#include "extractor/rules/enum_words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"

namespace caspian::extractor {
namespace {

// Style demands that value 0 is PREFIX_UNSPECIFIED, so it tells the prefix.
absl::string_view PrefixOf(const google::protobuf::EnumDescriptor& type) {
  return absl::StripSuffix(type.FindValueByNumber(0)->name(), "UNSPECIFIED");
}

}  // namespace

std::vector<std::string> EnumWords(const google::protobuf::EnumDescriptor& type) {
  std::vector<std::string> words;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0) words.push_back(EnumWord(type, type.value(i)->number()));
  }
  return words;
}

int EnumNumber(const google::protobuf::EnumDescriptor& type, absl::string_view word) {
  for (int i = 0; i < type.value_count(); ++i) {
    const int number = type.value(i)->number();
    if (number != 0 && EnumWord(type, number) == word) return number;
  }
  return 0;
}

std::string EnumWord(const google::protobuf::EnumDescriptor& type, int number) {
  const auto* value = number == 0 ? nullptr : type.FindValueByNumber(number);
  return value == nullptr ? "" : absl::AsciiStrToLower(absl::StripPrefix(value->name(), PrefixOf(type)));
}

}  // namespace caspian::extractor
