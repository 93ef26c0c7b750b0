#include "tests/extractor/reference_engine/names.h"

#include <algorithm>

#include "tests/extractor/reference_engine/pattern_matcher.h"

namespace caspian::extractor::reference {
namespace {

std::string WithoutStops(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '.'), text.end());
  return text;
}

// An evidence rule that holds for a candidate.
struct Hit {
  const Rule* rule;
  std::map<std::string, std::string> features;

  int WeightOf(const std::string& choice) const {
    int weight = 0;
    for (const auto& [name, value] : rule->weights) weight += name == choice ? value : 0;
    return weight;
  }
};

struct Weighed {
  Candidate candidate;
  std::vector<Hit> hits;
};

class Conditions {
 public:
  Conditions(const Reading& reading, const Stage& stage, const Candidate& candidate)
      : reading_(reading), candidate_(candidate), sight_(SightOf(reading, stage, candidate.sentence)) {
    for (const std::string& word : candidate.words) {
      for (const std::string& token : TokensOf(word)) tokens_.push_back(token);
    }
    for (const Piece& piece : sight_.pieces) {
      if (piece.blank) continue;
      if (piece.end <= candidate.begin) before_.push_back(piece.annotation < 0 ? piece.plain : "\n");
      if (piece.begin >= candidate.end) after_.push_back(piece.annotation < 0 ? piece.plain : "\n");
      if (piece.end <= candidate.begin || piece.begin >= candidate.end) continue;
      if (last_ == 0) first_ = piece.first_symbol;
      last_ = piece.last_symbol;
    }
  }

  bool Hold(const Rule& rule, Hit* hit) const {
    const auto count = static_cast<int>(candidate_.words.size());
    if (!Meets(rule.documents, reading_)) return false;
    if (!rule.on.empty() && reading_.annotations[static_cast<size_t>(candidate_.annotation)].label != rule.on)
      return false;
    if (count < rule.min_words || (rule.max_words > 0 && count > rule.max_words)) return false;
    if (rule.sentence_initial && !candidate_.sentence_initial) return false;
    if (!rule.forms.empty() && !MatchesText(rule.forms[0].pattern)) return false;
    int first_row = -1;
    for (size_t i = 0; i < rule.lists.size(); ++i) {
      const int row = RowOf(rule.lists[i]);
      if ((row >= 0) == rule.lists[i].negated) return false;
      if (i == 0) first_row = row;
    }
    if (!PatternMatcher(reading_, sight_, false).Hold(rule.guards, first_, last_)) return false;
    hit->rule = &rule;
    for (const Setting& setting : rule.settings) {
      const std::string value = Resolved(setting.value, [&](const std::string& column, const std::string&) {
        if (first_row < 0) return std::string();
        return Cell(reading_.pack->lists.at(rule.lists[0].words.list), static_cast<size_t>(first_row), column);
      });
      if (!value.empty()) hit->features[setting.name] = value;
    }
    return true;
  }

 private:
  // The pattern reads the candidate's words alone.
  bool MatchesText(const Pattern& pattern) const {
    Reading words;
    words.text = candidate_.text;
    words.pack = reading_.pack;
    CutText(&words);
    Sentence whole = words.sentences.front();
    whole.end = words.sentences.back().end;
    whole.last = words.sentences.back().last;
    words.sentences = {whole};
    const Sight sight = SightOf(words, Stage(), 0);
    return PatternMatcher(words, sight, false).Takes(pattern, 0, sight.symbols.size());
  }

  // The longest phrase of the part; -1 where there is none.
  int RowOf(const ListCondition& condition) const {
    const List& list = reading_.pack->lists.at(condition.words.list);
    const bool aliases =
        condition.words.column.empty() && std::count(list.columns.begin(), list.columns.end(), "aliases") > 0;
    const std::vector<Phrase> phrases = PhrasesOf(*reading_.pack, condition.words, aliases ? "aliases" : "");
    const Phrase* longest = nullptr;
    for (const Phrase& phrase : phrases) {
      const bool longer = longest == nullptr || phrase.tokens.size() > longest->tokens.size();
      if (longer && Stands(phrase, condition.part)) longest = &phrase;
    }
    if (condition.part == v1::CANDIDATE_PART_ANY) return RowAnywhere(phrases);
    return longest == nullptr ? -1 : static_cast<int>(longest->row);
  }

