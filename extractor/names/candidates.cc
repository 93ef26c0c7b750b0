#include "extractor/names/candidates.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "extractor/document/characters.h"

namespace caspian::extractor {
namespace {

// Words [first, last) of the sentence; a phrase of a list is kept whole.
struct Unit {
  size_t first;
  size_t last;
  bool phrase = false;
  bool head = false;  // a joiner may follow
};

class Chunker {
 public:
  Chunker(const Program& program, const CompiledNames& names, const Analysis& analysis, uint32_t sentence)
      : names_(names), lists_(names), words_(WordsOf(program, analysis, sentence, lists_)), sentence_(sentence) {}

  std::vector<NameCandidate> Cut() {
    for (size_t i = 0; i < words_.size();) {
      const std::vector<Unit> chunk = ChunkAt(i);
      if (chunk.empty()) {
        ++i;
        continue;
      }
      CutTitles(chunk);
      i = chunk.back().last;
    }
    return std::move(candidates_);
  }

 private:
  bool Has(v1::NameWordFunction function, size_t first, size_t last) const {
    return lists_.Has(function, Joined(first, last));
  }
  bool Is(v1::NameWordFunction function, size_t i) const { return Has(function, i, i + 1); }
  bool IsOrdinary(size_t i) const { return lists_.Has(v1::NAME_WORD_FUNCTION_ORDINARY, Lowered(words_[i].plain)); }
  bool IsStop(size_t i) const { return Is(v1::NAME_WORD_FUNCTION_STOP, i); }

  std::string Joined(size_t first, size_t last) const {
    std::string joined;
    for (size_t i = first; i < last; ++i) {
      if (i > first && !words_[i].glued) joined += ' ';
      joined += words_[i].plain;
    }
    return joined;
  }

  bool IsNameWord(size_t i) const { return i < words_.size() && words_[i].capital && !IsStop(i); }
  // True where `i` follows the word before it across white space alone.
  bool Follows(size_t i) const {
    return i < words_.size() && !words_[i].glued && !words_[i - 1].possessive && !words_[i - 1].tailed &&
           !words_[i].blocked;
  }

  // The longest phrase of a list at word `i`, of two words or more, as a unit; empty where there is none.
  Unit PhraseAt(size_t i) const {
    std::vector<std::string> tokens;
    std::vector<size_t> ends;  // by number of words, the number of tokens
    const size_t last = std::min(words_.size(), i + names_.phrase_words);
    for (size_t k = i; k < last && !words_[k].blocked; ++k) {
      for (std::string& token : TokensOf(words_[k].plain)) tokens.push_back(std::move(token));
      ends.push_back(tokens.size());
      if (words_[k].possessive) break;
    }
    const std::vector<absl::string_view> views(tokens.begin(), tokens.end());
    const size_t found = views.empty() ? 0 : lists_.LongestAt(v1::NAME_WORD_FUNCTION_PHRASE, views, 0);
    const auto end = std::find(ends.begin(), ends.end(), found);
    if (found == 0 || end == ends.end() || end == ends.begin()) return {i, i};
    return {i, i + static_cast<size_t>(end - ends.begin()) + 1, true};
  }

  Unit UnitAt(size_t i) const {
    if (i >= words_.size() || !words_[i].capital) return {i, i};
    const Unit phrase = PhraseAt(i);
    if (phrase.last > phrase.first) return phrase;
    return IsStop(i) ? Unit{i, i} : Unit{i, i + 1};
  }

  bool IsHead(const Unit& unit) const { return Is(v1::NAME_WORD_FUNCTION_JOINER_HEAD, unit.last - 1); }

  // True where a joiner continues the chunk: behind a head ("Ministry" of), or behind a name that a joiner has
  // continued before
  // ("Ministry of Trade" of), but not behind a person's name after a title ("Prime Minister Vale" of).
  bool HasHead(const std::vector<Unit>& chunk) const {
    const bool joined =
        std::any_of(chunk.begin(), chunk.end(), [&](const Unit& unit) { return !words_[unit.first].capital; });
    return chunk.back().head ||
           (joined && std::any_of(chunk.begin(), chunk.end(), [](const Unit& unit) { return unit.head; }));
  }

