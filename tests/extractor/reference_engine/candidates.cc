// Candidates of names: chunks of capitalised words. Left out: the functions ambiguous_title, suffix, conjunction,
// phrase, hyphen_part and given_name, enumerations, "AT&T" and "O'Brien" (tests/extractor/names has cases of them).
#include <algorithm>

#include "tests/extractor/reference_engine/names.h"
#include "tests/extractor/reference_engine/sight.h"

namespace caspian::extractor::reference {
namespace {

struct Word {
  uint32_t begin, end;
  std::string plain;
  bool capital = false;
  bool glued = false;  // to what stands before it
  bool ends = false;   // a possessive or a tail ("Oslo-based") follows: no name goes on behind it
  bool blocked = false;
  bool mark = false;
};

class Words {
 public:
  Words(const Reading& reading, const NameSettings& names, size_t sentence)
      : reading_(reading), names_(names), range_(reading.sentences[sentence]) {
    for (int index : Standing(reading, Stage(), sentence)) {
      const Annotation& a = reading.annotations[static_cast<size_t>(index)];
      if (reading.KindOf(a) == v1::LABEL_KIND_VALUE || reading.KindOf(a) == v1::LABEL_KIND_NAME) taken_.push_back(&a);
    }
  }

  std::vector<Word> All() {
    for (size_t t = range_.first; t < range_.last;) t = Read(t);
    return words_;
  }

 private:
  const Token& At(size_t t) const { return reading_.tokens[t]; }
  bool Glued(size_t t) const { return t > range_.first && t < range_.last && At(t - 1).end == At(t).begin; }

  size_t Read(size_t t) {
    if (At(t).kind != TokenKind::kLetters) return Add(t, t + 1, false);
    size_t end = EndOfStop(t), last_part = t;
    const size_t first_end = end;
    while (Glued(end) && At(end).plain == "-" && Glued(end + 1)) {
      last_part = end + 1;
      end = EndOfStop(last_part);
    }
    const bool particle = last_part > t && StartsUpper(At(last_part).plain) &&
                          HasFunction(reading_, names_, "particle", At(t).plain);  // "al-Assad"
    const bool capital = StartsUpper(At(t).plain) || particle;
    if (!capital || StartsUpper(At(last_part).plain)) return Add(t, end, capital);
    Add(t, first_end, true);
    words_.back().ends = true;
    return Add(first_end, end, false);
  }

  bool IsInitial(size_t t) const { return At(t).plain.size() == 1 && StartsUpper(At(t).plain); }
  bool HasStop(size_t t) const { return Glued(t + 1) && At(t + 1).plain == "."; }

  // Behind the stop of an abbreviation, or those of initials ("J.", "U.S."); the stop of one at the sentence's end is
  // not its own.
  size_t EndOfStop(size_t t) const {
    if (IsInitial(t)) {
      size_t end = t;
      while (HasStop(end)) {
        end += 2;
        if (!(Glued(end) && IsInitial(end) && HasStop(end))) break;
      }
      return end == t || (end == t + 2 && end == range_.last) ? t + 1 : end;
    }
    if (reading_.pack->abbreviations.empty() || !Glued(t + 1) || At(t + 1).plain != ".") return t + 1;
    const List& list = reading_.pack->lists.at(reading_.pack->abbreviations);
    const bool known =
        std::any_of(list.rows.begin(), list.rows.end(), [&](const auto& row) { return row[0] == At(t).plain + "."; });
    return known ? t + 2 : t + 1;
  }

  size_t Add(size_t first, size_t last, bool capital) {
    Word word{At(first).begin, At(last - 1).end, ""};
    for (size_t t = first; t < last; ++t) word.plain += At(t).plain;
    word.glued = Glued(first);
    word.mark = At(first).kind == TokenKind::kMark;
    for (const Annotation* taken : taken_)
      word.blocked = word.blocked || (taken->begin < word.end && word.begin < taken->end);
    word.capital = capital && !word.blocked;
    const size_t behind = word.mark ? last : BehindPossessive(word.plain, last);
    word.ends = behind > last;
    words_.push_back(word);
    return behind;
  }

