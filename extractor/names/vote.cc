#include "extractor/names/vote.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extractor/document/characters.h"
#include "extractor/names/short_forms.h"
#include "extractor/names/words.h"

namespace caspian::extractor {
namespace {

// Evidence by its weight; of equal weights the smallest rule id, so that the order of rules never counts, then the
// first.
struct Ground {
  int32_t weight = 0;
  const std::string* rule_id = nullptr;

  bool Beats(const Ground& other) const {
    return weight != other.weight ? weight > other.weight : weight > 0 && *rule_id < *other.rule_id;
  }
};

// What speaks for a label: the heaviest rule, and each feature's value by the heaviest that gives one.
struct Grounds {
  Ground heaviest;
  std::map<absl::string_view, std::pair<Ground, absl::string_view>> features;

  void Add(const EvidenceHit& hit, int32_t weight) {
    const Ground ground{weight, &hit.rule->rule->id()};
    if (ground.Beats(heaviest)) heaviest = ground;
    for (const auto& [name, value] : hit.features) {
      const auto [known, added] = features.try_emplace(name, ground, value);
      if (!added && ground.Beats(known->second.first)) known->second = {ground, value};
    }
  }
};

// All occurrences of one string.
struct Ballot {
  const std::vector<size_t>* occurrences = nullptr;  // indexes of the candidates
  std::vector<int64_t> inherited;
  int label = -1;                     // what its first decided occurrence is
  std::map<size_t, Grounds> grounds;  // by label, of what votes of all occurrences
};

class Election {
 public:
  Election(const CompiledNames& names, const std::vector<CandidateEvidence>& candidates)
      : names_(names),
        lists_(names),
        candidates_(candidates),
        tally_(names.vote, names.labels.size(), candidates),
        full_names_(names.acronym_min_letters, names.acronym_max_letters),
        decisions_(candidates.size()) {
    for (const auto& [text, occurrences] : tally_.ballots()) {
      Ballot& ballot = ballots_[text];
      ballot.occurrences = &occurrences;
      ballot.inherited.resize(names.labels.size());
      for (size_t i : occurrences) AddGrounds(candidates[i], &ballot.grounds);
    }
  }

  std::vector<NameDecision> Decide() {
    for (auto& [text, ballot] : ballots_) {
      if (WordCount(ballot) < 2) continue;
      DecideBallot(&ballot);
      if (ballot.label >= 0) full_names_.Add(WithoutSuffixes(First(ballot).words), ballot.label);
    }
    for (auto& [text, ballot] : ballots_) {
      if (WordCount(ballot) > 1) continue;
      Inherit(text, &ballot);
      DecideBallot(&ballot);
    }
    return std::move(decisions_);
  }

 private:
  const NameCandidate& First(const Ballot& ballot) const { return candidates_[ballot.occurrences->front()].candidate; }
  size_t WordCount(const Ballot& ballot) const { return First(ballot).words.size(); }

  // "William", "Holmes" of William Holmes Jr.
  std::vector<std::string> WithoutSuffixes(std::vector<std::string> words) const {
    while (words.size() > 1 && lists_.Has(v1::NAME_WORD_FUNCTION_SUFFIX, words.back())) words.pop_back();
    return words;
  }

  // A single word that ends a full name, begins one that hands its first word down, or is the acronym of one.
  void Inherit(const std::string& text, Ballot* ballot) {
    for (const ShortFormIndex::Hit& hit : full_names_.Find(text)) {
      const size_t label = static_cast<size_t>(hit.id);
      const bool kept = hit.kind == ShortFormKind::kFirstWord && names_.keeps_first_word[label];
      const bool given = kept && lists_.Has(v1::NAME_WORD_FUNCTION_GIVEN_NAME, text);
      const int64_t weight = !kept ? names_.inherited[label] : given ? names_.inherited_given[label] : 0;
      if (weight != 0 && ballot->inherited[label] != names_.inherited[label]) ballot->inherited[label] = weight;
    }
  }

  // "al-Assad" is one, too.
  static bool IsCapital(const std::string& word) {
    return StartsUpper(word) || StartsUpper(absl::string_view(word).substr(word.rfind('-') + 1));
  }

