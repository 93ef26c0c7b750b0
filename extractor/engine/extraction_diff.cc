#include "extractor/engine/extraction_diff.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/document.h"
#include "extractor/engine/extraction_facts.h"

namespace caspian::extractor {
namespace {

using Facts = std::vector<Fact>;

// What both sides find over one span.
struct Place {
  std::vector<Finding> before;
  std::vector<Finding> after;
};
using Places = std::map<std::tuple<v1::ResultKind, uint32_t, uint32_t>, Place>;

Places PlacesOf(std::vector<Finding> before, std::vector<Finding> after) {
  Places places;
  for (Finding& finding : before)
    places[{finding.result, finding.begin, finding.end}].before.push_back(std::move(finding));
  for (Finding& finding : after)
    places[{finding.result, finding.begin, finding.end}].after.push_back(std::move(finding));
  return places;
}

// Those of `facts` that `others` do not have, each as often as it is missing.
Facts Without(const Facts& facts, Facts others) {
  Facts rest;
  for (const Fact& fact : facts) {
    const auto found = std::find(others.begin(), others.end(), fact);
    if (found == others.end()) {
      rest.push_back(fact);
    } else {
      others.erase(found);
    }
  }
  return rest;
}

bool Alike(const Finding& a, const Finding& b) {
  return a.label == b.label && Without(a.facts, b.facts).empty() && Without(b.facts, a.facts).empty();
}

bool OneLabel(const Finding& a, const Finding& b) { return a.label == b.label; }

bool Any(const Finding&, const Finding&) { return true; }

std::string Told(const Facts& facts, bool with_bytes) {
  std::string told;
  for (const Fact& fact : facts) {
    absl::StrAppend(&told, told.empty() ? "" : ", ", fact.name, " ", fact.value);
    if (with_bytes && fact.end > 0) absl::StrAppend(&told, " ", fact.begin, "..", fact.end);
  }
  return told;
}

class Differ {
 public:
  Differ(const std::string& document_id, absl::string_view text) : document_id_(document_id), text_(text) {}

  void Compare(Place place) {
    Pair(Alike, &place);
    Pair(OneLabel, &place);
    Pair(Any, &place);
    for (const Finding& finding : place.before)
      Add(v1::DIFFERENCE_KIND_REMOVED, finding)->set_before(Told(finding.facts, false));
    for (const Finding& finding : place.after)
      Add(v1::DIFFERENCE_KIND_ADDED, finding)->set_after(Told(finding.facts, false));
  }

  std::vector<v1::ExtractionDifference> Take() { return std::move(differences_); }

 private:
  // Takes out of `place` the pairs that `fit`, each with the first that does; those that are not alike are told.
  void Pair(bool (*fit)(const Finding&, const Finding&), Place* place) {
    std::vector<Finding> alone;
    for (const Finding& before : place->before) {
      const auto after = std::find_if(place->after.begin(), place->after.end(),
                                      [&](const Finding& other) { return fit(before, other); });
      if (after == place->after.end()) {
        alone.push_back(before);
        continue;
      }
      if (!Alike(before, *after)) AddChange(before, *after);
      place->after.erase(after);
    }
    place->before = std::move(alone);
  }

  v1::ExtractionDifference* Add(v1::DifferenceKind kind, const Finding& finding) {
    v1::ExtractionDifference& difference = differences_.emplace_back();
    difference.set_kind(kind);
    difference.set_result(finding.result);
    difference.set_document_id(document_id_);
    difference.mutable_span()->set_begin(finding.begin);
    difference.mutable_span()->set_end(finding.end);
    difference.set_text(std::string(text_.substr(finding.begin, finding.end - finding.begin)));
    difference.set_label(finding.label);
    return &difference;
  }

  void AddChange(const Finding& before, const Finding& after) {
    Facts gone = Without(before.facts, after.facts), come = Without(after.facts, before.facts);
    if (before.label != after.label) {
      gone.insert(gone.begin(), {"label", before.label});
      come.insert(come.begin(), {"label", after.label});
    }
    // The same words elsewhere differ by their bytes alone.
    const bool with_bytes = Told(gone, false) == Told(come, false);
    v1::ExtractionDifference* difference = Add(v1::DIFFERENCE_KIND_CHANGED, before);
    difference->set_before(Told(gone, with_bytes));
    difference->set_after(Told(come, with_bytes));
  }

  const std::string& document_id_;
  const absl::string_view text_;
  std::vector<v1::ExtractionDifference> differences_;
};

}  // namespace

std::vector<v1::ExtractionDifference> DiffExtractions(const v1::Extraction& before, const v1::Extraction& after,
                                                      absl::string_view text) {
  Differ differ(after.document_id(), text);
  for (auto& [where, place] : PlacesOf(FindingsOf(before, text), FindingsOf(after, text)))
    differ.Compare(std::move(place));
  return differ.Take();
}

absl::StatusOr<std::vector<v1::ExtractionDifference>> DiffEngines(const Engine& before, const Engine& after,
                                                                  const v1::Document& document) {
  const auto left = before.Extract(document);
  if (!left.ok()) return left.status();
  const auto right = after.Extract(document);
  if (!right.ok()) return right.status();
  return DiffExtractions(*left, *right, ContentOf(document));
}

}  // namespace caspian::extractor
