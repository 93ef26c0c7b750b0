#include "extractor/rules/pattern_edges.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/utf8.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/pattern_literals.h"
#include "extractor/rules/pattern_tree.h"
#include "extractor/rules/regex.h"

namespace caspian::extractor {
namespace {

using Kind = PatternItem::Kind;

constexpr size_t kMostSteps = 4000;

bool IsLetterByte(size_t byte) { return byte < 0x80 && absl::ascii_isalpha(static_cast<unsigned char>(byte)); }

// What begins, and ends, characters that are not ASCII, annotations included.
ByteSet HighBytes(PatternSide side) {
  ByteSet bytes;
  const bool begin = side == PatternSide::kBegin;
  for (size_t b = begin ? 0xC2 : 0x80; b < (begin ? 0xF5u : 0xC0u); ++b) bytes.set(b);
  return bytes;
}

// True where the class has characters in ASCII alone.
bool IsAsciiClass(absl::string_view text) {
  return text == "\\d" ||
         (text.size() > 2 && text[0] == '[' && text[1] != '^' && IsAscii(text) && !absl::StrContains(text, "[:^") &&
          !absl::StrContains(text, "\\p") && !absl::StrContains(text, "\\P") && !absl::StrContains(text, "\\x") &&
          !absl::StrContains(text, "\\D") && !absl::StrContains(text, "\\W") && !absl::StrContains(text, "\\S"));
}

// The characters of ASCII that a class matches.
ByteSet AsciiOf(absl::string_view text) {
  ByteSet bytes;
  const auto regex = Regex::Compile(text, false);
  if (!regex.ok()) return ~bytes;
  for (size_t b = 0; b < 0x80; ++b) {
    const char c = static_cast<char>(b);
    bytes[b] = (*regex)->MatchesAll(absl::string_view(&c, 1));
  }
  return bytes;
}

using KnownClasses = std::map<std::string, ByteSet, std::less<>>;

// Items that are still to come, the nearest first.
struct Ahead {
  const PatternSequence* sequence;
  size_t taken;
  const Ahead* further;
  bool repeated;  // the sequence may stand there again
};

class EdgeReader {
 public:
  EdgeReader(absl::string_view pattern, bool ignore_case, PatternSide side, KnownClasses* known)
      : pattern_(pattern),
        ignore_case_(ignore_case || absl::StrContains(pattern, "(?i")),
        side_(side),
        alternatives_(AlternativesOf(pattern)),
        known_(*known) {}

  PatternEdge Read() {
    for (const PatternSequence& sequence : alternatives_) {
      const Ahead ahead{&sequence, 0, nullptr, false};
      Walk(&ahead, "");
    }
    if (steps_ > kMostSteps) edge_.any = true;
    std::sort(edge_.words.begin(), edge_.words.end());
    edge_.words.erase(std::unique(edge_.words.begin(), edge_.words.end()), edge_.words.end());
    return std::move(edge_);
  }

 private:
  bool IsBegin() const { return side_ == PatternSide::kBegin; }
  absl::string_view TextOf(const PatternItem& item) const { return pattern_.substr(item.begin, item.end - item.begin); }

  // The token is `word` so far: letters, in lower case.
  void Walk(const Ahead* ahead, const std::string& word) {
    if (++steps_ > kMostSteps || edge_.any) return;
    if (ahead == nullptr) return word.empty() ? AddAny() : AddWord(word);
    const size_t size = ahead->sequence->items.size();
    if (ahead->taken == size) {
      // What stands there again may go on with the word.
      return ahead->repeated && !word.empty() ? AddOpen(word) : Walk(ahead->further, word);
    }
    const PatternItem& item = ahead->sequence->items[IsBegin() ? ahead->taken : size - 1 - ahead->taken];
    const Ahead next{ahead->sequence, ahead->taken + 1, ahead->further, ahead->repeated};
    if (item.least == 0) Walk(&next, word);
    WalkInto(item, next, word);
  }

  void WalkInto(const PatternItem& item, const Ahead& next, const std::string& word) {
    switch (item.kind) {
      case Kind::kCharacter:
        return WalkCharacter(item, item.character, next, word);
      case Kind::kReference:
        return word.empty() ? AddReference(item) : AddWord(word);
      case Kind::kGroup:
        for (const PatternSequence& sequence : item.alternatives) {
          const Ahead inner{&sequence, 0, &next, item.most != 1};
          Walk(&inner, word);
        }
        return;
      default:
        return WalkOther(item, next, word);
    }
  }

