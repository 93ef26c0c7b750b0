#include "extractor/explain/pattern_progress.h"

#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/rules/pattern_parts.h"

namespace caspian::extractor {
namespace {

using RegexPtr = std::shared_ptr<const Regex>;

// Where a part of a pattern matches, in one copy.
struct Place {
  uint32_t sentence;
  GroupSpan span;  // in the copy
};

// What stands in the copy at `offset`, in words.
std::string FoundAt(const Program& program, const Analysis& analysis, const LiftedText& text, size_t offset) {
  size_t at = offset;
  if (at < text.copy().size() && text.copy()[at] == ' ') ++at;
  if (at >= text.copy().size()) return "the end of the sentence";
  const LiftedPiece& piece = text.pieces()[text.PieceAround(at)];
  const std::string words = absl::StrCat("“", analysis.TextOf(piece.begin, piece.end), "”");
  if (piece.annotation == kNoAnnotation) return words;
  return absl::StrCat(ReferenceTo(analysis, program.alphabet, piece.annotation), " ", words);
}

class AlternativeProgress {
 public:
  AlternativeProgress(const Program& program, const Analysis& analysis, const SearchedTexts& texts,
                      std::vector<std::string> parts, bool ignore_case)
      : program_(program), analysis_(analysis), texts_(texts), parts_(std::move(parts)), ignore_case_(ignore_case) {}

  std::vector<PatternStop> Stops(size_t limit) const {
    const size_t matched = Furthest();
    if (matched == parts_.size()) return {};
    for (size_t i = matched; i < parts_.size(); ++i) {
      if (!StandsSomewhere(parts_[i])) return {Nowhere(matched, i)};
    }
    if (matched == 0) return {Nowhere(0, 0)};
    std::vector<PatternStop> stops;
    for (const Place& place : PlacesOf(Joined(matched), limit)) stops.push_back(StopAt(place, matched));
    return stops;
  }

 private:
  std::string Joined(size_t parts) const {
    return absl::StrJoin(parts_.begin(), parts_.begin() + static_cast<ptrdiff_t>(parts), "");
  }

  RegexPtr Compiled(const std::string& pattern) const {
    auto regex = Regex::Compile(program_.alphabet.Translate(pattern), ignore_case_);
    return regex.ok() ? *std::move(regex) : nullptr;
  }

  std::vector<Place> PlacesOf(const std::string& pattern, size_t limit) const {
    std::vector<Place> places;
    const RegexPtr regex = Compiled(pattern);
    // Of parts that others follow the words count, where they end with a blank, as "(?:the )?" does.
    const bool may_end_blank = pattern != Joined(parts_.size());
    for (uint32_t s = 0; regex != nullptr && s < texts_.size() && places.size() < limit; ++s) {
      if (texts_[s] != nullptr) AddPlaces(*regex, s, may_end_blank, limit, &places);
    }
    return places;
  }

  void AddPlaces(const Regex& regex, uint32_t sentence, bool may_end_blank, size_t limit,
                 std::vector<Place>* places) const {
    const LiftedText& text = *texts_[sentence];
    GroupSpans groups;
    for (size_t start = 0; places->size() < limit && start < text.copy().size();) {
      if (!regex.Search(text.copy(), start, &groups)) return;
      GroupSpan whole = groups[0];
      if (may_end_blank && whole.end > whole.begin && text.copy()[whole.end - 1] == ' ') --whole.end;
      const bool counts = whole.end > whole.begin && text.MayBeginAt(whole.begin) && text.MayEndAt(whole.end);
      if (counts) places->push_back({sentence, whole});
      start = counts ? whole.end : text.NextBegin(whole.begin);
    }
  }

  // How many parts from the first on match somewhere, one behind the other.
  size_t Furthest() const {
    size_t parts = parts_.size();
    while (parts > 0 && PlacesOf(Joined(parts), 1).empty()) --parts;
    return parts;
  }

  bool StandsSomewhere(const std::string& part) const {
    const std::string alone(absl::StripLeadingAsciiWhitespace(part));
    const RegexPtr regex = Compiled(alone);
    return regex == nullptr || regex->MatchesAll("") || !PlacesOf(alone, 1).empty();
  }

  uint32_t CountWithoutFeatures(const std::string& part) const {
    const std::string alone(absl::StripLeadingAsciiWhitespace(part)), plain = WithoutFeatures(alone);
    return plain == alone ? 0 : static_cast<uint32_t>(PlacesOf(plain, static_cast<size_t>(-1)).size());
  }

  PatternStop Nowhere(size_t matched, size_t missing) const {
    PatternStop stop;
    stop.nowhere = true;
    stop.parts = matched;
    stop.progress.set_matched(Joined(matched));
    stop.progress.set_wanted(std::string(absl::StripAsciiWhitespace(parts_[missing])));
    stop.progress.set_without_features(CountWithoutFeatures(parts_[missing]));
    const std::vector<Place> first = PlacesOf(Joined(matched), 1);
    if (matched == 0 || first.empty()) return stop;
    SetPlaceOf(first.front(), &stop);
    stop.progress.set_found(FoundBehind(first.front()));
    return stop;
  }

  std::string FoundBehind(const Place& place) const {
    return FoundAt(program_, analysis_, *texts_[place.sentence], place.span.end);
  }

  void SetPlaceOf(const Place& place, PatternStop* stop) const {
    stop->sentence = place.sentence;
    stop->matched = texts_[place.sentence]->RangeOf(place.span.begin, place.span.end);
  }

  PatternStop StopAt(const Place& place, size_t matched) const {
    PatternStop stop;
    stop.parts = matched;
    SetPlaceOf(place, &stop);
    stop.progress.set_matched(Joined(matched));
    stop.progress.set_wanted(std::string(absl::StripAsciiWhitespace(parts_[matched])));
    stop.progress.set_found(FoundBehind(place));
    stop.progress.set_without_features(CountWithoutFeatures(parts_[matched]));
    return stop;
  }

  const Program& program_;
  const Analysis& analysis_;
  const SearchedTexts& texts_;
  const std::vector<std::string> parts_;
  const bool ignore_case_;
};

}  // namespace

std::vector<PatternStop> FurthestStops(const Program& program, const Analysis& analysis, const SearchedTexts& texts,
                                       const std::string& pattern, bool ignore_case, size_t limit) {
  std::vector<PatternStop> furthest;
  for (std::vector<std::string>& parts : PatternParts(pattern)) {
    std::vector<PatternStop> stops =
        AlternativeProgress(program, analysis, texts, std::move(parts), ignore_case).Stops(limit);
    if (stops.empty()) return {};
    if (furthest.empty() || stops.front().parts > furthest.front().parts) furthest = std::move(stops);
  }
  return furthest;
}

}  // namespace caspian::extractor