  // Behind a tail ("'s"), or one that takes the word's last letter ("s'").
  size_t BehindPossessive(const std::string& word, size_t last) const {
    std::string glued;
    size_t longest = last;
    for (size_t t = last; Glued(t) && t < last + 4; ++t) {
      glued += At(t).plain;
      const bool tail =
          HasFunction(reading_, names_, "possessive", glued) ||
          (longest == last && HasFunction(reading_, names_, "possessive", word.substr(word.size() - 1) + glued));
      if (tail) longest = t + 1;
    }
    return longest;
  }

  const Reading& reading_;
  const NameSettings& names_;
  const Sentence& range_;
  std::vector<const Annotation*> taken_;
  std::vector<Word> words_;
};

// Words [first, last) of a chunk: one name word, or the small words between two.
struct Part {
  size_t first, last;
};

class Chunks {
 public:
  Chunks(const Reading& reading, const NameSettings& names, size_t sentence)
      : reading_(reading), names_(names), sentence_(sentence), words_(Words(reading, names, sentence).All()) {}

  std::vector<Candidate> All() {
    for (size_t i = 0; i < words_.size();) {
      const std::vector<Part> chunk = ChunkAt(i);
      if (!chunk.empty()) CutTitles(chunk);
      i = chunk.empty() ? i + 1 : chunk.back().last;
    }
    return candidates_;
  }

 private:
  bool Is(const std::string& function, const std::string& text) const {
    return HasFunction(reading_, names_, function, text);
  }
  bool Is(const std::string& function, size_t i) const { return Is(function, words_[i].plain); }
  bool IsNameWord(size_t i) const { return i < words_.size() && words_[i].capital && !Is("stop", i); }
  bool Follows(size_t i) const {
    return i < words_.size() && !words_[i].glued && !words_[i - 1].ends && !words_[i].blocked;
  }
  bool IsSmall(const Part& part) const { return !words_[part.first].capital; }

  std::string Joined(size_t first, size_t last) const {
    std::string joined;
    for (size_t i = first; i < last; ++i) joined += (i > first && !words_[i].glued ? " " : "") + words_[i].plain;
    return joined;
  }

  std::vector<Part> ChunkAt(size_t i) const {
    std::vector<Part> chunk;
    while (IsNameWord(i)) {
      chunk.push_back({i, i + 1});
      ++i;
      if (!Follows(i) || IsNameWord(i)) {
        if (!Follows(i)) break;
        continue;
      }
      const size_t next = BehindSmallWords(chunk, i);
      if (next == i) break;
      chunk.push_back({i, next});
      i = next;
    }
    return chunk;
  }

  // Particles ("van"); "&"; joiners behind a head ("Ministry of", "for the").
  size_t BehindSmallWords(const std::vector<Part>& chunk, size_t i) const {
    size_t next = i;
    while (Follows(next) && Is("particle", next)) ++next;
    if (next > i && Follows(next) && IsNameWord(next)) return next;
    if (words_[i].plain == "&" && Follows(i + 1) && IsNameWord(i + 1)) return i + 1;
    if (!Is("joiner", i) || !HasHead(chunk)) return i;
    next = i + 1;
    if (Follows(next) && Is("joiner", next)) ++next;
    return Follows(next) && IsNameWord(next) ? next : i;
  }

  bool HasHead(const std::vector<Part>& chunk) const {
    const auto head = [&](const Part& part) { return Is("joiner_head", part.last - 1); };
    const bool joined = std::any_of(chunk.begin(), chunk.end(), [&](const Part& part) { return IsSmall(part); });
    return head(chunk.back()) || (joined && std::any_of(chunk.begin(), chunk.end(), head));
  }

