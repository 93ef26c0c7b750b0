#include "extractor/program/folded_words.h"

#include "absl/strings/str_replace.h"
#include "extractor/document/characters.h"

namespace caspian::extractor {

std::string FoldedWord(absl::string_view token) {
  return IsAscii(token) ? Lowered(token) : absl::StrReplaceAll(Lowered(token), {{"\xC5\xBF", "s"}});
}

}  // namespace caspian::extractor
