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

// All occurrences of one string.
struct Ballot {
  std::vector<size_t> occurrences;  // indexes of the candidates
  Scores voted;
  Scores inherited;
  int label = -1;  // what most of it was decided as
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
      return !StartsUpper(word) || word.size() < 2 || LooksLikeAcronym(word) || lists_.Has(v1::NAME_WORD_FUNCTION_ORDINARY, Lowered(word)) ||
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
      scores[label] = ballot.voted[label] * share / 1000 + own[label] * static_cast<int64_t>(names_.settings->own_share()) / 1000 + alone[label] + ballot.inherited[label];
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

  // The heaviest evidence for the label among the occurrences, this one's first; features of all of it, heaviest first.
  void Explain(const Ballot& ballot, size_t label, size_t own, NameDecision* decision) const {
    std::vector<std::pair<int32_t, const EvidenceHit*>> hits;
    const auto collect = [&](size_t occurrence) {
      for (const EvidenceHit& hit : candidates_[occurrence].hits) {
        for (const auto& [l, weight] : hit.rule->weights) {
          if (l == label && weight > 0) hits.emplace_back(weight, &hit);
        }
      }
    };
    collect(own);
    for (size_t occurrence : ballot.occurrences) {
      if (occurrence != own) collect(occurrence);
    }
    std::stable_sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    decision->rule_id = ballot.inherited[label] > 0 ? "names.inherited" : "names.unknown";
    if (!hits.empty() && hits.front().first >= ballot.inherited[label]) decision->rule_id = hits.front().second->rule->rule->id();
    for (const auto& [weight, hit] : hits) {
      for (const auto& [name, value] : hit->features) {
        if (FeatureOf(decision->features, name).empty()) SetFeature(name, value, &decision->features);
      }
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
