#include "tests/extractor/reference_engine/reading.h"

#include <algorithm>

#include "common/base/utf8.h"

namespace caspian::extractor::reference {
namespace {

bool IsSpaceAt(const std::string& text, size_t i) {
  return text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text.compare(i, 2, "\xC2\xA0") == 0;
}

const std::map<std::string, std::string>& PlainMarks() {
  static const std::map<std::string, std::string> kMarks = {
      {"’", "'"}, {"‘", "'"}, {"“", "\""}, {"”", "\""}, {"–", "-"}, {"—", "-"}, {"\xF3\xB0\x80\x80", "\xEF\xBF\xBD"}};
  return kMarks;
}

bool IsLetterText(const std::string& c) {
  return (c.size() == 1 && isalpha(static_cast<unsigned char>(c[0]))) || c == "é" || c == "ö";
}

TokenKind KindOfCharacter(const std::string& c) {
  if (IsLetterText(c) || c == "日") return TokenKind::kLetters;
  return c.size() == 1 && isdigit(static_cast<unsigned char>(c[0])) ? TokenKind::kDigits : TokenKind::kMark;
}

std::string CharacterAt(const std::string& text, size_t i) { return text.substr(i, DecodeUtf8(text, i).bytes); }

void CutTokens(Reading* reading) {
  const std::string& text = reading->text;
  for (size_t i = 0; i < text.size();) {
    const std::string c = CharacterAt(text, i);
    if (IsSpaceAt(text, i)) {
      i += c.size();
      continue;
    }
    Token token{static_cast<uint32_t>(i), static_cast<uint32_t>(i + c.size()), KindOfCharacter(c), ""};
    while (token.kind != TokenKind::kMark && c != "日" && token.end < text.size()) {
      const std::string next = CharacterAt(text, token.end);
      if (IsSpaceAt(text, token.end) || next == "日" || KindOfCharacter(next) != token.kind) break;
      token.end += static_cast<uint32_t>(next.size());
    }
    token.plain = text.substr(token.begin, token.end - token.begin);
    if (const auto mark = PlainMarks().find(token.plain); mark != PlainMarks().end()) token.plain = mark->second;
    reading->tokens.push_back(token);
    i = token.end;
  }
}

bool Abbreviates(const Reading& reading, size_t stop) {
  const std::vector<Token>& tokens = reading.tokens;
  if (stop == 0 || tokens[stop - 1].end != tokens[stop].begin) return false;
  const std::string& word = tokens[stop - 1].plain;
  if (tokens[stop - 1].kind == TokenKind::kLetters && word.size() == 1 && StartsUpper(word)) return true;
  if (reading.pack->abbreviations.empty()) return false;
  const List& list = reading.pack->lists.at(reading.pack->abbreviations);
  return std::any_of(list.rows.begin(), list.rows.end(), [&](const auto& row) { return row[0] == word + "."; });
}

// Behind a full stop or mark with what closes behind it.
bool EndsSentence(const Reading& reading, size_t first, size_t i) {
  static const std::string kQuotes = "\"'";
  const std::vector<Token>& tokens = reading.tokens;
  size_t stop = i;
  bool quoted = false;
  for (; stop > first && tokens[stop].begin == tokens[stop - 1].end; --stop) {
    const bool quote = kQuotes.find(tokens[stop].plain) != std::string::npos;
    if (!quote && tokens[stop].plain != ")") break;
    quoted = quoted || quote;
  }
  const std::string& mark = tokens[stop].plain;
  if (mark != "." && mark != "!" && mark != "?") return false;
  const std::string& next = tokens[i + 1].plain;
  if ((next[0] >= 'a' && next[0] <= 'z') || next.rfind("é", 0) == 0 || next.rfind("ö", 0) == 0) return false;
  return mark != "." || quoted || !Abbreviates(reading, stop);
}

void CutSentences(Reading* reading) {
  size_t first = 0;
  int paragraph = 0;
  const std::vector<Token>& tokens = reading->tokens;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const bool last = i + 1 == tokens.size();
    const std::string gap = last ? "\n" : reading->text.substr(tokens[i].end, tokens[i + 1].begin - tokens[i].end);
    const bool line = gap.find('\n') != std::string::npos;
    if (line || i + 1 - first >= 400 || (!gap.empty() && EndsSentence(*reading, first, i))) {
      reading->sentences.push_back({tokens[first].begin, tokens[i].end, first, i + 1, paragraph});
      first = i + 1;
    }
    if (line) ++paragraph;
  }
}

}  // namespace

void CutText(Reading* reading) {
  CutTokens(reading);
  CutSentences(reading);
}

std::string Reading::Words(uint32_t begin, uint32_t end) const {
  std::string words;
  bool blank = false;
  for (uint32_t i = begin; i < end;) {
    const std::string c = CharacterAt(text, i);
    if (IsSpaceAt(text, i)) {
      blank = !words.empty();
    } else {
      words += (blank ? " " : "") + c;
      blank = false;
    }
    i += static_cast<uint32_t>(c.size());
  }
  return words;
}

int Reading::HeadOf(int annotation) const {
  for (const Fill& fill : annotations[static_cast<size_t>(annotation)].fills) {
    if (fill.name == "head" && fill.annotation >= 0) return HeadOf(fill.annotation);
  }
  return annotation;
}

std::string Reading::FeatureOf(int annotation, const std::string& name) const {
  for (int index : {annotation, HeadOf(annotation)}) {
    const auto& features = annotations[static_cast<size_t>(index)].features;
    if (const auto found = features.find(name); found != features.end()) return found->second;
  }
  return "";
}