  // The leftmost, the longest of these.
  int RowAnywhere(const std::vector<Phrase>& phrases) const {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (const Phrase* phrase = LongestAt(phrases, tokens_, i, Letters::kFirstFree))
        return static_cast<int>(phrase->row);
    }
    return -1;
  }

  bool Stands(const Phrase& phrase, v1::CandidatePart part) const {
    const size_t size = phrase.tokens.size();
    const auto ends = [&](const std::vector<std::string>& tokens) {
      return size <= tokens.size() && StandsAt(phrase, tokens, tokens.size() - size, Letters::kFirstFree);
    };
    switch (part) {
      case v1::CANDIDATE_PART_WHOLE:
        return size == tokens_.size() && StandsAt(phrase, tokens_, 0, Letters::kFirstFree);
      case v1::CANDIDATE_PART_FIRST:
        return StandsAt(phrase, tokens_, 0, Letters::kFirstFree);
      case v1::CANDIDATE_PART_LAST:
        return ends(tokens_);
      case v1::CANDIDATE_PART_BEFORE:
        return ends(before_);
      case v1::CANDIDATE_PART_AFTER:
        return StandsAt(phrase, after_, 0, Letters::kFirstFree);
      default:
        return false;
    }
  }

  const Reading& reading_;
  const Candidate& candidate_;
  const Sight sight_;
  std::vector<std::string> tokens_, before_, after_;
  size_t first_ = 0, last_ = 0;  // symbols
};

std::vector<Hit> HitsOf(const Reading& reading, const Stage& stage, const Candidate& candidate) {
  const Conditions conditions(reading, stage, candidate);
  std::vector<Hit> hits;
  for (const Rule& rule : stage.rules) {
    Hit hit;
    if (conditions.Hold(rule, &hit)) hits.push_back(hit);
  }
  return hits;
}

// Decides among choices, without what names inherit.
class Election {
 public:
  Election(const Vote& vote, std::vector<Weighed> all) : vote_(vote), all_(std::move(all)) {}

  const std::vector<Weighed>& all() const { return all_; }

  int ScoreOf(const Weighed& one, const std::string& choice) const {
    int voted = 0, own = 0, alone = 0;
    size_t occurrences = 0;
    for (const Weighed& other : all_) {
      if (other.candidate.text != one.candidate.text) continue;
      ++occurrences;
      voted += Sum(other, choice, true);
    }
    own = Sum(one, choice, true);
    alone = Sum(one, choice, false);
    const int share = vote_.shares[std::min(occurrences, vote_.shares.size()) - 1];
    return voted * share / 1000 + own * vote_.own_share / 1000 + alone;
  }

  int confidence(int score) const { return std::min(990, 500 + (score - vote_.threshold) / 20); }

 private:
  static int Sum(const Weighed& one, const std::string& choice, bool votes) {
    int sum = 0;
    for (const Hit& hit : one.hits) sum += hit.rule->no_vote == votes ? 0 : hit.WeightOf(choice);
    return sum;
  }

  const Vote& vote_;
  const std::vector<Weighed> all_;
};

class NameElection {
 public:
  NameElection(const Reading& reading, const Stage& stage)
      : reading_(reading), names_(*stage.names), election_(names_.vote, AllOf(reading, stage)) {}

  std::vector<Annotation> Decide() {
    for (const Weighed& one : election_.all()) DecideOne(one, false);
    for (const Weighed& one : election_.all()) DecideOne(one, true);
    std::vector<Annotation> made;
    for (const auto& [index, name] : made_) made.push_back(name);
    return made;
  }

 private:
  static std::vector<Weighed> AllOf(const Reading& reading, const Stage& stage) {
    std::vector<Weighed> all;
    for (size_t s = 0; s < reading.sentences.size(); ++s) {
      for (const Candidate& candidate : CandidatesOf(reading, *stage.names, s))
        all.push_back({candidate, HitsOf(reading, stage, candidate)});
    }
    return all;
  }

