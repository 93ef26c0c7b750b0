#include "extractor/match/antecedents.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/document/characters.h"

namespace caspian::extractor {
namespace {

bool Holds(const Annotation& outer, const Annotation& inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

using Words = absl::InlinedVector<std::string, 4>;

// True where the words of one are the last of the other.
bool EndAlike(const Words& a, const Words& b) {
  const auto shorter = static_cast<std::ptrdiff_t>(std::min(a.size(), b.size()));
  return shorter > 0 && std::equal(a.end() - shorter, a.end(), b.end() - shorter);
}

// A name of the paragraph with what stands for it there, in the order of the text.
struct Referent {
  absl::InlinedVector<int, 4> names;
  absl::InlinedVector<int, 4> standing_for;
};

// Who one match may mean.
class Paragraph {
 public:
  // `linked` are the rule's own matches before it in its sentence, with their heads.
  Paragraph(const CompiledAntecedent& wanted, const SentenceTexts& texts, const Annotation& made,
            absl::Span<Annotation* const> linked)
      : wanted_(wanted), alphabet_(texts.program().alphabet), analysis_(texts.analysis()), made_(made) {
    Collect();
    for (int index : before_) AddName(index);
    for (int index : before_) AddStandingFor(index);
    for (const Annotation* annotation : linked) holders_.push_back(annotation);
    const Words called = CalledWords();
    referents_.erase(
        std::remove_if(referents_.begin(), referents_.end(), [&](const Referent& r) { return !IsCalled(r, called); }),
        referents_.end());
    for (int index : before_) {
      if (IsRival(index) && HoldAll(WordsOf(At(index)), called)) rivals_.push_back(index);
    }
  }

  // The name that is left; kNoAnnotation where none is, or it stays open which.
  int Antecedent() const {
    return referents_.size() == 1 && rivals_.empty() ? referents_[0].names.back() : kNoAnnotation;
  }

  std::string WhyNone() const {
    if (referents_.empty()) return "its paragraph has no such name before it";
    std::vector<std::string> texts;
    for (const Referent& referent : referents_) texts.push_back(TextOf(referent.names.back()));
    for (int rival : rivals_) texts.push_back(TextOf(rival));
    return absl::StrCat("its paragraph leaves it open who is meant: ", absl::StrJoin(texts, ", "));
  }

 private:
  const Annotation& At(int index) const { return analysis_.annotations[static_cast<size_t>(index)]; }

  std::string TextOf(int index) const { return Collapsed(analysis_.TextOf(At(index).begin, At(index).end)); }

  // All annotations before the match, regions last in each sentence.
  void Collect() {
    const std::vector<Sentence>& sentences = analysis_.segmentation.sentences;
    uint32_t first = made_.sentence;
    while (first > 0 && made_.sentence - first + 1 < kAntecedentSentences &&
           sentences[first - 1].paragraph == sentences[made_.sentence].paragraph)
      --first;
    for (uint32_t s = first; s <= made_.sentence; ++s) {
      for (const auto* indexes : {&analysis_.lifted[s], &analysis_.regions[s]}) {
        for (int index : *indexes) {
          if (!At(index).dropped && At(index).end <= made_.begin) before_.push_back(index);
        }
      }
    }
    std::stable_sort(before_.begin(), before_.end(), [this](int a, int b) { return At(a).begin < At(b).begin; });
  }

  // True where the annotation is one of the names that may be meant.
  bool IsName(int index) const {
    const Annotation& annotation = At(index);
    if (annotation.no_mention || !wanted_.labels[static_cast<size_t>(annotation.label)]) return false;
    std::string lifted;
    alphabet_.AppendAnnotation(
        annotation.label, [&](absl::string_view name) { return FeatureOf(analysis_, index, name); }, &lifted);
    return wanted_.name->MatchesAll(lifted);
  }

  Words WordsBetween(uint32_t begin, uint32_t end) const {
    Words words;
    const std::vector<Token>& tokens = analysis_.segmentation.tokens;
    auto token = std::lower_bound(tokens.begin(), tokens.end(), begin,
                                  [](const Token& t, uint32_t offset) { return t.begin < offset; });
    for (; token != tokens.end() && token->end <= end; ++token)
      words.push_back(Lowered(PlainForm(analysis_.TextOf(token->begin, token->end))));
    return words;
  }
  Words WordsOf(const Annotation& a) const { return WordsBetween(a.begin, a.end); }

  Words CalledWords() const {
    for (const Fill& fill : made_.fills) {
      if (fill.name == wanted_.called) return WordsBetween(fill.begin, fill.end);
    }
    return {};
  }

  bool AreOne(int a, int b) const {
    const absl::string_view id = FeatureOf(analysis_, a, "id"), other = FeatureOf(analysis_, b, "id");
    if (!id.empty() && !other.empty()) return id == other;
    return EndAlike(WordsOf(At(a)), WordsOf(At(b)));
  }

  void AddName(int index) {
    if (!IsName(index)) return;
    for (Referent& referent : referents_) {
      if (std::none_of(referent.names.begin(), referent.names.end(), [&](int i) { return AreOne(i, index); })) continue;
      referent.names.push_back(index);
      return;
    }
    referents_.push_back({{index}, {}});
  }

  void AddStandingFor(int index) {
    const int head = HeadOf(analysis_, index);
    if (head == index || !IsName(head)) return;
    holders_.push_back(&At(index));
    for (Referent& referent : referents_) {
      if (std::count(referent.names.begin(), referent.names.end(), head) > 0) referent.standing_for.push_back(index);
    }
  }

  static bool HoldAll(const Words& words, const Words& wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    });
  }

