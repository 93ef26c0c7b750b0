// Cuts a text into tokens, sentences and paragraphs with exact offsets: the ground that all matching stands on.
//
// A token is a run of letters (with their combining marks), a run of digits, one ideograph, or one other character that
// is no white space; a longer run is cut at 8 KiB. A sentence ends behind '.', '!', '?' or '…' (with closing quotes and
// brackets) before white space and what can begin a sentence, but not behind an abbreviation or an initial, be it in
// brackets; behind an ideographic full stop; at a blank line; at a line's end unless the text is hard-wrapped; behind
// a wrapped line of several words in capitals before one that is not (a headline); and after 400 tokens or 8 KiB at the
// latest, so that what a rule costs in a sentence is bounded. Linear.
#ifndef CASPIAN_EXTRACTOR_DOCUMENT_SEGMENT_H_
#define CASPIAN_EXTRACTOR_DOCUMENT_SEGMENT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace caspian::extractor {

inline constexpr size_t kSentenceTokenLimit = 400;
inline constexpr size_t kSentenceByteLimit = 8192;

enum class TokenKind : uint8_t { kLetters, kDigits, kOther };

// Half-open bytes of the text.
struct Token {
  uint32_t begin;
  uint32_t end;
  TokenKind kind;
  bool capital = false;  // letters, of which the first is upper case
};

// Half-open bytes without white space at either end; tokens [first_token, last_token).
struct Sentence {
  uint32_t begin;
  uint32_t end;
  uint32_t first_token;
  uint32_t last_token;
  uint32_t paragraph;  // from 0, ascending
};

struct Segmentation {
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  bool hard_wrapped = false;
};

// The tokens of well-formed `text`, ascending.
std::vector<Token> Tokenize(absl::string_view text);
// Hands them to `take`, one after the other.
void ForEachToken(absl::string_view text, absl::FunctionRef<void(const Token&)> take);

// They end in a full stop ("Gen.", "3.") and are compared with case.
using Abbreviations = absl::flat_hash_set<std::string>;

// Makes `out`, which may hold another's and keeps its memory, that of well-formed `text`.
void Segment(absl::string_view text, const Abbreviations& abbreviations, Segmentation* out);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_DOCUMENT_SEGMENT_H_
