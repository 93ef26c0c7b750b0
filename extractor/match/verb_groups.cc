#include "extractor/match/verb_groups.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "extractor/match/guards.h"

namespace caspian::extractor {
namespace {

using FeaturePairs = std::vector<std::pair<std::string, std::string>>;

// What speaks for the features of a group: of one name the greatest strength counts, of equals the last.
class FeatureVote {
 public:
  void Add(const FeaturePairs& features, int strength) {
    for (const auto& [name, value] : features) {
      Held& held = Of(name);
      if (held.value.empty() || strength >= held.strength) held = {held.name, strength, value};
    }
  }
  // A value that only counts where nothing has spoken.
  void AddDefault(absl::string_view name, absl::string_view value) {
    Held& held = Of(name);
    if (held.value.empty()) held.value = value;
  }
  // Adds what counts, by name.
  void AddTo(Features* features) const {
    features->reserve(held_.size());
    for (const Held& held : held_) {
      if (!held.value.empty()) features->emplace_back(held.name, held.value);
    }
  }

 private:
  // Views into the program, the text or what the analysis keeps.
  struct Held {
    absl::string_view name;
    int strength = 0;
    absl::string_view value;
  };

  Held& Of(absl::string_view name) {
    const auto place = std::lower_bound(held_.begin(), held_.end(), name,
                                        [](const Held& held, absl::string_view n) { return held.name < n; });
    if (place != held_.end() && place->name == name) return *place;
    return *held_.insert(place, Held{name, 0, ""});
  }

  absl::InlinedVector<Held, 8> held_;  // by name
};

// An auxiliary of a group: what it may be, and the adverbs behind it.
struct Step {
  struct Reading {
    const VerbGroupWord* word;
    size_t before;  // the reading of the step before that takes it
  };
  absl::InlinedVector<Reading, 4> readings;
  absl::InlinedVector<const VerbGroupWord*, kMostAdverbs> adverbs;
};
using Steps = absl::InlinedVector<Step, 4>;

class GroupFinder {
 public:
  GroupFinder(const CompiledVerbGroup& rule, SentenceTexts* texts, MatchObserver* observer)
      : rule_(rule),
        texts_(*texts),
        text_(texts->For(kNoElision)),
        observer_(observer),
        words_(text_.words().begin(), text_.words().end()) {
    for (size_t i = 0; i < words_.size(); ++i) {
      const Annotation* verb = VerbAt(i);
      if (verb == nullptr) continue;
      words_[i] = texts->program().vocabulary.WordsOf(texts_.analysis().TextOf(verb->begin, verb->end));
      behind_verbs_ = i + 1;
    }
  }

  SearchCounts Run(std::vector<Annotation>* out) {
    SearchCounts counts;
    for (size_t i = 0; i < behind_verbs_;) {
      FeatureVote vote;
      const size_t end = GroupAt(i, &vote);
      counts.starts += end > i;
      const bool accepted = end > i && Accepts(i, end);
      counts.made += accepted;
      if (accepted) out->push_back(Make(i, end, vote));
      i = accepted ? end : i + 1;
    }
    return counts;
  }

 private:
  bool Accepts(size_t first, size_t end) const {
    const LiftedPiece &begins = PieceOf(first), &ends = PieceOf(end - 1);
    const int guard = FailingGuard(rule_.guards, text_, begins.copy_begin, ends.copy_end);
    if (guard >= 0 && observer_ != nullptr)
      observer_->Rejected(*rule_.rule, {"", texts_.sentence(), {begins.begin, ends.end}, guard});
    return guard < 0;
  }

  const LiftedPiece& PieceOf(size_t i) const { return text_.pieces()[i]; }
  absl::string_view TextOf(size_t i) const { return text_.TextOf(PieceOf(i)); }

  const Annotation* VerbAt(size_t i) const {
    if (i >= words_.size() || PieceOf(i).annotation == kNoAnnotation) return nullptr;
    const Annotation& verb = texts_.analysis().annotations[static_cast<size_t>(PieceOf(i).annotation)];
    return verb.label == rule_.verb_label ? &verb : nullptr;
  }

  const VerbForm* FormOf(const Annotation& verb) const {
    const auto found = rule_.forms.find(FeatureOf(verb.features, "form"));
    return found == rule_.forms.end() ? nullptr : &found->second;
  }

  void AddVerb(const Annotation& verb, FeatureVote* vote) const {
    if (const VerbForm* form = FormOf(verb)) {
      for (const auto& [name, value] : form->features) vote->AddDefault(name, value);
    }
    for (const std::string& name : texts_.program().alphabet.label(rule_.label).features())
      vote->AddDefault(name, FeatureOf(verb.features, name));
  }

