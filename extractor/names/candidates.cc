#include "extractor/names/candidates.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/base/utf8.h"
#include "extractor/document/characters.h"
#include "extractor/names/chunks.h"
#include "extractor/names/name_signs.h"

namespace caspian::extractor {
namespace {

// Most units of a person's name.
constexpr size_t kPersonUnits = 4;

// By unit of a chunk.
using UnitCounts = absl::InlinedVector<size_t, 8>;

class ChunkCutter {
 public:
  ChunkCutter(const CompiledNames& names, const Analysis& analysis, const SentenceWords& words, uint32_t sentence,
              std::vector<NameCandidate>* candidates)
      : names_(names), analysis_(analysis), words_(words), sentence_(sentence), candidates_(*candidates) {}

  void Cut() {
    for (size_t i = 0; i < words_.size();) {
      const Chunk chunk = words_[i].capital ? ChunkAt(names_, words_, i) : Chunk();
      if (!chunk.empty()) CutTitles(chunk);
      i = chunk.empty() ? i + 1 : chunk.back().last;
    }
  }

 private:
  bool IsNameLike(const Unit& unit) const {
    return words_[unit.first].capital && !words_.IsOrdinary(unit.first) &&
           !words_.Is(v1::NAME_WORD_FUNCTION_HEAD, unit.first);
  }

  // Units of the title at each unit of the chunk; 0 where there is none or nothing name-like follows it. An ambiguous
  // title is one before a word that is neither ordinary nor a head ("General Ozal", not "General Motors Corp."), in a
  // chunk that no head ends ("Champion Parts Inc."). Each looks right, where all is known already, so that this is
  // linear.
  UnitCounts TitlesOf(Units chunk) const {
    UnitCounts titles(chunk.size());
    absl::InlinedVector<bool, 8> name_like(chunk.size() + 1);  // from that unit on
    for (size_t u = chunk.size(); u-- > 0;) {
      titles[u] = TitleAt(chunk, u, titles, name_like);
      name_like[u] = name_like[u + 1] || IsNameLike(chunk[u]);
    }
    return titles;
  }

  size_t TitleAt(Units chunk, size_t u, const UnitCounts& titles, absl::Span<const bool> name_like) const {
    for (size_t last = std::min(chunk.size(), u + names_.title_words); last > u; --last) {
      if (!words_.Has(v1::NAME_WORD_FUNCTION_TITLE, chunk[u].first, chunk[last - 1].last)) continue;
      if (last < chunk.size() && !words_[chunk[last].first].capital) return 0;
      const bool ambiguous = last == u + 1 && words_.Is(v1::NAME_WORD_FUNCTION_AMBIGUOUS_TITLE, chunk[u].first);
      if (!ambiguous || last == chunk.size() || titles[last] > 0) return last - u;
      return name_like[last] && !words_.Is(v1::NAME_WORD_FUNCTION_HEAD, chunk.back().last - 1) ? last - u : 0;
    }
    return 0;
  }

  bool IsKnown(Units chunk, size_t first, size_t last) const {
    return first < last && words_.Has(v1::NAME_WORD_FUNCTION_HYPHEN_PART, chunk[first].first, chunk[last - 1].last);
  }

  // True for a title at the chunk's end behind what is known to have one: "French President", "NASA Administrator"; but
  // not "Ottawa Senators".
  bool IsOfficeOf(Units chunk, size_t begin, size_t u) const {
    if (IsKnown(chunk, begin, u)) return true;
    if (begin + 1 == u && words_.HasSmallLetters() && IsAllUpper(words_[chunk[begin].first].plain)) return true;
    return begin < u && words_.Has(v1::NAME_WORD_FUNCTION_PHRASE, chunk[begin].first, chunk[u - 1].last) &&
           !words_.Is(v1::NAME_WORD_FUNCTION_AMBIGUOUS_TITLE, chunk.back().first);
  }

  // Parts the chunk at its titles; what stands before one is a candidate of its own.
  void CutTitles(Units chunk) {
    const UnitCounts titles = TitlesOf(chunk);
    size_t begin = 0;
    for (size_t u = 0; u < chunk.size();) {
      const bool inside_joined = u > 0 && !words_[chunk[u - 1].first].capital;
      const size_t title = inside_joined ? 0 : titles[u];
      if (title == 0 || (u > 0 && u + title == chunk.size() && !IsOfficeOf(chunk, begin, u))) {
        ++u;
        continue;
      }
      CutPerson(chunk.subspan(begin, u - begin));
      u += title;
      begin = u;
    }
    CutPerson(chunk.subspan(begin));
  }