  // Parts of the longest title at `u`; 0 where none is.
  size_t TitleAt(const std::vector<Part>& chunk, size_t u) const {
    if (u > 0 && IsSmall(chunk[u - 1])) return 0;
    const auto most = std::min(chunk.size(), u + static_cast<size_t>(names_.title_words));
    for (size_t last = most; last > u; --last) {
      if (!Is("title", Joined(chunk[u].first, chunk[last - 1].last))) continue;
      return last < chunk.size() && IsSmall(chunk[last]) ? 0 : last - u;
    }
    return 0;
  }

  // "NASA" of "NASA Administrator", in a sentence with small letters.
  bool IsAcronym(const std::vector<Part>& name) const {
    const bool small =
        std::any_of(words_.begin(), words_.end(), [](const Word& word) { return StartsLower(word.plain); });
    return name.size() == 1 && small && IsAllUpper(words_[name[0].first].plain);
  }

  // A title at the end of a chunk that has more is a part of the name, unless that is an acronym.
  void CutTitles(const std::vector<Part>& chunk) {
    std::vector<Part> name;
    for (size_t u = 0; u < chunk.size();) {
      const size_t title = TitleAt(chunk, u);
      if (title == 0 || (u > 0 && u + title == chunk.size() && !IsAcronym(name))) {
        name.push_back(chunk[u]);
        ++u;
        continue;
      }
      CutDemonym(name);
      name.clear();
      u += title;
    }
    CutDemonym(name);
  }

  bool IsOrdinary(const Part& part) const { return Is("ordinary", Lowered(words_[part.first].plain)); }

  bool BeginsSentence(size_t i) const {
    return std::all_of(words_.begin(), words_.begin() + static_cast<ptrdiff_t>(i),
                       [](const Word& word) { return word.mark; });
  }

  void CutDemonym(std::vector<Part> name) {
    if (name.size() > 1 && BeginsSentence(name[0].first) && !IsSmall(name[1]) && IsOrdinary(name[0]) &&
        !IsOrdinary(name[1]))
      name.erase(name.begin());
    const bool head = std::any_of(name.begin(), name.end(), [&](const Part& part) {
      return Is("head", part.last - 1) || Is("joiner_head", part.first);
    });
    if (name.size() > 1 && !head && Is("demonym", name[0].first)) {
      Add({name[0]});
      name.erase(name.begin());
    }
    while (!name.empty() && IsSmall(name[0])) name.erase(name.begin());
    if (!name.empty()) Add(name);
  }

  void Add(const std::vector<Part>& parts) {
    const size_t first = parts.front().first, last = parts.back().last;
    Candidate candidate;
    candidate.sentence = sentence_;
    candidate.begin = words_[first].begin;
    candidate.end = words_[last - 1].end;
    for (size_t i = first; i < last; ++i) candidate.words.push_back(words_[i].plain);
    candidate.text = Joined(first, last);
    candidate.sentence_initial = BeginsSentence(first);
    candidates_.push_back(candidate);
  }

  const Reading& reading_;
  const NameSettings& names_;
  const size_t sentence_;
  const std::vector<Word> words_;
  std::vector<Candidate> candidates_;
};

}  // namespace

bool HasFunction(const Reading& reading, const NameSettings& names, const std::string& function,
                 const std::string& text) {
  const std::vector<std::string> tokens = TokensOf(text);
  for (const auto& [does, list] : names.word_lists) {
    if (does != function) continue;
    for (const Phrase& phrase : PhrasesOf(*reading.pack, {list, "", "", {}})) {
      if (phrase.tokens == tokens) return true;
    }
  }
  return false;
}

std::vector<Candidate> CandidatesOf(const Reading& reading, const NameSettings& names, size_t sentence) {
  return Chunks(reading, names, sentence).All();
}

}  // namespace caspian::extractor::reference