  void WalkCharacter(const PatternItem& item, char32_t character, const Ahead& next, const std::string& word) {
    const char mark = PlainMark(character);
    const char32_t c = mark == 0 ? character : static_cast<char32_t>(mark);
    if (c >= 0x80) return word.empty() ? AddBytes(HighBytes(side_)) : AddOpen(word);
    const auto ascii = static_cast<unsigned char>(c);
    if (absl::ascii_isspace(ascii)) return word.empty() ? Walk(&next, word) : AddWord(word);
    if (!absl::ascii_isalpha(ascii)) return word.empty() ? AddByte(ascii) : AddWord(word);
    const std::string letter(1, absl::ascii_tolower(ascii));
    const std::string longer = IsBegin() ? absl::StrCat(word, letter) : absl::StrCat(letter, word);
    item.most == 1 ? Walk(&next, longer) : AddOpen(longer);
  }

  // A class, a mark such as `^`, flags.
  void WalkOther(const PatternItem& item, const Ahead& next, const std::string& word) {
    const absl::string_view text = TextOf(item);
    if (absl::StartsWith(text, "(?")) return Walk(&next, word);
    if (text == "^" || text == "$") {
      if ((text == "$") != IsBegin()) return Walk(&next, word);
      return word.empty() ? void(edge_.nothing = true) : AddWord(word);
    }
    const Strings few = CharactersOfClass(text);
    if (!few.empty() && item.most == 1) {
      for (const std::string& one : few) WalkCharacter(item, DecodeUtf8(one, 0).value, next, word);
      return;
    }
    const bool is_class = text[0] == '[' || text[0] == '.' ||
                          (text[0] == '\\' && text.size() > 1 && absl::StrContains("pPdDsSwWx", text.substr(1, 1)));
    if (!is_class) return AddAny();
    WalkClass(text, next, word);
  }

  ByteSet AsciiOf(absl::string_view text) {
    const auto found = known_.find(text);
    if (found != known_.end()) return found->second;
    return known_.emplace(std::string(text), extractor::AsciiOf(text)).first->second;
  }

  void WalkClass(absl::string_view text, const Ahead& next, const std::string& word) {
    ByteSet bytes = AsciiOf(text);
    const bool ascii = IsAsciiClass(text);
    if (!IsAscii(text)) {
      for (char mark : {'\'', '"', '-'}) bytes.set(static_cast<size_t>(mark));
    }
    bool letters = !ascii;
    for (size_t b = 0; b < 0x80; ++b) letters = letters || (bytes[b] && IsLetterByte(b));
    if (!word.empty()) return letters ? AddOpen(word) : AddWord(word);
    if (bytes[' ']) Walk(&next, word);
    bytes.reset(' ');
    if (!ascii) bytes |= HighBytes(side_);
    AddBytes(bytes);
  }

  void AddAny() { edge_.any = true; }
  void AddByte(size_t byte) { edge_.bytes.set(byte); }
  void AddWord(const std::string& word) { edge_.words.push_back(word); }

  // Letters in both cases where it is ignored; RE2 then takes U+017F for s and U+212A for k.
  void AddBytes(ByteSet bytes) {
    for (size_t b = 0; ignore_case_ && b < 0x80; ++b) {
      if (bytes[b] && IsLetterByte(b)) AddBothCases(static_cast<char>(b));
    }
    edge_.bytes |= bytes;
  }

  void AddBothCases(char letter) {
    const char lower = absl::ascii_tolower(static_cast<unsigned char>(letter));
    edge_.bytes.set(static_cast<unsigned char>(lower));
    edge_.bytes.set(static_cast<unsigned char>(absl::ascii_toupper(static_cast<unsigned char>(letter))));
    if (ignore_case_ && (lower == 's' || lower == 'k')) edge_.bytes |= HighBytes(side_);
  }

  // Any word that begins, or ends, with `word`.
  void AddOpen(const std::string& word) { AddBothCases(IsBegin() ? word.front() : word.back()); }

  void AddReference(const PatternItem& item) {
    const std::vector<LabelUse> uses = LabelsIn(TextOf(item));
    if (uses.empty()) return AddAny();
    const auto stated = std::find_if(uses[0].features.begin(), uses[0].features.end(),
                                     [](const FeatureUse& use) { return !use.negated; });
    for (const std::string& label : uses[0].labels) {
      edge_.labels.push_back({label, "", {}});
      if (stated == uses[0].features.end()) continue;
      edge_.labels.back().feature = stated->name;
      edge_.labels.back().values = stated->values;
    }
  }

  const absl::string_view pattern_;
  const bool ignore_case_;
  const PatternSide side_;
  const std::vector<PatternSequence> alternatives_;
  KnownClasses& known_;
  PatternEdge edge_;
  size_t steps_ = 0;
};

}  // namespace

PatternEdge EdgeFinder::EdgeOf(absl::string_view pattern, bool ignore_case, PatternSide side) {
  return EdgeReader(pattern, ignore_case, side, &ascii_of_classes_).Read();
}

}  // namespace caspian::extractor
