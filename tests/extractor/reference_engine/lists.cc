// List rules, and the verb groups that tables tell.
#include <algorithm>

#include "tests/extractor/reference_engine/rules.h"

namespace caspian::extractor::reference {
namespace {

// The words of a sight; of an annotation one that no list has.
struct Line {
  std::vector<const Piece*> pieces;
  std::vector<std::string> words;

  explicit Line(const Sight& sight) {
    for (const Piece& piece : sight.pieces) {
      if (piece.blank) continue;
      pieces.push_back(&piece);
      words.push_back(piece.annotation < 0 ? piece.plain : "\n");
    }
  }
};

bool IsInsideName(const Place& place, uint32_t begin, uint32_t end) {
  for (int index : Standing(place.reading, Stage(), place.sentence)) {
    const Annotation& name = place.reading.annotations[static_cast<size_t>(index)];
    const bool inside = name.begin <= begin && end <= name.end && end - begin < name.end - name.begin;
    if (inside && place.reading.KindOf(name) == v1::LABEL_KIND_NAME) return true;
  }
  return false;
}

Stage SeesNothing() {
  Stage stage;
  stage.input = {"nothing"};
  return stage;
}

int Number(const std::string& text) { return text.empty() ? 0 : std::stoi(text); }

// What speaks for the features of a group: the greatest strength, of equals the last.
struct Spoken {
  std::map<std::string, std::pair<int, std::string>> values;

  void Say(const std::string& name, const std::string& value, int strength) {
    if (value.empty()) return;
    const auto found = values.find(name);
    if (found == values.end() || strength >= found->second.first) values[name] = {strength, value};
  }
};

class VerbGroups {
 public:
  VerbGroups(const Rule& rule, const Place& place)
      : rule_(rule),
        place_(place),
        pack_(*place.reading.pack),
        sight_(SightOf(place.reading, place.stage, place.sentence)),
        line_(sight_),
        auxiliaries_(PhrasesOf(pack_, {rule.auxiliaries, "phrase", "", {}})),
        adverbs_(PhrasesOf(pack_, {rule.adverbs, "phrase", "", {}})) {}

  std::vector<Annotation> All() {
    std::vector<Annotation> made;
    for (size_t i = 0; i < line_.pieces.size();) {
      spoken_ = {};
      const size_t end = End(i);
      const bool holds =
          end > i && PatternMatcher(place_.reading, sight_, false)
                         .Hold(rule_.guards, line_.pieces[i]->first_symbol, line_.pieces[end - 1]->last_symbol);
      if (holds) made.push_back(Group(i, end));
      i = holds ? end : i + 1;
    }
    return made;
  }

 private:
  int VerbAt(size_t i) const {
    if (i >= line_.pieces.size() || line_.pieces[i]->annotation < 0) return -1;
    const int index = line_.pieces[i]->annotation;
    return place_.reading.annotations[static_cast<size_t>(index)].label == rule_.verb ? index : -1;
  }

  // The row of a form; -1 where the table has none.
  int FormRow(const std::string& form) const {
    const List& forms = pack_.lists.at(rule_.verb_forms);
    for (size_t row = 0; row < forms.rows.size(); ++row) {
      if (Cell(forms, row, "form") == form) return static_cast<int>(row);
    }
    return -1;
  }

  static bool Takes(const std::string& taken, const std::string& form) {
    return !form.empty() && (";" + taken + ";").find(";" + form + ";") != std::string::npos;
  }

  void Say(const std::string& list, size_t row, int strength) {
    for (const std::string& feature : pack_.LabelOf(rule_.label).features)
      spoken_.Say(feature, Cell(pack_.lists.at(list), row, feature), strength);
  }

  // Adverbs, at most three.
  size_t BehindAdverbs(size_t i) {
    for (int n = 0; n < 3 && i < line_.words.size(); ++n) {
      const Phrase* phrase = LongestAt(adverbs_, line_.words, i, Letters::kFirstFree);
      const std::string& word = line_.words[i];
      if (phrase != nullptr) {
        Say(rule_.adverbs, phrase->row, 0);
        i += phrase->tokens.size();
      } else if (rule_.adverb_pattern && IsLy(word)) {
        ++i;
      } else {
        break;
      }
    }
    return i;
  }

