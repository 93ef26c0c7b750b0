// Which names are of one thing, and the mentions of names and values.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "tests/extractor/reference_engine/names.h"
#include "tests/extractor/reference_engine/results.h"

namespace caspian::extractor::reference {
namespace {

class Entities {
 public:
  explicit Entities(Results* results) : results_(*results) {}

  void Add() {
    const std::vector<int> names = results_.Told(v1::LABEL_KIND_NAME);
    for (int index : names) {
      const std::string key = LinkedKey(index, names);
      if (keys_.count(key) == 0) {
        keys_[key] = results_.out->entities_size();
        results_.out->add_entities()->set_label(results_.At(index).label);
      }
      results_.entity_of[static_cast<size_t>(index)] = keys_[key];
    }
    for (int index : names) Describe(index, LinkedKey(index, names) != Key(index));
  }

 private:
  std::string PlainText(int index) const {
    const Annotation& a = results_.At(index);
    std::string plain;
    const std::string words = results_.reading.Words(a.mention_begin, a.mention_end);
    for (const std::string& word : SplitAtBlanks(words)) {
      std::string whole;
      for (const std::string& token : TokensOf(word)) whole += token;
      plain += (plain.empty() ? "" : " ") + whole;
    }
    return plain;
  }

  // The same id, or the same words of one label, case apart.
  std::string Key(int index) const {
    const Annotation& a = results_.At(index);
    const std::string id = Feature(a, "id");
    return id.empty() ? a.label + " " + Lowered(PlainText(index)) : "id " + id;
  }

  // The key of the one full name that it is short for.
  std::string LinkedKey(int index, const std::vector<int>& names) const {
    const Annotation& a = results_.At(index);
    if (!Feature(a, "id").empty()) return Key(index);
    std::set<std::string> meant;
    for (int other : names) {
      const Annotation& full = results_.At(other);
      if (full.label != a.label || full.nested) continue;
      ShortForms forms = ShortFormsOf(SettingsOf(a.label), SplitAtBlanks(PlainText(other)));
      forms.last.insert(Feature(full, "short_form"));
      if (forms.Has(SettingsOf(a.label), a.label, PlainText(index))) meant.insert(Key(other));
    }
    if (meant.size() > 1) {
      std::set<std::string> before;
      for (const std::string& key : meant) {
        if (StandsBefore(key, index, names)) before.insert(key);
      }
      meant = before;
    }
    return meant.size() == 1 ? *meant.begin() : Key(index);
  }

  // True where a full name of the key begins before the name.
  bool StandsBefore(const std::string& key, int index, const std::vector<int>& names) const {
    return std::any_of(names.begin(), names.end(), [&](int other) {
      const Annotation& full = results_.At(other);
      const bool is_full = SplitAtBlanks(PlainText(other)).size() > 1 || !Feature(full, "short_form").empty();
      return is_full && !full.nested && Key(other) == key && full.mention_begin < results_.At(index).mention_begin;
    });
  }

  // Of the first stage of names that decides the label.
  NameSettings SettingsOf(const std::string& label) const {
    for (const Stage& stage : results_.reading.pack->stages) {
      if (stage.names.has_value() && std::count(stage.names->labels.begin(), stage.names->labels.end(), label) > 0)
        return *stage.names;
    }
    return {};
  }

  static bool IsAllUpper(const std::string& text) {
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    return text != Lowered(text) &&
           std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
           std::count_if(text.begin(), text.end(), upper) > 1;
  }

  // The list's name, or else the longest in the text; of as long ones the first, but rather not in capitals.
  void Describe(int index, bool is_short) {
    const Annotation& a = results_.At(index);
    const int number = results_.entity_of[static_cast<size_t>(index)];
    v1::Entity* entity = results_.out->mutable_entities(number);
    const std::string text = results_.reading.Words(a.mention_begin, a.mention_end), listed = Feature(a, "name");
    const bool fuller = text.size() > entity->name().size() ||
                        (text.size() == entity->name().size() && IsAllUpper(entity->name()) && !IsAllUpper(text));
    if (!listed.empty()) {
      entity->set_name(listed);
      listed_.insert(number);
    } else if (listed_.count(number) == 0 && fuller) {
      entity->set_name(text);
    }
    std::map<std::string, std::string> features;
    for (const v1::Feature& known : entity->features()) features[known.name()] = known.value();
    for (const auto& [name, value] : a.features) {
      const bool apart = name == "name" || name == "entity_label" || name == "short_form";
      if (!apart && !(is_short && name == "scope")) features.emplace(name, value);
    }
    entity->clear_features();
    for (const auto& [name, value] : features) {
      v1::Feature* feature = entity->add_features();
      feature->set_name(name);
      feature->set_value(value);
    }
  }

