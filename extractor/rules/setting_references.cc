#include "extractor/rules/setting_references.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"

namespace caspian::extractor {
namespace {

std::string TakeWord(absl::string_view* text) {
  size_t length = 0;
  while (length < text->size() && (absl::ascii_isalnum((*text)[length]) || (*text)[length] == '_')) ++length;
  std::string word(text->substr(0, length));
  text->remove_prefix(length);
  return word;
}

// Takes the reference behind a dollar; nullopt where none stands there.
absl::optional<SettingReference> TakeReference(absl::string_view* text) {
  const bool has_brace = absl::ConsumePrefix(text, "{");
  SettingReference reference;
  reference.name = TakeWord(text);
  if (text->size() > 1 && text->front() == '.' && (absl::ascii_isalnum((*text)[1]) || (*text)[1] == '_')) {
    text->remove_prefix(1);
    reference.feature = TakeWord(text);
  }
  if (has_brace) absl::ConsumePrefix(text, "?");
  if (reference.name.empty() || (has_brace && !absl::ConsumePrefix(text, "}"))) return absl::nullopt;
  return reference;
}

}  // namespace

absl::optional<std::vector<SettingReference>> ReferencesIn(absl::string_view value) {
  std::vector<SettingReference> references;
  for (size_t dollar = value.find('$'); dollar != absl::string_view::npos; dollar = value.find('$')) {
    value.remove_prefix(dollar + 1);
    if (absl::ConsumePrefix(&value, "$")) continue;
    auto reference = TakeReference(&value);
    if (!reference.has_value()) return absl::nullopt;
    references.push_back(*std::move(reference));
  }
  return references;
}

}  // namespace caspian::extractor
