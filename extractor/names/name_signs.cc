#include "extractor/names/name_signs.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "extractor/names/taken_ranges.h"

namespace caspian::extractor {
namespace {

class SignReader {
 public:
  SignReader(const Program& program, const Analysis& analysis, uint32_t sentence, const WordLists& lists)
      : analysis_(analysis),
        lists_(lists),
        range_(analysis.segmentation.sentences[sentence]),
        tokens_(analysis.segmentation.tokens),
        taken_(program, analysis, sentence) {}

  bool Read() {
    for (uint32_t t = range_.first_token; t < range_.last_token; ++t) {
      if (tokens_[t].capital && !IsTaken(tokens_[t]) && !IsLoneStop(t)) return true;
    }
    return false;
  }

 private:
  // A word is taken where a part of it is; but a hyphen may go on to a word of its own. Tokens ascend.
  bool IsTaken(const Token& token) {
    const ByteRange& taken = taken_.Behind(token.begin);
    return taken.begin < token.end && !GoesOnBehindHyphen(taken.end);
  }

  // A hyphen, or what may be one beyond ASCII, stands before the next blank.
  bool GoesOnBehindHyphen(uint32_t end) const {
    const absl::string_view rest = analysis_.TextOf(end, range_.end);
    const auto blank = std::find_if(rest.begin(), rest.end(), absl::ascii_isspace);
    return std::any_of(rest.begin(), blank, [](char c) { return c == '-' || static_cast<unsigned char>(c) >= 0x80; });
  }

  bool IsGlued(uint32_t t) const {
    return t > range_.first_token && t < range_.last_token && tokens_[t - 1].end == tokens_[t].begin;
  }

  // A word by itself that begins a name neither alone nor with what follows.
  bool IsLoneStop(uint32_t t) const {
    const WordFunctions& functions = lists_.FunctionsOf(analysis_.words[t].written);
    const auto is = [&](v1::NameWordFunction function) { return (functions.is & WordFunctions::BitOf(function)) != 0; };
    return is(v1::NAME_WORD_FUNCTION_STOP) && !is(v1::NAME_WORD_FUNCTION_GIVEN_NAME) && !IsGlued(t) &&
           !IsGlued(t + 1) && PhraseAt(t) <= 1;
  }

  // Tokens of the longest phrase of a list there.
  size_t PhraseAt(uint32_t t) const {
    const auto tokens = absl::MakeConstSpan(analysis_.words).subspan(t, range_.last_token - t);
    return lists_.LongestAt(v1::NAME_WORD_FUNCTION_PHRASE, tokens, 0);
  }

  const Analysis& analysis_;
  const WordLists& lists_;
  const Sentence& range_;
  const std::vector<Token>& tokens_;
  TakenRanges taken_;
};

}  // namespace

bool MayHoldNames(const Program& program, const Analysis& analysis, uint32_t sentence, const WordLists& lists) {
  return SignReader(program, analysis, sentence, lists).Read();
}

}  // namespace caspian::extractor
