// What became of the matches of a rule that has made nothing in a test's text, as `explain` knows it.
#include "absl/strings/str_join.h"
#include "extractor/explain/explain.h"
#include "extractor/match/lifted_text.h"
#include "extractor/rule_tests/test_sample.h"
#include "extractor/rules/enum_words.h"

namespace caspian::extractor {
namespace {

absl::string_view GroundName(v1::ConflictGround ground) {
  switch (ground) {
    case v1::CONFLICT_GROUND_PRIORITY:
      return "its priority is higher";
    case v1::CONFLICT_GROUND_LENGTH:
      return "its length counts for more";
    case v1::CONFLICT_GROUND_PLACE:
      return "its place counts for more";
    default:
      return "its id is smaller, all else alike";
  }
}

std::string LossNote(const v1::Explanation& told) {
  const v1::LostConflict& conflict = told.conflict();
  return absl::StrCat("its match ", Quoted(told.text()), " lost to ", Quoted(conflict.text()), " of rule ",
                      conflict.rule_id(), ": ", GroundName(conflict.ground()));
}

std::string GuardNote(const v1::Explanation& told) {
  return absl::StrCat("its match ", Quoted(told.text()), " fails ",
                      EnumWord(*v1::GuardKind_descriptor(), told.guard().kind()), ": '", told.guard().pattern(), "'");
}

std::string RepairNote(const v1::Explanation& told) {
  const std::string what =
      told.repair().label().empty() ? "taken back" : absl::StrCat("renamed ", told.repair().label());
  return absl::StrCat("its match ", Quoted(told.text()), " was ", what, " by rule ", told.repair().rule_id());
}

std::string StopNote(const v1::Explanation& told) {
  const v1::PatternProgress& progress = told.progress();
  std::string note = told.form().empty() ? "its pattern " : absl::StrCat("its form ", told.form(), " ");
  if (told.text().empty()) return absl::StrCat(note, "wants ", progress.wanted(), ", which stands nowhere here");
  absl::StrAppend(&note, "matches ", Quoted(told.text()), ", then wants ", progress.wanted());
  return progress.found().empty() ? note : absl::StrCat(note, " and finds ", progress.found());
}

std::string FeaturesNote(const v1::Explanation& told) {
  if (told.progress().without_features() == 0) return "";
  return absl::StrCat("with any features ", told.progress().wanted(), " stands here ",
                      told.progress().without_features(), told.progress().without_features() == 1 ? " time" : " times");
}

std::string NoteOf(const v1::Explanation& told) {
  switch (told.outcome()) {
    case v1::OUTCOME_LOST:
      return LossNote(told);
    case v1::OUTCOME_GUARD_FAILED:
      return GuardNote(told);
    case v1::OUTCOME_REPAIRED:
      return RepairNote(told);
    case v1::OUTCOME_NOT_AT_TOKENS:
      return absl::StrCat("its match in ", Quoted(told.text()), " begins or ends inside of a word");
    case v1::OUTCOME_NOT_FOR_DOCUMENT:
      return "documents: of the rule, its stage or the pack leaves this text out: it has no field but published";
    case v1::OUTCOME_STOPPED:
    case v1::OUTCOME_NO_TRIGGER:
      return StopNote(told);
    case v1::OUTCOME_CONDITION_FAILED:
      return absl::StrCat("of ", Quoted(told.text()), ": ", told.condition());
    case v1::OUTCOME_NO_CANDIDATE:
      return told.condition();
    default:
      return "";
  }
}

// True where the rule's pattern was searched and not found.
bool IsUnmatched(const v1::Explanation& told) {
  return told.outcome() == v1::OUTCOME_STOPPED || told.outcome() == v1::OUTCOME_NO_TRIGGER;
}

// The text as the rule's stage has it before it: annotations as patterns name them. Empty where it can't be told.
std::string TextOfStage(const TestSample& sample) {
  const auto analysis = Analyze(sample.program, sample.document, nullptr, sample.stage);
  if (!analysis.ok()) return "";
  const LiftedView view{false, &sample.program.stages[sample.stage].sees, nullptr};
  std::vector<std::string> sentences;
  for (uint32_t s = 0; s < analysis->segmentation.sentences.size(); ++s) {
    const LiftedText lifted(*analysis, s, sample.program.alphabet, view);
    std::string sentence;
    for (size_t p = 0; p < lifted.pieces().size(); ++p) {
      const LiftedPiece& piece = lifted.pieces()[p];
      absl::StrAppend(&sentence, lifted.HasBlankBefore(p) ? " " : "",
                      piece.annotation == kNoAnnotation
                          ? std::string(lifted.TextOf(piece))
                          : ReferenceTo(*analysis, sample.program.alphabet, piece.annotation));
    }
    sentences.push_back(std::move(sentence));
  }
  return absl::StrJoin(sentences, " ");
}

}  // namespace

std::vector<std::string> NotesOfNoMatch(const TestSample& sample) {
  const auto explanations = Explain(sample.program, sample.document, {sample.rule.id(), std::nullopt});
  if (!explanations.ok()) return {std::string(explanations.status().message())};
  std::vector<std::string> notes;
  bool unmatched = false;
  for (const v1::Explanation& told : *explanations) {
    for (std::string note : {NoteOf(told), FeaturesNote(told)}) {
      if (!note.empty()) notes.push_back(std::move(note));
    }
    unmatched = unmatched || IsUnmatched(told);
  }
  const std::string text = unmatched ? TextOfStage(sample) : "";
  if (!text.empty()) notes.push_back(absl::StrCat("its stage reads: ", text));
  return notes;
}

}  // namespace caspian::extractor