bool Reading::IsLifted(const Annotation& a) const {
  const v1::LabelKind kind = KindOf(a);
  return !a.nested && (kind == v1::LABEL_KIND_NAME || kind == v1::LABEL_KIND_VALUE || kind == v1::LABEL_KIND_AUXILIARY);
}

std::string Lowered(const std::string& text) {
  std::string lowered = text;
  for (char& c : lowered) c = static_cast<char>(tolower(static_cast<unsigned char>(c)));
  return lowered;
}

bool StartsUpper(const std::string& text) { return !text.empty() && text[0] >= 'A' && text[0] <= 'Z'; }

bool StartsLower(const std::string& text) {
  const std::string first = text.substr(0, 2);
  return !text.empty() && ((text[0] >= 'a' && text[0] <= 'z') || first == "\xC3\xA9" || first == "\xC3\xB6");
}

bool IsAllUpper(const std::string& text) {
  int capitals = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (StartsLower(text.substr(i))) return false;
    capitals += StartsUpper(text.substr(i));
  }
  return capitals >= 2;
}

bool IsBlank(const std::string& text, uint32_t begin) {
  return IsSpaceAt(text, begin) || (begin > 0 && text.compare(begin - 1, 2, "\xC2\xA0") == 0);
}

std::vector<std::string> TokensOf(const std::string& phrase) {
  Reading reading;
  reading.text = phrase;
  CutTokens(&reading);
  std::vector<std::string> tokens;
  for (const Token& token : reading.tokens) tokens.push_back(token.plain);
  return tokens;
}

std::vector<std::string> SplitAtBlanks(const std::string& text) {
  std::vector<std::string> words(1);
  for (char c : text) {
    if (c == ' ') {
      words.emplace_back();
    } else {
      words.back().push_back(c);
    }
  }
  words.erase(std::remove(words.begin(), words.end(), ""), words.end());
  return words;
}

std::string Cell(const List& list, size_t row, const std::string& column) {
  const auto found = std::find(list.columns.begin(), list.columns.end(), column);
  if (found == list.columns.end()) return "";
  return list.rows[row][static_cast<size_t>(found - list.columns.begin())];
}

std::vector<Phrase> PhrasesOf(const Pack& pack, const ListUse& use, const std::string& aliases) {
  const List& list = pack.lists.at(use.list);
  std::vector<Phrase> phrases;
  for (size_t row = 0; row < list.rows.size(); ++row) {
    const std::string kept = Cell(list, row, use.where_column);
    if (!use.where_column.empty() && std::count(use.where_values.begin(), use.where_values.end(), kept) == 0) continue;
    std::string words = Cell(list, row, use.column.empty() ? list.columns[0] : use.column);
    if (!aliases.empty()) words += ";" + Cell(list, row, aliases);
    for (size_t at = 0; at <= words.size();) {
      const size_t end = std::min(words.find(';', at), words.size());
      if (end > at) phrases.push_back({TokensOf(words.substr(at, end - at)), row});
      at = end + 1;
    }
  }
  return phrases;
}

bool StandsAt(const Phrase& phrase, const std::vector<std::string>& tokens, size_t at, Letters letters) {
  if (phrase.tokens.empty() || at + phrase.tokens.size() > tokens.size()) return false;
  for (size_t i = 0; i < phrase.tokens.size(); ++i) {
    const std::string &written = phrase.tokens[i], &found = tokens[at + i];
    bool same = written == found || (letters == Letters::kIgnored && Lowered(written) == Lowered(found));
    if (letters == Letters::kFirstFree && i == 0 && !same && StartsUpper(found))
      same = written.substr(1) == found.substr(1) && written[0] == tolower(static_cast<unsigned char>(found[0]));
    if (!same) return false;
  }
  return true;
}

const Phrase* LongestAt(const std::vector<Phrase>& phrases, const std::vector<std::string>& tokens, size_t at,
                        Letters letters) {
  const Phrase* longest = nullptr;
  for (const Phrase& phrase : phrases) {
    const bool longer = longest == nullptr || phrase.tokens.size() > longest->tokens.size();
    if (longer && StandsAt(phrase, tokens, at, letters)) longest = &phrase;
  }
  return longest;
}

bool Meets(const Condition& condition, const Reading& reading) {
  const v1::Document& document = *reading.document;
  if (!condition.publisher.empty() && condition.publisher != document.publisher()) return false;
  if (condition.field == "title" && document.title().empty()) return false;
  if (condition.field == "published" && !document.has_published()) return false;
  const std::string& said = document.language();
  if (!condition.language.empty() && !said.empty())
    return said == condition.language || said.rfind(condition.language + "-", 0) == 0;
  if (condition.function_words.empty()) return condition.language.empty();
  int words = 0, known = 0;
  std::vector<std::string> tokens;
  for (const Token& token : reading.tokens) {
    if (token.kind == TokenKind::kLetters) tokens.push_back(token.plain);
  }
  const std::vector<Phrase> phrases = PhrasesOf(*reading.pack, {condition.function_words, "", "", {}});
  for (size_t i = 0; i < tokens.size(); ++i, ++words)
    known += LongestAt(phrases, tokens, i, Letters::kIgnored) != nullptr ? 1 : 0;
  return words > 0 && known * 1000 >= condition.least_share * words;
}

}  // namespace caspian::extractor::reference
