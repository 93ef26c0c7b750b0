#include "extractor/names/chunks.h"

#include <algorithm>
#include <string>
#include <utility>

#include "extractor/document/characters.h"

namespace caspian::extractor {
namespace {

class Chunker {
 public:
  Chunker(const CompiledNames& names, const SentenceWords& words) : names_(names), words_(words) {}

  Chunk ChunkAt(size_t i) const {
    Chunk chunk;
    Unit unit = UnitAt(i);
    while (unit.last > unit.first) {
      unit.head = IsHead(unit);
      chunk.push_back(unit);
      const size_t end = unit.last;
      if (end >= words_.size() || words_[end - 1].possessive || words_[end - 1].tailed) break;
      unit = words_.Follows(end) ? UnitAt(end) : Unit{end, end};
      if (unit.last > unit.first) continue;
      const size_t across = AcrossSmallWords(chunk, end);
      if (across == end) break;
      chunk.push_back({end, across, false});
      unit = UnitAt(across);
    }
    while (!chunk.empty() && !words_[chunk.back().first].capital) chunk.pop_back();
    return chunk;
  }

 private:
  // The longest phrase of a list at word `i`, of two words or more, as a unit; empty where there is none.
  Unit PhraseAt(size_t i) const {
    if (!words_.BeginsPhrase(i)) return {i, i};
    WordTokens tokens;
    absl::InlinedVector<size_t, 16> ends;  // by number of words, the number of tokens
    const size_t last = std::min(words_.size(), i + names_.phrase_words);
    for (size_t k = i; k < last && !words_[k].blocked; ++k) {
      words_.AppendTokens(k, &tokens);
      ends.push_back(tokens.size());
      if (words_[k].possessive) break;
    }
    const size_t found = tokens.empty() ? 0 : words_.lists().LongestAt(v1::NAME_WORD_FUNCTION_PHRASE, tokens, 0);
    const auto end = std::find(ends.begin(), ends.end(), found);
    if (found == 0 || end == ends.end() || end == ends.begin()) return {i, i};
    return {i, i + static_cast<size_t>(end - ends.begin()) + 1, true};
  }

  Unit UnitAt(size_t i) const {
    if (i >= words_.size() || !words_[i].capital) return {i, i};
    const Unit phrase = PhraseAt(i);
    if (phrase.last > phrase.first) return phrase;
    return words_.IsStop(i) && !IsStopInName(i) ? Unit{i, i} : Unit{i, i + 1};
  }

  // "Jan" of Jan Smuts, "May" of Theresa May: a month that is a given name, too, beside what is no word of the
  // language.
  bool IsStopInName(size_t i) const {
    if (!words_.IsGiven(i)) return false;
    if (i > 0 && words_.Follows(i) && words_[i - 1].capital && words_.IsGiven(i - 1) && !words_.IsStop(i - 1) &&
        !words_.IsOrdinary(i - 1))
      return true;
    return i + 1 < words_.size() && words_.Follows(i + 1) && words_.IsNameWord(i + 1) && !words_.IsOrdinary(i + 1) &&
           !words_.Is(v1::NAME_WORD_FUNCTION_PHRASE, i + 1) && !words_.Is(v1::NAME_WORD_FUNCTION_TITLE, i + 1);
  }

  bool IsHead(const Unit& unit) const { return words_.Is(v1::NAME_WORD_FUNCTION_JOINER_HEAD, unit.last - 1); }

  // True where a joiner continues the chunk: behind a head ("Ministry" of), or behind a name that a joiner has
  // continued before ("Ministry of Trade" of), but not behind a person's name after a title ("Prime Minister Vale" of).
  bool HasHead(Units chunk) const {
    const bool joined =
        std::any_of(chunk.begin(), chunk.end(), [&](const Unit& unit) { return !words_[unit.first].capital; });
    return chunk.back().head ||
           (joined && std::any_of(chunk.begin(), chunk.end(), [](const Unit& unit) { return unit.head; }));
  }

  // Where the name goes on behind `end` across small words; `end` where it does not.
  size_t AcrossSmallWords(Units chunk, size_t end) const {
    size_t next = end;
    while (next < words_.size() && words_.Follows(next) && words_.Is(v1::NAME_WORD_FUNCTION_PARTICLE, next)) ++next;
    if (next > end && words_.Follows(next) && words_.IsNameWord(next)) return next;
    if (!words_.Follows(end)) return end;
    if (words_[end].plain == "&" && words_.Follows(end + 1) && words_.IsNameWord(end + 1)) return end + 1;
    if (words_.Is(v1::NAME_WORD_FUNCTION_JOINER, end) && HasHead(chunk)) {
      next = end + 1;
      if (words_.Follows(next) && words_.Is(v1::NAME_WORD_FUNCTION_JOINER, next)) ++next;
      if (words_.Follows(next) && words_.IsNameWord(next)) return next;
    }
    if (words_.Is(v1::NAME_WORD_FUNCTION_CONJUNCTION, end) && words_.Follows(end + 1) && JoinsOrdinary(chunk, end))
      return end + 1;
    return end;
  }

  // "Food and Drug Office", "Ministry of Energy and Mines": capitalised ordinary words on both sides.
  bool JoinsOrdinary(Units chunk, size_t conjunction) const {
    if (chunk.back().phrase || !words_.IsNameWord(conjunction + 1)) return false;
    return IsOrdinaryCompound(conjunction - 1) && IsOrdinaryCompound(conjunction + 1) &&
           (HasHead(chunk) || HeadFollows(conjunction + 1));
  }

  bool IsOrdinaryCompound(size_t i) const {
    const std::string lowered = Lowered(words_[i].plain);
    const size_t hyphen = lowered.rfind('-');
    return words_.lists().Has(v1::NAME_WORD_FUNCTION_ORDINARY,
                              hyphen == std::string::npos ? lowered : lowered.substr(hyphen + 1));
  }

  bool HeadFollows(size_t i) const {
    for (size_t k = i; k < words_.size() && (k == i || words_.Follows(k)) && words_.IsNameWord(k); ++k) {
      if (words_.Is(v1::NAME_WORD_FUNCTION_HEAD, k)) return true;
    }
    return false;
  }

  const CompiledNames& names_;
  const SentenceWords& words_;
};

}  // namespace

Chunk ChunkAt(const CompiledNames& names, const SentenceWords& words, size_t i) {
  return Chunker(names, words).ChunkAt(i);
}

}  // namespace caspian::extractor