  Results& results_;
  std::map<std::string, int> keys_;
  std::set<int> listed_;
};

// Whole numbers are the only values of random packs.
void SetNumber(const Results& results, const Annotation& a, v1::Mention* mention) {
  const Fill* amount = FillNamed(a, "amount");
  std::string digits = amount == nullptr ? "" : results.reading.Words(amount->begin, amount->end);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  mention->mutable_value()->set_canonical(digits);
}

void AddMention(int index, Results* results) {
  const Annotation& a = results->At(index);
  results->mention_of[static_cast<size_t>(index)] = results->out->mentions_size();
  v1::Mention* mention = results->out->add_mentions();
  mention->mutable_span()->set_begin(a.mention_begin);
  mention->mutable_span()->set_end(a.mention_end);
  mention->set_label(a.label);
  mention->set_rule_id(a.rule_id);
  mention->set_confidence(static_cast<uint32_t>(a.confidence));
  for (const auto& [name, value] : a.features) {
    v1::Feature* feature = mention->add_features();
    feature->set_name(name);
    feature->set_value(value);
  }
  for (const Change& change : a.changes) {
    v1::ConfidenceChange* added = mention->add_confidence_changes();
    added->mutable_span()->set_begin(change.begin);
    added->mutable_span()->set_end(change.end);
    added->set_change(change.change);
  }
  if (results->reading.KindOf(a) == v1::LABEL_KIND_VALUE) return SetNumber(*results, a, mention);
  mention->set_entity(static_cast<uint32_t>(results->entity_of[static_cast<size_t>(index)]));
}

void AddCaptures(int index, Results* results) {
  const Annotation& a = results->At(index);
  v1::Mention* mention = results->out->mutable_mentions(results->mention_of[static_cast<size_t>(index)]);
  if (mention->captures_size() > 0 || mention->rule_id() != a.rule_id) return;
  std::vector<Fill> fills = a.fills;
  std::stable_sort(fills.begin(), fills.end(),
                   [](const Fill& x, const Fill& y) { return std::tie(x.begin, x.name) < std::tie(y.begin, y.name); });
  for (const Fill& fill : fills) {
    v1::Capture* capture = mention->add_captures();
    capture->set_name(fill.name);
    capture->mutable_span()->set_begin(fill.begin);
    capture->mutable_span()->set_end(fill.end);
    if (const int filler = results->MentionOf(fill); filler >= 0) capture->set_mention(static_cast<uint32_t>(filler));
  }
}

}  // namespace

void AddEntities(Results* results) { Entities(results).Add(); }

void AddMentions(Results* results) {
  std::vector<int> told = results->Told(v1::LABEL_KIND_NAME);
  for (int value : results->Told(v1::LABEL_KIND_VALUE)) told.push_back(value);
  const auto rank = [&](int i) {
    const Annotation& a = results->At(i);
    return std::make_tuple(a.mention_begin, -static_cast<int64_t>(a.mention_end), a.label, a.rule_id);
  };
  std::stable_sort(told.begin(), told.end(), [&](int a, int b) { return rank(a) < rank(b); });
  int last = -1;
  for (int index : told) {
    const Annotation& a = results->At(index);
    // One span of one label is one mention, the first rule's.
    const bool same = last >= 0 && results->At(last).mention_begin == a.mention_begin &&
                      results->At(last).mention_end == a.mention_end && results->At(last).label == a.label;
    if (same) {
      results->mention_of[static_cast<size_t>(index)] = results->out->mentions_size() - 1;
      continue;
    }
    AddMention(index, results);
    last = index;
    v1::Mention* mention = results->out->mutable_mentions(results->out->mentions_size() - 1);
    if (!mention->has_entity()) continue;
    // Inside of another mention of a name that is no nested one.
    bool nested = a.nested;
    for (int k = 0; k + 1 < results->out->mentions_size(); ++k) {
      const v1::Mention& outer = results->out->mentions(k);
      nested = nested || (outer.has_entity() && !outer.nested() && outer.span().begin() <= a.mention_begin &&
                          a.mention_end <= outer.span().end());
    }
    mention->set_nested(nested);
  }
  for (int index : told) AddCaptures(index, results);
}

}  // namespace caspian::extractor::reference