  // The word behind adverbs at `i`.
  size_t BehindAdverbs(size_t i, absl::InlinedVector<const VerbGroupWord*, kMostAdverbs>* adverbs) const {
    for (size_t n = 0; n < kMostAdverbs && i < words_.size(); ++n) {
      const PhraseHit hit = rule_.adverbs == nullptr ? PhraseHit{} : rule_.adverbs->LongestAt(words_, i);
      if (hit.token_count > 0) {
        adverbs->push_back(&rule_.adverb_rows[hit.row]);
        i += hit.token_count;
      } else if (rule_.adverb_pattern != nullptr && VerbAt(i) == nullptr &&
                 rule_.adverb_pattern->MatchesAll(TextOf(i))) {
        ++i;
      } else {
        break;
      }
    }
    return i;
  }

  // The first reading of the last step that takes `form`; the number of readings where none does.
  static size_t Taking(const Step& last, const std::string& form) {
    size_t i = 0;
    while (i < last.readings.size() && last.readings[i].word->takes.count(form) == 0) ++i;
    return i;
  }

  // What the phrase may be behind `steps`.
  Step StepOf(const std::vector<VerbGroupWord>& words, const Steps& steps) const {
    Step step;
    for (const VerbGroupWord& word : words) {
      const size_t before = steps.empty() ? 0 : Taking(steps.back(), word.form);
      if (steps.empty() ? word.begins : before < steps.back().readings.size()) step.readings.push_back({&word, before});
    }
    return step;
  }

  // The end of the group that begins at `first`: behind the last verb that its auxiliaries lead to. `first` where none
  // does.
  size_t GroupAt(size_t first, FeatureVote* vote) const {
    Steps steps;
    size_t end = first;
    for (size_t i = first; steps.size() <= kMostAuxiliaries;) {
      const Annotation* verb = VerbAt(i);
      if (verb != nullptr && EndsGroup(*verb, steps, vote)) end = i + 1;
      const PhraseHit hit = i < words_.size() ? rule_.auxiliaries->LongestAt(words_, i) : PhraseHit{};
      if (hit.token_count == 0) break;
      Step step = StepOf(rule_.auxiliary_readings[hit.row], steps);
      if (step.readings.empty()) break;
      i = BehindAdverbs(i + hit.token_count, &step.adverbs);
      steps.push_back(std::move(step));
    }
    return end;
  }

  // True where the verb may stand behind `steps`; `vote` is then what all of them say.
  bool EndsGroup(const Annotation& verb, const Steps& steps, FeatureVote* vote) const {
    const VerbForm* form = FormOf(verb);
    const size_t reading = steps.empty() ? 0 : Taking(steps.back(), std::string(FeatureOf(verb.features, "form")));
    if (steps.empty() ? form == nullptr || !form->alone : reading == steps.back().readings.size()) return false;
    *vote = FeatureVote();
    AddSteps(steps, steps.size(), reading, vote);
    AddVerb(verb, vote);
    return true;
  }

  // What the first `count` steps say, where `reading` is the last one's.
  static void AddSteps(const Steps& steps, size_t count, size_t reading, FeatureVote* vote) {
    if (count == 0) return;
    const Step& step = steps[count - 1];
    AddSteps(steps, count - 1, step.readings[reading].before, vote);
    vote->Add(step.readings[reading].word->features, step.readings[reading].word->strength);
    for (const VerbGroupWord* adverb : step.adverbs) vote->Add(adverb->features, adverb->strength);
  }

  Annotation Make(size_t first, size_t end, const FeatureVote& vote) const {
    Annotation made = MakeAnnotation(rule_, texts_);
    const LiftedPiece& verb = PieceOf(end - 1);
    made.begin = PieceOf(first).begin;
    made.end = verb.end;
    made.mention = {made.begin, made.end};
    vote.AddTo(&made.features);
    made.fills.push_back({"verb", verb.begin, verb.end, verb.annotation});
    return made;
  }

  const CompiledVerbGroup& rule_;
  SentenceTexts& texts_;
  const LiftedText& text_;
  MatchObserver* observer_;
  absl::InlinedVector<TokenWords, 64> words_;  // of the copy's pieces; a verb's own word
  size_t behind_verbs_ = 0;                    // where no group begins any more
};

}  // namespace

SearchCounts FindVerbGroups(const CompiledVerbGroup& rule, SentenceTexts* texts, MatchObserver* observer,
                            std::vector<Annotation>* out) {
  return GroupFinder(rule, texts, observer).Run(out);
}

}  // namespace caspian::extractor
