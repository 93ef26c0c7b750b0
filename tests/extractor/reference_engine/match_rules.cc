#include <algorithm>

#include "tests/extractor/reference_engine/rules.h"

namespace caspian::extractor::reference {
namespace {

// Pieces that symbols [begin, end) touch, blanks at the ends left out; empty where nothing is left.
std::vector<const Piece*> PiecesIn(const Sight& sight, size_t begin, size_t end) {
  std::vector<const Piece*> pieces;
  for (const Piece& piece : sight.pieces) {
    if (piece.first_symbol < end && begin < piece.last_symbol) pieces.push_back(&piece);
  }
  while (!pieces.empty() && pieces.back()->blank) pieces.pop_back();
  while (!pieces.empty() && pieces.front()->blank) pieces.erase(pieces.begin());
  return pieces;
}

// The members of an enumeration of several; empty where the capture is none.
std::vector<Fill> MembersOf(const Sight& sight, const std::string& name, const Captured& captured) {
  std::vector<Fill> members;
  if (captured.pattern->kind != PatternKind::kReference || !captured.pattern->reference.plural) return members;
  for (const Piece* piece : PiecesIn(sight, captured.begin, captured.end)) {
    if (piece->annotation >= 0) members.push_back({name, piece->begin, piece->end, piece->annotation});
  }
  return members;
}

void SetFeatures(const Reading& reading, const std::string& form, Annotation* made) {
  for (const Setting& setting : made->rule->settings) {
    const auto own = setting.by_form.find(form);
    const std::string value = Resolved(own == setting.by_form.end() ? setting.value : own->second,
                                       [&](const std::string& capture, const std::string& feature) {
                                         return ValueOf(reading, made->fills, capture, feature);
                                       });
    if (!value.empty()) made->features[setting.name] = value;
  }
}

// Whole tokens of the capture; of the match where it holds no word.
std::pair<uint32_t, uint32_t> SpanOf(const Sight& sight, const Match& match, const std::string& capture) {
  std::vector<const Piece*> pieces;
  const auto found = match.captures.find(capture);
  if (found != match.captures.end()) pieces = PiecesIn(sight, found->second.begin, found->second.end);
  if (pieces.empty()) pieces = PiecesIn(sight, match.begin, match.end);
  return {pieces.front()->begin, pieces.back()->end};
}

}  // namespace

Annotation Made(const Rule& rule, const Place& place, uint32_t begin, uint32_t end) {
  Annotation made;
  made.begin = made.mention_begin = begin;
  made.end = made.mention_end = end;
  made.sentence = place.sentence;
  made.label = rule.label;
  made.rule_id = rule.id;
  made.rule = &rule;
  made.priority = rule.priority;
  made.confidence = rule.confidence;
  made.type = rule.type;
  made.no_mention = rule.no_mention;
  return made;
}

std::vector<Fill> FillsOf(const Reading&, const Sight& sight, const Match& match) {
  std::vector<Fill> fills;
  for (const auto& [name, captured] : match.captures) {
    const std::vector<const Piece*> pieces = PiecesIn(sight, captured.begin, captured.end);
    if (pieces.empty() || captured.begin == captured.end) continue;
    const std::vector<Fill> members = MembersOf(sight, name, captured);
    if (!members.empty()) {
      fills.insert(fills.end(), members.begin(), members.end());
      continue;
    }
    size_t first = captured.begin, last = captured.end - 1;
    while (sight.pieces[sight.symbols[first].piece].blank) ++first;
    while (sight.pieces[sight.symbols[last].piece].blank) --last;
    const int annotation = pieces.size() == 1 ? pieces[0]->annotation : -1;
    fills.push_back({name, sight.symbols[first].begin, sight.symbols[last].end, annotation});
  }
  return fills;
}

std::string ValueOf(const Reading& reading, const std::vector<Fill>& fills, const std::string& capture,
                    const std::string& feature) {
  for (const Fill& fill : fills) {
    if (fill.name != capture || fill.alternative) continue;
    if (feature.empty()) return reading.Words(fill.begin, fill.end);
    if (fill.annotation >= 0) return reading.FeatureOf(fill.annotation, feature);
  }
  return "";
}

std::vector<Found> Search(const Rule& rule, const Reading& reading, const Sight& sight) {
  std::vector<const Form*> forms;
  for (const Form& form : rule.forms) forms.push_back(&form);
  std::sort(forms.begin(), forms.end(), [](const Form* a, const Form* b) { return a->name < b->name; });
  const PatternMatcher matcher(reading, sight, rule.ignore_case);
  std::vector<Found> found;
  size_t behind = 0;
  for (size_t start = 0; start < sight.symbols.size(); ++start) {
    if (start < behind || !sight.Begins(start)) continue;
    for (const Form* form : forms) {
      const auto match = matcher.At(form->pattern, start);
      if (!match.has_value() || match->end == start || !sight.Ends(match->end)) continue;
      if (!matcher.Hold(rule.guards, start, match->end)) continue;
      found.push_back({form, *match});
      behind = match->end;
      break;
    }
  }
  return found;
}

std::vector<Annotation> MatchesOf(const Rule& rule, const Place& place) {
  const Sight sight = SightOf(place.reading, place.stage, place.sentence, rule.elide);
  std::vector<Annotation> made;
  for (const Found& found : Search(rule, place.reading, sight)) {
    const auto span = SpanOf(sight, found.match, rule.span);
    Annotation annotation = Made(rule, place, span.first, span.second);
    if (!rule.mention.empty()) {
      const auto capture = found.match.captures.find(rule.mention);
      const bool words = capture != found.match.captures.end() &&
                         !PiecesIn(sight, capture->second.begin, capture->second.end).empty() &&
                         capture->second.begin < capture->second.end;
      const auto mention = words ? SpanOf(sight, found.match, rule.mention) : span;
      annotation.mention_begin = mention.first;
      annotation.mention_end = mention.second;
    }
    annotation.fills = FillsOf(place.reading, sight, found.match);
    SetFeatures(place.reading, found.form->name, &annotation);
    if (!Refer(place, made, &annotation)) continue;
    Attach(place, &annotation);
    made.push_back(annotation);
  }
  return made;
}

std::vector<Repair> RepairsOf(const Rule& rule, const Place& place) {
  const Sight sight = SightOf(place.reading, place.stage, place.sentence);
  std::vector<Repair> repairs;
  for (const Found& found : Search(rule, place.reading, sight)) {
    Annotation captures = Made(rule, place, 0, 0);
    captures.fills = FillsOf(place.reading, sight, found.match);
    SetFeatures(place.reading, "", &captures);
    for (const Fill& fill : captures.fills) {
      if (fill.annotation < 0) continue;
      for (const std::string& drop : rule.drop) {
        if (drop == fill.name) repairs.push_back({fill.annotation, "", rule.id, {}});
      }
      for (const auto& [capture, label] : rule.relabel) {
        if (capture == fill.name) repairs.push_back({fill.annotation, label, rule.id, captures.features});
      }
    }
  }
  return repairs;
}

}  // namespace caspian::extractor::reference
