// What the reference engine knows of a document while it reads it.
#ifndef CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_READING_H_
#define CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_READING_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "caspian/v1/document.pb.h"
#include "tests/extractor/reference_engine/pack.h"

namespace caspian::extractor::reference {

enum class TokenKind { kLetters, kDigits, kMark };

struct Token {
  uint32_t begin, end;
  TokenKind kind;
  std::string plain;  // as patterns and lists see it
};

struct Sentence {
  uint32_t begin, end;
  size_t first, last;  // tokens [first, last)
  int paragraph;
};

struct Fill {
  std::string name;
  uint32_t begin, end;
  int annotation = -1;
  bool alternative = false;
};

struct Change {
  uint32_t begin, end;
  int change;
};

struct Annotation {
  uint32_t begin = 0, end = 0;
  size_t sentence = 0;
  std::string label;
  std::string rule_id;
  const Rule* rule = nullptr;  // null for what evidence has decided
  int priority = 0;
  int confidence = 900;
  std::string type;
  std::map<std::string, std::string> features;
  std::vector<Fill> fills;
  std::vector<Change> changes;
  uint32_t mention_begin = 0, mention_end = 0;
  bool nested = false;
  bool no_mention = false;
  size_t stage = 0;     // that made it
  int dropped_by = -1;  // the stage that took it back
};

// Marks of typography and white space are plain.
struct Reading {
  const Pack* pack = nullptr;
  const v1::Document* document = nullptr;
  std::string text;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Annotation> annotations;  // in the order of making

  v1::LabelKind KindOf(const Annotation& a) const { return pack->LabelOf(a.label).kind; }
  std::string Words(uint32_t begin, uint32_t end) const;  // white space collapsed
  int HeadOf(int annotation) const;
  // Of the annotation, or else of its head.
  std::string FeatureOf(int annotation, const std::string& name) const;
  // Name, value or auxiliary annotation that is not nested: it stands in the text that later stages see.
  bool IsLifted(const Annotation& a) const;
};

// Cuts the text; see extractor/packs/README.md, "How a text is read". No lines are hard-wrapped.
void CutText(Reading* reading);

// ASCII, and é and ö.
std::string Lowered(const std::string& text);
bool StartsUpper(const std::string& text);
bool StartsLower(const std::string& text);
// Two capital letters or more, and no small one.
bool IsAllUpper(const std::string& text);
bool IsBlank(const std::string& text, uint32_t begin);
// The tokens of a phrase.
std::vector<std::string> TokensOf(const std::string& phrase);
// The words between blanks.
std::vector<std::string> SplitAtBlanks(const std::string& text);

// A row's cell.
std::string Cell(const List& list, size_t row, const std::string& column);
// The rows that count and the tokens of their words, in order.
struct Phrase {
  std::vector<std::string> tokens;
  size_t row;
};
std::vector<Phrase> PhrasesOf(const Pack& pack, const ListUse& use, const std::string& aliases = "");

// How letters compare; see PhraseCase of the README's "List rules".
enum class Letters { kExact, kFirstFree, kIgnored };
// True where the tokens at `at` are the phrase.
bool StandsAt(const Phrase& phrase, const std::vector<std::string>& tokens, size_t at, Letters letters);
// The longest that stands at `at`; null where none does.
const Phrase* LongestAt(const std::vector<Phrase>& phrases, const std::vector<std::string>& tokens, size_t at,
                        Letters letters);

bool Meets(const Condition& condition, const Reading& reading);

// `$a`, `$a.b`, `${a.b}` and `$$` in `value` put in; empty where a reference is.
template <typename Resolve>
std::string Resolved(const std::string& value, const Resolve& resolve) {
  std::string out;
  for (size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '$') {
      out += value[i];
      continue;
    }
    if (value[i + 1] == '$') {
      out += '$';
      ++i;
      continue;
    }
    const bool braced = value[i + 1] == '{';
    std::string name[2];
    int part = 0;
    for (i += braced ? 2 : 1; i < value.size(); ++i) {
      if (value[i] == '.' && part == 0) {
        part = 1;
      } else if (isalnum(static_cast<unsigned char>(value[i])) || value[i] == '_') {
        name[part] += value[i];
      } else {
        break;
      }
    }
    if (!braced) --i;
    const std::string resolved = resolve(name[0], name[1]);
    if (resolved.empty()) return "";
    out += resolved;
  }
  return out;
}

}  // namespace caspian::extractor::reference

#endif  // CASPIAN_TESTS_EXTRACTOR_REFERENCE_ENGINE_READING_H_
