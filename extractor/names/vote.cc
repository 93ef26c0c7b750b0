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

using Scores = std::vector<int64_t>;  // by label of the stage, thousandths

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
  std::map<std::string, std::pair<Ground, std::string>> features;

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
  std::vector<size_t> occurrences;  // indexes of the candidates
  Scores voted;
  Scores inherited;
  int label = -1;                     // what its first decided occurrence is
  std::map<size_t, Grounds> grounds;  // by label, of all occurrences
};

int64_t ShareOf(const v1::NameSettings& settings, size_t occurrences) {
  if (settings.vote_shares().empty()) return 1000;
  const size_t last = static_cast<size_t>(settings.vote_shares_size());
  return settings.vote_shares(static_cast<int>(std::min(occurrences, last)) - 1);
}

class Election {
 public:
  Election(const CompiledNames& names, const std::vector<CandidateEvidence>& candidates)
      : names_(names), lists_(names), candidates_(candidates), decisions_(candidates.size()) {
    for (size_t i = 0; i < candidates.size(); ++i) {
      Ballot& ballot = ballots_[candidates[i].candidate.text];
      ballot.occurrences.push_back(i);
      ballot.voted.resize(names.labels.size());
      ballot.inherited.resize(names.labels.size());
      Add(candidates[i], true, &ballot.voted);
      AddGrounds(candidates[i], &ballot.grounds);
    }
  }

  std::vector<NameDecision> Decide() {
    for (auto& [text, ballot] : ballots_) {
      if (WordCount(ballot) < 2) continue;
      DecideBallot(&ballot);
      if (ballot.label >= 0) full_names_.Add(First(ballot).words, ballot.label);
    }
    for (auto& [text, ballot] : ballots_) {
      if (WordCount(ballot) > 1) continue;
      Inherit(text, &ballot);
      DecideBallot(&ballot);
    }
    return std::move(decisions_);
  }

 private:
  const NameCandidate& First(const Ballot& ballot) const { return candidates_[ballot.occurrences.front()].candidate; }
  size_t WordCount(const Ballot& ballot) const { return First(ballot).words.size(); }

  // Adds the weights of a candidate's evidence that votes, or of all that does not.
  static void Add(const CandidateEvidence& candidate, bool voting, Scores* scores) {
    for (const EvidenceHit& hit : candidate.hits) {
      if (hit.rule->rule->evidence().no_vote() == voting) continue;
      for (const auto& [label, weight] : hit.rule->weights) (*scores)[label] += weight;
    }
  }

  // A single word that ends a full name, begins one that is no person's, or is the acronym of one.
  void Inherit(const std::string& text, Ballot* ballot) {
    for (const ShortFormIndex::Hit& hit : full_names_.Find(text)) {
      const bool given_name = hit.kind == ShortFormKind::kFirstWord && hit.id == names_.unknown_label;
      const size_t label = static_cast<size_t>(hit.id);
      if (!given_name) ballot->inherited[label] = names_.inherited[label];
    }
  }

  bool AllUnknown(const NameCandidate& candidate) const {
    return std::none_of(candidate.words.begin(), candidate.words.end(), [&](const std::string& word) {
      return !StartsUpper(word) || word.size() < 2 || LooksLikeAcronym(word) ||
             lists_.Has(v1::NAME_WORD_FUNCTION_ORDINARY, Lowered(word)) ||
             lists_.Has(v1::NAME_WORD_FUNCTION_HEAD, word) || lists_.Has(v1::NAME_WORD_FUNCTION_DEMONYM, word) ||
             lists_.Has(v1::NAME_WORD_FUNCTION_HYPHEN_PART, word) || lists_.Has(v1::NAME_WORD_FUNCTION_PHRASE, word);
    });
  }

  Scores ScoresOf(const Ballot& ballot, size_t occurrence) const {
    const CandidateEvidence& candidate = candidates_[occurrence];
    const int64_t share = ShareOf(*names_.settings, ballot.occurrences.size());
    Scores own(names_.labels.size()), alone(names_.labels.size()), scores(names_.labels.size());
    Add(candidate, true, &own);
    Add(candidate, false, &alone);
    for (size_t label = 0; label < scores.size(); ++label) {
      scores[label] = ballot.voted[label] * share / 1000 +
                      own[label] * static_cast<int64_t>(names_.settings->own_share()) / 1000 + alone[label] +
                      ballot.inherited[label];
    }
    const size_t words = candidate.candidate.words.size();
    const bool guess = names_.unknown_label >= 0 && (words == 2 || words == 3) && AllUnknown(candidate.candidate);
    if (guess) scores[static_cast<size_t>(names_.unknown_label)] += names_.settings->unknown_weight();
    return scores;
  }

  void DecideBallot(Ballot* ballot) {
    for (size_t occurrence : ballot->occurrences) {
      const Scores scores = ScoresOf(*ballot, occurrence);
      const size_t best = static_cast<size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
      if (scores[best] < names_.threshold) continue;
      NameDecision& decision = decisions_[occurrence];
      decision.label = static_cast<int>(best);
      decision.score = scores[best];
      Explain(*ballot, best, occurrence, &decision);
      if (ballot->label < 0) ballot->label = decision.label;
    }
  }

  static void AddGrounds(const CandidateEvidence& candidate, std::map<size_t, Grounds>* grounds) {
    for (const EvidenceHit& hit : candidate.hits) {
      for (const auto& [label, weight] : hit.rule->weights) {
        if (weight > 0) (*grounds)[label].Add(hit, weight);
      }
    }
  }

  // The heaviest evidence for the label among the occurrences, this one's before others' as heavy; its features
  // likewise, by name.
  void Explain(const Ballot& ballot, size_t label, size_t own, NameDecision* decision) const {
    decision->rule_id = ballot.inherited[label] > 0 ? "names.inherited" : "names.unknown";
    const auto all = ballot.grounds.find(label);
    if (all == ballot.grounds.end()) return;
    std::map<size_t, Grounds> mine;
    AddGrounds(candidates_[own], &mine);
    const Grounds& near = mine[label];
    const Ground& heaviest = near.heaviest.weight >= all->second.heaviest.weight ? near.heaviest : all->second.heaviest;
    if (heaviest.weight >= ballot.inherited[label]) decision->rule_id = *heaviest.rule_id;
    for (const auto& [name, weighed] : all->second.features) {
      const auto found = near.features.find(name);
      const bool nearer = found != near.features.end() && found->second.first.weight >= weighed.first.weight;
      decision->features.emplace_back(name, nearer ? found->second.second : weighed.second);
    }
  }

  const CompiledNames& names_;
  WordLists lists_;
  const std::vector<CandidateEvidence>& candidates_;
  std::map<std::string, Ballot> ballots_;
  ShortFormIndex full_names_;  // by the index of their label
  std::vector<NameDecision> decisions_;
};

}  // namespace

std::vector<NameDecision> DecideNames(const CompiledNames& names, const std::vector<CandidateEvidence>& candidates) {
  return Election(names, candidates).Decide();
}

}  // namespace caspian::extractor
