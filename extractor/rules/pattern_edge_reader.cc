#include "extractor/rules/pattern_edge_reader.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/utf8.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/pattern_literals.h"
#include "extractor/rules/regex.h"

namespace caspian::extractor {
namespace {

using Kind = PatternItem::Kind;

// The first and last characters that stand for labels, and for values of features.
constexpr char32_t kOfAnnotations[] = {kFirstLabelCodePoint, 0xFFFFD, kFirstValueCodePoint, kLastValueCodePoint};

bool IsLetterByte(size_t byte) { return byte < 0x80 && absl::ascii_isalpha(static_cast<unsigned char>(byte)); }
bool IsDigitByte(size_t byte) { return byte < 0x80 && absl::ascii_isdigit(static_cast<unsigned char>(byte)); }

// True where the class has characters in ASCII alone.
bool IsAsciiClass(absl::string_view text) {
  return text == "\\d" ||
         (text.size() > 2 && text[0] == '[' && text[1] != '^' && IsAscii(text) && !absl::StrContains(text, "[:^") &&
          !absl::StrContains(text, "\\p") && !absl::StrContains(text, "\\P") && !absl::StrContains(text, "\\x") &&
          !absl::StrContains(text, "\\D") && !absl::StrContains(text, "\\W") && !absl::StrContains(text, "\\S"));
}

// The characters of ASCII that a class matches, and whether it matches those that stand for annotations.
ByteSet KnownOf(absl::string_view text) {
  ByteSet bytes;
  const auto regex = Regex::Compile(text, false);
  if (!regex.ok()) return ~bytes;
  for (char32_t c : kOfAnnotations) {
    std::string character;
    AppendUtf8(c, &character);
    if ((*regex)->MatchesAll(character)) bytes.set(kAnnotationByte);
  }
  for (size_t b = 0; b < 0x80; ++b) {
    const char c = static_cast<char>(b);
    bytes[b] = (*regex)->MatchesAll(absl::string_view(&c, 1));
  }
  return bytes;
}

// Of a class in ASCII alone; what else it may have is any character.
TokenRun RunOf(const ByteSet& bytes) {
  bool letters = true, digits = true;
  for (size_t b = 0; b < 0x80; ++b) {
    letters = letters && (!bytes[b] || IsLetterByte(b));
    digits = digits && (!bytes[b] || IsDigitByte(b));
  }
  return letters ? TokenRun::kLetters : digits ? TokenRun::kDigits : TokenRun::kAny;
}

}  // namespace

void EdgeReader::SortWords(PatternEdge* edge) {
  std::sort(edge->words.begin(), edge->words.end());
  edge->words.erase(std::unique(edge->words.begin(), edge->words.end()), edge->words.end());
}

EdgeReader::EdgeReader(absl::string_view pattern, bool ignore_case, PatternSide side, KnownClasses* known)
    : pattern_(pattern),
      ignore_case_(ignore_case || absl::StrContains(pattern, "(?i")),
      side_(side),
      alternatives_(AlternativesOf(pattern)),
      known_(*known) {}

PatternEdge EdgeReader::Read() {
  for (const PatternSequence& sequence : alternatives_) {
    const Ahead ahead{&sequence, 0, nullptr, false};
    Walk(&ahead, "");
  }
  if (steps_ > kMostSteps) AddAny();
  SortWords(&first_);
  return std::move(first_);
}

void EdgeReader::ReadOn(const Ahead* ahead, PatternEdge* out) {
  edge_ = out;
  tells_ends_ = false;
  Walk(ahead, "");
  edge_ = &first_;
  tells_ends_ = true;
}

const PatternItem& EdgeReader::ItemOf(const Ahead& ahead) const {
  return ahead.sequence->items[IsBegin() ? ahead.taken : ahead.sequence->items.size() - 1 - ahead.taken];
}

// The token is `word` so far: letters, in lower case.
void EdgeReader::Walk(const Ahead* ahead, const std::string& word) {
  if (IsOver() || edge_->any) return;
  if (ahead == nullptr) return word.empty() ? AddAny() : AddWord(word, nullptr);
  if (ahead->taken == ahead->sequence->items.size()) {
    // What stands there again may go on with the word, or be what comes second.
    if (ahead->repeated && !word.empty()) return AddOpen(word, nullptr);
    return ahead->repeated && !tells_ends_ ? AddAny() : Walk(ahead->further, word);
  }
  const PatternItem& item = ItemOf(*ahead);
  const Ahead next{ahead->sequence, ahead->taken + 1, ahead->further, ahead->repeated};
  if (item.least == 0) Walk(&next, word);
  WalkInto(item, *ahead, word);
}

void EdgeReader::WalkInto(const PatternItem& item, const Ahead& ahead, const std::string& word) {
  const Ahead next{ahead.sequence, ahead.taken + 1, ahead.further, ahead.repeated};
  switch (item.kind) {
    case Kind::kCharacter:
      return WalkCharacter(item, item.character, ahead, word);
    case Kind::kReference:
      return word.empty() ? AddReference(item, &next) : AddWord(word, &ahead);
    case Kind::kGroup:
      for (const PatternSequence& sequence : item.alternatives) {
        const Ahead inner{&sequence, 0, &next, item.most != 1};
        Walk(&inner, word);
      }
      return;
    default:
      return WalkOther(item, ahead, word);
  }
}

void EdgeReader::WalkCharacter(const PatternItem& item, char32_t character, const Ahead& ahead,
                               const std::string& word) {
  const Ahead next{ahead.sequence, ahead.taken + 1, ahead.further, ahead.repeated};
  const char mark = PlainMark(character);
  const char32_t c = mark == 0 ? character : static_cast<char32_t>(mark);
  if (c >= 0x80) {
    if (!word.empty()) return AddOpen(word, &ahead);
    AddBytes(BytesOf(c));
    return Ends(item.most == 1 ? &next : nullptr, TokenRun::kAny);
  }
  const auto ascii = static_cast<unsigned char>(c);
  if (absl::ascii_isspace(ascii)) return word.empty() ? Walk(&next, word) : AddWord(word, &ahead);
  if (!absl::ascii_isalpha(ascii)) return WalkMark(item, ascii, ahead, word);
  const std::string letter(1, absl::ascii_tolower(ascii));
  const std::string longer = IsBegin() ? absl::StrCat(word, letter) : absl::StrCat(letter, word);
  item.most == 1 ? Walk(&next, longer) : AddOpen(longer, &next);
}

// A digit, or a mark, which is a token of its own.
void EdgeReader::WalkMark(const PatternItem& item, unsigned char mark, const Ahead& ahead, const std::string& word) {
  if (!word.empty()) return AddWord(word, &ahead);
  const Ahead next{ahead.sequence, ahead.taken + 1, ahead.further, ahead.repeated};
  edge_->bytes.set(mark);
  if (IsDigitByte(mark)) return Ends(&next, TokenRun::kDigits);
  Ends(item.most == 1 ? &next : nullptr, TokenRun::kNone);
}

bool EdgeReader::IsClass(absl::string_view text) {
  return text[0] == '[' || text[0] == '.' ||
         (text[0] == '\\' && text.size() > 1 && absl::StrContains("pPdDsSwWx", text.substr(1, 1)));
}

// A class, a mark such as `^`, flags.
void EdgeReader::WalkOther(const PatternItem& item, const Ahead& ahead, const std::string& word) {
  const absl::string_view text = TextOf(item);
  const Ahead next{ahead.sequence, ahead.taken + 1, ahead.further, ahead.repeated};
  if (absl::StartsWith(text, "(?")) return Walk(&next, word);
  if (text == "^" || text == "$") {
    if ((text == "$") != IsBegin()) return Walk(&next, word);
    if (!word.empty()) return AddWord(word, nullptr);
    edge_->nothing = true;
    return Ends(nullptr, TokenRun::kNone);
  }
  const Strings few = CharactersOfClass(text);
  if (!few.empty() && item.most == 1) {
    for (const std::string& one : few) WalkCharacter(item, DecodeUtf8(one, 0).value, ahead, word);
    return;
  }
  if (!IsClass(text)) return AddAny();
  WalkClass(item, ahead, word);
}

CharacterClass EdgeReader::ClassOf(absl::string_view text) {
  auto known = known_.find(text);
  if (known == known_.end()) known = known_.emplace(std::string(text), KnownOf(text)).first;
  CharacterClass made{known->second, known->second[' '], TokenRun::kAny};
  if (!IsAscii(text)) {
    for (char mark : {'\'', '"', '-'}) made.bytes.set(static_cast<size_t>(mark));
  }
  made.bytes.reset(' ');
  if (IsAsciiClass(text)) {
    made.run = RunOf(made.bytes);
  } else {
    if (text == "\\p{L}" || text == "\\p{Lu}" || text == "\\p{Ll}") made.run = TokenRun::kLetters;
    made.bytes |= HighBytes();
  }
  return made;
}

void EdgeReader::WalkClass(const PatternItem& item, const Ahead& ahead, const std::string& word) {
  const Ahead next{ahead.sequence, ahead.taken + 1, ahead.further, ahead.repeated};
  const CharacterClass found = ClassOf(TextOf(item));
  if (!word.empty()) {
    bool letters = found.bytes[0xC3] || found.bytes[0x80];
    for (size_t b = 0; b < 0x80; ++b) letters = letters || (found.bytes[b] && IsLetterByte(b));
    return letters ? AddOpen(word, &ahead) : AddWord(word, &ahead);
  }
  if (found.blank) Walk(&next, word);
  AddBytes(found.bytes);
  Ends(item.most == 1 || found.run != TokenRun::kAny ? &next : nullptr, found.run);
}

void EdgeReader::AddAny() {
  edge_->any = true;
  Ends(nullptr, TokenRun::kAny);
}

void EdgeReader::AddWord(const std::string& word, const Ahead* ahead) {
  edge_->words.push_back(word);
  Ends(ahead, TokenRun::kNone);
}

// Any word that begins, or ends, with `word`.
void EdgeReader::AddOpen(const std::string& word, const Ahead* ahead) {
  AddBothCases(IsBegin() ? word.front() : word.back(), edge_);
  Ends(ahead, TokenRun::kLetters);
}

ByteSet EdgeReader::HighBytes() const {
  ByteSet bytes;
  for (size_t b = IsBegin() ? 0xC2 : 0x80; b < (IsBegin() ? 0xF5u : 0xC0u); ++b) bytes.set(b);
  return bytes;
}

ByteSet EdgeReader::BytesOf(char32_t character) const {
  if (ignore_case_) return HighBytes();
  std::string written;
  AppendUtf8(character, &written);
  ByteSet bytes;
  bytes.set(static_cast<unsigned char>(IsBegin() ? written.front() : written.back()));
  return bytes;
}

// Letters in both cases where it is ignored; RE2 then takes U+017F for s and U+212A for k.
void EdgeReader::AddBytesTo(ByteSet bytes, PatternEdge* edge) const {
  for (size_t b = 0; ignore_case_ && b < 0x80; ++b) {
    if (bytes[b] && IsLetterByte(b)) AddBothCases(static_cast<char>(b), edge);
  }
  edge->bytes |= bytes;
}

void EdgeReader::AddBothCases(char letter, PatternEdge* edge) const {
  const char lower = absl::ascii_tolower(static_cast<unsigned char>(letter));
  edge->bytes.set(static_cast<unsigned char>(lower));
  edge->bytes.set(static_cast<unsigned char>(absl::ascii_toupper(static_cast<unsigned char>(letter))));
  if (ignore_case_ && (lower == 's' || lower == 'k')) edge->bytes |= HighBytes();
}

void EdgeReader::AddReference(const PatternItem& item, const Ahead* ahead) {
  const std::vector<LabelUse> uses = LabelsIn(TextOf(item));
  if (uses.empty()) return AddAny();
  const auto stated = std::find_if(uses[0].features.begin(), uses[0].features.end(),
                                   [](const FeatureUse& use) { return !use.negated; });
  for (const std::string& label : uses[0].labels) {
    edge_->labels.push_back({label, "", {}});
    if (stated == uses[0].features.end()) continue;
    edge_->labels.back().feature = stated->name;
    edge_->labels.back().values = stated->values;
  }
  const bool one = item.most == 1 && !absl::StrContains(TextOf(item), '+');
  Ends(one ? ahead : nullptr, TokenRun::kNone);
}

void EdgeReader::Ends(const Ahead* ahead, TokenRun run) {
  if (tells_ends_) FirstEnds(ahead, run);
}

}  // namespace caspian::extractor
