#include "extractor/names/short_forms.h"

#include "absl/strings/str_replace.h"
#include "extractor/document/characters.h"

namespace caspian::extractor {
namespace {

std::string Letters(absl::string_view acronym) { return absl::StrReplaceAll(acronym, {{".", ""}}); }

}  // namespace

bool LooksLikeAcronym(absl::string_view text) {
  const std::string letters = Letters(text);
  return letters.size() >= 2 && letters.size() <= 8 && letters.find_first_of(" -&'") == std::string::npos && IsAllUpper(letters);
}

bool IsAcronymOf(absl::string_view acronym, const std::vector<std::string>& words) {
  if (!LooksLikeAcronym(acronym) || words.size() < 2) return false;
  const std::string letters = Letters(acronym);
  size_t next = 0;
  size_t skipped = 0;
  for (size_t w = 0; w < words.size(); ++w) {
    if (!StartsUpper(words[w])) continue;
    if (next < letters.size() && words[w][0] == letters[next]) {
      ++next;
    } else if (w == 0) {
      return false;
    } else {
      ++skipped;
    }
  }
  return next == letters.size() && skipped <= 1;
}

}  // namespace caspian::extractor