  // Names of several words are decided first, so that those of one can inherit.
  void DecideOne(const Weighed& one, bool single) {
    if ((one.candidate.words.size() == 1) != single) return;
    std::string best;
    int most = 0;
    for (const std::string& label : names_.labels) {
      const int score = election_.ScoreOf(one, label) + Inherited(one, label) + Unknown(one, label);
      if (best.empty() || score > most) {
        best = label;
        most = score;
      }
    }
    if (most < names_.vote.threshold) return;
    Annotation name;
    name.begin = name.mention_begin = one.candidate.begin;
    name.end = name.mention_end = one.candidate.end;
    name.sentence = one.candidate.sentence;
    name.label = best;
    name.confidence = election_.confidence(most);
    Explain(one, Inherited(one, best), &name);
    made_[static_cast<size_t>(&one - election_.all().data())] = name;
  }

  // A string's label is that of its first decided occurrence.
  int Inherited(const Weighed& one, const std::string& label) const {
    if (one.candidate.words.size() > 1 || names_.inherited.count(label) == 0) return 0;
    std::set<std::string> seen;
    for (const auto& [index, full] : made_) {
      const Candidate& candidate = election_.all()[index].candidate;
      if (candidate.words.size() < 2 || !seen.insert(candidate.text).second || full.label != label) continue;
      if (ShortFormsOf(names_, candidate.words).Has(names_, label, one.candidate.text))
        return names_.inherited.at(label);
    }
    return 0;
  }

  int Unknown(const Weighed& one, const std::string& label) const {
    const auto count = static_cast<int>(one.candidate.words.size());
    const bool guess = names_.unknown_label == label && names_.unknown_min <= count && count <= names_.unknown_max;
    const bool unknown =
        std::none_of(one.candidate.words.begin(), one.candidate.words.end(), [&](const std::string& w) {
          return !(StartsUpper(w) || StartsUpper(w.substr(w.rfind('-') + 1))) || w.size() < 2 ||
                 LooksLikeAcronym(names_, w) || HasFunction(reading_, names_, "ordinary", Lowered(w)) ||
                 HasFunction(reading_, names_, "head", w) || HasFunction(reading_, names_, "demonym", w);
        });
    return guess && unknown ? names_.unknown_weight : 0;
  }

  // What speaks most for the label: this occurrence's evidence before that of others as heavy, then the smallest id.
  // What does not vote speaks for its own occurrence alone.
  void Explain(const Weighed& one, int inherited, Annotation* name) const {
    struct Ground {
      int weight;
      bool other;
      const Hit* hit;
      bool operator<(const Ground& b) const {
        return std::make_tuple(-weight, other, hit->rule->id) < std::make_tuple(-b.weight, b.other, b.hit->rule->id);
      }
    };
    std::vector<Ground> grounds;
    for (const Weighed& other : election_.all()) {
      if (other.candidate.text != one.candidate.text) continue;
      for (const Hit& hit : other.hits) {
        const bool counts = &other == &one || !hit.rule->no_vote;
        if (counts && hit.WeightOf(name->label) > 0)
          grounds.push_back({hit.WeightOf(name->label), &other != &one, &hit});
      }
    }
    std::stable_sort(grounds.begin(), grounds.end());
    name->rule_id = inherited > 0 ? "names.inherited" : "names.unknown";
    if (!grounds.empty() && grounds[0].weight >= inherited) name->rule_id = grounds[0].hit->rule->id;
    for (const Ground& ground : grounds)
      name->features.insert(ground.hit->features.begin(), ground.hit->features.end());
  }

  const Reading& reading_;
  const NameSettings& names_;
  const Election election_;
  std::map<size_t, Annotation> made_;  // by candidate
};

std::vector<Weighed> NamesOn(const Reading& reading, const Stage& stage) {
  std::vector<Weighed> all;
  for (size_t s = 0; s < reading.sentences.size(); ++s) {
    for (int index : Standing(reading, stage, s)) {
      const Annotation& name = reading.annotations[static_cast<size_t>(index)];
      if (name.label != stage.senses->on) continue;
      Candidate candidate;
      candidate.sentence = s;
      candidate.begin = name.begin;
      candidate.end = name.end;
      candidate.annotation = index;
      candidate.sentence_initial = name.begin == reading.sentences[s].begin;
      for (const std::string& word : SplitAtBlanks(reading.Words(name.begin, name.end))) {
        candidate.words.emplace_back();
        for (const std::string& token : TokensOf(word)) candidate.words.back() += token;
        candidate.text += (candidate.text.empty() ? "" : " ") + candidate.words.back();
      }
      all.push_back({candidate, HitsOf(reading, stage, candidate)});
    }
  }
  return all;
}