  static uint32_t KnownFunctions() {
    return WordFunctions::BitOf(v1::NAME_WORD_FUNCTION_HEAD) | WordFunctions::BitOf(v1::NAME_WORD_FUNCTION_DEMONYM) |
           WordFunctions::BitOf(v1::NAME_WORD_FUNCTION_HYPHEN_PART) |
           WordFunctions::BitOf(v1::NAME_WORD_FUNCTION_PHRASE);
  }

  bool AllUnknown(const NameCandidate& candidate) const {
    return std::none_of(candidate.words.begin(), candidate.words.end(), [&](const std::string& word) {
      return !IsCapital(word) || word.size() < 2 || full_names_.LooksLikeAcronym(word) ||
             lists_.Has(v1::NAME_WORD_FUNCTION_ORDINARY, Lowered(word)) || lists_.HasAny(KnownFunctions(), word);
    });
  }

  std::vector<Score> ScoresOf(const Ballot& ballot, size_t occurrence) const {
    std::vector<Score> scores = tally_.ScoresOf(occurrence);
    for (size_t label = 0; label < scores.size(); ++label) scores[label].inherited = ballot.inherited[label];
    const NameCandidate& candidate = candidates_[occurrence].candidate;
    const size_t words = candidate.words.size();
    const bool guess = names_.unknown_label >= 0 && words >= names_.unknown_min_words &&
                       words <= names_.unknown_max_words && AllUnknown(candidate);
    if (guess) scores[static_cast<size_t>(names_.unknown_label)].unknown = names_.unknown_weight;
    return scores;
  }

  void DecideBallot(Ballot* ballot) {
    for (size_t occurrence : *ballot->occurrences) {
      NameDecision& decision = decisions_[occurrence];
      decision.scores = ScoresOf(*ballot, occurrence);
      decision.label = extractor::Decide(names_.vote, decision.scores);
      if (decision.label < 0) continue;
      const size_t best = static_cast<size_t>(decision.label);
      decision.score = decision.scores[best].total();
      Explain(*ballot, best, occurrence, &decision);
      if (ballot->label < 0) ballot->label = decision.label;
    }
  }

  // Of what votes.
  static void AddGrounds(const CandidateEvidence& candidate, std::map<size_t, Grounds>* grounds) {
    for (const EvidenceHit& hit : candidate.hits) {
      if (hit.rule->rule->evidence().no_vote()) continue;
      for (const auto& [label, weight] : hit.rule->weights) {
        if (weight > 0) (*grounds)[label].Add(hit, weight);
      }
    }
  }

  // What speaks for the label, be it that it does not vote.
  static Grounds GroundsFor(size_t label, const CandidateEvidence& candidate) {
    Grounds grounds;
    for (const EvidenceHit& hit : candidate.hits) {
      for (const auto& [other, weight] : hit.rule->weights) {
        if (other == label && weight > 0) grounds.Add(hit, weight);
      }
    }
    return grounds;
  }

  // The heaviest evidence for the label among the occurrences, this one's before others' as heavy; its features
  // likewise, by name. What does not vote counts for this one alone.
  void Explain(const Ballot& ballot, size_t label, size_t own, NameDecision* decision) const {
    decision->rule_id = ballot.inherited[label] > 0 ? "names.inherited" : "names.unknown";
    const Grounds near = GroundsFor(label, candidates_[own]);
    const auto others = ballot.grounds.find(label);
    Grounds all = others == ballot.grounds.end() ? Grounds() : others->second;
    const Ground& heaviest = near.heaviest.weight >= all.heaviest.weight ? near.heaviest : all.heaviest;
    if (heaviest.weight > 0 && heaviest.weight >= ballot.inherited[label]) decision->rule_id = *heaviest.rule_id;
    for (const auto& [name, weighed] : near.features) {
      const auto [known, added] = all.features.try_emplace(name, weighed);
      if (!added && weighed.first.weight >= known->second.first.weight) known->second = weighed;
    }
    for (const auto& [name, weighed] : all.features) decision->features.emplace_back(name, weighed.second);
  }

  const CompiledNames& names_;
  WordLists lists_;
  const std::vector<CandidateEvidence>& candidates_;
  Tally tally_;
  std::map<std::string, Ballot> ballots_;
  ShortFormIndex full_names_;  // by the index of their label
  std::vector<NameDecision> decisions_;
};

}  // namespace

std::vector<NameDecision> DecideNames(const CompiledNames& names, const std::vector<CandidateEvidence>& candidates) {
  return Election(names, candidates).Decide();
}

}  // namespace caspian::extractor