  // Where the name goes on behind `end` across small words; `end` where it does not.
  size_t AcrossSmallWords(const std::vector<Unit>& chunk, size_t end) const {
    size_t next = end;
    while (next < words_.size() && Follows(next) && Is(v1::NAME_WORD_FUNCTION_PARTICLE, next)) ++next;
    if (next > end && Follows(next) && IsNameWord(next)) return next;
    if (!Follows(end)) return end;
    if (words_[end].plain == "&" && Follows(end + 1) && IsNameWord(end + 1)) return end + 1;
    if (Is(v1::NAME_WORD_FUNCTION_JOINER, end) && HasHead(chunk)) {
      next = end + 1;
      if (Follows(next) && Is(v1::NAME_WORD_FUNCTION_JOINER, next)) ++next;
      if (Follows(next) && IsNameWord(next)) return next;
    }
    if (Is(v1::NAME_WORD_FUNCTION_CONJUNCTION, end) && Follows(end + 1) && JoinsOrdinary(chunk, end)) return end + 1;
    return end;
  }

  // "Food and Drug Office", "Ministry of Energy and Mines": capitalised ordinary words on both sides.
  bool JoinsOrdinary(const std::vector<Unit>& chunk, size_t conjunction) const {
    if (chunk.back().phrase || !IsNameWord(conjunction + 1)) return false;
    return IsOrdinaryCompound(conjunction - 1) && IsOrdinaryCompound(conjunction + 1) &&
           (HasHead(chunk) || HeadFollows(conjunction + 1));
  }

  bool IsOrdinaryCompound(size_t i) const {
    const std::string lowered = Lowered(words_[i].plain);
    const size_t hyphen = lowered.rfind('-');
    return lists_.Has(v1::NAME_WORD_FUNCTION_ORDINARY,
                      hyphen == std::string::npos ? lowered : lowered.substr(hyphen + 1));
  }

  bool HeadFollows(size_t i) const {
    for (size_t k = i; k < words_.size() && (k == i || Follows(k)) && IsNameWord(k); ++k) {
      if (Is(v1::NAME_WORD_FUNCTION_HEAD, k)) return true;
    }
    return false;
  }

  std::vector<Unit> ChunkAt(size_t i) const {
    std::vector<Unit> chunk;
    Unit unit = UnitAt(i);
    while (unit.last > unit.first) {
      unit.head = IsHead(unit);
      chunk.push_back(unit);
      const size_t end = unit.last;
      if (end >= words_.size() || words_[end - 1].possessive || words_[end - 1].tailed) break;
      unit = Follows(end) ? UnitAt(end) : Unit{end, end};
      if (unit.last > unit.first) continue;
      const size_t across = AcrossSmallWords(chunk, end);
      if (across == end) break;
      chunk.push_back({end, across, false});
      unit = UnitAt(across);
    }
    while (!chunk.empty() && !words_[chunk.back().first].capital) chunk.pop_back();
    return chunk;
  }

  bool IsNameLike(const Unit& unit) const {
    return words_[unit.first].capital && !IsOrdinary(unit.first) && !Is(v1::NAME_WORD_FUNCTION_HEAD, unit.first);
  }

  // Units of the title at each unit of the chunk; 0 where there is none or nothing name-like follows it. An ambiguous
  // title is one before a word that is neither ordinary nor a head ("General Ozal", not "General Motors Corp."). Each
  // looks right, where all is known already, so that this is linear.
  std::vector<size_t> TitlesOf(const std::vector<Unit>& chunk) const {
    std::vector<size_t> titles(chunk.size());
    std::vector<bool> name_like(chunk.size() + 1);  // from that unit on
    for (size_t u = chunk.size(); u-- > 0;) {
      titles[u] = TitleAt(chunk, u, titles, name_like);
      name_like[u] = name_like[u + 1] || IsNameLike(chunk[u]);
    }
    return titles;
  }

