#include "tests/extractor/reference_engine/reference_engine.h"

#include <algorithm>
#include <utility>

#include "tests/extractor/reference_engine/names.h"
#include "tests/extractor/reference_engine/results.h"
#include "tests/extractor/reference_engine/rules.h"

namespace caspian::extractor::reference {
namespace {

std::vector<Annotation> MadeBy(const Rule& rule, const Place& place) {
  std::vector<Annotation> made;
  if (rule.kind == RuleKind::kMatch) made = MatchesOf(rule, place);
  if (rule.kind == RuleKind::kList) made = ListedBy(rule, place);
  if (rule.kind == RuleKind::kVerbGroup) made = VerbGroupsOf(rule, place);
  for (Annotation& annotation : made) WeighContext(place.reading, &annotation);
  return made;
}

void Accept(std::vector<Annotation> made, size_t stage, Reading* reading) {
  for (Annotation& winner : Settled(*reading, std::move(made))) {
    winner.stage = stage;
    reading->annotations.push_back(std::move(winner));
  }
}

void RunRules(const Stage& stage, size_t number, Reading* reading) {
  std::vector<Repair> repairs;
  for (size_t s = 0; s < reading->sentences.size(); ++s) {
    const Place place{*reading, stage, s};
    std::vector<Annotation> made;
    for (const Rule& rule : stage.rules) {
      if (!Meets(rule.documents, *reading)) continue;
      for (Annotation& annotation : MadeBy(rule, place)) made.push_back(std::move(annotation));
      if (rule.kind != RuleKind::kRepair) continue;
      for (Repair& repair : RepairsOf(rule, place)) repairs.push_back(std::move(repair));
    }
    Accept(std::move(made), number, reading);
  }
  Apply(std::move(repairs), number, reading);
}

void RunStage(const Stage& stage, size_t number, Reading* reading) {
  if (!stage.names.has_value() && !stage.senses.has_value()) return RunRules(stage, number, reading);
  const std::vector<Annotation> made = stage.names.has_value() ? NamesOf(*reading, stage) : SensesOf(*reading, stage);
  for (size_t s = 0; s < reading->sentences.size(); ++s) {
    std::vector<Annotation> own;
    std::copy_if(made.begin(), made.end(), std::back_inserter(own),
                 [s](const Annotation& a) { return a.sentence == s; });
    Accept(own, number, reading);
  }
}

v1::Extraction Told(const Reading& reading) {
  v1::Extraction out;
  for (const Sentence& sentence : reading.sentences) {
    v1::Span* span = out.add_sentences();
    span->set_begin(sentence.begin);
    span->set_end(sentence.end);
  }
  Results results{reading, &out, {}, {}, {}};
  results.entity_of.assign(reading.annotations.size(), -1);
  results.mention_of.assign(reading.annotations.size(), -1);
  results.credits.resize(reading.sentences.size());
  AddEntities(&results);
  AddMentions(&results);
  AddRelations(&results);
  AddCitations(&results);
  AddEvents(&results);
  return out;
}

}  // namespace

v1::Extraction Extract(const Pack& pack, const v1::Document& document) {
  Reading reading;
  reading.pack = &pack;
  reading.document = &document;
  reading.text = document.text();
  CutText(&reading);
  if (Meets(pack.documents, reading)) {
    for (size_t i = 0; i < pack.stages.size(); ++i) {
      if (Meets(pack.stages[i].documents, reading)) RunStage(pack.stages[i], i, &reading);
    }
  }
  return Told(reading);
}

}  // namespace caspian::extractor::reference
