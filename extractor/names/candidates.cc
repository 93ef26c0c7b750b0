#include "extractor/names/candidates.h"

#include <algorithm>

#include "common/base/utf8.h"
#include "extractor/document/characters.h"

namespace caspian::extractor {
namespace {

// Most units of a person's name.
constexpr size_t kPersonUnits = 4;

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
      : names_(names), lists_(names), words_(WordsOf(program, analysis, sentence, lists_)), sentence_(sentence) {
    has_small_letters_ =
        std::any_of(words_.begin(), words_.end(), [](const Word& word) { return StartsLower(word.plain); });
  }

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
  bool IsGiven(size_t i) const { return Is(v1::NAME_WORD_FUNCTION_GIVEN_NAME, i); }

  std::string Joined(size_t first, size_t last) const {
    std::vector<std::string> plain;
    for (size_t i = first; i < last; ++i) plain.push_back(words_[i].plain);
    return JoinedWords(plain, first);
  }

  // `plain` are the words from `first` on.
  std::string JoinedWords(const std::vector<std::string>& plain, size_t first) const {
    std::string joined;
    for (size_t i = 0; i < plain.size(); ++i) {
      if (i > 0 && !words_[first + i].glued) joined += ' ';
      joined += plain[i];
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
    return IsStop(i) && !IsStopInName(i) ? Unit{i, i} : Unit{i, i + 1};
  }

  // "Jan" of Jan Smuts, "May" of Theresa May: a month that is a given name, too, beside what is no word of the
  // language.
  bool IsStopInName(size_t i) const {
    if (!IsGiven(i)) return false;
    if (i > 0 && Follows(i) && words_[i - 1].capital && IsGiven(i - 1) && !IsStop(i - 1) && !IsOrdinary(i - 1))
      return true;
    return i + 1 < words_.size() && Follows(i + 1) && IsNameWord(i + 1) && !IsOrdinary(i + 1) &&
           !Is(v1::NAME_WORD_FUNCTION_PHRASE, i + 1) && !Is(v1::NAME_WORD_FUNCTION_TITLE, i + 1);
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

  // True for a title at the chunk's end behind what is known to have one: "French President", "NASA Administrator"; but
  // not "Ottawa Senators".
  bool IsOfficeOf(const std::vector<Unit>& chunk, size_t begin, size_t u) const {
    if (IsKnown(chunk, begin, u)) return true;
    if (begin + 1 == u && has_small_letters_ && IsAllUpper(words_[chunk[begin].first].plain)) return true;
    return begin < u && Has(v1::NAME_WORD_FUNCTION_PHRASE, chunk[begin].first, chunk[u - 1].last) &&
           !Is(v1::NAME_WORD_FUNCTION_AMBIGUOUS_TITLE, chunk.back().first);
  }

  // Parts the chunk at its titles; what stands before one is a candidate of its own.
  void CutTitles(const std::vector<Unit>& chunk) {
    const std::vector<size_t> titles = TitlesOf(chunk);
    size_t begin = 0;
    for (size_t u = 0; u < chunk.size();) {
      const bool inside_joined = u > 0 && !words_[chunk[u - 1].first].capital;
      const size_t title = inside_joined ? 0 : titles[u];
      if (title == 0 || (u > 0 && u + title == chunk.size() && !IsOfficeOf(chunk, begin, u))) {
        ++u;
        continue;
      }
      CutPerson({chunk.begin() + static_cast<ptrdiff_t>(begin), chunk.begin() + static_cast<ptrdiff_t>(u)});
      u += title;
      begin = u;
    }
    CutPerson({chunk.begin() + static_cast<ptrdiff_t>(begin), chunk.end()});
  }

  // A person's name behind another name or ordinary words is a candidate of its own.
  void CutPerson(const std::vector<Unit>& chunk) {
    const auto person = chunk.begin() + static_cast<ptrdiff_t>(PersonAt(chunk));
    if (person != chunk.begin()) CutDemonym({chunk.begin(), person});
    CutDemonym({person, chunk.end()});
  }

  // Where a person's name begins behind an organization, a place ("Labour Party Ann Lee") or ordinary words ("Incumbent
  // Democrat Ann Lee"); 0 where none does.
  size_t PersonAt(const std::vector<Unit>& chunk) const {
    for (size_t u = 1; u + 1 < chunk.size(); ++u) {
      if (IsPerson(chunk, u) && (EndsName(chunk, u) || AreOrdinary(chunk, u))) return u;
    }
    return 0;
  }

  // A given name and a surname, initials and particles between, up to the end.
  bool IsPerson(const std::vector<Unit>& chunk, size_t u) const {
    // "Mike DeWine", but not "Bill Passed"
    const bool given =
        !chunk[u].phrase && IsGiven(chunk[u].first) && !(IsOrdinary(chunk[u].first) && IsOrdinary(chunk[u + 1].first));
    return given && words_[chunk[u - 1].first].capital && chunk.size() - u <= kPersonUnits &&
           std::all_of(chunk.begin() + static_cast<ptrdiff_t>(u), chunk.end(), [&](const Unit& unit) {
             return Is(v1::NAME_WORD_FUNCTION_PARTICLE, unit.first) ||
                    (words_[unit.first].capital && !unit.phrase && !Is(v1::NAME_WORD_FUNCTION_HEAD, unit.first) &&
                     !Is(v1::NAME_WORD_FUNCTION_HYPHEN_PART, unit.first));
           });
  }

  // True where the units before `u` end in a head, or in a name that a list has and that is no given name.
  bool EndsName(const std::vector<Unit>& chunk, size_t u) const {
    const Unit& last = chunk[u - 1];
    if (u > 1 && Is(v1::NAME_WORD_FUNCTION_HEAD, last.last - 1)) return true;
    if (last.phrase) return true;
    return Is(v1::NAME_WORD_FUNCTION_PHRASE, last.first) && !IsGiven(last.first) &&
           (u == 1 || !words_[chunk[u - 2].first].capital);
  }

  bool AreOrdinary(const std::vector<Unit>& chunk, size_t u) const {
    return std::all_of(chunk.begin(), chunk.begin() + static_cast<ptrdiff_t>(u), [&](const Unit& unit) {
      return !unit.phrase && words_[unit.first].capital && IsOrdinary(unit.first) && !IsGiven(unit.first) &&
             !Is(v1::NAME_WORD_FUNCTION_HEAD, unit.first) && !Is(v1::NAME_WORD_FUNCTION_JOINER_HEAD, unit.first);
    });
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
    if (chunk.size() > 1 && IsDemonym(chunk[0]) && !EndsInHead(chunk) && !IsGivenBefore(chunk) &&
        !Has(v1::NAME_WORD_FUNCTION_PHRASE, chunk.front().first, chunk.back().last)) {
      Add({chunk[0]});
      chunk.erase(chunk.begin());
    }
    CutPeople(&chunk);
    while (!chunk.empty() && !words_[chunk.front().first].capital) chunk.erase(chunk.begin());
    if (!chunk.empty()) Add(chunk);
  }

  bool IsDemonym(const Unit& unit) const { return Has(v1::NAME_WORD_FUNCTION_DEMONYM, unit.first, unit.last); }

  // "Roman Polanski": a given name that is another word, too, before what no list has.
  bool IsGivenBefore(const std::vector<Unit>& chunk) const {
    return IsGiven(chunk[0].first) && !IsOrdinary(chunk[1].first) && !IsDemonym(chunk[1]) &&
           !Is(v1::NAME_WORD_FUNCTION_PHRASE, chunk[1].first);
  }

  // "Kosovo Serbs": a place and its people.
  void CutPeople(std::vector<Unit>* chunk) {
    if (chunk->size() != 2 || !IsDemonym(chunk->back()) || IsDemonym(chunk->front())) return;
    if (IsGiven(chunk->front().first) || IsGiven(chunk->back().first)) return;
    if (!Has(v1::NAME_WORD_FUNCTION_PHRASE, chunk->front().first, chunk->front().last)) return;
    Add({chunk->front()});
    chunk->erase(chunk->begin());
  }

  // An ordinary word that is capital because it begins the sentence, before a word that is none; but not the given name
  // of "Rick Quork".
  void CutOrdinary(std::vector<Unit>* chunk) const {
    if (chunk->size() < 2 || !BeginsSentence(chunk->front().first) || chunk->front().phrase) return;
    if (!words_[(*chunk)[1].first].capital) return;
    const Unit& first = chunk->front();
    if (IsOrdinary(first.first) && !IsOrdinary((*chunk)[1].first) && !IsGivenBefore(*chunk))
      chunk->erase(chunk->begin());
  }

  bool BeginsSentence(size_t i) const {
    while (i > 0 && words_[i - 1].punctuation) --i;
    return i == 0;
  }

  // "KAMALA HARRIS" in a sentence that has small letters: a person as speakers and legislators are written.
  bool IsCapitalsAlone(const std::vector<Unit>& units) const {
    return has_small_letters_ && units.size() > 1 && units.size() <= kPersonUnits &&
           IsAllUpper(words_[units[0].first].plain) &&
           lists_.Has(v1::NAME_WORD_FUNCTION_GIVEN_NAME, WithOneCapital(words_[units[0].first].plain)) &&
           std::all_of(units.begin(), units.end(), [&](const Unit& unit) {
             return !unit.phrase && (IsAllUpper(words_[unit.first].plain) || IsInitial(words_[unit.first].plain));
           });
  }

  static bool IsInitial(const std::string& word) { return word.size() == 2 && word[1] == '.' && StartsUpper(word); }

  static std::string WithOneCapital(const std::string& word) {
    const size_t first = DecodeUtf8(word, 0).bytes;
    return word.substr(0, first) + Lowered(word.substr(first));
  }

  void Add(const std::vector<Unit>& units) {
    NameCandidate candidate;
    candidate.sentence = sentence_;
    candidate.begin = words_[units.front().first].begin;
    candidate.end = words_[units.back().last - 1].end;
    for (size_t i = units.front().first; i < units.back().last; ++i) candidate.words.push_back(words_[i].plain);
    if (IsCapitalsAlone(units)) {
      for (std::string& word : candidate.words) word = WithOneCapital(word);
    }
    candidate.text = JoinedWords(candidate.words, units.front().first);
    candidate.sentence_initial = BeginsSentence(units.front().first);
    candidates_.push_back(std::move(candidate));
  }

  const CompiledNames& names_;
  WordLists lists_;
  std::vector<Word> words_;
  uint32_t sentence_;
  bool has_small_letters_ = false;
  std::vector<NameCandidate> candidates_;
};

}  // namespace

std::vector<NameCandidate> CandidatesOf(const Program& program, const CompiledNames& names, const Analysis& analysis,
                                        uint32_t sentence) {
  return Chunker(program, names, analysis, sentence).Cut();
}

}  // namespace caspian::extractor