Annotation SenseOf(const Reading& reading, const SenseSettings& senses, const Weighed& one, const Sense& sense) {
  Annotation made;
  made.begin = made.mention_begin = one.candidate.begin;
  made.end = made.mention_end = one.candidate.end;
  made.sentence = one.candidate.sentence;
  made.label = senses.label;
  made.fills.push_back({"name", made.begin, made.end, one.candidate.annotation});
  for (const Setting& setting : sense.settings) {
    const std::string value = Resolved(setting.value, [&](const std::string&, const std::string& feature) {
      return reading.FeatureOf(one.candidate.annotation, feature);
    });
    if (!value.empty()) made.features[setting.name] = value;
  }
  return made;
}

}  // namespace

bool LooksLikeAcronym(const NameSettings& names, const std::string& text) {
  const std::string letters = WithoutStops(text);
  const auto size = static_cast<int>(letters.size());
  return size >= names.acronym_min && size <= names.acronym_max && size > 1 &&
         std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

ShortForms ShortFormsOf(const NameSettings& names, const std::vector<std::string>& words) {
  ShortForms forms;
  if (words.size() < 2) return forms;
  forms.last.insert(words.back());
  forms.first.insert(words.front());
  const size_t hyphen = words.back().find('-');
  if (hyphen != std::string::npos && StartsLower(words.back())) forms.last.insert(words.back().substr(hyphen + 1));
  std::string rest, initials;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) rest += (rest.empty() ? "" : " ") + words[i];
    if (StartsUpper(words[i])) initials += words[i][0];
  }
  if (words.size() > 2) forms.last.insert(rest);
  // One letter behind the first may be left out.
  std::set<std::string> acronyms = {initials};
  for (size_t i = 1; initials.size() > 2 && i < initials.size(); ++i)
    acronyms.insert(initials.substr(0, i) + initials.substr(i + 1));
  for (const std::string& acronym : acronyms) {
    if (LooksLikeAcronym(names, acronym)) forms.acronyms.insert(acronym);
  }
  return forms;
}

bool ShortForms::Has(const NameSettings& names, const std::string& label, const std::string& text) const {
  const bool acronym = LooksLikeAcronym(names, text);
  const std::string form = acronym ? WithoutStops(text) : text;
  const bool keeps = std::count(names.keep_first_word.begin(), names.keep_first_word.end(), label) > 0;
  return last.count(form) > 0 || (!keeps && first.count(form) > 0) || (acronym && acronyms.count(form) > 0);
}

std::vector<Annotation> NamesOf(const Reading& reading, const Stage& stage) {
  return NameElection(reading, stage).Decide();
}

std::vector<Annotation> SensesOf(const Reading& reading, const Stage& stage) {
  const SenseSettings& senses = *stage.senses;
  const Election election(senses.vote, NamesOn(reading, stage));
  std::vector<Annotation> made;
  for (const Weighed& one : election.all()) {
    const Sense* best = nullptr;
    int most = 0;
    for (const Sense& sense : senses.senses) {
      const int score = election.ScoreOf(one, sense.name);
      if (best == nullptr || score > most) {
        best = &sense;
        most = score;
      }
    }
    if (most < senses.vote.threshold || best->settings.empty()) continue;
    made.push_back(SenseOf(reading, senses, one, *best));
    made.back().confidence = election.confidence(most);
    int heaviest = 0;
    for (const Hit& hit : one.hits) {
      const int weight = hit.WeightOf(best->name);
      if (weight < heaviest || (weight == heaviest && (weight == 0 || hit.rule->id >= made.back().rule_id))) continue;
      heaviest = weight;
      made.back().rule_id = hit.rule->id;
    }
  }
  return made;
}

}  // namespace caspian::extractor::reference