  bool IsCalled(const Referent& referent, const Words& called) const {
    const auto holds = [&](int index) { return HoldAll(WordsOf(At(index)), called); };
    return std::any_of(referent.names.begin(), referent.names.end(), holds) ||
           std::any_of(referent.standing_for.begin(), referent.standing_for.end(), holds);
  }

  bool IsRival(int index) const {
    const Annotation& rival = At(index);
    if (!wanted_.rivals[static_cast<size_t>(rival.label)] || IsName(HeadOf(analysis_, index))) return false;
    const bool named =
        std::any_of(before_.begin(), before_.end(), [&](int i) { return Holds(At(i), rival) && IsName(i); });
    return !named && std::none_of(holders_.begin(), holders_.end(),
                                  [&](const Annotation* holder) { return Holds(*holder, rival); });
  }

  const CompiledAntecedent& wanted_;
  const Alphabet& alphabet_;
  const Analysis& analysis_;
  const Annotation& made_;
  absl::InlinedVector<int, 64> before_;                // in the order of the text
  absl::InlinedVector<Referent, 4> referents_;         // by their first names
  absl::InlinedVector<const Annotation*, 4> holders_;  // what stands for one of the names
  absl::InlinedVector<int, 4> rivals_;
};

void ReferTo(const Analysis& analysis, int antecedent, Annotation* made) {
  const Annotation& name = analysis.annotations[static_cast<size_t>(antecedent)];
  made->fills.push_back({"head", name.begin, name.end, antecedent});
}

}  // namespace

void ReferToAntecedents(const CompiledMatchRule& rule, const SentenceTexts& texts, size_t first,
                        MatchObserver* observer, std::vector<Annotation>* made) {
  if (!rule.refers_to.has_value()) return;
  absl::InlinedVector<Annotation, 2> matches(
      std::make_move_iterator(made->begin() + static_cast<std::ptrdiff_t>(first)),
      std::make_move_iterator(made->end()));
  made->resize(first);
  absl::InlinedVector<Annotation*, 2> linked;
  for (Annotation& match : matches) {
    const Paragraph paragraph(*rule.refers_to, texts, match, linked);
    if (paragraph.Antecedent() != kNoAnnotation) {
      ReferTo(texts.analysis(), paragraph.Antecedent(), &match);
      linked.push_back(&match);
    } else if (observer != nullptr) {
      observer->Rejected(*rule.rule, {"", texts.sentence(), {match.begin, match.end}, -1, paragraph.WhyNone()});
    }
  }
  for (Annotation* match : linked) made->push_back(std::move(*match));
}

}  // namespace caspian::extractor