  // A person's name behind another name or ordinary words is a candidate of its own.
  void CutPerson(Units chunk) {
    const size_t person = PersonAt(chunk);
    if (person > 0) CutDemonym(chunk.first(person));
    CutDemonym(chunk.subspan(person));
  }

  // Where a person's name begins behind an organization, a place ("Labour Party Ann Lee") or ordinary words ("Incumbent
  // Democrat Ann Lee"); 0 where none does.
  size_t PersonAt(Units chunk) const {
    for (size_t u = 1; u + 1 < chunk.size(); ++u) {
      if (IsPerson(chunk, u) && (EndsName(chunk, u) || AreOrdinary(chunk, u))) return u;
    }
    return 0;
  }

  // A given name and a surname, initials and particles between, up to the end.
  bool IsPerson(Units chunk, size_t u) const {
    // "Mike DeWine", but not "Bill Passed"
    const bool given = !chunk[u].phrase && words_.IsGiven(chunk[u].first) &&
                       !(words_.IsOrdinary(chunk[u].first) && words_.IsOrdinary(chunk[u + 1].first));
    return given && words_[chunk[u - 1].first].capital && chunk.size() - u <= kPersonUnits &&
           std::all_of(chunk.begin() + static_cast<ptrdiff_t>(u), chunk.end(), [&](const Unit& unit) {
             return words_.Is(v1::NAME_WORD_FUNCTION_PARTICLE, unit.first) ||
                    (words_[unit.first].capital && !unit.phrase &&
                     !words_.Is(v1::NAME_WORD_FUNCTION_HEAD, unit.first) &&
                     !words_.Is(v1::NAME_WORD_FUNCTION_HYPHEN_PART, unit.first));
           });
  }

  // True where the units before `u` end in a head, or in a name that a list has and that is no given name.
  bool EndsName(Units chunk, size_t u) const {
    const Unit& last = chunk[u - 1];
    if (u > 1 && words_.Is(v1::NAME_WORD_FUNCTION_HEAD, last.last - 1)) return true;
    if (last.phrase) return true;
    return words_.Is(v1::NAME_WORD_FUNCTION_PHRASE, last.first) && !words_.IsGiven(last.first) &&
           (u == 1 || !words_[chunk[u - 2].first].capital);
  }

  bool AreOrdinary(Units chunk, size_t u) const {
    return std::all_of(chunk.begin(), chunk.begin() + static_cast<ptrdiff_t>(u), [&](const Unit& unit) {
      return !unit.phrase && words_[unit.first].capital && words_.IsOrdinary(unit.first) &&
             !words_.IsGiven(unit.first) && !words_.Is(v1::NAME_WORD_FUNCTION_HEAD, unit.first) &&
             !words_.Is(v1::NAME_WORD_FUNCTION_JOINER_HEAD, unit.first);
    });
  }

  bool EndsInHead(Units chunk) const {
    return std::any_of(chunk.begin(), chunk.end(), [&](const Unit& unit) {
      return words_.Is(v1::NAME_WORD_FUNCTION_HEAD, unit.last - 1) ||
             (!unit.phrase && words_.Is(v1::NAME_WORD_FUNCTION_JOINER_HEAD, unit.first));
    });
  }

  // A demonym before what no head ends is a candidate of its own.
  void CutDemonym(Units chunk) {
    CutOrdinary(&chunk);
    if (chunk.size() > 1 && IsDemonym(chunk[0]) && !EndsInHead(chunk) && !IsGivenBefore(chunk) &&
        !words_.Has(v1::NAME_WORD_FUNCTION_PHRASE, chunk.front().first, chunk.back().last))
      AddFirst(&chunk);
    CutPeople(&chunk);
    while (!chunk.empty() && !words_[chunk.front().first].capital) chunk.remove_prefix(1);
    if (!chunk.empty()) Add(chunk);
  }

  bool IsDemonym(const Unit& unit) const { return words_.Has(v1::NAME_WORD_FUNCTION_DEMONYM, unit.first, unit.last); }

  // "Roman Polanski": a given name that is another word, too, before what no list has.
  bool IsGivenBefore(Units chunk) const {
    return words_.IsGiven(chunk[0].first) && !words_.IsOrdinary(chunk[1].first) && !IsDemonym(chunk[1]) &&
           !words_.Is(v1::NAME_WORD_FUNCTION_PHRASE, chunk[1].first);
  }

