#include "common/names/name_words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"

namespace caspian {
namespace {

bool IsApostrophe(char c) { return c == '\'' || c == '`'; }
bool IsOfWord(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
}
bool IsLetter(absl::string_view word) {
  return word.size() == 1 && absl::ascii_isalpha(static_cast<unsigned char>(word[0]));
}

struct Cut {
  std::string word;
  bool dotted;  // a dot stands directly behind it
};

std::vector<Cut> CutAll(absl::string_view letters) {
  std::vector<Cut> cuts;
  std::string word;
  const auto end = [&](bool dotted) {
    if (!word.empty()) cuts.push_back({word, dotted});
    word.clear();
  };
  for (const char c : letters) {
    if (IsApostrophe(c)) continue;
    if (IsOfWord(c)) {
      word.push_back(c);
      continue;
    }
    end(c == '.');
    if (c == '&') cuts.push_back({"and", false});
  }
  end(false);
  return cuts;
}

}  // namespace

std::string CutWords(absl::string_view letters, bool join_letters) {
  const std::vector<Cut> cuts = CutAll(letters);
  std::string words;
  bool at_begin = true;
  for (size_t i = 0; i < cuts.size(); ++i) {
    at_begin = at_begin && IsLetter(cuts[i].word);
    const bool joined = join_letters && i > 0 && IsLetter(cuts[i - 1].word) && IsLetter(cuts[i].word) &&
                        (cuts[i - 1].dotted || at_begin);
    if (i > 0 && !joined) words.push_back(' ');
    words.append(cuts[i].word);
  }
  return words;
}

std::vector<absl::string_view> SplitWords(absl::string_view words) {
  return absl::StrSplit(words, ' ', absl::SkipEmpty());
}

}  // namespace caspian