  static bool IsLy(const std::string& word) {
    return word.size() > 2 && word.compare(word.size() - 2, 2, "ly") == 0 &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  size_t End(size_t first) {
    const List& auxiliaries = pack_.lists.at(rule_.auxiliaries);
    std::string takes;
    size_t i = first;
    for (int n = 0; n <= 6; ++n) {
      if (const int verb = VerbAt(i); verb >= 0) {
        const std::string form = place_.reading.FeatureOf(verb, "form");
        const int row = FormRow(form);
        const bool alone =
            row >= 0 && Cell(pack_.lists.at(rule_.verb_forms), static_cast<size_t>(row), "alone") == "yes";
        if (n == 0 ? alone : Takes(takes, form)) return i + 1;
      }
      const Phrase* phrase =
          i < line_.words.size() ? LongestAt(auxiliaries_, line_.words, i, Letters::kFirstFree) : nullptr;
      if (phrase == nullptr || (n > 0 && !Takes(takes, Cell(auxiliaries, phrase->row, "form")))) return first;
      Say(rule_.auxiliaries, phrase->row, Number(Cell(auxiliaries, phrase->row, "strength")));
      takes = Cell(auxiliaries, phrase->row, "takes");
      i = BehindAdverbs(i + phrase->tokens.size());
    }
    return first;
  }

  Annotation Group(size_t first, size_t end) const {
    const Piece& verb = *line_.pieces[end - 1];
    Annotation made = Made(rule_, place_, line_.pieces[first]->begin, verb.end);
    const int row = FormRow(place_.reading.FeatureOf(verb.annotation, "form"));
    for (const std::string& feature : pack_.LabelOf(rule_.label).features) {
      const auto spoken = spoken_.values.find(feature);
      std::string value = spoken == spoken_.values.end() ? "" : spoken->second.second;
      if (value.empty() && row >= 0) value = Cell(pack_.lists.at(rule_.verb_forms), static_cast<size_t>(row), feature);
      if (value.empty()) value = place_.reading.FeatureOf(verb.annotation, feature);
      if (!value.empty()) made.features[feature] = value;
    }
    made.fills.push_back({"verb", verb.begin, verb.end, verb.annotation});
    return made;
  }

  const Rule& rule_;
  const Place& place_;
  const Pack& pack_;
  const Sight sight_;
  const Line line_;
  const std::vector<Phrase> auxiliaries_, adverbs_;
  Spoken spoken_;
};

}  // namespace

std::vector<Annotation> ListedBy(const Rule& rule, const Place& place) {
  const Sight sight = SightOf(place.reading, rule.nested ? SeesNothing() : place.stage, place.sentence);
  const Line line(sight);
  const List& list = place.reading.pack->lists.at(rule.words.list);
  const std::vector<Phrase> phrases = PhrasesOf(*place.reading.pack, rule.words, rule.aliases);
  std::vector<Annotation> made;
  for (size_t i = 0; i < line.words.size();) {
    const Phrase* phrase =
        LongestAt(phrases, line.words, i, rule.ignore_case ? Letters::kIgnored : Letters::kFirstFree);
    const size_t last = phrase == nullptr ? i : i + phrase->tokens.size() - 1;
    const Piece &from = *line.pieces[i], &to = *line.pieces[last];
    const bool accepted =
        phrase != nullptr && (!rule.nested || IsInsideName(place, from.begin, to.end)) &&
        PatternMatcher(place.reading, sight, false).Hold(rule.guards, from.first_symbol, to.last_symbol);
    i = accepted ? last + 1 : i + 1;
    if (!accepted) continue;
    made.push_back(Made(rule, place, from.begin, to.end));
    made.back().nested = rule.nested;
    for (const Setting& setting : rule.settings) {
      const std::string value = Resolved(setting.value, [&](const std::string& column, const std::string&) {
        return Cell(list, phrase->row, column);
      });
      if (!value.empty()) made.back().features[setting.name] = value;
    }
  }
  return made;
}

std::vector<Annotation> VerbGroupsOf(const Rule& rule, const Place& place) { return VerbGroups(rule, place).All(); }

}  // namespace caspian::extractor::reference
