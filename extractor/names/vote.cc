#include "extractor/names/vote.h"

#include <algorithm>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extractor/document/characters.h"
#include "extractor/names/short_forms.h"
#include "extractor/names/words.h"

namespace caspian::extractor {
namespace {

// That no document of some KB has.
constexpr size_t kManyCandidates = 4096;

// Evidence by its weight; of equal weights the smallest rule id, so that the order of rules never counts, then the
// first.
struct Ground {
  int32_t weight = 0;
  const std::string* rule_id = nullptr;

  bool Beats(const Ground& other) const {
    return weight != other.weight ? weight > other.weight : weight > 0 && *rule_id < *other.rule_id;
  }
};

struct GroundedFeature {
  absl::string_view name;
  absl::string_view value;
  Ground ground;
};

// What speaks for a label: the heaviest rule, and each feature's value by the heaviest that gives one.
struct Grounds {
  Ground heaviest;
  absl::InlinedVector<GroundedFeature, 4> features;

  void Add(const EvidenceHit& hit, int32_t weight, std::pmr::memory_resource* memory) {
    const Ground ground{weight, &hit.rule->rule->id()};
    if (ground.Beats(heaviest)) heaviest = ground;
    if (hit.rule->settings.empty()) return;
    for (const auto& [name, value] : FeaturesOf(hit, memory)) {
      GroundedFeature* known = Find(name);
      if (known == nullptr) {
        features.push_back({name, value, ground});
      } else if (ground.Beats(known->ground)) {
        *known = {name, value, ground};
      }
    }
  }

  // Those of `others` where they are heavier, or this has none.
  void Join(const Grounds& others) {
    if (others.heaviest.weight > heaviest.weight) heaviest = others.heaviest;
    for (const GroundedFeature& other : others.features) {
      GroundedFeature* known = Find(other.name);
      if (known == nullptr) {
        features.push_back(other);
      } else if (other.ground.weight > known->ground.weight) {
        *known = other;
      }
    }
  }

 private:
  GroundedFeature* Find(absl::string_view name) {
    const auto found =
        std::find_if(features.begin(), features.end(), [&](const GroundedFeature& f) { return f.name == name; });
    return found == features.end() ? nullptr : &*found;
  }
};

class Election {
 public:
  Election(const CompiledNames& names, absl::Span<const CandidateEvidence> candidates,
           std::pmr::memory_resource* memory, std::vector<Scores>* scores)
      : names_(names),
        lists_(names),
        candidates_(candidates),
        memory_(memory),
        all_scores_(scores),
        tally_(names.vote, names.labels.size(), candidates, OwnMemory(candidates.size(), memory)),
        full_names_(names.acronym_min_letters, names.acronym_max_letters, memory),
        decisions_(OwnMemory(candidates.size(), memory)) {
    decisions_.reserve(candidates.size());
    for (size_t i = 0; i < candidates.size(); ++i) decisions_.emplace_back(memory);
    if (scores != nullptr) scores->resize(candidates.size());
  }

  std::pmr::vector<NameDecision> Decide() {
    for (const Ballot& ballot : tally_.ballots()) {
      if (WordCount(ballot) < 2) continue;
      inherited_.assign(names_.labels.size(), 0);
      const int label = DecideBallot(ballot);
      if (label >= 0) full_names_.Add(WithoutSuffixes(First(ballot).words), label);
    }
    for (const Ballot& ballot : tally_.ballots()) {
      if (WordCount(ballot) > 1) continue;
      inherited_.assign(names_.labels.size(), 0);
      Inherit(First(ballot).text);
      DecideBallot(ballot);
    }
    return std::move(decisions_);
  }

 private:
  // Of what goes with the election: where it is large it is given back then, and not with the document.
  static std::pmr::memory_resource* OwnMemory(size_t candidates, std::pmr::memory_resource* of_document) {
    return candidates > kManyCandidates ? std::pmr::get_default_resource() : of_document;
  }

  const NameCandidate& First(const Ballot& ballot) const { return candidates_[ballot.occurrences.front()].candidate; }
  size_t WordCount(const Ballot& ballot) const { return First(ballot).words.size(); }

  // "William", "Holmes" of William Holmes Jr.
  absl::Span<const absl::string_view> WithoutSuffixes(absl::Span<const absl::string_view> words) const {
    while (words.size() > 1 && lists_.Has(v1::NAME_WORD_FUNCTION_SUFFIX, words.back())) words.remove_suffix(1);
    return words;
  }

  // A single word that ends a full name, begins one that hands its first word down, or is the acronym of one.
  void Inherit(absl::string_view text) {
    for (const ShortFormIndex::Hit& hit : full_names_.Find(text)) {
      const size_t label = static_cast<size_t>(hit.id);
      const bool kept = hit.kind == ShortFormKind::kFirstWord && names_.keeps_first_word[label];
      const bool given = kept && lists_.Has(v1::NAME_WORD_FUNCTION_GIVEN_NAME, text);
      const int64_t weight = !kept ? names_.inherited[label] : given ? names_.inherited_given[label] : 0;
      if (weight != 0 && inherited_[label] != names_.inherited[label]) inherited_[label] = weight;
    }
  }