  // "Kosovo Serbs": a place and its people.
  void CutPeople(Units* chunk) {
    if (chunk->size() != 2 || !IsDemonym(chunk->back()) || IsDemonym(chunk->front())) return;
    if (words_.IsGiven(chunk->front().first) || words_.IsGiven(chunk->back().first)) return;
    if (words_.Has(v1::NAME_WORD_FUNCTION_PHRASE, chunk->front().first, chunk->front().last)) AddFirst(chunk);
  }

  // An ordinary word that is capital because it begins the sentence, before a word that is none; but not the given name
  // of "Rick Quork", nor the first word of "National Quork Bank": names of lists begin so, and a head ends this one.
  void CutOrdinary(Units* chunk) const {
    if (chunk->size() < 2 || !words_.BeginsSentence(chunk->front().first) || chunk->front().phrase) return;
    if (!words_[(*chunk)[1].first].capital) return;
    const Unit& first = chunk->front();
    const bool whole =
        words_.BeginsPhrase(first.first) && words_.Is(v1::NAME_WORD_FUNCTION_HEAD, chunk->back().last - 1);
    if (!whole && words_.IsOrdinary(first.first) && !words_.IsOrdinary((*chunk)[1].first) && !IsGivenBefore(*chunk))
      chunk->remove_prefix(1);
  }

  // "KAMALA HARRIS" in a sentence that has small letters: a person as speakers and legislators are written.
  bool IsCapitalsAlone(Units units) const {
    return words_.HasSmallLetters() && units.size() > 1 && units.size() <= kPersonUnits &&
           IsAllUpper(words_[units[0].first].plain) &&
           words_.lists().Has(v1::NAME_WORD_FUNCTION_GIVEN_NAME, WithOneCapital(words_[units[0].first].plain)) &&
           std::all_of(units.begin(), units.end(), [&](const Unit& unit) {
             return !unit.phrase && (IsAllUpper(words_[unit.first].plain) || IsInitial(words_[unit.first].plain));
           });
  }

  static bool IsInitial(absl::string_view word) { return word.size() == 2 && word[1] == '.' && StartsUpper(word); }

  static std::string WithOneCapital(absl::string_view word) {
    const size_t first = DecodeUtf8(word, 0).bytes;
    return absl::StrCat(word.substr(0, first), Lowered(word.substr(first)));
  }

  void AddFirst(Units* chunk) {
    Add(chunk->first(1));
    chunk->remove_prefix(1);
  }

  // As the document has it, where it does.
  absl::string_view TextOf(const NameCandidate& candidate, Units units) const {
    const absl::string_view written = analysis_.TextOf(candidate.begin, candidate.end);
    if (candidate.first_token < candidate.last_token && IsPlainlyCollapsed(written)) return written;
    return analysis_.Keep(words_.Joined(candidate.words, units.front().first));
  }

  void Add(Units units) {
    NameCandidate& candidate = candidates_.emplace_back();
    candidate.sentence = sentence_;
    candidate.begin = words_[units.front().first].begin;
    candidate.end = words_[units.back().last - 1].end;
    for (size_t i = units.front().first; i < units.back().last; ++i) candidate.words.push_back(words_[i].plain);
    if (IsCapitalsAlone(units)) {
      for (absl::string_view& word : candidate.words) word = analysis_.Keep(WithOneCapital(word));
    } else if (words_.AreTokens(units.front().first, units.back().last)) {
      candidate.first_token = words_[units.front().first].first_token;
      candidate.last_token = words_[units.back().last - 1].last_token;
    }
    candidate.text = TextOf(candidate, units);
    candidate.sentence_initial = words_.BeginsSentence(units.front().first);
  }

  const CompiledNames& names_;
  const Analysis& analysis_;
  const SentenceWords& words_;
  const uint32_t sentence_;
  std::vector<NameCandidate>& candidates_;
};

}  // namespace

void CandidateFinder::Find(uint32_t sentence, std::vector<NameCandidate>* candidates) {
  candidates->clear();
  if (!MayHoldNames(program_, analysis_, sentence, words_.lists())) return;
  words_.Read(sentence);
  ChunkCutter(names_, analysis_, words_, sentence, candidates).Cut();
}

std::vector<NameCandidate> CandidatesOf(const Program& program, const CompiledNames& names, const Analysis& analysis,
                                        uint32_t sentence) {
  std::vector<NameCandidate> candidates;
  CandidateFinder(program, names, analysis).Find(sentence, &candidates);
  return candidates;
}

}  // namespace caspian::extractor