  size_t TitleAt(const std::vector<Unit>& chunk, size_t u, const std::vector<size_t>& titles,
                 const std::vector<bool>& name_like) const {
    for (size_t last = std::min(chunk.size(), u + names_.title_words); last > u; --last) {
      if (!Has(v1::NAME_WORD_FUNCTION_TITLE, chunk[u].first, chunk[last - 1].last)) continue;
      if (last < chunk.size() && !words_[chunk[last].first].capital) return 0;
      const bool ambiguous = last == u + 1 && Is(v1::NAME_WORD_FUNCTION_AMBIGUOUS_TITLE, chunk[u].first);
      return !ambiguous || last == chunk.size() || name_like[last] || titles[last] > 0 ? last - u : 0;
    }
    return 0;
  }

  bool IsKnown(const std::vector<Unit>& chunk, size_t first, size_t last) const {
    return first < last && Has(v1::NAME_WORD_FUNCTION_HYPHEN_PART, chunk[first].first, chunk[last - 1].last);
  }

  // Parts the chunk at its titles; what stands before one is a candidate of its own.
  void CutTitles(const std::vector<Unit>& chunk) {
    const std::vector<size_t> titles = TitlesOf(chunk);
    size_t begin = 0;
    for (size_t u = 0; u < chunk.size();) {
      const bool inside_joined = u > 0 && !words_[chunk[u - 1].first].capital;
      const size_t title = inside_joined ? 0 : titles[u];
      if (title == 0 || (u > 0 && u + title == chunk.size() && !IsKnown(chunk, begin, u))) {
        ++u;
        continue;
      }
      CutDemonym({chunk.begin() + static_cast<ptrdiff_t>(begin), chunk.begin() + static_cast<ptrdiff_t>(u)});
      u += title;
      begin = u;
    }
    CutDemonym({chunk.begin() + static_cast<ptrdiff_t>(begin), chunk.end()});
  }

  bool EndsInHead(const std::vector<Unit>& chunk) const {
    return std::any_of(chunk.begin(), chunk.end(), [&](const Unit& unit) {
      return Is(v1::NAME_WORD_FUNCTION_HEAD, unit.last - 1) ||
             (!unit.phrase && Is(v1::NAME_WORD_FUNCTION_JOINER_HEAD, unit.first));
    });
  }

  // A demonym before what no head ends is a candidate of its own.
  void CutDemonym(std::vector<Unit> chunk) {
    CutOrdinary(&chunk);
    if (chunk.size() > 1 && Has(v1::NAME_WORD_FUNCTION_DEMONYM, chunk[0].first, chunk[0].last) && !EndsInHead(chunk) &&
        !Has(v1::NAME_WORD_FUNCTION_PHRASE, chunk.front().first, chunk.back().last)) {
      Add({chunk[0]});
      chunk.erase(chunk.begin());
    }
    while (!chunk.empty() && !words_[chunk.front().first].capital) chunk.erase(chunk.begin());
    if (!chunk.empty()) Add(chunk);
  }

  // An ordinary word that is capital because it begins the sentence, before a word that is none.
  void CutOrdinary(std::vector<Unit>* chunk) const {
    if (chunk->size() < 2 || !BeginsSentence(chunk->front().first) || chunk->front().phrase) return;
    if (!words_[(*chunk)[1].first].capital) return;
    if (IsOrdinary(chunk->front().first) && !IsOrdinary((*chunk)[1].first)) chunk->erase(chunk->begin());
  }

  bool BeginsSentence(size_t i) const {
    while (i > 0 && words_[i - 1].punctuation) --i;
    return i == 0;
  }

  void Add(const std::vector<Unit>& units) {
    NameCandidate candidate;
    candidate.sentence = sentence_;
    candidate.begin = words_[units.front().first].begin;
    candidate.end = words_[units.back().last - 1].end;
    for (size_t i = units.front().first; i < units.back().last; ++i) candidate.words.push_back(words_[i].plain);
    candidate.text = Joined(units.front().first, units.back().last);
    candidate.sentence_initial = BeginsSentence(units.front().first);
    candidates_.push_back(std::move(candidate));
  }

  const CompiledNames& names_;
  WordLists lists_;
  std::vector<Word> words_;
  uint32_t sentence_;
  std::vector<NameCandidate> candidates_;
};

}  // namespace

std::vector<NameCandidate> CandidatesOf(const Program& program, const CompiledNames& names, const Analysis& analysis,
                                        uint32_t sentence) {
  return Chunker(program, names, analysis, sentence).Cut();
}

}  // namespace caspian::extractor