  // "al-Assad" is one, too.
  static bool IsCapital(absl::string_view word) {
    return StartsUpper(word) || StartsUpper(word.substr(word.rfind('-') + 1));
  }

  static uint32_t KnownFunctions() {
    return WordFunctions::BitOf(v1::NAME_WORD_FUNCTION_HEAD) | WordFunctions::BitOf(v1::NAME_WORD_FUNCTION_DEMONYM) |
           WordFunctions::BitOf(v1::NAME_WORD_FUNCTION_HYPHEN_PART) |
           WordFunctions::BitOf(v1::NAME_WORD_FUNCTION_PHRASE);
  }

  bool AllUnknown(const NameCandidate& candidate) const {
    return std::none_of(candidate.words.begin(), candidate.words.end(), [&](absl::string_view word) {
      return !IsCapital(word) || word.size() < 2 || full_names_.LooksLikeAcronym(word) ||
             lists_.Has(v1::NAME_WORD_FUNCTION_ORDINARY, Lowered(word)) || lists_.HasAny(KnownFunctions(), word);
    });
  }

  void GetScores(size_t occurrence) {
    tally_.GetScores(occurrence, &scores_);
    for (size_t label = 0; label < scores_.size(); ++label) scores_[label].inherited = inherited_[label];
    const NameCandidate& candidate = candidates_[occurrence].candidate;
    const size_t words = candidate.words.size();
    const bool guess = names_.unknown_label >= 0 && words >= names_.unknown_min_words &&
                       words <= names_.unknown_max_words && AllUnknown(candidate);
    if (guess) scores_[static_cast<size_t>(names_.unknown_label)].unknown = names_.unknown_weight;
  }

  // What its first decided occurrence is; -1 where none is decided.
  int DecideBallot(const Ballot& ballot) {
    int label = -1;
    grounds_.clear();
    for (uint32_t occurrence : ballot.occurrences) {
      NameDecision& decision = decisions_[occurrence];
      GetScores(occurrence);
      if (all_scores_ != nullptr) (*all_scores_)[occurrence] = scores_;
      decision.label = extractor::Decide(names_.vote, scores_);
      if (decision.label < 0) continue;
      decision.score = scores_[static_cast<size_t>(decision.label)].total();
      Explain(ballot, occurrence, &decision);
      if (label < 0) label = decision.label;
    }
    return label;
  }

  // What of the candidate speaks for the label.
  void AddGrounds(size_t label, const CandidateEvidence& candidate, bool voting, Grounds* grounds) const {
    for (const EvidenceHit& hit : candidate.hits) {
      if (voting && hit.rule->rule->evidence().no_vote()) continue;
      for (const auto& [other, weight] : hit.rule->weights) {
        if (other == label && weight > 0) grounds->Add(hit, weight, memory_);
      }
    }
  }

  // What votes for the label, of all occurrences.
  const Grounds& SharedGrounds(const Ballot& ballot, size_t label) {
    const auto known = std::find_if(grounds_.begin(), grounds_.end(), [&](const auto& g) { return g.first == label; });
    if (known != grounds_.end()) return known->second;
    Grounds& grounds = grounds_.emplace_back(label, Grounds()).second;
    for (uint32_t i : ballot.occurrences) AddGrounds(label, candidates_[i], true, &grounds);
    return grounds;
  }

  // The heaviest evidence for the label among the occurrences, this one's before others' as heavy; its features
  // likewise, by name. What does not vote counts for this one alone.
  void Explain(const Ballot& ballot, size_t own, NameDecision* decision) {
    const size_t label = static_cast<size_t>(decision->label);
    decision->rule_id = inherited_[label] > 0 ? "names.inherited" : "names.unknown";
    Grounds grounds;
    AddGrounds(label, candidates_[own], false, &grounds);
    if (ballot.occurrences.size() > 1) grounds.Join(SharedGrounds(ballot, label));
    const Ground& heaviest = grounds.heaviest;
    if (heaviest.weight > 0 && heaviest.weight >= inherited_[label]) decision->rule_id = *heaviest.rule_id;
    decision->features.reserve(grounds.features.size());
    for (const GroundedFeature& feature : grounds.features)
      decision->features.emplace_back(feature.name, feature.value);
    std::sort(decision->features.begin(), decision->features.end());
  }

  const CompiledNames& names_;
  WordLists lists_;
  const absl::Span<const CandidateEvidence> candidates_;
  std::pmr::memory_resource* const memory_;
  std::vector<Scores>* const all_scores_;
  Tally tally_;
  ShortFormIndex full_names_;  // by the index of their label
  std::pmr::vector<NameDecision> decisions_;
  // Of the ballot that is being decided.
  absl::InlinedVector<int64_t, 12> inherited_;       // by label
  std::vector<std::pair<size_t, Grounds>> grounds_;  // by label, as far as they were asked for
  Scores scores_;                                    // of the last occurrence
};

}  // namespace

std::pmr::vector<NameDecision> DecideNames(const CompiledNames& names, absl::Span<const CandidateEvidence> candidates,
                                           std::pmr::memory_resource* memory, std::vector<Scores>* scores) {
  return Election(names, candidates, memory, scores).Decide();
}

}  // namespace caspian::extractor
